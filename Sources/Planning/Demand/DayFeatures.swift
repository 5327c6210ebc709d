/// What the regression knows about a day: its weekday, the season, its events, the regressors.
///
/// Most are 0 on most days, so a day is a short list of column and value.
struct DayFeatures {
  struct Entry {
    let column: Int
    let value: Double
  }

  /// How strongly each column is drawn to its prior, on the scale of a log with a spread of about 0.2.
  private(set) var penalties: [Double]
  /// What each column is drawn to; 0 but where the planner gave an uplift.
  private(set) var priors: [Double]
  /// The column of each kind of event.
  private(set) var eventColumns: [String: Int] = [:]
  /// Columns from here on are events.
  let firstEventColumn: Int
  private let calendar: EventCalendar
  private let harmonics: Int
  private let regressors: [ScaledRegressor]

  /// - Parameter kinds: Kinds of events and groups of events that have a column.
  init(calendar: EventCalendar, kinds: [String], regressors: [ScaledRegressor], harmonics: Int) {
    self.calendar = calendar
    self.harmonics = harmonics
    self.regressors = regressors
    penalties = [Double](repeating: 0.3, count: 7)
    for harmonic in 0..<harmonics { penalties += [2 * Double(harmonic + 1), 2 * Double(harmonic + 1)] }
    penalties += regressors.map { _ in 1 }
    priors = [Double](repeating: 0, count: penalties.count)
    firstEventColumn = penalties.count
    for kind in kinds {
      eventColumns[kind] = penalties.count
      let uplift = calendar.uplifts[kind]
      penalties.append(uplift.map { 1 / ($0.logSpread * $0.logSpread) } ?? 0.3)
      priors.append(uplift.map { log($0.mid) } ?? 0)
    }
  }

  var count: Int { penalties.count }

  func entries(_ day: Day) -> [Entry] {
    var entries = [Entry(column: day.weekday.index, value: 1)]
    let angle = 2 * Double.pi * Double(day.dayOfYear) / 365.25
    for harmonic in 0..<harmonics {
      let column = 7 + 2 * harmonic
      entries.append(Entry(column: column, value: sin(angle * Double(harmonic + 1))))
      entries.append(Entry(column: column + 1, value: cos(angle * Double(harmonic + 1))))
    }
    for (index, regressor) in regressors.enumerated() {
      entries.append(Entry(column: 7 + 2 * harmonics + index, value: regressor[day]))
    }
    for kind in calendar.names(on: day) {
      let column = eventColumns[kind] ?? calendar.analogues[kind].flatMap { eventColumns[$0] }
      if let column { entries.append(Entry(column: column, value: 1)) }
    }
    for group in calendar.groups(on: day).sorted() {
      if let column = eventColumns[group] { entries.append(Entry(column: column, value: 1)) }
    }
    return entries
  }
}

/// A regressor brought to mean 0 and spread 1 over the history; numbers that count things are taken by their logarithm.
struct ScaledRegressor {
  let name: String
  private let values: [Day: Double]
  private let isCount: Bool
  private let mean: Double
  private let spread: Double

  init(_ regressor: Regressor, over days: [Day]) {
    name = regressor.name
    values = regressor.values
    isCount = !values.values.contains { $0 < 0 } && values.values.contains { $0 > 1 }
    let counts = isCount
    let seen = days.compactMap { regressor.values[$0] }.map { counts ? log(max($0, 1)) : $0 }
    let mean = seen.reduce(0, +) / Double(max(1, seen.count))
    self.mean = mean
    spread = (seen.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, seen.count))).squareRoot() + 1e-9
  }

  subscript(day: Day) -> Double {
    guard let value = values[day] else { return 0 }
    return ((isCount ? log(max(value, 1)) : value) - mean) / spread
  }
}
