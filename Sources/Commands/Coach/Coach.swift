import ArgumentParser
import Coaching
import Store

/// Coaching: sessions, notes, actions, and what was said to them.
struct Coach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coach",
    abstract: "Coaching: sessions, notes, what was agreed on, and what waits.",
    subcommands: [
      Agenda.self, List.self, Show.self, History.self, Search.self, Calendar.self, Slots.self, Plan.self, Move.self,
      Invite.self, Join.self,
      Hold.self,
      Miss.self, Cancel.self, Share.self, Ack.self, Close.self, Write.self, Edit.self, Widen.self, Add.self,
      BreakGlass.self, Actions.self, FollowUps.self, Refer.self, Retention.self,
    ])
}

extension Globals {
  /// Opens the database and lends the room Coaching to the body.
  func withCoaching<Value>(_ body: (Coaching) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Coaching(store: $0)) }
  }
}

extension CoachingSession {
  /// The session in a sentence: with whom, when.
  var told: String {
    "\(kind.rawValue) of \(coachName) with \(personName), \(on) \(starts.clock)–\(ends.clock)"
  }
}

extension LocalTime {
  /// The time as a clock on the wall shows it: `09:30`.
  var clock: String { String(description.prefix(5)) }
}
