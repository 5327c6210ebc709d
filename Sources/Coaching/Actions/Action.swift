public import People
public import Postgres
public import Store

/// Something agreed on: who does it, by which day.
///
/// It keeps its id from session to session until it is done or dropped.
public struct Action: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Action>

  public enum State: String, Codable, Sendable, CaseIterable {
    case open, done, dropped
  }

  public let id: ID
  /// The session it stands in now.
  public let session: CoachingSession.ID
  /// The session it was agreed in.
  public let agreedIn: CoachingSession.ID
  public let person: Person.ID
  public let personName: String
  public let owner: Person.ID
  public let ownerName: String
  public let task: String
  public let dueOn: LocalDate
  public let firstDueOn: LocalDate
  public let state: State
  /// How often it was carried into a later session.
  public let carried: Int
}

/// An action as it is agreed on.
public struct ActionPlan: Codable, Sendable, Equatable {
  public let task: String
  public let dueOn: LocalDate
  /// Who does it: a name, a number or `#id`; the person coached when left out.
  public var owner: String?

  public init(_ task: String, due dueOn: LocalDate, owner: String? = nil) {
    self.task = task
    self.dueOn = dueOn
    self.owner = owner
  }
}

/// That an action was agreed on or changed; without its words, since the database keeps what a writer was told.
public struct ActionReceipt: Codable, Sendable, Equatable {
  public let id: Action.ID
  public let session: CoachingSession.ID
  public let personName: String
  public let ownerName: String
  public let dueOn: LocalDate
  public let state: Action.State
}

/// One step of an action.
public struct ActionStep: Codable, Sendable, Equatable {
  public enum What: String, Codable, Sendable {
    case done, dropped, carried
  }

  public let what: What
  public let toSession: CoachingSession.ID?
  public let dueOn: LocalDate?
  public let reason: String
  public let takenAt: Instant
}

// MARK: - SQL

extension Action: RowDecodable {
  public static let columns: StaticString = """
    action.id, action.session_id, action.agreed_in, action.person_id,
    coalesce(action.person_name, '#' || action.person_id), action.owner_id,
    coalesce(action.owner_name, '#' || action.owner_id), action.task, action.due_on, action.first_due_on, action.state,
    action.carried
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    session = try row.next()
    agreedIn = try row.next()
    person = try row.next()
    personName = try row.next()
    owner = try row.next()
    ownerName = try row.next()
    task = try row.next()
    dueOn = try row.next()
    firstDueOn = try row.next()
    state = try row.word()
    carried = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM coaching.named_action AS action
     WHERE \(condition)
     ORDER BY action.due_on, action.id
    """
  }

  /// The actions that stand in a session now or were agreed on in it.
  static func of(_ session: CoachingSession.ID) -> Query<Action> {
    Query("action.of", list("\(session) IN (action.session_id, action.agreed_in)"))
  }

  static func open(of person: Person.ID?) -> Query<Action> {
    Query("action.open", list("action.state = 'open' AND (\(person) IS NULL OR action.person_id = \(person))"))
  }

  static func with(_ id: ID) -> Query<Action> {
    Query("action.with", list("action.id = \(id)"))
  }

  static func openIn(_ session: CoachingSession.ID) -> Query<Int64> {
    Query(
      "action.open_in",
      "SELECT id FROM coaching.action WHERE session_id = \(session) AND state = 'open' ORDER BY id")
  }

  static func agree(_ plan: ActionPlan, owner: Person.ID?, in session: CoachingSession.ID) -> Query<ID> {
    Query(
      "action.agree",
      """
      INSERT INTO coaching.action (entity_id, session_id, person_id, owner_id, task, due_on)
      SELECT session.entity_id, session.id, session.person_id, coalesce(\(owner), session.person_id), \(plan.task),
             \(plan.dueOn)
        FROM coaching.session
       WHERE session.id = \(session)
      RETURNING id
      """)
  }

  /// Says that an action is done or dropped.
  static func settle(_ id: ID, _ what: ActionStep.What, reason: String) -> Statement {
    Statement(
      "action_step.settle",
      """
      INSERT INTO coaching.action_step (entity_id, action_id, person_id, owner_id, what, reason)
      SELECT action.entity_id, action.id, action.person_id, action.owner_id, \(what.rawValue), \(reason)
        FROM coaching.action
       WHERE action.id = \(id)
      """)
  }

  static func carry(_ id: ID, to session: CoachingSession.ID, due: LocalDate?) -> Statement {
    Statement(
      "action_step.carry",
      """
      INSERT INTO coaching.action_step (entity_id, action_id, person_id, owner_id, what, to_session_id, due_on)
      SELECT action.entity_id, action.id, action.person_id, action.owner_id, 'carried', \(session), \(due)
        FROM coaching.action
       WHERE action.id = \(id)
      """)
  }
}

extension ActionReceipt: RowDecodable {
  public static let columns: StaticString = """
    action.id, action.session_id, coalesce(action.person_name, '#' || action.person_id),
    coalesce(action.owner_name, '#' || action.owner_id), action.due_on, action.state
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    session = try row.next()
    personName = try row.next()
    ownerName = try row.next()
    dueOn = try row.next()
    state = try row.word()
  }

  static func of(_ id: Action.ID) -> Query<ActionReceipt> {
    Query("action.receipt", "SELECT \(raw: columns) FROM coaching.named_action AS action WHERE action.id = \(id)")
  }
}

extension ActionStep: RowDecodable {
  public static let columns: StaticString = """
    step.what, step.to_session_id, step.due_on, step.reason, step.taken_at
    """

  public init(row: inout Row) throws(PostgresError) {
    what = try row.word()
    toSession = try row.next()
    dueOn = try row.next()
    reason = try row.next()
    takenAt = try row.next()
  }

  static func of(_ action: Action.ID) -> Query<ActionStep> {
    Query(
      "action_step.of",
      "SELECT \(raw: columns) FROM coaching.action_step AS step WHERE step.action_id = \(action) ORDER BY step.id")
  }
}
