public import People
public import Postgres

/// A shift as it is to be published: a wall clock, not instants.
///
/// It ends on the next day when `ends` is not later than `starts`.
public struct PlannedShift: Codable, Sendable, Equatable, Hashable {
  public let person: Person.ID
  public let site: Site.ID
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  /// Which of two, where the clocks show the time twice: 1 the earlier, 2 the later.
  public var startFold: Int?
  public var endFold: Int?
  /// What it is made of; contact work throughout when left out.
  public var activities: [Activity] = []

  public init(person: Person.ID, site: Site.ID, on: LocalDate, starts: LocalTime, ends: LocalTime) {
    self.person = person
    self.site = site
    self.on = on
    self.starts = starts
    self.ends = ends
  }
}

/// What a part of a shift is spent on, in real minutes after the shift's start.
public struct Activity: Codable, Sendable, Equatable, Hashable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case contact, training, meeting
    case paidBreak = "paid break"
    case unpaidBreak = "unpaid break"
  }

  public let kind: Kind
  /// For contact work: which queue, and by which channel.
  public let queue: String?
  public let channel: String?
  public let fromMinute: Int
  public let untilMinute: Int

  public init(_ kind: Kind, from: Int, until: Int, queue: String? = nil, channel: String? = nil) {
    self.kind = kind
    self.queue = queue
    self.channel = channel
    fromMinute = from
    untilMinute = until
  }
}

// MARK: - SQL

extension [PlannedShift] {
  /// The rows as PostgreSQL sees them before they are written: one table of seven columns.
  var table: SQL {
    """
    unnest(\(map(\.person)), \(map(\.site)), \(map(\.on)), \(map(\.starts)), \(map(\.ends)),
           \(map { $0.startFold.map(Int16.init) }), \(map { $0.endFold.map(Int16.init) }))
      AS planned (person_id, site_id, works_on, starts_time, ends_time, start_fold, end_fold)
    """
  }

  func insert(into publication: Publication) -> Statement {
    Statement(
      "shift.publish",
      """
      INSERT INTO timekeeping.shift
          (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time, start_fold, end_fold)
      SELECT \(publication.entity), \(publication.id), planned.*
        FROM \(table)
       ORDER BY planned.person_id, planned.works_on, planned.starts_time
      """)
  }

  /// The activities of all shifts, each found by its shift's person, day and start.
  func insertActivities(into publication: Publication) -> Statement {
    let all = flatMap { shift in shift.activities.map { (shift: shift, activity: $0) } }
    return Statement(
      "activity.publish",
      """
      INSERT INTO timekeeping.activity
          (entity_id, shift_id, person_id, shift_minutes, kind, queue, channel, from_minute, until_minute)
      SELECT shift.entity_id, shift.id, shift.person_id, shift.minutes, planned.kind, planned.queue, planned.channel,
             planned.from_minute, planned.until_minute
        FROM unnest(
               \(all.map(\.shift.person)), \(all.map(\.shift.on)), \(all.map(\.shift.starts)),
               \(all.map(\.activity.kind.rawValue)), \(all.map(\.activity.queue)), \(all.map(\.activity.channel)),
               \(all.map(\.activity.fromMinute)), \(all.map(\.activity.untilMinute)))
             AS planned (person_id, works_on, starts_time, kind, queue, channel, from_minute, until_minute)
        JOIN timekeeping.shift
          ON shift.publication_id = \(publication.id)
         AND shift.person_id = planned.person_id
         AND shift.works_on = planned.works_on
         AND shift.starts_time = planned.starts_time
      """)
  }
}

extension PlannedShift: RowDecodable {
  public static let columns: StaticString = """
    shift.person_id, shift.site_id, shift.works_on, shift.starts_time, shift.ends_time, shift.start_fold,
    shift.end_fold
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    site = try row.next()
    on = try row.next()
    starts = try row.next()
    ends = try row.next()
    startFold = try row.next()
    endFold = try row.next()
  }
}

extension Activity: RowDecodable {
  public static let columns: StaticString = """
    activity.kind, activity.queue, activity.channel, activity.from_minute, activity.until_minute
    """

  public init(row: inout Row) throws(PostgresError) {
    kind = try row.word()
    queue = try row.next()
    channel = try row.next()
    fromMinute = try row.next()
    untilMinute = try row.next()
  }
}
