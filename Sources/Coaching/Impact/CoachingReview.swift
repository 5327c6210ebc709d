public import Postgres

/// What coaching there was in some weeks and what came of it: no person in it.
public struct CoachingReview: Codable, Sendable, Equatable {
  /// Sessions that took place.
  public let held: Int
  public let people: Int
  public let missed: Int
  public let agreed: Int
  public let disagreed: Int
  public let actions: Int
  public let done: Int
  /// Open beyond their day, today.
  public let late: Int
  /// Whether it helped, by metric.
  public var effects: [Effect] = []

  /// What became of a metric of those who were coached.
  public struct Effect: Codable, Sendable, Equatable {
    public let metric: WeeklyMetric
    /// Observed, expected without coaching, and beyond it; empty when the numbers cannot tell.
    public let estimates: [ImpactEstimate]
    /// Why they cannot tell.
    public let remark: String
  }
}

extension Coaching {
  /// What was done in some weeks and its effect on what customers say and on handle times, against eight weeks before.
  ///
  /// Fewer than five people coached are nobody's average: their effect is left out.
  public func review(from: LocalDate, through: LocalDate) async throws(CoachingError) -> CoachingReview {
    let counted = try await read { tx in try tx.one(CoachingReview.between(from, through)) }
    var effects: [CoachingReview.Effect] = []
    for metric in WeeklyMetric.allCases {
      effects.append(try await effect(on: metric, from, through))
    }
    var review = counted
    review.effects = effects
    return review
  }

  private func effect(
    on metric: WeeklyMetric, _ from: LocalDate, _ through: LocalDate
  ) async throws(CoachingError) -> CoachingReview.Effect {
    let numbers = try await weekly(metric, from: from.adding(days: -56), through: through)
    let coached = try await firstSessions(from: from, through: through)
    do throws(CoachingError) {
      let study = try ImpactStudy(numbers, coachedOn: coached, isHigherBetter: metric.isHigherBetter)
      let estimates = study.beyondChance() + [study.covariance(), study.differences().estimate]
      guard let n = estimates.first?.n, n >= 5 else {
        throw .impact("Fewer than five people were coached and have numbers before and after.")
      }
      return CoachingReview.Effect(metric: metric, estimates: estimates, remark: "")
    } catch .impact(let why) {
      return CoachingReview.Effect(metric: metric, estimates: [], remark: why)
    }
  }
}

// MARK: - SQL

extension CoachingReview: RowDecodable {
  public static let columns: StaticString = """
    talk.held, talk.people, talk.missed, answer.agreed, answer.disagreed, task.agreed_on, task.done, task.late
    """

  public init(row: inout Row) throws(PostgresError) {
    held = try row.next()
    people = try row.next()
    missed = try row.next()
    agreed = try row.next()
    disagreed = try row.next()
    actions = try row.next()
    done = try row.next()
    late = try row.next()
  }

  static func between(_ from: LocalDate, _ through: LocalDate) -> Query<CoachingReview> {
    Query(
      "coaching.review",
      """
      WITH session AS (
          SELECT session.id, session.person_id, session.state
            FROM coaching.session WHERE session.takes_place_on BETWEEN \(from) AND \(through)
      )
      SELECT \(raw: columns)
        FROM (SELECT count(*) FILTER (WHERE session.state IN ('held', 'shared', 'acknowledged', 'closed')) AS held,
                     count(DISTINCT session.person_id)
                         FILTER (WHERE session.state IN ('held', 'shared', 'acknowledged', 'closed')) AS people,
                     count(*) FILTER (WHERE session.state = 'no show') AS missed
                FROM session) AS talk,
             (SELECT count(*) FILTER (WHERE given.stance <> 'disagree') AS agreed,
                     count(*) FILTER (WHERE given.stance = 'disagree') AS disagreed
                FROM session JOIN coaching.acknowledgement AS given ON given.session_id = session.id) AS answer,
             (SELECT count(*) AS agreed_on, count(*) FILTER (WHERE action.state = 'done') AS done,
                     count(*) FILTER (WHERE action.state = 'open' AND action.due_on < current_date) AS late
                FROM session JOIN coaching.action ON action.agreed_in = session.id) AS task
      """)
  }
}
