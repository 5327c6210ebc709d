import ArgumentParser
import Store
import Timekeeping

extension Absences {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List absences; a week from today unless told otherwise.")

    @OptionGroup var period: PeriodWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in
        try await printer.list(Timekeeping(store: store).absences(from: period.first, through: period.last))
      }
    }
  }
}

extension Absence: Listed {
  static let noun = "absence"
  static let columns: [Column<Absence>] = [
    Column("id") { Field($0.id) },
    Column("person") { $0.personName },
    Column("kind") { $0.kind.rawValue },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("starts", shown: false) { Field($0.starts) },
    Column("ends", shown: false) { Field($0.ends) },
    Column("decision") { $0.decision?.rawValue },
    Column("decided_by") { $0.decidedBy },
    Column("withdrawn_at", shown: false) { Field($0.withdrawnAt) },
    Column("note") { $0.note },
  ]
}
