/// Starts and what they supply, kept up to date as starters come and go: what every search for a plan works on.
struct HiringLedger {
  let hiring: HiringCase
  let curve: StarterCurve
  private(set) var permanent: [Int]
  private(set) var seasonal: [Int]
  /// Productive agents from starters, by week.
  private(set) var started: [Double]
  /// Productive agents still missing before any starter, by week; negative where there are more than enough.
  let deficit: [Double]
  /// What can stand in for missing agents, by week, cheapest first.
  let relief: [[(kind: Relief.Kind, most: Double, price: Double)]]
  /// The pay of those employed today, which no plan changes.
  let fixedCost: Double
  private let permanentPrice: [Double]
  private let seasonalPrice: [Double]

  init(_ hiring: HiringCase, permanent: [Int] = [], seasonal: [Int] = []) {
    let weeks = hiring.weeks
    self.hiring = hiring
    let curve = StarterCurve(hiring)
    self.curve = curve
    deficit = (0..<weeks).map { hiring.required[$0] - hiring.supplyWithoutHiring($0) }
    relief = (0..<weeks).map { hiring.relief(in: $0) }
    fixedCost = (0..<weeks).reduce(0) {
      $0 + hiring.costs.week * hiring.employed * pow(1 - hiring.attrition.tenured, Double($1))
    }
    let end = hiring.seasonalEndWeek ?? -1
    func price(_ start: Int, _ hire: Double, _ last: Int) -> Double {
      start > last ? hire : hire + hiring.costs.week * curve.paid[0...(last - start)].reduce(0, +)
    }
    permanentPrice = (0..<weeks).map { price($0, hiring.costs.hire, weeks - 1) }
    seasonalPrice = (0..<weeks).map { price($0, hiring.costs.seasonalHire, min(end, weeks - 1)) }
    self.permanent = [Int](repeating: 0, count: weeks)
    self.seasonal = self.permanent
    started = [Double](repeating: 0, count: weeks)
    for (week, count) in permanent.prefix(weeks).enumerated() where count != 0 { add(count, .permanent, week) }
    for (week, count) in seasonal.prefix(weeks).enumerated() where count != 0 { add(count, .seasonal, week) }
  }

  enum Contract: CaseIterable {
    case permanent, seasonal
  }

  mutating func add(_ count: Int, _ contract: Contract, _ week: Int) {
    if contract == .permanent { permanent[week] += count } else { seasonal[week] += count }
    let last = lastWeek(contract)
    guard week <= last else { return }
    for later in week...last { started[later] += Double(count) * curve.productive[later - week] }
  }

  func count(_ contract: Contract, _ week: Int) -> Int {
    contract == .permanent ? permanent[week] : seasonal[week]
  }

  /// The last week in which a contract works.
  func lastWeek(_ contract: Contract) -> Int {
    contract == .permanent ? hiring.weeks - 1 : min(hiring.seasonalEndWeek ?? -1, hiring.weeks - 1)
  }

  func price(_ contract: Contract, _ week: Int) -> Double {
    contract == .permanent ? permanentPrice[week] : seasonalPrice[week]
  }

  func gap(_ week: Int) -> Double {
    max(0, deficit[week] - started[week])
  }

  /// Hiring and pay, that of those employed today included.
  var spent: Double {
    var sum = fixedCost
    for week in 0..<hiring.weeks {
      sum += Double(permanent[week]) * permanentPrice[week] + Double(seasonal[week]) * seasonalPrice[week]
    }
    return sum
  }

  /// Hiring, pay, relief and shortage, the pay of those employed today included.
  var cost: Double {
    let relief = reliefUse()
    let short = (0..<hiring.weeks).reduce(0) { $0 + gap($1) - relief.total($1) }
    return spent + relief.cost + hiring.costs.shortage * short
  }

  /// How many more may start in `week`.
  func room(_ week: Int) -> Int {
    guard week >= hiring.leadWeeks, week < hiring.weeks else { return 0 }
    let room = hiring.classCap - permanent[week] - seasonal[week]
    guard let seats = hiring.seats else { return room }
    // The fullest of the weeks in which this class would sit decides.
    let span = max(1, hiring.training.weeks)
    let taken = (week..<min(week + span, hiring.weeks)).map { inTraining($0, span) }.max() ?? 0
    return min(room, seats - taken)
  }

  private func inTraining(_ week: Int, _ span: Int) -> Int {
    (max(0, week - span + 1)...week).reduce(0) { $0 + permanent[$1] + seasonal[$1] }
  }
}

// MARK: - What the plan shows

extension HiringLedger {
  func weeks() -> [HiringPlan.Week] {
    let permanentOnly = HiringLedger(hiring, permanent: permanent)
    let relief = reliefUse()
    return (0..<hiring.weeks).map { week in
      let committed = hiring.committed.indices.contains(week) ? hiring.committed[week] : 0
      return HiringPlan.Week(
        monday: hiring.monday(week), required: hiring.required[week],
        employed: hiring.supplyWithoutHiring(week) - committed, committed: committed,
        permanent: permanentOnly.started[week], seasonal: started[week] - permanentOnly.started[week],
        overtime: relief.agents[week][.overtime] ?? 0, outsourced: relief.agents[week][.outsourcing] ?? 0)
    }
  }

  func classes() -> [HiringPlan.ClassStart] {
    (0..<hiring.weeks).compactMap { week in
      guard permanent[week] + seasonal[week] > 0 else { return nil }
      let (safe, needed) = lastSafeWeek(ofClassIn: week)
      return HiringPlan.ClassStart(
        monday: hiring.monday(week), week: week, permanent: permanent[week], seasonal: seasonal[week],
        lastSafeMonday: hiring.monday(safe), neededBy: needed.map(hiring.monday))
    }
  }

  /// The latest week to which a class can move with no week worse covered, and the week that forbids the next.
  private func lastSafeWeek(ofClassIn week: Int) -> (safe: Int, neededBy: Int?) {
    var without = self
    without.add(-permanent[week], .permanent, week)
    without.add(-seasonal[week], .seasonal, week)
    for later in stride(from: week + 1, to: hiring.weeks, by: 1) {
      var moved = without
      moved.add(permanent[week], .permanent, later)
      moved.add(seasonal[week], .seasonal, later)
      if let worse = (0..<hiring.weeks).first(where: { moved.gap($0) > gap($0) + 0.01 }) { return (later - 1, worse) }
    }
    return (hiring.weeks - 1, nil)
  }
}

extension Double {
  /// The number with one digit after the point.
  var tenths: String {
    let tenths = Int((self * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
