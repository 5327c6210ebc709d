import People
public import Postgres
public import Store

/// Talks between coaches and the people they coach: planned, held, written up, answered, and what came of them.
///
/// Every answer is what the person the store is opened as may see. Nothing a use case returns after a write holds the
/// words of a note or an action: the database keeps what a writer was told, longer than they may read it.
public struct Coaching: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Reading

  /// Sessions by start, as the filter narrows them.
  public func sessions(_ filter: SessionFilter = SessionFilter()) async throws(CoachingError) -> [CoachingSession] {
    try await read { tx in
      try tx.all(CoachingSession.list(filter, person: try filter.person.map { try Person.find($0, in: tx).id }))
    }
  }

  /// One session with everything of it that the caller may read.
  public func session(_ id: CoachingSession.ID) async throws(CoachingError) -> SessionRecord {
    try await read { tx in try SessionRecord(of: id, in: tx) }
  }

  /// Notes with these words, as a search engine reads them: `refund -late "new form"`.
  public func search(_ words: String, limit: Int = 50) async throws(CoachingError) -> [FoundNote] {
    try await read { tx in try tx.all(Note.search(words, limit: limit)) }
  }

  /// One note; what HR broke the glass over too.
  public func note(_ id: Note.ID) async throws(CoachingError) -> Note {
    try await read { tx in
      guard let note = try tx.first(Note.with(id)) else { throw CoachingError.notThere("note") }
      return note
    }
  }

  /// Earlier wordings of a note, the oldest first.
  public func revisions(of id: Note.ID) async throws(CoachingError) -> [Revision] {
    try await read { tx in try tx.all(Revision.of(id)) }
  }

  /// What waits, by day: for the caller, or for everybody whom the caller leads too.
  ///
  /// - Parameter days: Also names whom nobody has coached for so long.
  public func agenda(
    until day: LocalDate? = nil, ofEveryone: Bool = false, notCoachedFor days: Int? = nil
  ) async throws(CoachingError) -> [AgendaItem] {
    try await read { tx in
      try tx.all(AgendaItem.upcoming(until: day, ofEveryone: ofEveryone))
        + (try days.map { try tx.all(AgendaItem.notCoached(for: $0)) } ?? [])
    }
  }

  /// Actions that are not settled, by day.
  public func openActions(of person: String? = nil) async throws(CoachingError) -> [Action] {
    try await read { tx in
      try tx.all(Action.open(of: try person.map { try Person.find($0, in: tx).id }))
    }
  }

  /// Free times for a session as it is asked for.
  public func freeSlots(for plan: SessionPlan, wanted: Int = 5) async throws(CoachingError) -> [FreeSlot] {
    try await read { tx in try tx.all(FreeSlot.near(try plan.booking(in: tx), wanted)) }
  }

  // MARK: Sessions

  /// Plans a session that the caller coaches.
  ///
  /// - Throws: ``CoachingError/busy(_:)`` with what is in the way and the next free times.
  public func plan(
    _ plan: SessionPlan, as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession> {
    try await write(operation) { tx in
      let booking = try plan.booking(in: tx)
      let id = try booking.explaining(in: tx) { try tx.one(plan.add(for: booking.person)) }
      return try tx.one(CoachingSession.with(id))
    }
  }

  /// Moves a planned session to another time.
  public func move(
    _ id: CoachingSession.ID, to day: LocalDate, at starts: LocalTime, minutes: Int? = nil, as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession> {
    try await write(operation) { tx in
      let session = try CoachingSession.find(id, in: tx)
      let minutes = minutes ?? session.minutes
      let booking = Booking(
        person: try Person.find("#\(session.person)", in: tx), on: day, starts: starts, minutes: minutes,
        isInShift: session.isInShift, zone: session.zone)
      let moved = try booking.explaining(in: tx) {
        try tx.run(CoachingSession.move(id, on: day, starts: starts, minutes: minutes))
      }
      guard moved == 1 else { throw CoachingError.notThere("session") }
      return try tx.one(CoachingSession.with(id))
    }
  }

  /// Lets the other party of a conflict in, while it is planned.
  public func invite(
    _ name: String, to id: CoachingSession.ID, as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession> {
    try await write(operation) { tx in
      try tx.run(Participant.add(try Person.find(name, in: tx).id, as: .party, to: id))
      return try CoachingSession.find(id, in: tx)
    }
  }

  /// Signs HR in to a planned session, as the caller.
  public func join(
    _ id: CoachingSession.ID, as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession> {
    try await write(operation) { tx in
      guard try tx.run(Participant.add(nil, as: .hr, to: id)) == 1 else { throw CoachingError.notThere("session") }
      return try CoachingSession.find(id, in: tx)
    }
  }

  /// Takes a session a step on: held, shared, closed, cancelled or missed.
  ///
  /// - Throws: ``CoachingError/outOfStep(_:to:next:)`` with what may follow instead, or what is missing for it.
  public func take(
    _ id: CoachingSession.ID, to state: CoachingSession.State, reason: String = "", as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession> {
    try await write(operation) { tx in
      try CoachingSession.find(id, in: tx).take(to: state, reason: reason, in: tx)
      return try tx.one(CoachingSession.with(id))
    }
  }

  /// Says what the caller thinks of what was shared with them, once.
  public func acknowledge(
    _ id: CoachingSession.ID, _ stance: Acknowledgement.Stance, comment: String = "", as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession> {
    try await write(operation) { tx in
      let session = try CoachingSession.find(id, in: tx)
      try tx.run(session.answer(stance, comment: comment))
      return try tx.one(CoachingSession.with(id))
    }
  }
}

// MARK: - Transactions

extension Coaching {
  /// Says what People refuses in this room's words too.
  private static func inOurWords<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PeopleError {
      throw CoachingError.people(error)
    }
  }

  func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(CoachingError) -> T {
    try await store.read(or: CoachingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }

  func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(CoachingError) -> Outcome<T> {
    try await store.write(operation, or: CoachingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }
}
