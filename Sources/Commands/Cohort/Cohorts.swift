import ArgumentParser
import Onboarding
import Store

/// Cohorts: classes that learn together.
struct Cohorts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort", abstract: "Classes that learn together: who is on track, who is stuck.",
    subcommands: [
      List.self, Open.self, Add.self, Leave.self, Move.self, Timetable.self, Delay.self, Extend.self, Step.self,
      ShowBoard.self, TellReadiness.self, Rules.self, Report.self, Reminders.self, Import.self,
    ])
}

extension Cohorts {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the cohorts that you may see.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.cohorts()) }
    }
  }
}

extension Cohort: Listed {
  static let noun = "cohort"
  static let columns: [Column<Cohort>] = [
    Column("name") { $0.name },
    Column("curriculum") { "\($0.code) v\($0.number)" },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("learners") { $0.learners },
    Column("seats") { $0.seats },
    Column("trainer") { $0.trainer },
    Column("state") { $0.state.rawValue },
    Column("site", shown: false) { $0.siteName },
    Column("skill", shown: false) { $0.skill },
    Column("room", shown: false) { $0.room },
    Column("id", shown: false) { Field($0.id) },
  ]
}
