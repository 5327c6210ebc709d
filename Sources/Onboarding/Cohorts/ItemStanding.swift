public import Postgres
public import Store

/// How one person stands with one item.
public struct ItemStanding: Codable, Sendable, Equatable {
  public enum Verb: String, Codable, Sendable, CaseIterable {
    case started, completed, passed, failed, voided
  }

  public let assignment: Assignment.ID
  public let item: VersionItem.ID
  public let lastVerb: Verb?
  /// Between 0 and 1; `nil` without a score.
  public let bestScore: Double?
  /// Tries that were passed or failed.
  public let tries: Int
  public let lastOn: LocalDate?
  /// `result`, `waiver`, `not applicable` or `carried over`; `nil` while it is not satisfied.
  public let how: String?
  public let satisfiedOn: LocalDate?
  public let dueOn: LocalDate?
  /// The rule its due date was resolved by.
  public let rule: String?

  public var isSatisfied: Bool { how != nil }
}

// MARK: - SQL

extension ItemStanding: RowDecodable {
  public static let columns: StaticString = """
    standing.assignment_id, standing.item_id, standing.last_verb, standing.best_score, standing.tries,
    (standing.last_at AT TIME ZONE 'UTC')::date, standing.how,
    (coalesce(standing.completed_at, standing.satisfied_at) AT TIME ZONE 'UTC')::date, standing.due_on, standing.rule
    """

  public init(row: inout Row) throws(PostgresError) {
    assignment = try row.next()
    item = try row.next()
    let verb: String? = try row.next()
    lastVerb = verb.flatMap(Verb.init(rawValue:))
    bestScore = try row.next()
    tries = try row.next()
    lastOn = try row.next()
    how = try row.next()
    satisfiedOn = try row.next()
    dueOn = try row.next()
    rule = try row.next()
  }

  static func of(_ assignments: [Assignment.ID]) -> Query<ItemStanding> {
    Query(
      "item_standing.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.item_standing AS standing
       WHERE standing.assignment_id = ANY (\(assignments))
      """)
  }
}
