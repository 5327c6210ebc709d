// Contacts per order and their lags are learnt by least squares with no rate below 0. Single lags would be noise, so a
// lag's rate is a sum of overlapping triangles that grow wider with the lag; a slight penalty keeps idle ones at 0.

extension ContactRate {
  /// Learns how many contacts an order brings and when.
  ///
  /// - Parameters:
  ///   - contacts: Contacts of one reason and channel, by day.
  ///   - orders: Orders by day, known for the days before the contacts as well.
  ///   - longest: The longest lag in days.
  public static func of(
    reason: String, channel: String, contacts: History, orders: History, longest: Int = 42
  ) throws(PlanningError) -> ContactRate {
    try ContactRate(
      reason: reason, channel: channel, lesson: LagLesson(contacts: contacts, orders: orders, longest: longest))
  }

  init(reason: String, channel: String, lesson: LagLesson) throws(PlanningError) {
    let rates = lesson.rates(of: lesson.days.indices)
    let total = rates.reduce(0, +)
    guard total > 0 else { throw .nothingEverHappened }
    try self.init(reason: reason, channel: channel, perOrder: total, lags: rates)
  }

  /// Overlapping triangles over the lags, centered at 0, 1, 3, 7, 14, 28, 42 and so on.
  static func triangles(longest: Int) -> [[Double]] {
    let centers = [0, 1, 3, 7, 14, 28, 42, 63, 91].filter { $0 <= longest }
    return centers.indices.map { index in
      let center = centers[index]
      let before = index > 0 ? centers[index - 1] : center - 1
      let after = index + 1 < centers.count ? centers[index + 1] : longest + 1
      return (0...longest).map { lag in
        if lag <= center { return max(0, Double(lag - before) / Double(center - before)) }
        return max(0, Double(after - lag) / Double(after - center))
      }
    }
  }
}

/// The days to learn lags from: what came, and the orders before it as the triangles see them.
struct LagLesson {
  let days: [(regressors: [Double], contacts: Double)]
  private let bumps: [[Double]]
  private let longest: Int

  init(contacts: History, orders: History, longest: Int) throws(PlanningError) {
    self.longest = longest
    let bumps = ContactRate.triangles(longest: longest)
    self.bumps = bumps
    let placed = Dictionary(uniqueKeysWithValues: orders.days.map { ($0.day, $0.total) })
    days = contacts.days.compactMap { day in
      let lagged = (0...longest).compactMap { placed[day.day - $0] }
      guard lagged.count == longest + 1 else { return nil }
      return (bumps.map { bump in zip(bump, lagged).reduce(0) { $0 + $1.0 * $1.1 } }, day.total)
    }
    guard days.count >= 4 * bumps.count else { throw .historyTooShort(days: days.count, needed: 4 * bumps.count) }
  }

  /// Contacts per order by lag, learnt from some of the days; a day may be named more than once.
  func rates(of chosen: some Sequence<Int>) -> [Double] {
    var system = SymmetricSystem(size: bumps.count)
    for index in chosen {
      let (regressors, contacts) = days[index]
      for left in bumps.indices {
        system.right[left] += regressors[left] * contacts
        for other in bumps.indices { system.matrix[left * bumps.count + other] += regressors[left] * regressors[other] }
      }
    }
    let weights = system.solvedWithoutNegatives()
    return (0...longest).map { lag in zip(weights, bumps).reduce(0) { $0 + $1.0 * $1.1[lag] } }
  }
}

extension SymmetricSystem {
  /// The least squares without negative unknowns, by going round the unknowns one at a time.
  fileprivate consuming func solvedWithoutNegatives() -> [Double] {
    var unknowns = [Double](repeating: 0, count: size)
    let ridge = 1e-6 * (0..<size).reduce(0) { $0 + matrix[$1 * size + $1] } / Double(size)
    for _ in 0..<2000 {
      var change = 0.0
      for row in 0..<size {
        var gradient = right[row]
        for column in 0..<size where column != row { gradient -= matrix[row * size + column] * unknowns[column] }
        let next = max(0, gradient / (matrix[row * size + row] + ridge))
        change = max(change, abs(next - unknowns[row]))
        unknowns[row] = next
      }
      if change < 1e-12 { break }
    }
    return unknowns
  }
}
