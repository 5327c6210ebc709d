internal import People
internal import Postgres
internal import Store

/// How far the slow tenth falls behind the middle, from cohorts that are over.
public struct Slowdown: Codable, Sendable, Equatable {
  public let factor: Double
  /// How many people it was learned from; below ten it is the assumed 1.4.
  public let people: Int

  public static let assumed = Slowdown(factor: 1.4, people: 0)

  private init(factor: Double, people: Int) {
    (self.factor, self.people) = (factor, people)
  }

  /// - Parameter days: The working days each of them took.
  public init(_ days: [Double]) {
    let sorted = days.filter { $0 > 0 }.sorted()
    guard sorted.count >= 10 else {
      self = .assumed
      return
    }
    self.init(factor: max(1, sorted[sorted.count * 9 / 10] / sorted[sorted.count / 2]), people: sorted.count)
  }
}

// MARK: - SQL

/// How many of finished cohorts began and ended on the same days.
private struct TimeTaken: RowDecodable {
  static let columns: StaticString = "took.starts_on, took.ends_on, took.people"
  let startsOn: LocalDate
  let endsOn: LocalDate
  let people: Int

  init(row: inout Row) throws(PostgresError) {
    startsOn = try row.next()
    endsOn = try row.next()
    people = try row.next()
  }
}

extension Slowdown {
  /// From everybody of finished cohorts of a curriculum whose results satisfied all that was asked for.
  ///
  /// The days come from the database as counts: a board need not read twenty results of everybody who ever learned it.
  static func learned(of curriculum: Curriculum.ID, _ working: WorkingDays, in tx: Session) throws -> Slowdown {
    let taken = try tx.all(TimeTaken.of(curriculum))
    return Slowdown(
      taken.flatMap { row in
        let days = Double(working.count(after: row.startsOn.adding(days: -1), through: row.endsOn))
        return repeatElement(days, count: row.people)
      })
  }
}

extension TimeTaken {
  /// An item is done on the day on which what its moveOn asks for is there; somebody is, on the day of their last item.
  static func of(_ curriculum: Curriculum.ID) -> Query<TimeTaken> {
    Query(
      "assignment.time_taken",
      """
      WITH past AS MATERIALIZED (
          SELECT assignment.id, assignment.version_id, sheet.starts_on
            FROM onboarding.assignment
            JOIN onboarding.cohort ON cohort.id = assignment.cohort_id
            JOIN onboarding.due_sheet AS sheet ON sheet.id = assignment.sheet_id
           WHERE cohort.state = 'finished' AND cohort.curriculum_id = \(curriculum)
             AND assignment.state IN ('completed', 'failed')
      ), done AS (
          SELECT result.assignment_id, result.item_id,
                 min((result.happened_at AT TIME ZONE 'UTC')::date) FILTER (WHERE result.verb = 'completed') AS completed_on,
                 min((result.happened_at AT TIME ZONE 'UTC')::date) FILTER (WHERE result.verb = 'passed') AS passed_on
            FROM onboarding.standing_result AS result
           WHERE result.assignment_id = ANY (ARRAY(SELECT past.id FROM past)) AND result.verb IN ('completed', 'passed')
           GROUP BY result.assignment_id, result.item_id
      ), asked AS (
          SELECT item.id, item.version_id, item.move_on
            FROM onboarding.item
            JOIN onboarding.module ON module.id = item.module_id
           WHERE item.weight > 0 AND module.is_required AND item.move_on <> 'NotApplicable'
             AND item.version_id IN (SELECT past.version_id FROM past)
      ), told AS (
          SELECT past.id, past.starts_on,
                 CASE asked.move_on
                     WHEN 'Passed' THEN done.passed_on
                     WHEN 'Completed' THEN done.completed_on
                     WHEN 'CompletedOrPassed' THEN least(done.completed_on, done.passed_on)
                     WHEN 'CompletedAndPassed' THEN
                         CASE WHEN done.completed_on IS NOT NULL AND done.passed_on IS NOT NULL
                              THEN greatest(done.completed_on, done.passed_on) END
                 END AS done_on
            FROM past
            JOIN asked ON asked.version_id = past.version_id
            LEFT JOIN done ON done.assignment_id = past.id AND done.item_id = asked.id
      ), ended AS (
          SELECT told.starts_on, max(told.done_on) AS ends_on
            FROM told GROUP BY told.id, told.starts_on HAVING count(*) = count(told.done_on)
      )
      SELECT \(raw: columns)
        FROM (SELECT ended.starts_on, ended.ends_on, count(*) AS people FROM ended GROUP BY 1, 2) AS took
      """)
  }
}
