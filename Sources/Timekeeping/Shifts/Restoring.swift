internal import People
internal import Postgres
internal import Store

/// The shifts of an earlier version, ready to be published again.
extension Publication {
  /// The draft that would bring this version back, and how many of its shifts cannot come.
  ///
  /// Left out is who is no longer employed on the day, or is away then by now.
  func draftAgain(note: String, in tx: Session) throws -> (draft: Draft, leftOut: Int) {
    var shifts = try tx.all(Self.restorable(id))
    let all = try tx.one(
      Query<Int>("shift.of_version", "SELECT count(*) FROM timekeeping.shift WHERE shift.publication_id = \(id)"))
    try tx.addActivities(to: &shifts, of: id)
    let draft = Draft(of: entity, from: startsOn, through: endsOn, scope: scope, note: note, shifts: shifts)
    return (draft, all - shifts.count)
  }

  private static func restorable(_ id: ID) -> Query<PlannedShift> {
    Query(
      "shift.restorable",
      """
      SELECT \(raw: PlannedShift.columns)
        FROM timekeeping.shift
       WHERE shift.publication_id = \(id)
         AND EXISTS (
             SELECT FROM people.employment
              WHERE employment.person_id = shift.person_id
                AND employment.starts_on <= shift.works_on
                AND coalesce(employment.ends_on, shift.works_on) >= shift.works_on)
         AND NOT EXISTS (
             SELECT FROM timekeeping.absence
              WHERE absence.person_id = shift.person_id
                AND absence.decision = 'approved' AND absence.withdrawn_at IS NULL
                AND absence.starts_at < shift.ends_at AND absence.ends_at > shift.starts_at)
       ORDER BY shift.person_id, shift.starts_at
      """)
  }
}

extension Session {
  /// Gives planned shifts the activities they had in a version.
  func addActivities(to shifts: inout [PlannedShift], of version: Publication.ID) throws(PostgresError) {
    let rows = try all(ShiftActivity.of(version))
    let byShift = Dictionary(grouping: rows, by: \.shift)
    for index in shifts.indices {
      shifts[index].activities = byShift[ShiftActivity.Key(shifts[index])]?.map(\.activity) ?? []
    }
  }
}

/// An activity with the words that name its shift.
private struct ShiftActivity: RowDecodable {
  struct Key: Hashable {
    let person: Person.ID
    let on: LocalDate
    let starts: LocalTime

    init(_ shift: PlannedShift) {
      person = shift.person
      on = shift.on
      starts = shift.starts
    }

    init(row: inout Row) throws(PostgresError) {
      person = try row.next()
      on = try row.next()
      starts = try row.next()
    }
  }

  static let columns: StaticString = "shift.person_id, shift.works_on, shift.starts_time"
  let shift: Key
  let activity: Activity

  init(row: inout Row) throws(PostgresError) {
    shift = try Key(row: &row)
    activity = try Activity(row: &row)
  }

  static func of(_ version: Publication.ID) -> Query<ShiftActivity> {
    Query(
      "activity.of_version",
      """
      SELECT \(raw: columns), \(raw: Activity.columns)
        FROM timekeeping.activity
        JOIN timekeeping.shift ON shift.id = activity.shift_id
       WHERE shift.publication_id = \(version)
       ORDER BY shift.person_id, shift.starts_at, activity.from_minute
      """)
  }
}
