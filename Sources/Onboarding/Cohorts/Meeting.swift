internal import People
internal import Postgres
public import Store
internal import Timekeeping

/// A meeting of a cohort as it is planned: a wall clock at the class's site.
public struct PlannedMeeting: Codable, Sendable, Equatable {
  public let title: String
  /// The item it teaches, if it is one of the curriculum's.
  public let item: String?
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime

  public init(_ title: String, item: String? = nil, on: LocalDate, starts: LocalTime, ends: LocalTime) {
    (self.title, self.item, self.on, self.starts, self.ends) = (title, item, on, starts, ends)
  }

  func moved(byDays days: Int) -> PlannedMeeting {
    PlannedMeeting(title, item: item, on: on.adding(days: days), starts: starts, ends: ends)
  }
}

/// A meeting that is kept.
struct Meeting: RowDecodable {
  static let columns: StaticString =
    "meeting.id, meeting.title, meeting.item_key, meeting.works_on, meeting.starts_time, meeting.ends_time"
  let id: Identifier<Meeting>
  let planned: PlannedMeeting

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    planned = PlannedMeeting(
      try row.next(), item: try row.next(), on: try row.next(), starts: try row.next(), ends: try row.next())
  }

  /// The cohort's meetings from a day on that were not cancelled.
  static func of(_ cohort: Cohort.ID, from day: LocalDate) -> Query<Meeting> {
    Query(
      "meeting.of",
      """
      SELECT \(raw: columns)
        FROM onboarding.meeting
       WHERE meeting.cohort_id = \(cohort) AND meeting.cancelled_at IS NULL AND meeting.works_on >= \(day)
       ORDER BY meeting.works_on, meeting.starts_time
      """)
  }

  /// Keeps a meeting, and sets the hours of all these people aside in Timekeeping.
  static func add(_ planned: PlannedMeeting, to cohort: Cohort, with persons: [Person], in tx: Session) throws {
    let id = try tx.one(
      Query<Identifier<Meeting>>(
        "meeting.add",
        """
        INSERT INTO onboarding.meeting (entity_id, cohort_id, item_key, title, works_on, starts_time, ends_time)
        VALUES (\(cohort.entity), \(cohort.id), \(planned.item), \(planned.title), \(planned.on), \(planned.starts),
                \(planned.ends))
        RETURNING id
        """))
    try seat(persons, at: id, planned, of: cohort, in: tx)
  }

  /// Sets hours aside for people who join later.
  static func seat(
    _ persons: [Person], at id: Identifier<Meeting>, _ planned: PlannedMeeting, of cohort: Cohort, in tx: Session
  ) throws {
    for person in persons.sorted(by: { $0.id < $1.id }) {
      let block = try PlannedTraining(
        planned.title, of: person, at: cohort.site, class: cohort.trainingClass, on: planned.on,
        starts: planned.starts, ends: planned.ends
      ).add(in: tx)
      try tx.run(
        Statement(
          "meeting_block.add",
          """
          INSERT INTO onboarding.meeting_block (entity_id, meeting_id, block_id, person_id)
          VALUES (\(cohort.entity), \(id), \(block.id), \(person.id))
          """))
    }
  }

  /// Gives the hours back, of one person or of all.
  static func release(_ meetings: [Identifier<Meeting>], of person: Person.ID? = nil, in tx: Session) throws {
    let blocks = try tx.all(
      Query<TrainingBlock.ID>(
        "meeting_block.of",
        """
        SELECT link.block_id FROM onboarding.meeting_block AS link
         WHERE link.meeting_id = ANY (\(meetings)) AND (\(person) IS NULL OR link.person_id = \(person))
        """))
    try TrainingBlock.withdraw(all: blocks, in: tx)
  }

  static func cancel(_ meetings: [Identifier<Meeting>]) -> Statement {
    Statement(
      "meeting.cancel", "UPDATE onboarding.meeting SET cancelled_at = now() WHERE id = ANY (\(meetings))")
  }
}
