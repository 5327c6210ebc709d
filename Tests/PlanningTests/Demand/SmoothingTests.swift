import Testing

@testable import Planning

@Suite struct SmoothingTests {
  @Test func `a straight line stays straight under local lines`() {
    let line = (0..<60).map { 3 + 0.5 * Double($0) }
    for (smooth, value) in zip(Loess.smooth(line, window: 11), line) { #expect(near(smooth, value, 1e-9)) }
  }

  @Test func `two seasons are told apart and repeat`() {
    func value(_ place: Int) -> Double {
      let (hour, weekday) = (place % 24, (place / 24) % 7)
      return Double(100 + 10 * hour + 30 * weekday)
    }
    let values = (0..<24 * 35).map(value)
    let parts = Decomposition(values, periods: [24, 168])
    let level = ExponentialSmoothing(parts.adjusted)
    for ahead in [1, 10, 30, 48] {
      let found = level.mean(ahead: ahead) + parts.seasonal(ahead: ahead)
      #expect(abs(found - value(24 * 35 - 1 + ahead)) < 12)
    }
  }

  @Test func `a trend goes on, damped at most`() {
    let level = ExponentialSmoothing((0..<100).map { 10 + 2 * Double($0) })
    #expect(level.mean(ahead: 1) > 208 && level.mean(ahead: 10) > 212 && level.mean(ahead: 10) <= 229)
  }

  @Test func `theta adds half the slope`() {
    let theta = Theta((0..<200).map { Double($0) })
    #expect(near(theta.mean(ahead: 11) - theta.mean(ahead: 1), 5, 1e-9))
  }

  @Test func `the simplex finds the bottom of a bowl`() {
    let found = NelderMead.minimize([0, 0], iterations: 400) { place in
      let (x, y) = (place[0] - 3, place[1] + 1)
      return x * x + 2 * y * y
    }
    #expect(abs(found[0] - 3) < 1e-2 && abs(found[1] + 1) < 1e-2)
  }

  @Test func `a symmetric system is solved`() {
    var system = SymmetricSystem(size: 2)
    system.matrix = [4, 0, 2, 3]
    system.right = [10, 8]
    let solved = system.solved()
    #expect(near(solved[0], 1.75) && near(solved[1], 1.5))
  }
}
