/// A rate as far as the days it was learnt from can tell it.
public struct ContactRateEstimate: Sendable, Hashable {
  public let rate: ContactRate
  /// The days it was learnt from, and the contacts on them.
  public let days: Int
  public let contacts: Double
  /// Contacts per order in all: 95 of 100 draws lie between.
  public let low: Double
  public let high: Double
}

extension ContactRate {
  /// Learns a rate, and how well it is known.
  ///
  /// Whole weeks are drawn again with replacement (block bootstrap, Künsch 1989): days of one week stray together, so
  /// single days would promise too much. The interval is that of the draws' 2.5 and 97.5 of 100.
  ///
  /// - Parameter draws: How often weeks are drawn.
  public static func estimated(
    reason: String, channel: String, contacts: History, orders: History, longest: Int = 42, draws: Int = 400,
    seed: UInt64 = 1
  ) throws(PlanningError) -> ContactRateEstimate {
    let lesson = try LagLesson(contacts: contacts, orders: orders, longest: longest)
    let rate = try ContactRate(reason: reason, channel: channel, lesson: lesson)
    var chance = Chance(seed: seed)
    let block = 7
    var totals = (0..<draws).map { _ in
      var chosen: [Int] = []
      while chosen.count < lesson.days.count {
        let start = Int.random(in: 0...(lesson.days.count - block), using: &chance)
        chosen += start..<(start + block)
      }
      return lesson.rates(of: chosen.prefix(lesson.days.count)).reduce(0, +)
    }
    totals.sort()
    let edge = Int((0.025 * Double(draws)).rounded(.down))
    return ContactRateEstimate(
      rate: rate, days: lesson.days.count, contacts: lesson.days.reduce(0) { $0 + $1.contacts }, low: totals[edge],
      high: totals[draws - 1 - edge])
  }

  /// The share of the contacts that come from `first` to before `end` days after the order.
  public func share(from first: Int, before end: Int) -> Double {
    lags.enumerated().reduce(0) { $0 + ((first..<end).contains($1.offset) ? $1.element : 0) }
  }
}
