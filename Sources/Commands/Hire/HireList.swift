import ArgumentParser
import Recruiting
import Store

extension Hires {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List hires by first day.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.hires()) }
    }
  }
}

extension Hiring: Listed {
  static let noun = "hire"
  static let columns: [Column<Hiring>] = [
    Column("application") { "A-\($0.application)" },
    Column("candidate") { $0.candidate },
    Column("requisition") { $0.requisition },
    Column("class") { $0.className },
    Column("seat") { $0.seat },
    Column("starts_on") { Field($0.startsOn) },
    Column("returning") { $0.isReturning },
    Column("started_at") { Field($0.startedAt) },
    Column("end") { $0.end?.rawValue },
    Column("person", shown: false) { Field($0.person) },
    Column("id", shown: false) { Field($0.id) },
  ]
}
