import Coaching
import Postgres
import Store
import StoreTesting
import Testing

extension TestStore {
  /// The room as one of the cast sees it.
  func coaching(as name: String) async throws -> Coaching {
    Coaching(store: try await store(as: name))
  }

  /// The id of one of the cast.
  func id(of name: String) async throws -> Int64 {
    try await asMaster { tx in
      try tx.one(Query<Int64>("test.person", "SELECT id FROM people.person WHERE name = \(name)"))
    }
  }

  /// Runs one statement as the server's master, to arrange what takes days otherwise.
  func arrange(_ sql: SQL) async throws {
    _ = try await asMaster { session in try session.run(Statement("test.arrange", sql)) }
  }
}

/// A day as tests write it.
func day(_ text: String) throws -> LocalDate {
  try #require(LocalDate(text))
}

func clock(_ text: String) throws -> LocalTime {
  try #require(LocalTime(text))
}

/// Expects the body to be refused, and returns why.
func refusal(_ body: () async throws -> some Any) async throws -> CoachingError {
  do {
    _ = try await body()
  } catch let error as CoachingError {
    return error
  }
  throw Unrefused()
}

/// Nobody said no.
struct Unrefused: Error {}

extension SessionPlan {
  /// Lev with Ana on Monday the 24th at four, when her shift ends.
  static func ana(_ kind: CoachingSession.Kind = .oneToOne, at: String = "16:00") throws -> SessionPlan {
    SessionPlan(with: "Ana", kind, on: try day("2025-11-24"), at: try clock(at))
  }
}

extension Coaching {
  /// A planned session of the caller's.
  func planned(_ plan: SessionPlan) async throws -> CoachingSession.ID {
    try await self.plan(plan, as: Operation("coach.plan")).value.id
  }

  @discardableResult
  func step(
    _ id: CoachingSession.ID, _ state: CoachingSession.State, reason: String = ""
  ) async throws -> CoachingSession {
    try await take(id, to: state, reason: reason, as: Operation("coach.step")).value
  }

  @discardableResult
  func noted(
    _ body: String, _ visibility: Note.Visibility = .private, in id: CoachingSession.ID
  ) async throws -> Note.ID {
    try await write(body, visibility, in: id, as: Operation("coach.write")).value.id
  }

  /// A session with Ana that was held and shared, with one shared note.
  func shared(_ body: String = "Returns go well.") async throws -> (id: CoachingSession.ID, note: Note.ID) {
    let id = try await planned(.ana())
    try await step(id, .held)
    let note = try await noted(body, .shared, in: id)
    try await step(id, .shared)
    return (id, note)
  }
}
