extension Forecast {
  /// Brings the forecasts of queues or channels into line with the forecast of their sum.
  ///
  /// A total is surer than its parts, and the parts know how it is divided: each day the parts keep their proportions
  /// and are scaled so that their means add up to the total's.
  public static func reconciled(_ parts: [Forecast], with total: Forecast) throws(PlanningError) -> [Forecast] {
    for part in parts where part.interval != total.interval {
      throw .differentIntervals(part.interval, total.interval)
    }
    var factors: [Day: Double] = [:]
    for day in total.days {
      let sum = parts.reduce(0) { $0 + ($1[day.day]?.total.mean ?? 0) }
      factors[day.day] = sum > 0 ? day.total.mean / sum : 1
    }
    return parts.map { part in
      let days = part.days.map { day in
        let factor = factors[day.day] ?? 1
        return ForecastDay(
          day: day.day, total: day.total.map { $0 * factor }, intervals: day.intervals.map { $0.map { $0 * factor } },
          events: day.events)
      }
      return Forecast(
        series: part.series, interval: part.interval, origin: part.origin, days: days, explanation: part.explanation)
    }
  }
}
