/// The expected day totals of a series: effects of the calendar, times the level of the last weeks.
struct TotalModel {
  private let series: Series
  private let regression: LogLinkRegression
  let spikes: [Forecast.Spike]
  private let calendar: EventCalendar
  private let open: [Bool]
  private let closedKinds: Set<String>
  /// The regression's means over the history.
  let fitted: [Double]

  /// Days after which a day counts half for the level.
  private var memory = 9.0

  init(_ series: Series, calendar: EventCalendar, regressors: [ScaledRegressor], horizon: Int, harmonics: Int = 3) {
    self.series = series
    self.calendar = calendar
    open = series.openWeekdays
    let isAnnual = series.count >= 300
    let filter = SpikeFilter(series, calendar: calendar, tolerance: regressors.isEmpty ? 0 : 1.5)
    spikes = filter.spikes
    let seen = TotalModel.kinds(series, calendar)
    closedKinds = Set(seen.filter { $0.value == 0 }.keys)
    let features = DayFeatures(
      calendar: calendar,
      kinds: Set(seen.keys).union(TotalModel.groups(series, calendar)).union(calendar.uplifts.keys).sorted(),
      regressors: regressors,
      harmonics: isAnnual ? harmonics : 0)
    let weights = (0..<series.count).map { index in
      max(pow(0.5, Double(series.count - 1 - index) / 120), isAnnual ? 0.25 : 0)
    }
    regression = LogLinkRegression(features, first: series.first, volumes: filter.cleaned, weights: weights)
    let fit = regression
    fitted = (0..<series.count).map { fit.mean(series.first + $0) }
    memory = fittingMemory(ahead: max(1, horizon / 2))
  }

  /// The volume seen on each kind of event day.
  private static func kinds(_ series: Series, _ calendar: EventCalendar) -> [String: Double] {
    var seen: [String: Double] = [:]
    for index in 0..<series.count where series.isKnown(index) {
      for kind in calendar.names(on: series.day(index)) { seen[kind, default: 0] += series.totals[index] }
    }
    return seen
  }

  private static func groups(_ series: Series, _ calendar: EventCalendar) -> Set<String> {
    (0..<series.count).reduce(into: []) { groups, index in
      if series.isKnown(index) { groups.formUnion(calendar.groups(on: series.day(index))) }
    }
  }

  /// The memory of the level that would have done best so far ahead.
  private func fittingMemory(ahead: Int) -> Double {
    func squares(_ memory: Double) -> Double {
      var other = self
      other.memory = memory
      return other.structureErrors(ahead: [ahead]).reduce(0) { $0 + min(1, $1.log * $1.log) }
    }
    // The usual memory first: another must be better, not as good.
    return [9, 2, 5, 18, 36].map { (memory: Double($0), squares: squares(Double($0))) }
      .reduce((memory: 9.0, squares: Double.infinity)) { $1.squares < 0.97 * $0.squares ? $1 : $0 }.memory
  }

  /// How the last weeks before a place stood against the regression's means; 1 is as expected.
  func level(before place: Int) -> Double {
    var (volume, mean) = (0.0, 0.0)
    for index in max(0, place - Int(3 * memory) - 1)..<max(0, place) {
      guard series.isKnown(index), fitted[index] > 1e-6, calendar.names(on: series.day(index)).isEmpty else { continue }
      let weight = pow(0.5, Double(place - 1 - index) / memory)
      volume += weight * series.totals[index]
      mean += weight * fitted[index]
    }
    return mean > 0 ? volume / mean : 1
  }

  /// The mean `ahead` days after the history, from 1.
  func mean(ahead: Int) -> Double {
    let day = series.day(series.count - 1 + ahead)
    guard open[day.weekday.index], closedKinds.isDisjoint(with: calendar.names(on: day)) else { return 0 }
    return regression.mean(day) * TotalModel.damped(level(before: series.count), ahead: ahead)
  }

  static func damped(_ level: Double, ahead: Int) -> Double {
    1 + (level - 1) * pow(0.995, Double(ahead))
  }

  /// Errors of a forecast made at earlier places with that day's level and today's effects: (days ahead, log ratio).
  func structureErrors(ahead leads: [Int]) -> [LeadError] {
    let floor = 0.02 * median(fitted)
    return stride(from: max(40, series.count - 300), to: series.count, by: 3).flatMap { place -> [LeadError] in
      let level = level(before: place)
      return leads.compactMap { ahead in
        let target = place + ahead - 1
        guard target < series.count, series.totals[target] > 0, fitted[target] > floor else { return nil }
        let mean = fitted[target] * TotalModel.damped(level, ahead: ahead)
        return LeadError(ahead: ahead, log: log(series.totals[target] / mean))
      }
    }
  }

  /// The multiple of an ordinary day that a day's events bring.
  func effect(on day: Day) -> Double {
    let names = calendar.names(on: day)
    guard !names.isEmpty else { return 1 }
    guard closedKinds.isDisjoint(with: names) else { return 0 }
    return regression.effect(on: day)
  }

  func effect(of kind: String) -> Double? {
    closedKinds.contains(kind) ? 0 : regression.effect(of: kind)
  }
}
