public import Postgres
public import Store

/// A line customers wait in, such as `returns`.
public struct Queue: Sendable, Identifiable, Codable, Equatable {
  public typealias ID = Identifier<Queue>

  public let id: ID
  public let code: String
  /// The site whose days and hours the queue's intervals are told in.
  public let site: String
}

/// A way to reach us, such as `phone` or `email`.
public struct Channel: Sendable, Identifiable, Codable, Equatable {
  public typealias ID = Identifier<Channel>

  public let id: ID
  public let code: String
  /// Whether the customer waits on the line: phone and chat, not e-mail.
  public let isLive: Bool
}

// MARK: - SQL

extension Queue: RowDecodable {
  public static let columns: StaticString = "queue.id, queue.code, site.name"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    code = try row.next()
    site = try row.next()
  }

  static let all = Query<Queue>(
    "queue.all",
    "SELECT \(raw: columns) FROM workload.queue JOIN people.site ON site.id = queue.site_id ORDER BY queue.code")

  static func add(_ code: String, site: String) -> Query<Queue> {
    Query(
      "queue.add",
      """
      WITH queue AS (
          INSERT INTO workload.queue (entity_id, site_id, code)
          SELECT entity_id, id, \(code) FROM people.site WHERE name = \(site)
          RETURNING *
      )
      SELECT \(raw: columns) FROM queue JOIN people.site ON site.id = queue.site_id
      """)
  }
}

extension Channel: RowDecodable {
  public static let columns: StaticString = "channel.id, channel.code, channel.is_live"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    code = try row.next()
    isLive = try row.next()
  }

  static let all = Query<Channel>(
    "channel.all", "SELECT \(raw: columns) FROM workload.channel ORDER BY channel.code")

  static func add(_ code: String, isLive: Bool, site: String) -> Query<Channel> {
    Query(
      "channel.add",
      """
      INSERT INTO workload.channel (entity_id, code, is_live)
      SELECT entity_id, \(code), \(isLive) FROM people.site WHERE name = \(site)
      RETURNING \(raw: columns)
      """)
  }
}
