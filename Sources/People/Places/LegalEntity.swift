public import Postgres
public import Store

/// A company that employs people: the wall behind which they are seen.
public struct LegalEntity: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<LegalEntity>

  public let id: ID
  public let name: String
  /// Two letters of ISO 3166, as `GB`.
  public let country: String
  /// Three letters of ISO 4217, as `GBP`.
  public let currency: String
  /// What one full-time equivalent works in a week.
  public let fullTimeWeeklyMinutes: Int
}

// MARK: - SQL

extension LegalEntity: RowDecodable {
  public static let columns: StaticString = """
    entity.id, entity.name, entity.country, entity.currency, entity.full_time_weekly_minutes
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    country = try row.next()
    currency = try row.next()
    fullTimeWeeklyMinutes = try row.next()
  }

  /// The companies the caller works on or for, by name.
  static let all = Query<LegalEntity>(
    "legal_entity.all", "SELECT \(raw: columns) FROM people.legal_entity AS entity ORDER BY entity.name")

  static func found(name: String, country: String, currency: String, fullTimeWeeklyMinutes: Int) -> Query<LegalEntity> {
    Query(
      "legal_entity.found",
      """
      INSERT INTO people.legal_entity AS entity (name, country, currency, full_time_weekly_minutes)
      VALUES (\(name), \(country), \(currency), \(fullTimeWeeklyMinutes))
      RETURNING \(raw: columns)
      """)
  }
}
