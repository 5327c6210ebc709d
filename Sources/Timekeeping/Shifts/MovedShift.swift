internal import People
public import Postgres
internal import Store

/// A published shift whose wall clock means other instants under the server's newer time zone rules.
public struct MovedShift: Codable, Sendable, Equatable {
  public let shift: Shift
  /// When it would start by today's rules; `nil` when its local time no longer exists.
  public let startsAtToday: Instant?
  public let endsAtToday: Instant?
}

// MARK: - SQL

extension MovedShift: RowDecodable {
  public static let columns: StaticString = "today.starts_at_today, today.ends_at_today"

  public init(row: inout Row) throws(PostgresError) {
    shift = try Shift(row: &row)
    startsAtToday = try row.next()
    endsAtToday = try row.next()
  }

  /// Live shifts from a day on that would move.
  static func list(from day: LocalDate) -> Query<MovedShift> {
    Query(
      "shift.moved",
      """
      SELECT \(raw: Shift.columns), \(raw: columns)
        FROM timekeeping.rederived_shift AS today
        JOIN timekeeping.named_shift AS shift ON shift.id = today.id
       WHERE shift.works_on >= \(day)
         AND (today.starts_at_today, today.ends_at_today) IS DISTINCT FROM (shift.starts_at, shift.ends_at)
       ORDER BY shift.starts_at, shift.id
      """)
  }

  /// Publishes these shifts anew with the same wall clocks; their instants follow today's rules.
  static func republish(_ moved: [MovedShift], note: String, in tx: Session) throws -> PublishedVersion? {
    if let gone = moved.first(where: { $0.startsAtToday == nil || $0.endsAtToday == nil }) {
      throw TimekeepingError.noLongerExists(gone.shift.description)
    }
    let days = moved.map(\.shift.on).sorted()
    guard let first = days.first, let last = days.last else { return nil }
    let entity = try tx.one(entity(of: moved))
    _ = try tx.one(Publication.lock(entity))
    _ = try tx.one(Publication.lock(moved.map(\.shift.person)))
    let version = try tx.one(
      Publication.open(.rederive, of: entity, days: first...last, scope: .entity, note: note))
    let again = try moved.map { try $0.planned(in: tx) }
    let withdrawn = try tx.run(
      Statement(
        "shift.withdraw_moved",
        """
        UPDATE timekeeping.shift
           SET withdrawn_at = now(), withdrawn_by = \(version.id)
         WHERE id = ANY (\(moved.map(\.shift.id))) AND withdrawn_at IS NULL
        """))
    try again.write(into: version, tx)
    return PublishedVersion(
      publication: version, published: again.count, withdrawn: withdrawn, kept: try tx.one(version.kept),
      people: Set(moved.map(\.shift.person)).count)
  }

  /// The one company the shifts are of: a version is one company's.
  private static func entity(of moved: [MovedShift]) -> Query<LegalEntity.ID> {
    Query(
      "shift.entity",
      "SELECT DISTINCT entity_id FROM timekeeping.shift WHERE id = ANY (\(moved.map(\.shift.id)))")
  }

  /// The shift as it was planned; what it is made of ends with it, should it be shorter now.
  private func planned(in tx: Session) throws(PostgresError) -> PlannedShift {
    var again = try tx.one(
      Query<PlannedShift>(
        "shift.planned",
        "SELECT \(raw: PlannedShift.columns) FROM timekeeping.shift WHERE shift.id = \(shift.id)"))
    let seconds = (endsAtToday?.microseconds ?? 0) - (startsAtToday?.microseconds ?? 0)
    let minutes = Int(seconds / 60_000_000)
    again.activities = try tx.all(Shift.activities(of: shift.id)).compactMap { activity in
      guard activity.fromMinute < minutes else { return nil }
      return Activity(
        activity.kind, from: activity.fromMinute, until: min(activity.untilMinute, minutes), queue: activity.queue,
        channel: activity.channel)
    }
    return again
  }
}
