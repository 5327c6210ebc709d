import ArgumentParser
import Coaching
import Store

extension Coach {
  struct Invite: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "invite",
      abstract: "Let the other party of a conflict in, while the session is planned.")

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.invite", input: [id.description, person])
      let outcome = try await globals.withCoaching { try await $0.invite(person, to: id, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(person) takes part: \(outcome.value.told).", ids: [id.description],
          next: "HR joins by: muster coach join \(id)"))
    }
  }

  struct Join: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "join",
      abstract: "Sign yourself in as HR; nobody else can sign HR in.")

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.join", input: [id.description])
      let outcome = try await globals.withCoaching { try await $0.join(id, as: asked) }
      try printer.changed(Change(outcome, "You take part as HR: \(outcome.value.told).", ids: [id.description]))
    }
  }

  struct Ack: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "ack",
      abstract: "Say what you think of what was shared with you: agree, 'agree with comment' or disagree.",
      discussion: "It is kept as it is. Disagreeing holds nothing up and is never taken out.")

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @Argument(help: "agree, 'agree with comment' or disagree.") var stance: Acknowledgement.Stance
    @Option(help: "What you have to say to it.") var comment = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.ack", input: [id.description, stance.rawValue, comment])
      let outcome = try await globals.withCoaching {
        try await $0.acknowledge(id, stance, comment: comment, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "You \(stance.rawValue); the session is \(outcome.value.state.rawValue).", ids: [id.description],
          next: "muster coach show \(id)"))
    }
  }
}
