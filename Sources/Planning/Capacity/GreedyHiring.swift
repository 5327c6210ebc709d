// The instant preview: walk the weeks in order and cover each gap with the latest class that is fully productive by
// then, spilling into earlier weeks when a class is full. What starts early keeps supplying later weeks, so each later
// gap is what is left.

extension HiringPlan {
  /// A plan that covers every week it can, each by the latest class that is productive in time.
  public static func covering(_ hiring: HiringCase) -> HiringPlan {
    var ledger = HiringLedger(hiring)
    ledger.cover()
    return HiringPlan.of(permanent: ledger.permanent, seasonal: ledger.seasonal, in: hiring)
  }
}

extension HiringCase {
  /// The least class size with which every week can be covered; nil when no size is enough, or the present one is.
  public var coveringClassCap: Int? {
    func covers(_ cap: Int) -> Bool {
      var wider = self
      wider.classCap = cap
      var ledger = HiringLedger(wider)
      ledger.cover()
      return !(0..<weeks).contains { ledger.gap($0) > 0.01 }
    }
    let most = 64 * max(1, classCap)
    guard !covers(classCap), covers(most) else { return nil }
    return leastAgents(from: classCap + 1, step: 1) { covers(min($0, most)) }
  }
}

extension HiringLedger {
  mutating func cover() {
    let ready = hiring.training.weeks + max(0, hiring.training.ramp.count - 1)
    for week in 0..<hiring.weeks {
      var start = week - ready
      while gap(week) > 0.01, start >= hiring.leadWeeks {
        let worth = curve.productive[week - start]
        let wanted = worth > 0 ? Int((gap(week) / worth).rounded(.up)) : 0
        let taken = min(wanted, room(start))
        if taken > 0 { add(taken, cheaper(start, through: week), start) }
        start -= 1
      }
    }
  }

  /// Seasonal when the contract reaches the week and is the cheaper.
  private func cheaper(_ start: Int, through week: Int) -> Contract {
    lastWeek(.seasonal) >= week && price(.seasonal, start) < price(.permanent, start) ? .seasonal : .permanent
  }
}
