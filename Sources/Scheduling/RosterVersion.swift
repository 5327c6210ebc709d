public import Postgres
public import Store

/// A draft of who works when; publishing copies it into Timekeeping, the draft stays as it was.
public struct RosterVersion: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<RosterVersion>

  public let id: ID
  public let requirement: RequirementVersion.ID
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seed: Int
  /// SHA-256 over requirement, people and rules, in hexadecimal.
  public let inputsDigest: String
  /// The objective by term, in words.
  public let objective: [String]
  /// The published version it became; `nil` while it is a draft.
  public let publication: Int64?
}

/// One stretch of one draft shift, in minutes after the shift day's local midnight at its site.
public struct RosterActivity: Codable, Hashable, Sendable {
  /// Counts the shifts of a roster.
  public let shift: Int
  /// `nil` when the shift waits for somebody a class will bring.
  public let person: Int64?
  /// Whom the shift waits for, such as "class 2011-09-26, seat 3"; `nil` when it has a person.
  public let seat: String?
  public let site: Int64
  public let day: LocalDate
  public let startMinute: Int
  /// Beyond 1,440 when the shift runs past midnight.
  public let endMinute: Int
  /// `contacts`, `paid break` or `unpaid break`.
  public let kind: String
  /// The queue's code while on contacts.
  public let queue: String?
}

/// What was needed in a slot, who is there, and why somebody is missing.
public struct RosterCoverage: Codable, Hashable, Sendable {
  public let queue: String
  public let day: LocalDate
  public let slot: Int
  public let required: Int
  public let covered: Int
  /// In words; `nil` when covered.
  public let reason: String?
  /// The cheapest thing that would bring somebody; `nil` when covered.
  public let fix: String?
}

// MARK: - SQL

