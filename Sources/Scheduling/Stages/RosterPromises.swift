internal import Planning
internal import Postgres

// What is published for a week already: a new roster keeps it, or pays for the change.

/// A published shift of the week, in minutes after the home site's first midnight.
struct RosterPromise: RowDecodable {
  static let columns: StaticString = """
    promise.person_id, promise.day_no, promise.from_minute, promise.until_minute, promise.queues, promise.froms,
    promise.untils, promise.kinds
    """
  let person: Int64
  /// 0 for the week's first day.
  let day: Int
  let span: Range<Int>
  /// What is planned inside it, in order; what no part covers is contact work.
  let parts: [Part]

  struct Part {
    let kind: String
    let queue: String
    let span: Range<Int>
  }

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    day = try row.next()
    let (from, until): (Int, Int) = (try row.next(), try row.next())
    span = from..<until
    let (queues, froms, untils): ([String], [Int], [Int]) = (try row.next(), try row.next(), try row.next())
    let kinds: [String] = try row.next()
    parts = kinds.indices.map { Part(kind: kinds[$0], queue: queues[$0], span: froms[$0]..<untils[$0]) }
  }

  static func inWeek(_ week: ClosedRange<LocalDate>, season: Season) -> Query<RosterPromise> {
    Query(
      "shift.promised",
      """
      WITH \(DayDuty.home(week.lowerBound, season)), promise AS (
        SELECT shift.person_id, (shift.works_on - \(week.lowerBound))::bigint AS day_no,
               (extract(epoch FROM shift.starts_at - home.midnight) / 60)::bigint AS from_minute,
               (extract(epoch FROM shift.ends_at - home.midnight) / 60)::bigint AS until_minute,
               part.queues, part.froms, part.untils, part.kinds
          FROM home
          JOIN timekeeping.shift AS shift ON shift.entity_id = \(season.entity) AND shift.withdrawn_at IS NULL
           AND shift.works_on BETWEEN \(week.lowerBound) AND \(week.upperBound)
         CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(coalesce(part.queue, '') ORDER BY part.from_minute), '{}') AS queues,
                  coalesce(array_agg((extract(epoch FROM shift.starts_at - home.midnight) / 60 + part.from_minute)::bigint
                                     ORDER BY part.from_minute), '{}') AS froms,
                  coalesce(array_agg((extract(epoch FROM shift.starts_at - home.midnight) / 60 + part.until_minute)::bigint
                                     ORDER BY part.from_minute), '{}') AS untils,
                  coalesce(array_agg(part.kind ORDER BY part.from_minute), '{}') AS kinds
             FROM timekeeping.activity AS part WHERE part.shift_id = shift.id) AS part
      )
      SELECT \(raw: columns) FROM promise ORDER BY promise.person_id, promise.from_minute
      """)
  }

  /// The week's first day counted from today at the home site: 10 is ten days ahead.
  static func ahead(_ week: ClosedRange<LocalDate>, season: Season) -> Query<Int> {
    Query(
      "week.ahead",
      """
      WITH \(DayDuty.home(week.lowerBound, season))
      SELECT (\(week.lowerBound) - (now() AT TIME ZONE home.zone)::date)::bigint FROM home
      """)
  }
}

extension RosterInputs {
  /// What is published for somebody, one shift a day: two of one day become one with a break between them.
  func published(for person: Int64, employed: Range<Int>, skills: [AgentSkill]) -> [Planning.PlannedShift] {
    let own = promises.filter { $0.person == person && employed.contains($0.day) }
    return Dictionary(grouping: own, by: \.day).sorted { $0.key < $1.key }.compactMap { day, shifts in
      guard let first = shifts.first, let last = shifts.last else { return nil }
      var activities: [PlannedActivity] = []
      for shift in shifts {
        if let end = activities.last?.span.upperBound, end < shift.span.lowerBound {
          activities.append(PlannedActivity(end..<shift.span.lowerBound, .rest(isPaid: false)))
        }
        activities += self.activities(of: shift, skills: skills)
      }
      return Planning.PlannedShift(
        agent: 0, day: day, span: first.span.lowerBound..<last.span.upperBound, activities: activities)
    }
  }

  private func activities(of shift: RosterPromise, skills: [AgentSkill]) -> [PlannedActivity] {
    let usual = skills.first { $0.live.contains(shift.day) }?.queue ?? 0
    var activities: [PlannedActivity] = []
    var at = shift.span.lowerBound
    for part in shift.parts {
      if at < part.span.lowerBound {
        activities.append(PlannedActivity(at..<part.span.lowerBound, .queue(position: usual)))
      }
      let queue = assumptions.queues.firstIndex { $0.code == part.queue }
      let kind: PlannedActivity.Kind =
        part.kind == "contact" ? .queue(position: queue ?? usual) : .rest(isPaid: part.kind != "unpaid break")
      activities.append(PlannedActivity(part.span, kind))
      at = part.span.upperBound
    }
    if at < shift.span.upperBound {
      activities.append(PlannedActivity(at..<shift.span.upperBound, .queue(position: usual)))
    }
    return activities
  }

  /// Days on which what is published need not stay: who has time off granted by now, and who agreed.
  func consents(of person: Int64) -> Set<Int> {
    let gone = away.filter { $0.person == person }
    let lost = promises.filter { promise in
      promise.person == person && gone.contains { $0.from < promise.span.upperBound && promise.span.lowerBound < $0.to }
    }
    return Set(lost.map(\.day)).union(agreed.filter { $0.person == person }.map(\.day))
  }
}

/// Somebody who agreed to a change of what is published for them on a day of the week.
struct RosterConsent {
  let person: Int64
  let day: Int
}
