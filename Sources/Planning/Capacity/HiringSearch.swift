// Hill-climbing on a plan: add, take away or move starters wherever that makes hiring, pay and shortage together
// cheaper. Steps of eight, four, two and one starter; when no single step helps, one starter is taken from one class
// and given to another. The cost is convex but for whole numbers, so little is left to find.

extension HiringPlan {
  /// A cheap plan at once: covering classes, then improved starter by starter.
  ///
  /// Weeks stay short where a shortage costs less than hiring for it.
  public static func preview(_ hiring: HiringCase) -> HiringPlan {
    let ledger = HiringLedger.improved(hiring)
    return HiringPlan.of(permanent: ledger.permanent, seasonal: ledger.seasonal, in: hiring)
  }
}

extension HiringLedger {
  /// The better of two climbs: one from the covering plan, one from no hiring at all.
  static func improved(_ hiring: HiringCase) -> HiringLedger {
    var empty = HiringLedger(hiring)
    empty.climb()
    var covering = HiringLedger(hiring)
    covering.cover()
    guard hiring.budget.map({ covering.spent <= $0 }) ?? true else { return empty }
    covering.climb()
    return empty.cost < covering.cost ? empty : covering
  }

  mutating func climb() {
    for _ in 0..<60 {
      while takeBestStep() {}
      guard takeMoves() else { return }
    }
  }

  private struct Place {
    let contract: Contract
    let week: Int
  }

  private var places: [Place] {
    Contract.allCases.flatMap { contract in
      stride(from: hiring.leadWeeks, through: lastWeek(contract), by: 1).map { Place(contract: contract, week: $0) }
    }
  }

  /// What `count` more starters change in cost; negative is a saving.
  private func change(_ count: Int, _ place: Place) -> Double {
    var change = Double(count) * price(place.contract, place.week)
    let last = lastWeek(place.contract)
    for week in stride(from: place.week + hiring.training.weeks, through: last, by: 1) {
      let missing = deficit[week] - started[week]
      let then = missing - Double(count) * curve.productive[week - place.week]
      change += cost(ofMissing: then, in: week) - cost(ofMissing: missing, in: week)
    }
    return change
  }

  private func isAffordable(_ more: Double) -> Bool {
    hiring.budget.map { spent + more <= $0 } ?? true
  }

  private mutating func takeBestStep() -> Bool {
    var best: (place: Place, count: Int, change: Double)?
    for place in places {
      for size in [8, 4, 2, 1] {
        for count in [size, -size] where isPossible(count, place) {
          let change = change(count, place)
          if change < min(-1e-6, best?.change ?? 0) { best = (place, count, change) }
        }
      }
    }
    guard let best else { return false }
    add(best.count, best.place.contract, best.place.week)
    return true
  }

  private func isPossible(_ count: Int, _ place: Place) -> Bool {
    guard count > 0 else { return self.count(place.contract, place.week) >= -count }
    return room(place.week) >= count && isAffordable(Double(count) * price(place.contract, place.week))
  }

  /// Moves single starters between classes while that saves; false when nothing did.
  private mutating func takeMoves() -> Bool {
    var hasMoved = false
    let places = places
    for from in places {
      var isImproving = true
      while isImproving, count(from.contract, from.week) > 0 {
        let saved = change(-1, from)
        add(-1, from.contract, from.week)
        var best: (place: Place, change: Double)?
        for to in places where isPossible(1, to) {
          let change = change(1, to) + saved
          if change < min(-1e-6, best?.change ?? 0) { best = (to, change) }
        }
        let target = best?.place ?? from
        add(1, target.contract, target.week)
        isImproving = best != nil
        hasMoved = hasMoved || isImproving
      }
    }
    return hasMoved
  }
}
