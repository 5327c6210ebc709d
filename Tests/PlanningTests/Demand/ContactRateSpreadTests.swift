import Planning
import Testing

@Suite struct ContactRateSpreadTests {
  /// A small generator (SplitMix64), so that a failure can be drawn again.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// A tenth of the orders write the next day, a tenth a week later, give or take.
  private func drawn(_ seed: UInt64) throws -> (orders: History, contacts: History) {
    var random = Seeded(state: seed)
    let first = Day(year: 2011, month: 1, day: 1)
    let orders = (0..<250).map { 200 + 60 * Double($0 % 7 == 0 ? 2 : 0) + Double.random(in: -50...50, using: &random) }
    let contacts = (30..<250).map { day in
      let mean = 0.1 * orders[day - 1] + 0.1 * orders[day - 7]
      return max(0, (mean + Double.random(in: -12...12, using: &random)).rounded())
    }
    return (
      try History("orders", daily: orders, from: first), try History("contacts", daily: contacts, from: first + 30)
    )
  }

  @Test func `the interval holds what was put in, nearly as often as it says`() throws {
    var held = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let (orders, contacts) = try drawn(seed)
      let estimate = try ContactRate.estimated(
        reason: "where is it", channel: "email", contacts: contacts, orders: orders, longest: 14, draws: 200)
      #expect(estimate.low <= estimate.rate.perOrder && estimate.rate.perOrder <= estimate.high)
      if (estimate.low...estimate.high).contains(0.2) { held += 1 }
    }
    #expect(held >= 32, "\(held) of 40")
  }

  @Test func `the same seed draws the same interval`() throws {
    let (orders, contacts) = try drawn(7)
    let draw = { (seed: UInt64) throws in
      try ContactRate.estimated(
        reason: "r", channel: "c", contacts: contacts, orders: orders, longest: 14, draws: 50, seed: seed)
    }
    #expect(try draw(3) == draw(3))
    #expect(try draw(3) != draw(4))
  }

  @Test func `shares of the lags add up to the whole`() throws {
    let rate = try ContactRate(reason: "r", channel: "c", perOrder: 0.2, lags: [1, 2, 3, 4])
    #expect(rate.share(from: 0, before: 1) == 0.1)
    #expect(rate.share(from: 1, before: .max) == 0.9)
  }
}
