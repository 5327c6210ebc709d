import ArgumentParser
import Onboarding
import Store

extension Assess {
  struct Attempts: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "attempts", abstract: "List the attempts that you may see.")

    @Argument(help: "Only at this assessment.") var code: String?
    @Option(help: "Only of this person.", completion: .people) var person: String?
    @Option(help: "Only 'in progress', submitted, overdue, graded, abandoned or voided.") var state: Attempt.State?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withAssessments {
        try await printer.list($0.attempts(at: code, of: person, in: state))
      }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show an attempt: what was asked, answered and earned.")

    @Argument(help: "The attempt's number.") var attempt: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withAssessments {
        let sitting = try await $0.sitting(attempt)
        try printer.list(sitting.questions.filter { $0.kind != .description })
        try printer.note(sitting.attempt.verdict)
      }
    }
  }

  struct Abandon: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "abandon", abstract: "Give an open attempt up; it counts as one.")

    @Argument(help: "The attempt's number.") var attempt: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withAssessments {
        try await $0.abandon(attempt, as: write.operation("assess.abandon", input: [attempt]))
      }
      try printer.changed(
        Change(outcome, "Attempt \(outcome.value.id) was given up.", ids: [outcome.value.id.description]))
    }
  }

  struct Overdue: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "overdue",
      abstract: "Hand in what lies open past its time: yours, and what you grade.")

    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withAssessments {
        try await $0.closeOverdue(as: write.operation("assess.overdue"))
      }
      try printer.changed(Change(outcome, "Handed in \(outcome.value)."))
    }
  }
}

extension Attempt: Listed {
  static let noun = "attempt"
  static let columns: [Column<Attempt>] = [
    Column("id") { Field($0.id) },
    Column("assessment") { $0.assessment },
    Column("person") { $0.personName },
    Column("number") { $0.number },
    Column("state") { $0.state.rawValue },
    Column("percent") { $0.percent },
    Column("passed") { $0.isPass },
    Column("started_at", shown: false) { Field($0.startedAt) },
    Column("due_at", shown: false) { Field($0.dueAt) },
    Column("ended_at", shown: false) { Field($0.endedAt) },
  ]
}

extension AskedQuestion: Listed {
  static let noun = "asked_question"
  static let columns: [Column<AskedQuestion>] = [
    Column("position") { $0.position },
    Column("kind") { $0.kind.rawValue },
    Column("question") { $0.shown.stem.text },
    Column("answer") { $0.answered },
    Column("points") { $0.points },
    Column("earned") { $0.fraction.map { Field.number($0 * 100, decimals: 2) } },
    Column("comment") { $0.comment },
  ]

  /// The answer in the words that were shown.
  private var answered: String? {
    switch response {
    case nil: nil
    case .picks(let picks): picks.map { number in word(shown.options?.map(\.text), number) }.joined(separator: "; ")
    case .matches(let matches): matches.map { number in word(shown.matches, number) }.joined(separator: "; ")
    case .truth(let truth): truth ? "true" : "false"
    case .text(let text): text
    case .number(let number): number == number.rounded() ? "\(Int64(number))" : "\(number)"
    }
  }

  private func word(_ all: [String]?, _ number: Int) -> String {
    guard let all, all.indices.contains(number - 1) else { return "–" }
    return all[number - 1]
  }
}
