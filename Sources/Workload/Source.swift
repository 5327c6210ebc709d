public import Postgres
public import Store

/// A shop, a help desk, a telephone system or a kept file: whoever tells us facts in its own names.
public struct Source: Sendable, Identifiable, Codable, Equatable {
  public typealias ID = Identifier<Source>

  public let id: ID
  public let name: String
  /// The site whose days the source's days are.
  public let site: String
}

// MARK: - SQL

extension Source: RowDecodable {
  public static let columns: StaticString = "source.id, source.name, site.name"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    site = try row.next()
  }

  static let all = Query<Source>(
    "source.all",
    "SELECT \(raw: columns) FROM workload.source JOIN people.site ON site.id = source.site_id ORDER BY source.name")

  static func called(_ name: String) -> Query<Source> {
    Query(
      "source.called",
      """
      SELECT \(raw: columns)
        FROM workload.source
        JOIN people.site ON site.id = source.site_id
       WHERE source.name = \(name)
       ORDER BY source.id
      """)
  }

  static func add(_ name: String, site: String) -> Query<Source> {
    Query(
      "source.add",
      """
      WITH source AS (
          INSERT INTO workload.source (entity_id, site_id, name)
          SELECT entity_id, id, \(name) FROM people.site WHERE name = \(site)
          RETURNING *
      )
      SELECT \(raw: columns) FROM source JOIN people.site ON site.id = source.site_id
      """)
  }
}
