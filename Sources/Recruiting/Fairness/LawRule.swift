public import Postgres

/// One parameter of the law, with where it stands written and how sure we are.
///
/// Not legal advice: whoever relies on a rule reads its source first.
public struct LawRule: Codable, Sendable, Hashable {
  public let code: String
  public let jurisdiction: String
  /// A city or county, when it is no wider.
  public let locality: String?
  public let topic: String
  public let words: String
  public let amount: Double?
  public let unit: String?
  /// Whom it covers, as JSON: employees, industries, stores.
  public let coverage: String
  public let startsOn: LocalDate?
  public let citation: String
  /// `read`, `partly recalled` or `recalled`.
  public let evidence: String
  public let checkedOn: LocalDate
}

// MARK: - SQL

extension LawRule: RowDecodable {
  public static let columns: StaticString = """
    rule.code, rule.jurisdiction, rule.locality, rule.topic, rule.words, rule.amount::float8, rule.unit,
    rule.coverage::text, rule.starts_on, rule.citation, rule.evidence, rule.checked_on
    """

  public init(row: inout Row) throws(PostgresError) {
    code = try row.next()
    jurisdiction = try row.next()
    locality = try row.next()
    topic = try row.next()
    words = try row.next()
    amount = try row.next()
    unit = try row.next()
    coverage = try row.next()
    startsOn = try row.next()
    citation = try row.next()
    evidence = try row.next()
    checkedOn = try row.next()
  }

  /// What may apply at a place: its own rules, its country's and its union's; of all places without one.
  static func list(at jurisdiction: String?, topic: String?) -> Query<LawRule> {
    Query(
      "law_rule.list",
      """
      SELECT \(raw: columns)
        FROM law.rule
       WHERE (\(jurisdiction) IS NULL OR rule.jurisdiction = ANY (law.chain(\(jurisdiction))))
         AND (\(topic) IS NULL OR rule.topic = \(topic))
       ORDER BY rule.topic, rule.jurisdiction, rule.code
      """)
  }

  static func called(_ code: String) -> Query<LawRule> {
    Query("law_rule.called", "SELECT \(raw: columns) FROM law.rule WHERE rule.code = \(code)")
  }
}
