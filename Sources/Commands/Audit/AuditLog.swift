import ArgumentParser
import Store

extension Audits {
  struct Log: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "log", abstract: "Show the newest changes, newest first.")

    @Option(help: "Only of this table, such as people.employment.") var table: String?
    @Option(help: "Only by this login.") var login: String?
    @Option(help: "Only of this operation.") var operation: Int64?
    @Option(help: "Only before the event with this id, to read on backwards.") var before: Int64?
    @OptionGroup var globals: Globals

    func run() async throws {
      let filter = AuditFilter(relation: table, login: login, operationID: operation, before: before)
      let limit = globals.output.all ? Int(Int32.max) : globals.output.limit ?? 100
      try await globals.withStore { store in
        try await printer.list(Audit(store: store).log(filter, limit: limit))
      }
    }
  }
}

extension AuditEvent: Listed {
  static let noun = "audit_event"
  static let columns: [Column<AuditEvent>] = [
    Column("id") { $0.id },
    Column("at") { Field($0.at) },
    Column("login") { $0.login },
    Column("acting") { $0.acting },
    Column("verb") { $0.verb },
    Column("table") { $0.relation },
    Column("key") { $0.key },
    Column("operation_id", shown: false) { $0.operationID },
    Column("diff") { $0.diff },
  ]
}
