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
    counted.held, counted.people, counted.missed, counted.agreed, counted.disagreed, counted.actions, counted.done,
    counted.late
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
      SELECT \(raw: columns) FROM coaching.counted(\(from), \(through)) AS counted
      """)
  }
}
