extension HiringLedger {
  /// What holds the plan back, one sentence each.
  func constraints() -> [String] {
    let left = leftShort()
    var words: [String] = []
    let full = (0..<hiring.weeks).filter { permanent[$0] + seasonal[$0] >= hiring.classCap && hiring.classCap > 0 }
    if let first = full.first {
      words.append(
        "\(full.count) \(full.count == 1 ? "class is" : "classes are") full at \(hiring.classCap), the first on "
          + "\(hiring.monday(first)): a larger class would let people start later.")
    }
    if !full.isEmpty, left.contains(where: { $0 > 0.01 }), let cap = hiring.coveringClassCap {
      words.append("With classes of \(cap) every week could be covered.")
    }
    let ready = hiring.leadWeeks + hiring.training.weeks
    if let early = (0..<min(ready, hiring.weeks)).first(where: { left[$0] > 0.01 }) {
      words.append(
        "Nobody hired today works before \(hiring.monday(min(ready, hiring.weeks - 1))) (\(hiring.leadWeeks) weeks to "
          + "recruit, \(hiring.training.weeks) to train), so the week of \(hiring.monday(early)) stays short.")
    }
    if let worst = left.indices.max(by: { left[$0] < left[$1] }), left[worst] > 0.01 {
      words.append("The shortest week is \(hiring.monday(worst)): \(left[worst].tenths) productive agents are missing.")
      words += budgetConstraint()
    }
    return words
  }

  /// Productive agents missing after relief, by week.
  private func leftShort() -> [Double] {
    let relief = reliefUse()
    return (0..<hiring.weeks).map { gap($0) - relief.total($0) }
  }

  /// What the budget forbids, and how much would be enough; empty when it forbids nothing.
  private func budgetConstraint() -> [String] {
    guard let budget = hiring.budget else { return [] }
    guard budget >= fixedCost else {
      return [
        "The budget of \(budget.whole) is less than the \(fixedCost.whole) that those employed today are paid, so nobody "
          + "is hired."
      ]
    }
    var free = hiring
    free.budget = nil
    let wanted = HiringLedger.improved(free)
    let price = wanted.spent + wanted.reliefUse().cost
    guard price > budget + 1 else { return [] }
    return ["The budget of \(budget.whole) holds the plan back: the cheapest plan without it spends \(price.whole)."]
  }
}

extension Double {
  fileprivate var whole: String { "\(Int(rounded()))" }
}