extension RosterVersion: RowDecodable {
  public static let columns: StaticString = """
    roster.id, roster.requirement_id, roster.starts_on, roster.ends_on, roster.seed, roster.inputs_digest,
    ARRAY(SELECT jsonb_array_elements_text(roster.objective)),
    (SELECT publication.publication_id FROM scheduling.roster_publication AS publication
      WHERE publication.roster_id = roster.id)
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    requirement = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    seed = try row.next()
    inputsDigest = try row.next()
    objective = try row.next()
    publication = try row.next()
  }

  static func newest(of season: Season.ID) -> Query<RosterVersion> {
    Query(
      "roster.newest",
      """
      SELECT \(raw: columns) FROM scheduling.roster AS roster
       WHERE roster.season_id = \(season) ORDER BY roster.id DESC LIMIT 1
      """)
  }

  /// The newest of those that have a day in them.
  static func newest(of season: Season.ID, on day: LocalDate) -> Query<RosterVersion> {
    Query(
      "roster.newest_on",
      """
      SELECT \(raw: columns) FROM scheduling.roster AS roster
       WHERE roster.season_id = \(season) AND \(day) BETWEEN roster.starts_on AND roster.ends_on
       ORDER BY roster.id DESC LIMIT 1
      """)
  }

  static func called(_ id: RosterVersion.ID) -> Query<RosterVersion> {
    Query(
      "roster.called", "SELECT \(raw: columns) FROM scheduling.roster AS roster WHERE roster.id = \(id)")
  }

  static func add(
    season: Season, requirement: RequirementVersion.ID, days: ClosedRange<LocalDate>, seed: Int, digest: String,
    objective: [String], basedOn: Int
  ) -> Query<RosterVersion> {
    Query(
      "roster.add",
      """
      INSERT INTO scheduling.roster AS roster
        (entity_id, season_id, requirement_id, starts_on, ends_on, seed, inputs_digest, objective, based_on)
      VALUES (\(season.entity), \(season.id), \(requirement), \(days.lowerBound), \(days.upperBound), \(seed),
              \(digest), to_jsonb(\(objective)), \(basedOn))
      RETURNING \(raw: columns)
      """)
  }

  /// The newest version that was published for some days, 0 for none.
  static func published(_ days: ClosedRange<LocalDate>, of season: Season) -> Query<Int> {
    Query(
      "roster.based_on",
      """
      SELECT coalesce(max(publication.version), 0)::bigint FROM timekeeping.publication
       WHERE publication.entity_id = \(season.entity)
         AND publication.starts_on <= \(days.upperBound) AND publication.ends_on >= \(days.lowerBound)
      """)
  }

  /// What was published for its days since it was drawn, or since a version that somebody has seen; the newest.
  static func overtaking(_ roster: RosterVersion.ID, seen: Int?) -> Query<Int> {
    Query(
      "roster.overtaken",
      """
      SELECT publication.version::bigint FROM scheduling.roster
        JOIN timekeeping.publication ON publication.entity_id = roster.entity_id
         AND publication.starts_on <= roster.ends_on AND publication.ends_on >= roster.starts_on
         AND publication.version > greatest(roster.based_on, \(seen)::integer)
       WHERE roster.id = \(roster)
       ORDER BY publication.version DESC LIMIT 1
      """)
  }

  /// Waits until nobody else publishes for the company.
  static func turn(_ season: Season) -> Query<Bool> {
    Query("roster.turn", "SELECT people.lock_entity(\(season.entity)) IS NOT NULL")
  }

  static func markPublished(_ roster: RosterVersion.ID, as publication: Int64, of season: Season) -> Statement {
    Statement(
      "roster_publication.add",
      """
      INSERT INTO scheduling.roster_publication (entity_id, roster_id, publication_id)
      VALUES (\(season.entity), \(roster), \(publication))
      """)
  }
}

extension RosterActivity: RowDecodable {
  public static let columns: StaticString = """
    activity.shift_no, activity.person_id, activity.seat, activity.site_id, activity.day_on, activity.start_minute,
    activity.end_minute, activity.kind, activity.queue
    """

  public init(row: inout Row) throws(PostgresError) {
    shift = try row.next()
    person = try row.next()
    seat = try row.next()
    site = try row.next()
    day = try row.next()
    startMinute = try row.next()
    endMinute = try row.next()
    kind = try row.next()
    queue = try row.next()
  }

  static func all(of roster: RosterVersion.ID) -> Query<RosterActivity> {
    Query(
      "roster_activity.all",
      """
      SELECT \(raw: columns) FROM scheduling.roster_activity AS activity
       WHERE activity.roster_id = \(roster)
       ORDER BY activity.shift_no, activity.start_minute
      """)
  }

  static func add(_ activities: [RosterActivity], to roster: RosterVersion.ID, of season: Season) -> Statement {
    Statement(
      "roster_activity.add",
      """
      INSERT INTO scheduling.roster_activity
        (entity_id, roster_id, shift_no, person_id, seat, site_id, day_on, start_minute, end_minute, kind, queue)
      SELECT \(season.entity), \(roster), activity.*
        FROM unnest(\(activities.map { Int32($0.shift) }), \(activities.map(\.person)), \(activities.map(\.seat)),
                    \(activities.map(\.site)), \(activities.map(\.day)),
                    \(activities.map { Int16($0.startMinute) }), \(activities.map { Int16($0.endMinute) }),
                    \(activities.map(\.kind)), \(activities.map(\.queue))) AS activity
      """)
  }
}

extension RosterCoverage: RowDecodable {
  public static let columns: StaticString = """
    coverage.queue, coverage.day_on, coverage.slot, coverage.required, coverage.covered, coverage.reason,
    coverage.fix
    """

  public init(row: inout Row) throws(PostgresError) {
    queue = try row.next()
    day = try row.next()
    slot = try row.next()
    required = try row.next()
    covered = try row.next()
    reason = try row.next()
    fix = try row.next()
  }

  static func all(of roster: RosterVersion.ID) -> Query<RosterCoverage> {
    Query(
      "roster_coverage.all",
      """
      SELECT \(raw: columns) FROM scheduling.roster_coverage AS coverage
       WHERE coverage.roster_id = \(roster) ORDER BY coverage.queue, coverage.day_on, coverage.slot
      """)
  }

  static func add(_ slots: [RosterCoverage], to roster: RosterVersion.ID, of season: Season) -> Statement {
    Statement(
      "roster_coverage.add",
      """
      INSERT INTO scheduling.roster_coverage (entity_id, roster_id, queue, day_on, slot, required, covered, reason, fix)
      SELECT \(season.entity), \(roster), coverage.*
        FROM unnest(\(slots.map(\.queue)), \(slots.map(\.day)), \(slots.map { Int16($0.slot) }),
                    \(slots.map { Int32($0.required) }), \(slots.map { Int32($0.covered) }),
                    \(slots.map(\.reason)), \(slots.map(\.fix))) AS coverage
      """)
  }
}
