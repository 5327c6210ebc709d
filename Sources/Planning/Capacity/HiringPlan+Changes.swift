extension HiringPlan {
  /// What a newer plan does differently, one sentence each, for whoever has the older one on the wall.
  public func changes(since older: HiringPlan) -> [String] {
    var words: [String] = []
    let (before, now) = (older.startersByMonday, startersByMonday)
    for monday in Set(before.keys).union(now.keys).sorted() {
      switch (before[monday], now[monday]) {
      case (nil, let starters?): words.append("\(monday): a class of \(starters) is new.")
      case (let starters?, nil): words.append("\(monday): the class of \(starters) is dropped.")
      case (let old?, let new?) where old != new: words.append("\(monday): \(new) starters instead of \(old).")
      default: break
      }
    }
    let required = Dictionary(uniqueKeysWithValues: older.weeks.map { ($0.monday, $0.required) })
    let moved = weeks.compactMap { week in required[week.monday].map { (week.monday, week.required - $0) } }
    if let most = moved.max(by: { abs($0.1) < abs($1.1) }), abs(most.1) >= 0.5 {
      words.append(
        "The week of \(most.0) takes \(abs(most.1).tenths) productive agents \(most.1 > 0 ? "more" : "less") than thought."
      )
    }
    let difference = cost - older.cost
    if abs(difference) >= 1 {
      words.append("It costs \(Int(abs(difference).rounded())) \(difference > 0 ? "more" : "less").")
    }
    return words.isEmpty ? ["Nothing changes."] : words
  }

  private var startersByMonday: [Day: Int] {
    Dictionary(uniqueKeysWithValues: classes.map { ($0.monday, $0.starters) })
  }
}
