import Testing

@testable import Planning

@Suite struct BreakPlacementTests {
  let template = PeakWeekRoster.full

  /// Every way to place the breaks, tried one by one.
  private func bruteForce(_ cost: (Range<Int>) -> Double) -> Double? {
    var best: Double?
    for first in stride(from: 90, through: 150, by: 15) {
      for lunch in stride(from: 210, through: 300, by: 30) where lunch - first - 15 >= 60 {
        for last in stride(from: 360, through: 450, by: 15) where last - lunch - 60 >= 60 && last + 75 <= 540 {
          let total = cost(first..<first + 15) + cost(lunch..<lunch + 60) + cost(last..<last + 15)
          best = min(best ?? total, total)
        }
      }
    }
    return best
  }

  @Test(arguments: 1...20)
  func `the cheapest places are those found by trying all`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let prices = (0..<36).map { _ in Double(dice.below(100)) }
    let cost = { (span: Range<Int>) in span.reduce(0.0) { $0 + prices[$1 / 15] } }
    let found = try #require(BreakPlacement(template, length: 540).cheapest(cost))
    #expect(found.cost == bruteForce(cost))
  }

  @Test func `a shift too short for its breaks is impossible`() {
    #expect(!BreakPlacement(template, length: 300).isPossible)
  }
}
