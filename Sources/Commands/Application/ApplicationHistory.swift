import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct History: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Tell every move of an application; corrections stand beside what they correct.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.events(of: application)) }
    }
  }
}

extension StageEvent: Listed {
  static let noun = "stage_event"
  static let columns: [Column<StageEvent>] = [
    Column("id") { Field($0.id) },
    Column("happened_at") { Field($0.happenedAt) },
    Column("verb") { $0.verb.rawValue },
    Column("stage") { $0.stage },
    Column("end") { $0.end?.rawValue },
    Column("reason") { $0.reason },
    Column("note") { $0.note.isEmpty ? nil : $0.note },
    Column("doubt") { $0.doubt },
    Column("supersedes") { Field($0.supersedes) },
  ]
}
