internal import Planning

extension Coverage.Gap {
  /// The cheapest thing that would fill the gap, from the reasons why nobody does.
  var fix: String {
    let cheapest = reasons.filter { $0.cause.remedy != nil }.min { $0.cause.price < $1.cause.price }
    guard let cheapest, let remedy = cheapest.cause.remedy else {
      return reasons.isEmpty ? "train somebody for the queue" : "lend people from another site, or lower the goal"
    }
    return "\(remedy) (\(cheapest.people) could)"
  }
}

extension Coverage.Cause {
  /// What it takes to lift the cause; `nil` where the law or life stands in the way.
  fileprivate var remedy: String? {
    switch self {
    case .onBreak: "move a break by a quarter of an hour"
    case .elsewhere: "move somebody over from another queue"
    case .tooDear: "offer a few extra hours: muster hours offer extra"
    case .noShift: "add a shift template that reaches it"
    case .breaks: "add a shift template with the breaks that are owed"
    case .pinned: "ask somebody to agree to a change of a published day"
    case .dayHours, .weekHours: "allow overtime"
    case .unavailable: "ask somebody to come at a time they do not offer"
    case .unskilled: "train somebody for the queue"
    case .closed: "open the site longer"
    case .away, .rest, .run, .weeklyRest: nil
    }
  }

  /// The order in which a planner would try them.
  fileprivate var price: Int {
    let order: [Coverage.Cause] = [
      .onBreak, .elsewhere, .tooDear, .noShift, .breaks, .pinned, .dayHours, .weekHours, .unavailable, .unskilled,
      .closed,
    ]
    return order.firstIndex(of: self) ?? order.count
  }
}
