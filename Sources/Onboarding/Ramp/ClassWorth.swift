internal import People
internal import Statistics
internal import Store

/// Somebody of a class, as far as their worth to a week goes.
struct Starter {
  /// The share of full time that they work.
  let fullTime: Double
  /// The days by which they may take contacts, even odds and nine of ten.
  let ready: Projection
  /// The last day of their contract; `nil` when none is known.
  let endsOn: LocalDate?
}

/// What a class is worth week by week: its people played through many times, with a fixed seed.
///
/// In each play everybody is ready on a day of their own, drawn from even odds to nine of ten; some leave, as starters of
/// earlier classes did; and the class as a whole lies above or below the curve as far as classes lay apart.
struct ClassWorth {
  let curve: RampCurve
  let classStart: LocalDate
  let asOf: LocalDate

  static let plays = 400

  func supply(of starters: [Starter], from monday: LocalDate, weeks: Int) -> [ClassSupply] {
    var chance = SplitMix(seed: 1)
    var worth = [[Double]](repeating: [], count: weeks)
    for _ in 0..<Self.plays {
      let offset = Self.deviate(&chance) * curve.spread
      let ways = starters.map { Way($0, self, &chance) }
      for week in 0..<weeks {
        worth[week].append(ways.map { $0.worth(from: monday.adding(days: 7 * week), offset, curve) }.reduce(0, +))
      }
    }
    return worth.enumerated().map { week, values in
      let sorted = values.sorted()
      let at = { (share: Double) in sorted[Int(share * Double(sorted.count - 1))] }
      return ClassSupply(week: monday.adding(days: 7 * week), p10: at(0.1), p50: at(0.5), p90: at(0.9))
    }
  }

  /// One person's way in one play.
  private struct Way {
    let fullTime: Double
    let readyOn: LocalDate
    /// The first day on which they are gone.
    let goneOn: LocalDate

    init(_ starter: Starter, _ worth: ClassWorth, _ chance: inout SplitMix) {
      fullTime = starter.fullTime
      // Nine of ten lie 1.2816 deviations above the middle.
      let spread = Double(starter.ready.p50On.days(until: starter.ready.p90On)) / 1.2816
      let days = Int((spread * ClassWorth.deviate(&chance)).rounded())
      readyOn = spread > 0 ? max(worth.asOf, starter.ready.p50On.adding(days: days)) : starter.ready.p50On
      let served = max(0, worth.classStart.days(until: worth.asOf) / 7)
      let fate = Double(chance.next() >> 11) / 9_007_199_254_740_992
      let here = max(worth.curve.stay(inWeek: served), 1e-9)
      let left = (served..<served + 104).first { worth.curve.stay(inWeek: $0) / here < fate }
      let leaving = left.map { worth.classStart.adding(days: 7 * $0) } ?? .infinity
      goneOn = min(leaving, starter.endsOn.map { $0.adding(days: 1) } ?? .infinity)
    }

    /// The part of the week that they are ready and there, by what they get done.
    func worth(from monday: LocalDate, _ offset: Double, _ curve: RampCurve) -> Double {
      let (first, last) = (max(monday, readyOn), min(monday.adding(days: 7), goneOn))
      guard first < last else { return 0 }
      let output = max(0, curve.output(inWeek: readyOn.days(until: first) / 7) + offset)
      return fullTime * output * Double(first.days(until: last)) / 7
    }
  }

  /// A draw from the standard normal distribution, from a thousand of its quantiles.
  private static func deviate(_ chance: inout SplitMix) -> Double {
    quantiles[Int(chance.next() % UInt64(quantiles.count))]
  }

  private static let quantiles = (0..<1_000).map { Normal.standard.quantile((Double($0) + 0.5) / 1_000) }
}
