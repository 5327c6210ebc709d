import ArgumentParser
import Coaching
import Store

extension Coach {
  /// Looking again on a day.
  struct FollowUps: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "follow-up", abstract: "Look again on a day: whether it got better, and what shows it.",
      subcommands: [Ask.self, Answer.self])
  }

  struct Refer: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "refer",
      abstract: "Name what a session is about: an evaluation, a scorecard, a metric, a contact, a 'curriculum item'.")

    @Argument(help: "The session's id.") var session: CoachingSession.ID
    @Argument(help: "evaluation, scorecard, metric, contact or 'curriculum item'.") var kind: SessionReference.Kind
    @Argument(help: "Its id or code.") var code: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.refer", input: [session.description, kind.rawValue, code])
      let outcome = try await globals.withCoaching {
        try await $0.refer(SessionReference(kind, code), in: session, as: asked)
      }
      try printer.changed(
        Change(outcome, "Session \(session) refers to the \(kind.rawValue) \(code).", ids: [session.description]))
    }
  }
}

extension Coach.FollowUps {
  struct Ask: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "ask", abstract: "Ask to look again on a day.")

    @Argument(help: "The session's id.") var session: CoachingSession.ID
    @Argument(help: "What to look at.") var question: String
    @Option(help: "The day.") var on: LocalDate
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.follow-up.ask", input: [session.description, question, on.description])
      let outcome = try await globals.withCoaching {
        try await $0.followUp(question, on: on, after: session, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Follow-up \(outcome.value) is due on \(on).", ids: [outcome.value.description],
          next: "muster coach follow-up answer \(outcome.value) 'WHAT WAS FOUND'"))
    }
  }

  struct Answer: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "answer", abstract: "Say what was found, once.")

    @Argument(help: "The follow-up's id.") var id: FollowUp.ID
    @Argument(help: "What was found.") var outcome: String
    @Option(help: "What shows it: an evaluation's id, a metric and its period.") var evidence: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.follow-up.answer", input: [id.description, outcome, evidence ?? ""])
      let done = try await globals.withCoaching {
        try await $0.answer(id, outcome, evidence: evidence, as: asked)
      }
      try printer.changed(Change(done, "Follow-up \(id) has its answer.", ids: [id.description]))
    }
  }
}
