public import Postgres
public import Store

/// The weeks a manager plans for: a code, first and last day, and the week everybody fears.
public struct Season: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<Season>

  public let id: ID
  public let entity: Int64
  public let code: String
  public let name: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  /// Monday of the week whose roster is drawn first.
  public let peakWeekOn: LocalDate
}

// MARK: - SQL

extension Season: RowDecodable {
  public static let columns: StaticString = """
    season.id, season.entity_id, season.code, season.name, season.starts_on, season.ends_on, season.peak_week_on
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    name = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    peakWeekOn = try row.next()
  }

  static func all() -> Query<Season> {
    Query(
      "season.all", "SELECT \(raw: columns) FROM scheduling.season AS season ORDER BY season.starts_on DESC, season.id")
  }

  static func called(_ code: String) -> Query<Season> {
    Query("season.called", "SELECT \(raw: columns) FROM scheduling.season AS season WHERE season.code = \(code)")
  }

  static func add(
    entity: String, code: String, name: String, from: LocalDate, to: LocalDate, peakWeek: LocalDate
  ) -> Query<Season> {
    Query(
      "season.add",
      """
      INSERT INTO scheduling.season AS season (entity_id, code, name, starts_on, ends_on, peak_week_on)
      SELECT entity.id, \(code), \(name), \(from), \(to), \(peakWeek)
        FROM people.legal_entity AS entity
       WHERE entity.name = \(entity)
      RETURNING \(raw: columns)
      """)
  }
}
