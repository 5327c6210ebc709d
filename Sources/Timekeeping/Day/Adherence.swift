public import People
public import Postgres
public import Store

/// How closely a shift was kept, in minutes; only of shifts of whose person the feed says something.
public struct Adherence: Codable, Hashable, Sendable {
  public let shift: Int64
  public let name: String
  public let on: LocalDate
  /// Minutes of the shift.
  public let planned: Int
  /// Minutes that a lead accepted an explanation for; they count neither way.
  public let excused: Int
  /// Minutes in which somebody was seen to do what was planned.
  public let kept: Int
  /// Minutes of work planned, without breaks.
  public let due: Int
  /// Minutes of work seen, whenever in the shift.
  public let worked: Int

  /// The right thing at the right time, as a share; `nil` when every minute is excused.
  public var adherence: Double? { planned > excused ? Double(kept) / Double(planned - excused) : nil }
  /// As much work as planned, whenever; above 1 who worked through a break.
  public var conformance: Double? { due > 0 ? Double(worked) / Double(due) : nil }
}

/// What somebody says about minutes that do not match, and what their lead says to that.
public struct AdherenceNote: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<AdherenceNote>

  public enum Decision: String, Codable, Sendable, CaseIterable {
    case accepted, declined
  }

  public let id: ID
  public let name: String
  public let startsAt: Instant
  public let endsAt: Instant
  public let words: String
  public let decision: String?
  public let decidedBy: String?
}

/// A state as a feed tells it.
public struct SeenState: Codable, Hashable, Sendable {
  /// A name, a number or `#id`.
  public let person: String
  public let state: String
  public let startsAt: Instant
  public let endsAt: Instant

  public init(of person: String, _ state: String, from startsAt: Instant, until endsAt: Instant) {
    self.person = person
    self.state = state
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
}

extension Timekeeping {
  /// Adherence and conformance of the shifts of a period, as far as the caller may see.
  public func adherence(from: LocalDate, through: LocalDate) async throws(TimekeepingError) -> [Adherence] {
    try await read { tx in
      try tx.all(
        Query<Adherence>(
          "state_spell.adherence",
          """
          SELECT \(raw: Adherence.columns) FROM timekeeping.adherence(\(from), \(through)) AS kept
            JOIN people.person AS person ON person.id = kept.person_id ORDER BY kept.works_on, person.name
          """))
    }
  }

  /// Says what a state counts as, and how much it is believed where two systems disagree: the lower number wins.
  public func mean(
    _ state: String, _ countsAs: String, priority: Int = 50, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<Int> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(nil, in: tx)
      return try tx.run(
        Statement(
          "state_meaning.set",
          """
          INSERT INTO timekeeping.state_meaning (entity_id, state, counts_as, priority)
          VALUES (\(entity.id), \(state), \(countsAs), \(Int16(priority)))
              ON CONFLICT (entity_id, state) DO UPDATE SET counts_as = excluded.counts_as, priority = excluded.priority
          """))
    }
  }

  /// Takes in what a feed saw; what it told before stays as it was.
  ///
  /// - Returns: How many were new.
  public func see(
    _ states: [SeenState], source: String, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<Int> {
    try await write(operation) { tx in
      var known: [String: Person] = [:]
      for name in Set(states.map(\.person)) { known[name] = try Person.find(name, in: tx) }
      return try Self.see(states, of: states.compactMap { known[$0.person] }, source: source, in: tx)
    }
  }

  /// The same inside the caller's transaction, which knows whom each state is of.
  public static func see(_ states: [SeenState], of people: [Person], source: String, in tx: Session) throws -> Int {
    try tx.run(
      Statement(
        "state_spell.see",
        """
        INSERT INTO timekeeping.state_spell (entity_id, person_id, source, state, starts_at, ends_at)
        SELECT seen.entity_id, seen.person_id, \(source), seen.state, seen.starts_at, seen.ends_at
          FROM unnest(\(people.map(\.entity)), \(people.map(\.id)), \(states.map(\.state)), \(states.map(\.startsAt)),
                      \(states.map(\.endsAt))) AS seen (entity_id, person_id, state, starts_at, ends_at)
            ON CONFLICT (person_id, source, starts_at) DO NOTHING
        """))
  }

  /// The states that somebody has said the meaning of.
  public static func knownStates(in tx: Session) throws -> Set<String> {
    Set(try tx.all(Query<String>("state_meaning.names", "SELECT state FROM timekeeping.state_meaning")))
  }

  /// The caller explains minutes of their own.
  public func explain(
    from startsAt: Instant, until endsAt: Instant, _ words: String, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<AdherenceNote> {
    try await write(operation) { tx in
      let id = try tx.one(
        Query<AdherenceNote.ID>(
          "explanation.add",
          """
          INSERT INTO timekeeping.explanation (entity_id, person_id, starts_at, ends_at, words)
          SELECT person.entity_id, person.id, \(startsAt), \(endsAt), \(words) FROM people.person AS person WHERE person.id = sec.me()
          RETURNING id
          """))
      return try tx.one(AdherenceNote.list("said.id = \(id)"))
    }
  }

  /// The explanations the caller may see, the newest first.
  public func explanations() async throws(TimekeepingError) -> [AdherenceNote] {
    try await read { tx in try tx.all(AdherenceNote.list("true")) }
  }

  /// Accepts or declines somebody else's explanation, once.
  public func decide(
    _ id: AdherenceNote.ID, _ decision: AdherenceNote.Decision, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<AdherenceNote> {
    try await write(operation) { tx in
      let decided = try tx.run(
        Statement(
          "explanation.decide", "UPDATE timekeeping.explanation SET decision = \(decision.rawValue) WHERE id = \(id)"))
      guard decided == 1 else { throw TimekeepingError.notThere("explanation") }
      return try tx.one(AdherenceNote.list("said.id = \(id)"))
    }
  }
}

// MARK: - SQL

extension Adherence: RowDecodable {
  public static let columns: StaticString =
    "kept.shift_id, person.name, kept.works_on, kept.planned, kept.excused, kept.kept, kept.due, kept.worked"

  public init(row: inout Row) throws(PostgresError) {
    shift = try row.next()
    name = try row.next()
    on = try row.next()
    planned = try row.next()
    excused = try row.next()
    kept = try row.next()
    due = try row.next()
    worked = try row.next()
  }
}

extension AdherenceNote: RowDecodable {
  public static let columns: StaticString = """
    said.id, person.name, said.starts_at, said.ends_at, said.words, said.decision,
    (SELECT decider.name FROM people.person AS decider WHERE decider.id = said.decided_by)
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    words = try row.next()
    decision = try row.next()
    decidedBy = try row.next()
  }

  static func list(_ condition: SQL) -> Query<AdherenceNote> {
    Query(
      "explanation.list",
      """
      SELECT \(raw: columns) FROM timekeeping.explanation AS said JOIN people.person AS person ON person.id = said.person_id
       WHERE \(condition) ORDER BY said.id DESC
      """)
  }
}
