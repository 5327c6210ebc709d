/// What one remembers of a hiring plan: its classes, what each week takes and has, and its price.
public struct HiringOutline: Sendable, Hashable, Codable {
  /// Starters by the Monday of their class.
  public let starters: [Day: Int]
  /// Productive agents each week takes, by its Monday.
  public let required: [Day: Double]
  /// Productive agents there or on their way before any class of the plan, by Monday.
  public let there: [Day: Double]
  /// Hiring, pay and shortage in the plan's currency.
  public let cost: Double

  public init(starters: [Day: Int], required: [Day: Double], there: [Day: Double], cost: Double) {
    self.starters = starters
    self.required = required
    self.there = there
    self.cost = cost
  }

  /// What this plan does differently, one sentence each, for whoever has the older one on the wall.
  public func changes(since older: HiringOutline) -> [String] {
    var words: [String] = []
    for monday in Set(older.starters.keys).union(starters.keys).sorted() {
      switch (older.starters[monday], starters[monday]) {
      case (nil, let starters?): words.append("\(monday): a class of \(starters) is new.")
      case (let starters?, nil): words.append("\(monday): the class of \(starters) is dropped.")
      case (let old?, let new?) where old != new: words.append("\(monday): \(new) starters instead of \(old).")
      default: break
      }
    }
    if let (monday, more) = largestMove(from: older.required, to: required) {
      words.append("The week of \(monday) takes \(abs(more).tenths) productive agents \(more > 0 ? "more" : "less").")
    }
    if let (monday, more) = largestMove(from: older.there, to: there) {
      words.append(
        "The team and those on their way bring \(abs(more).tenths) productive agents \(more > 0 ? "more" : "less") "
          + "in the week of \(monday).")
    }
    let difference = cost - older.cost
    if abs(difference) >= 1 {
      words.append("It costs \(Int(abs(difference).rounded())) \(difference > 0 ? "more" : "less").")
    }
    return words.isEmpty ? ["Nothing changes."] : words
  }

  /// The week that moved most, when it moved by half an agent or more.
  private func largestMove(from older: [Day: Double], to newer: [Day: Double]) -> (Day, Double)? {
    let moved = newer.compactMap { monday, value in older[monday].map { (monday, value - $0) } }.sorted { $0.0 < $1.0 }
    guard let most = moved.max(by: { abs($0.1) < abs($1.1) }), abs(most.1) >= 0.5 else { return nil }
    return most
  }
}

extension HiringPlan {
  public var outline: HiringOutline {
    HiringOutline(
      starters: Dictionary(uniqueKeysWithValues: classes.map { ($0.monday, $0.starters) }),
      required: Dictionary(uniqueKeysWithValues: weeks.map { ($0.monday, $0.required) }),
      there: Dictionary(uniqueKeysWithValues: weeks.map { ($0.monday, $0.employed + $0.committed) }), cost: cost)
  }

  /// What a newer plan does differently, one sentence each.
  public func changes(since older: HiringPlan) -> [String] { outline.changes(since: older.outline) }
}
