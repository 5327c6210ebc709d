internal import People
public import Postgres
public import Store

/// How many people may be away at once on each day of a period.
public struct TimeOffLimit: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<TimeOffLimit>

  public let id: ID
  /// The site or the team it is of; `nil` for the whole company.
  public let of: String?
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let people: Int
  public let note: String
}

/// What asking for a day would come to, before anybody asks.
public struct TimeOffEstimate: Codable, Sendable, Equatable {
  public let on: LocalDate
  /// `nil` where nothing limits the day.
  public let people: Int?
  public let taken: Int
  public let waiting: Int
  /// The place in line one would get; `nil` while there is room.
  public let placeInLine: Int?
  /// Published shifts of that day that would be left open.
  public let shifts: Int
}

/// Where an absence stands on a limited day.
public struct TimeOffPlace: Codable, Sendable, Equatable {
  public let on: LocalDate
  public let isHeld: Bool
  public let placeInLine: Int?
}

extension Timekeeping {
  /// The limits the caller may see, by their first day.
  public func timeOffLimits() async throws(TimekeepingError) -> [TimeOffLimit] {
    try await read { tx in try tx.all(TimeOffLimit.list("true")) }
  }

  /// Limits how many may be away at once: in a company, at a site, or in a team.
  ///
  /// - Throws: ``TimekeepingError/limitedAlready(_:)`` where such a limit stands for some of the days, and what names nobody.
  public func limitTimeOff(
    from: LocalDate, through: LocalDate, to people: Int, site: String? = nil, team: String? = nil, note: String = "",
    as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<TimeOffLimit> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(nil, in: tx)
      let site = try site.map { try Site.find($0, in: tx).id }
      let team = try team.map { try Team.find($0, in: tx).id }
      let standing: SQL = """
        "limit".entity_id = \(entity.id) AND "limit".site_id IS NOT DISTINCT FROM \(site)
          AND "limit".team_id IS NOT DISTINCT FROM \(team) AND "limit".starts_on <= \(through) AND "limit".ends_on >= \(from)
        """
      if let limit = try tx.first(TimeOffLimit.list(standing)) { throw TimekeepingError.limitedAlready(limit) }
      let id = try tx.one(
        Query<TimeOffLimit.ID>(
          "time_off_limit.add",
          """
          INSERT INTO timekeeping.time_off_limit (entity_id, site_id, team_id, starts_on, ends_on, people, note)
          VALUES (\(entity.id), \(site), \(team), \(from), \(through), \(Int32(people)), \(note))
          RETURNING id
          """))
      return try tx.one(TimeOffLimit.list("\"limit\".id = \(id)"))
    }
  }

  /// Changes a limit; who waited moves up where there is room now.
  public func change(
    _ id: TimeOffLimit.ID, to people: Int, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<TimeOffLimit> {
    try await write(operation) { tx in
      let changed = try tx.run(
        Statement(
          "time_off_limit.change", "UPDATE timekeeping.time_off_limit SET people = \(Int32(people)) WHERE id = \(id)"))
      guard changed == 1 else { throw TimekeepingError.notThere("limit") }
      return try tx.one(TimeOffLimit.list("\"limit\".id = \(id)"))
    }
  }

  /// What asking for some days would come to.
  public func estimate(
    _ person: String, from: LocalDate, through: LocalDate
  ) async throws(TimekeepingError) -> [TimeOffEstimate] {
    try await read { tx in
      let person = try Person.find(person, in: tx)
      return try tx.all(
        Query<TimeOffEstimate>(
          "time_off.estimate",
          """
          SELECT \(raw: TimeOffEstimate.columns)
            FROM timekeeping.estimate(\(person.id), \(from), \(through)) AS estimate ORDER BY estimate.day_on
          """))
    }
  }

  /// Where an absence stands on its limited days; empty where nothing limits it.
  public func line(of id: Absence.ID) async throws(TimekeepingError) -> [TimeOffPlace] {
    try await read { tx in
      try tx.all(
        Query<TimeOffPlace>(
          "time_off.line", "SELECT \(raw: TimeOffPlace.columns) FROM timekeeping.line(\(id)) AS place"))
    }
  }
}

// MARK: - SQL

extension TimeOffLimit: RowDecodable {
  public static let columns: StaticString = """
    "limit".id, coalesce(site.name, team.name), "limit".starts_on, "limit".ends_on, "limit".people::bigint, "limit".note
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    of = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    people = try row.next()
    note = try row.next()
  }

  static func list(_ condition: SQL) -> Query<TimeOffLimit> {
    Query(
      "time_off_limit.list",
      """
      SELECT \(raw: columns) FROM timekeeping.time_off_limit AS "limit"
        LEFT JOIN people.site AS site ON site.id = "limit".site_id
        LEFT JOIN people.team AS team ON team.id = "limit".team_id
       WHERE \(condition) ORDER BY "limit".starts_on, "limit".id
      """)
  }
}

extension TimeOffEstimate: RowDecodable {
  public static let columns: StaticString = """
    estimate.day_on, estimate.people::bigint, estimate.taken::bigint, estimate.waiting, estimate.place_in_line, estimate.shifts
    """

  public init(row: inout Row) throws(PostgresError) {
    on = try row.next()
    people = try row.next()
    taken = try row.next()
    waiting = try row.next()
    placeInLine = try row.next()
    shifts = try row.next()
  }
}

extension TimeOffPlace: RowDecodable {
  public static let columns: StaticString = "place.day_on, place.is_held, place.place_in_line"

  public init(row: inout Row) throws(PostgresError) {
    on = try row.next()
    isHeld = try row.next()
    placeInLine = try row.next()
  }
}
