import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List applications, by requisition and stage.")

    @OptionGroup var which: ApplicationWishes
    @Option(help: "Only those that stand where they stand since before this instant.") var idleSince: Instant?
    @Option(help: "Only those that this batch touched: muster recruiting batches.") var batch: Batch.ID?
    @Flag(help: "Also those that ended.") var ended = false
    @OptionGroup var globals: Globals

    func run() async throws {
      var filter = which.filter
      filter.includesEnded = ended
      filter.idleSince = idleSince
      filter.batch = batch
      let asked = filter
      try await globals.withRecruiting { try await printer.list($0.applications(asked)) }
    }
  }
}

extension Application: Listed {
  static let noun = "application"
  static let columns: [Column<Application>] = [
    Column("code") { $0.code },
    Column("candidate") { $0.candidate },
    Column("requisition") { $0.requisition },
    Column("stage") { $0.stage },
    Column("source") { $0.source },
    Column("applied_at") { Field($0.appliedAt) },
    Column("end") { $0.end?.rawValue },
    Column("reason", shown: false) { $0.endReason },
    Column("ended_at", shown: false) { Field($0.endedAt) },
    Column("id", shown: false) { Field($0.id) },
  ]
}
