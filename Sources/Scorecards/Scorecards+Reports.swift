internal import People
public import Postgres

extension Scorecards {
  /// How some weeks went: periods inside them, what brought the work, who worked and who is to come.
  ///
  /// What the caller may not see is not in it.
  public func review(from: LocalDate, through: LocalDate) async throws(ScorecardsError) -> PeriodReview {
    try await read { tx in
      let days = from.days(until: through) + 1
      let periods = try tx.all(Period.all).filter { $0.startsOn >= from && $0.endsOn <= through && $0.issues > 0 }
      return PeriodReview(
        from: from, through: through, periods: periods.map(\.code).reversed(),
        metrics: try tx.all(ReviewedMetric.all(from: from, through: through)),
        queues: try tx.all(ReviewedQueue.all(from: from, through: through)),
        drivers: try tx.one(Drivers.between(from, through)),
        driversBefore: try tx.one(Drivers.between(from.adding(days: -days), from.adding(days: -1))),
        weeks: try tx.all(ReviewedWeek.all(from: from, through: through)),
        classes: try tx.all(ReviewedClass.all(from: from, through: through)), standing: periods.flatMap(\.standing))
    }
  }

  /// The same for the days of one period.
  public func review(of code: String) async throws(ScorecardsError) -> PeriodReview {
    let period = try await read { tx in try Period.find(code, in: tx) }
    return try await review(from: period.startsOn, through: period.endsOn)
  }
}
