public import Postgres
internal import Store

/// What an hour, a hire or a week of training costs, by kind of contract: for plans, not for pay.
public struct CostRate: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case permanent, seasonal, agency, outsourced
  }

  public enum Unit: String, Codable, Sendable, CaseIterable {
    case hour, hire
    case overtimeHour = "overtime hour"
    case trainingWeek = "training week"
  }

  public let kind: Kind
  public let per: Unit
  /// Pence, cents.
  public let amountMinor: Int
  public let currency: String
  public let startsOn: LocalDate

  public init(kind: Kind, per: Unit, amountMinor: Int, currency: String, startsOn: LocalDate) {
    self.kind = kind
    self.per = per
    self.amountMinor = amountMinor
    self.currency = currency
    self.startsOn = startsOn
  }
}

// MARK: - SQL

extension CostRate: RowDecodable {
  public static let columns: StaticString = """
    rate.kind, rate.per, rate.amount_minor, rate.currency, rate.starts_on
    """

  public init(row: inout Row) throws(PostgresError) {
    kind = try row.word()
    per = try row.word()
    amountMinor = try row.next()
    currency = try row.next()
    startsOn = try row.next()
  }

  static func of(_ entity: LegalEntity.ID, on day: LocalDate) -> Query<CostRate> {
    Query(
      "cost_rate.of",
      """
      SELECT \(raw: columns)
        FROM people.cost_rate AS rate
       WHERE rate.entity_id = \(entity)
         AND rate.starts_on <= \(day)
         AND coalesce(rate.ends_on, \(day)) >= \(day)
       ORDER BY rate.kind, rate.per
      """)
  }

  /// Ends the rate before, and starts this one.
  func set(for entity: LegalEntity.ID, in tx: Session) throws(PostgresError) {
    try tx.run(
      Statement(
        "cost_rate.end",
        """
        UPDATE people.cost_rate
           SET ends_on = \(startsOn.adding(days: -1)), operation_id = op.current()
         WHERE entity_id = \(entity) AND kind = \(kind.rawValue) AND per = \(per.rawValue)
           AND starts_on < \(startsOn) AND coalesce(ends_on, 'infinity') >= \(startsOn)
        """))
    try tx.run(
      Statement(
        "cost_rate.start",
        """
        INSERT INTO people.cost_rate (entity_id, kind, per, amount_minor, currency, starts_on)
        VALUES (\(entity), \(kind.rawValue), \(per.rawValue), \(amountMinor), \(currency), \(startsOn))
        """))
  }
}
