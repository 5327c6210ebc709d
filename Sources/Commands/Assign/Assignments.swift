import ArgumentParser
import Onboarding
import Store

/// Assignments: who learns what, and what became of it.
struct Assignments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Who learns what, and what became of it.",
    subcommands: [
      List.self, One.self, Bulk.self, Show.self, WhyLocked.self, History.self, Record.self, Import.self, Evidence.self,
      Void.self, Waive.self, Extend.self, Suspend.self, Resume.self, Withdraw.self, Fail.self,
    ])
}

extension Assignments {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the assignments that you may see.")

    @Option(help: "Only of this person.", completion: .people) var person: String?
    @Option(help: "Only of this curriculum.") var curriculum: String?
    @Flag(help: "Also those that are over.") var past = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding {
        try await printer.list($0.assignments(of: person, curriculum: curriculum, past: past))
      }
    }
  }
}

extension Assignment: Listed {
  static let noun = "assignment"
  static let columns: [Column<Assignment>] = [
    Column("name") { $0.name },
    Column("curriculum") { $0.code },
    Column("version") { $0.version },
    Column("state") { $0.state.rawValue },
    Column("done") { percent($0.progress) },
    Column("starts_on") { Field($0.startsOn) },
    Column("reason") { $0.reason },
    Column("number", shown: false) { $0.number },
    Column("id", shown: false) { Field($0.id) },
  ]
}
