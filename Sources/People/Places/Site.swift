public import Postgres
public import Store

/// A place people work at: its clock, its week and its law.
public struct Site: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Site>

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  /// A place of the IANA time zone database, as `Europe/London`.
  public let zone: String
  /// ISO weekday, Monday is 1.
  public let weekStartsOn: Int
  /// ISO 3166, as `GB-ENG`: which law says how long a rest is.
  public let jurisdiction: String
}

// MARK: - SQL

extension Site: RowDecodable {
  public static let columns: StaticString = """
    site.id, site.entity_id, site.name, site.zone, site.week_starts_on, site.jurisdiction
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    zone = try row.next()
    weekStartsOn = try row.next()
    jurisdiction = try row.next()
  }

  static let all = Query<Site>(
    "site.all", "SELECT \(raw: columns) FROM people.site ORDER BY site.entity_id, site.name")

  static func add(
    _ name: String, to entity: LegalEntity.ID, zone: String, weekStartsOn: Int, jurisdiction: String
  ) -> Query<Site> {
    Query(
      "site.add",
      """
      INSERT INTO people.site (entity_id, name, zone, week_starts_on, jurisdiction)
      VALUES (\(entity), \(name), \(zone), \(weekStartsOn), \(jurisdiction))
      RETURNING \(raw: columns)
      """)
  }
}
