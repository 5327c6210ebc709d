import ArgumentParser
import Onboarding
import Store

extension Cohorts {
  struct ShowBoard: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "board",
      abstract: "Show where each of a cohort's people stands, why, and when they are likely to be done.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Option(help: "As of this day; today by default.") var asOf: LocalDate?
    @Option(help: "Only who stands so, such as 'at risk'.") var status: BoardRow.Status?
    @OptionGroup var globals: Globals

    func run() async throws {
      let board = try await globals.withOnboarding { try await $0.board(cohort, asOf: asOf) }
      try printer.list(board.rows.filter { status == nil || $0.status == status })
      Stream.errors.say(board.summary)
    }
  }
}

extension Board {
  /// One line over the whole cohort.
  var summary: String {
    let counts = BoardRow.Status.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    let basis =
      slowdown.people > 0
      ? "nine of ten from \(slowdown.people) people of earlier cohorts" : "nine of ten by an assumed factor of 1.4"
    return "\(cohort.name) on \(asOf): \(counts.joined(separator: ", ")); \(basis)."
  }
}

extension BoardRow: Listed {
  static let noun = "learner"
  static let columns: [Column<BoardRow>] = [
    Column("name") { $0.name },
    Column("status") { $0.status.rawValue },
    Column("done") { percent($0.progress) },
    Column("was_due") { percent($0.expected) },
    Column("next") { $0.next },
    Column("next_on") { Field($0.nextOn) },
    Column("ready_p50") { Field($0.projection?.p50On) },
    Column("ready_p90") { Field($0.projection?.p90On) },
    Column("reasons") { $0.reasons },
    Column("number", shown: false) { $0.number },
  ]
}
