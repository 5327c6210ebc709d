import ArgumentParser
import Coaching
import Store

/// A command that takes a session one step on.
protocol SessionStepping: MusterCommand {
  static var state: CoachingSession.State { get }
  var id: CoachingSession.ID { get }
  var reason: String { get }
  var write: WriteWishes { get }
  /// The next useful command.
  func next(_ session: CoachingSession) -> String?
}

extension SessionStepping {
  var reason: String { "" }

  func next(_: CoachingSession) -> String? { nil }

  func run() async throws {
    let asked = write.operation("coach.\(Self.state.verb)", input: [id.description, reason])
    let outcome = try await globals.withCoaching { try await $0.take(id, to: Self.state, reason: reason, as: asked) }
    let until = outcome.value.answerBy.map { " Answers are due by \($0)." } ?? ""
    try printer.changed(
      Change(
        outcome, "Now \(outcome.value.state.rawValue): \(outcome.value.told).\(Self.state == .shared ? until : "")",
        ids: [id.description], next: next(outcome.value)))
  }
}

extension Coach {
  struct Hold: SessionStepping {
    static let configuration = CommandConfiguration(commandName: "hold", abstract: "Say that a session was held.")
    static let state = CoachingSession.State.held

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func next(_ session: CoachingSession) -> String? { "muster coach write \(session.id) 'WORDS' --shared" }
  }

  struct Miss: SessionStepping {
    static let configuration = CommandConfiguration(commandName: "miss", abstract: "Say that the person did not come.")
    static let state = CoachingSession.State.noShow

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @Option(help: "Why, if it is known.") var reason = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals
  }

  struct Cancel: SessionStepping {
    static let configuration = CommandConfiguration(
      commandName: "cancel", abstract: "Call a planned session off, for a reason.")
    static let state = CoachingSession.State.cancelled

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals
  }

  struct Share: SessionStepping {
    static let configuration = CommandConfiguration(
      commandName: "share",
      abstract: "Show the shared notes of a session to the person, who then has five working days to answer.")
    static let state = CoachingSession.State.shared

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func next(_ session: CoachingSession) -> String? { "they answer by: muster coach ack \(session.id) agree" }
  }

  struct Close: SessionStepping {
    static let configuration = CommandConfiguration(
      commandName: "close",
      abstract: "Close a session that was answered, or whose time to answer is over, for a reason.",
      discussion: "Every action of it must be done, dropped or carried into another session.")
    static let state = CoachingSession.State.closed

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @Option(help: "Why, when nobody answered.") var reason = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals
  }
}
