internal import Planning
public import Postgres
public import Store

/// A version of a season's assumptions, as it was given.
public struct AssumptionVersion: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<AssumptionVersion>

  public let id: ID
  public let version: Int
  public let note: String
  public let body: Assumptions
}

// MARK: - SQL

extension AssumptionVersion: RowDecodable {
  public static let columns: StaticString = "assumption.id, assumption.version, assumption.note, assumption.body::text"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    version = try row.next()
    note = try row.next()
    let json: String = try row.next()
    do {
      body = try Assumptions.read(Array(json.utf8))
    } catch {
      throw PostgresError(.decoding, "assumption \(id) was kept by a program that knew other fields")
    }
  }

  static func newest(of season: Season.ID) -> Query<AssumptionVersion> {
    Query(
      "assumption.newest",
      """
      SELECT \(raw: columns) FROM scheduling.assumption AS assumption
       WHERE assumption.season_id = \(season) ORDER BY assumption.version DESC LIMIT 1
      """)
  }

  static func called(_ id: Int64) -> Query<AssumptionVersion> {
    Query(
      "assumption.called",
      "SELECT \(raw: columns) FROM scheduling.assumption AS assumption WHERE assumption.id = \(id)")
  }

  /// Keeps a new version; the same numbers as the newest version are not kept again.
  static func add(_ body: Assumptions, note: String, to season: Season) -> Query<AssumptionVersion> {
    Query(
      "assumption.add",
      """
      INSERT INTO scheduling.assumption AS assumption (entity_id, season_id, version, body, note)
      SELECT \(season.entity), \(season.id),
             1 + coalesce((SELECT max(earlier.version) FROM scheduling.assumption AS earlier
                            WHERE earlier.season_id = \(season.id)), 0),
             \(JSONText(body.json)), \(note)
      RETURNING \(raw: columns)
      """)
  }
}
