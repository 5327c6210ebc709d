public import People
public import Postgres
public import Store

/// A talk between a coach and somebody, from its planning to its close.
///
/// That it takes place, when, of which kind and under which title is seen by whoever may know of it, HR too; what was
/// said is in its notes.
public struct CoachingSession: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<CoachingSession>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case feedback, performance, conflict
    case oneToOne = "one-to-one"
    case sideBySide = "side by side"
  }

  public enum State: String, Codable, Sendable, CaseIterable {
    case planned, held, shared, acknowledged, closed, cancelled
    case noShow = "no show"

    /// The command that takes a session here.
    public var verb: String {
      switch self {
      case .planned: "plan"
      case .held: "hold"
      case .shared: "share"
      case .acknowledged: "ack"
      case .closed: "close"
      case .cancelled: "cancel"
      case .noShow: "miss"
      }
    }
  }

  public let id: ID
  public let person: Person.ID
  public let personName: String
  public let coach: Person.ID
  public let coachName: String
  public let kind: Kind
  /// What it is for, not what it is about.
  public let title: String
  /// The local day.
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let minutes: Int
  /// Whether it takes time out of a published shift.
  public let isInShift: Bool
  public let zone: String
  public let startsAt: Instant
  public let endsAt: Instant
  /// How often it was moved; a calendar's sequence number.
  public let moves: Int
  public let state: State
  /// The last day to agree or disagree, once it is shared.
  public let answerBy: LocalDate?
  public let follows: ID?
}

/// A session as it is asked for.
public struct SessionPlan: Codable, Sendable, Equatable {
  /// Whom to coach: a name, a number or `#id`.
  public var person: String
  public var kind: CoachingSession.Kind
  public var title = ""
  public var on: LocalDate
  public var starts: LocalTime
  public var startFold: Int?
  public var minutes = 30
  /// Whether it takes time out of a published shift; side by side always does.
  public var isInShift = false
  /// The session it follows up.
  public var follows: CoachingSession.ID?

  public init(
    with person: String, _ kind: CoachingSession.Kind = .oneToOne, on: LocalDate, at starts: LocalTime
  ) {
    self.person = person
    self.kind = kind
    self.on = on
    self.starts = starts
    isInShift = kind == .sideBySide
  }
}

/// Which sessions to list; what is left out does not narrow.
public struct SessionFilter: Codable, Sendable, Equatable {
  /// A name, a number or `#id`.
  public var person: String?
  public var state: CoachingSession.State?
  public var kind: CoachingSession.Kind?
  public var from: LocalDate?
  public var through: LocalDate?

  public init() {}
}

/// One step of a session: who took it, when and why.
public struct SessionStep: Codable, Sendable, Equatable {
  public let state: CoachingSession.State
  public let reason: String
  public let takenBy: String
  public let takenAt: Instant
}

// MARK: - SQL

extension CoachingSession: RowDecodable {
  public static let columns: StaticString = """
    session.id, session.person_id, coalesce(session.person_name, '#' || session.person_id), session.coach_id,
    coalesce(session.coach_name, '#' || session.coach_id), session.kind, session.title, session.takes_place_on,
    session.starts_time, session.ends_time, session.minutes, session.is_in_shift, session.zone, session.starts_at,
    session.ends_at, session.moves, session.state, session.answer_by_on, session.follows_id
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    personName = try row.next()
    coach = try row.next()
    coachName = try row.next()
    kind = try row.word()
    title = try row.next()
    on = try row.next()
    starts = try row.next()
    ends = try row.next()
    minutes = try row.next()
    isInShift = try row.next()
    zone = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    moves = try row.next()
    state = try row.word()
    answerBy = try row.next()
    follows = try row.next()
  }

  static func list(_ filter: SessionFilter, person: Person.ID?) -> Query<CoachingSession> {
    Query(
      "session.list",
      """
      SELECT \(raw: columns)
        FROM coaching.named_session AS session
       WHERE (\(person) IS NULL OR session.person_id = \(person))
         AND (\(filter.state?.rawValue) IS NULL OR session.state = \(filter.state?.rawValue))
         AND (\(filter.kind?.rawValue) IS NULL OR session.kind = \(filter.kind?.rawValue))
         AND (\(filter.from) IS NULL OR session.takes_place_on >= \(filter.from))
         AND (\(filter.through) IS NULL OR session.takes_place_on <= \(filter.through))
       ORDER BY session.starts_at, session.id
      """)
  }

  static func with(_ id: ID) -> Query<CoachingSession> {
    Query(
      "session.with",
      "SELECT \(raw: columns) FROM coaching.named_session AS session WHERE session.id = \(id)")
  }

  /// The session of that id, if the caller has a way to it.
  static func find(_ id: ID, in tx: Session) throws -> CoachingSession {
    guard let session = try tx.first(with(id)) else { throw CoachingError.notThere("session") }
    return session
  }

  static func move(_ id: ID, on: LocalDate, starts: LocalTime, minutes: Int) -> Statement {
    Statement(
      "session.move",
      """
      UPDATE coaching.session
         SET takes_place_on = \(on), starts_time = \(starts), start_fold = NULL, minutes = \(Int32(minutes))
       WHERE id = \(id)
      """)
  }

  func step(to state: State, reason: String) -> Statement {
    Statement(
      "step.take",
      """
      INSERT INTO coaching.step (entity_id, session_id, person_id, to_state, reason)
      SELECT session.entity_id, session.id, session.person_id, \(state.rawValue), \(reason)
        FROM coaching.session
       WHERE session.id = \(id)
      """)
  }

  static func next(after state: State) -> Query<String> {
    Query(
      "transition.next",
      "SELECT way.to_state FROM coaching.transition AS way WHERE way.from_state = \(state.rawValue) ORDER BY way.to_state DESC"
    )
  }

  func answer(_ stance: Acknowledgement.Stance, comment: String) -> Statement {
    Statement(
      "acknowledgement.give",
      """
      INSERT INTO coaching.acknowledgement (entity_id, session_id, person_id, stance, comment)
      SELECT session.entity_id, session.id, session.person_id, \(stance.rawValue), \(comment)
        FROM coaching.session
       WHERE session.id = \(id)
      """)
  }
}

extension SessionPlan {
  /// Books the session in the caller's name; a Swift `nil` site lets the server take the person's own.
  func add(for person: Person) -> Query<CoachingSession.ID> {
    Query(
      "session.plan",
      """
      INSERT INTO coaching.session
          (entity_id, person_id, kind, title, takes_place_on, starts_time, start_fold, minutes, is_in_shift, follows_id)
      VALUES (\(person.entity), \(person.id), \(kind.rawValue), \(title), \(on), \(starts), \(startFold.map(Int16.init)),
              \(Int32(minutes)), \(isInShift), \(follows))
      RETURNING id
      """)
  }
}

extension SessionStep: RowDecodable {
  public static let columns: StaticString = """
    step.to_state, step.reason, coalesce(coaching.name_of(step.taken_by), person.name, '#' || step.taken_by),
    step.taken_at
    """

  public init(row: inout Row) throws(PostgresError) {
    state = try row.word()
    reason = try row.next()
    takenBy = try row.next()
    takenAt = try row.next()
  }

  static func of(_ session: CoachingSession.ID) -> Query<SessionStep> {
    Query(
      "step.of",
      """
      SELECT \(raw: columns)
        FROM coaching.step
        LEFT JOIN people.person ON person.id = step.taken_by
       WHERE step.session_id = \(session)
       ORDER BY step.id
      """)
  }
}
