internal import People
internal import Postgres
internal import Store

/// One result that counts, as a track needs it.
private struct TrackEvent: RowDecodable {
  static let columns: StaticString =
    "result.assignment_id, result.item_id, result.verb, result.score, (result.happened_at AT TIME ZONE 'UTC')::date"
  let assignment: Assignment.ID
  let item: VersionItem.ID
  let verb: ItemStanding.Verb
  let score: Double?
  let on: LocalDate

  init(row: inout Row) throws(PostgresError) {
    assignment = try row.next()
    item = try row.next()
    verb = try row.word()
    score = try row.next()
    on = try row.next()
  }

  static func of(_ assignments: [Assignment.ID]) -> Query<TrackEvent> {
    Query(
      "item_result.track",
      """
      SELECT \(raw: columns)
        FROM onboarding.standing_result AS result
       WHERE result.assignment_id = ANY (\(assignments))
       ORDER BY result.happened_at, result.id
      """)
  }
}

extension Track {
  static func read(_ learners: [Learner], in tx: Session) throws -> [Assignment.ID: Track] {
    let events = Dictionary(
      grouping: try tx.all(TrackEvent.of(learners.map(\.assignment.id))), by: \.assignment)
    return Dictionary(
      learners.map { learner in
        let items = learner.items
        let place = Dictionary(
          items.enumerated().map { ($0.element.item.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let stops = items.map { item in
          Stop(
            item.item.item.key, item.item.item.moveOn, weight: item.weight, minutes: item.item.item.minutes,
            dueOn: item.dueOn, sparedOn: item.standing?.how == "result" ? nil : item.standing?.satisfiedOn)
        }
        let own = (events[learner.assignment.id] ?? []).compactMap { event in
          place[event.item].map { Event($0, event.verb, score: event.score, on: event.on) }
        }
        return (
          learner.assignment.id, Track(startsOn: learner.assignment.startsOn, stops: stops, events: own)
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}

// MARK: - Cohorts that are over

/// Somebody of a finished cohort: one row before their stops and events.
private struct FinishedRow: RowDecodable {
  static let columns: StaticString =
    "assignment.id, assignment.cohort_id, assignment.version_id, assignment.sheet_id, sheet.starts_on, assignment.state"
  let id: Assignment.ID
  let cohort: Int64
  let version: CurriculumVersion.ID
  let sheet: Int64
  let startsOn: LocalDate
  let state: Assignment.State

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    cohort = try row.next()
    version = try row.next()
    sheet = try row.next()
    startsOn = try row.next()
    state = try row.word()
  }
}

extension FinishedTrack {
  /// Everybody of finished cohorts who completed or did not: of all that started in a period.
  static func read(
    from: LocalDate? = nil, until: LocalDate? = nil, in tx: Session
  ) throws -> [FinishedTrack] {
    let rows = try tx.all(
      Query<FinishedRow>(
        "assignment.finished",
        """
        SELECT \(raw: FinishedRow.columns)
          FROM onboarding.assignment
          JOIN onboarding.cohort ON cohort.id = assignment.cohort_id
          JOIN onboarding.due_sheet AS sheet ON sheet.id = assignment.sheet_id
         WHERE cohort.state = 'finished' AND assignment.state IN ('completed', 'failed')
           AND (\(from) IS NULL OR sheet.starts_on >= \(from))
           AND (\(until) IS NULL OR sheet.starts_on < \(until))
         ORDER BY assignment.id
        """))
    var stops: [Int64: ([Track.Stop], [VersionItem.ID: Int])] = [:]
    for (sheet, row) in Dictionary(rows.map { ($0.sheet, $0) }, uniquingKeysWith: { first, _ in first }) {
      stops[sheet] = try Self.stops(of: row.version, on: sheet, in: tx)
    }
    let events = Dictionary(grouping: try tx.all(TrackEvent.of(rows.map(\.id))), by: \.assignment)
    return rows.map { row in
      let (own, place) = stops[row.sheet] ?? ([], [:])
      let happened = (events[row.id] ?? []).compactMap { event in
        place[event.item].map { Track.Event($0, event.verb, score: event.score, on: event.on) }
      }
      return FinishedTrack(
        cohort: row.cohort, track: Track(startsOn: row.startsOn, stops: own, events: happened),
        hasFailed: row.state == .failed)
    }
  }

  private static func stops(
    of version: CurriculumVersion.ID, on sheet: Int64, in tx: Session
  ) throws -> ([Track.Stop], [VersionItem.ID: Int]) {
    let due = Dictionary(
      try tx.tuples(
        "due_date.of", "SELECT item_id, due_on FROM onboarding.due_date WHERE sheet_id = \(sheet)",
        as: (VersionItem.ID, LocalDate?).self
      ).map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    let items = try tx.all(VersionItem.of(version))
    let stops = items.map { item in
      Track.Stop(
        item.item.key, item.item.moveOn, weight: item.isRequired ? item.item.weight : 0, minutes: item.item.minutes,
        dueOn: due[item.id] ?? nil)
    }
    let place = Dictionary(
      items.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return (stops, place)
  }
}
