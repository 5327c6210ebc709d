import ArgumentParser
import Onboarding
import Store

extension Assess {
  struct Grade: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "grade",
      abstract: "List the essays that wait for a reader, or mark one.",
      discussion: "muster assess grade; muster assess grade 12 3 --percent 75 --comment 'Clear, but no apology.'")

    @Argument(help: "The attempt's number; without it the waiting essays are listed.") var attempt: String?
    @Argument(help: "The question's position in it.") var position: Int?
    @Option(help: "Its worth in percent of the points.") var percent: Double?
    @Option(help: "What the writer is told.") var comment: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      guard attempt != nil else { return }
      guard position != nil, let percent, (0...100).contains(percent) else {
        throw ValidationError("Say which question and how much: assess grade ATTEMPT POSITION --percent 0 to 100.")
      }
    }

    func run() async throws {
      try await globals.withAssessments { assessments in
        guard let attempt, let position, let percent else {
          return try await printer.list(assessments.unread())
        }
        let asked = write.operation(
          "assess.grade", input: [attempt, "\(position)", "\(percent)", comment ?? ""])
        let outcome = try await assessments.mark(attempt, at: position, percent: percent, comment: comment, as: asked)
        try printer.changed(
          Change(
            outcome, "Marked question \(position) of attempt \(outcome.value.id). \(outcome.value.standing)",
            ids: [outcome.value.id.description], next: "muster assess grade"))
      }
    }
  }

  struct Void: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "void",
      abstract: "Take an attempt out of the count, with its result.")

    @Argument(help: "The attempt's number.") var attempt: String
    @Option(help: "Why it does not count.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withAssessments {
        try await $0.void(attempt, reason: reason, as: write.operation("assess.void", input: [attempt, reason]))
      }
      try printer.changed(
        Change(outcome, "Attempt \(outcome.value.id) does not count any more.", ids: [outcome.value.id.description]))
    }
  }
}

extension Attempt {
  /// Whether it is graded by now.
  fileprivate var standing: String {
    percent.map { "It is graded: \($0.written(decimals: 2)) %." } ?? "Others of it still wait for a reader."
  }
}

extension UnreadEssay: Listed {
  static let noun = "unread_essay"
  static let columns: [Column<UnreadEssay>] = [
    Column("attempt") { Field($0.attempt) },
    Column("position") { $0.position },
    Column("person") { $0.personName },
    Column("assessment") { $0.assessment },
    Column("question") { $0.question.stem.text },
    Column("answer") { $0.answer },
  ]
}
