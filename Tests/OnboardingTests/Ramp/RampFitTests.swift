import People
import Store
import Testing

@testable import Onboarding

/// Curves fitted to classes whose true curve is known.
@Suite struct RampFitTests {
  /// Classes of six whose people take contacts at `output(week)` of a tenured agent's pace, a little apart.
  private func classes(
    _ count: Int, of people: Int = 6, weeks: Int = 16, apart: Double = 0, output: (Double) -> Double
  ) -> [RampWeek] {
    (0..<count).flatMap { cohort in
      (0..<people).flatMap { person in
        (0..<weeks).map { week in
          let own = 1 + 0.06 * (Double(person) - Double(people - 1) / 2) / Double(people)
          let level = output(Double(week) + 0.5) + apart * (Double(cohort) - Double(count - 1) / 2)
          return RampWeek(
            cohort: Int64(cohort), person: Int64(cohort * 100 + person), week: week, expected: 6_000,
            taken: 6_000 / (level * own))
        }
      }
    }
  }

  @Test func `a curve that rises ever slower is found to be exponential`() throws {
    let truth = { (week: Double) in 0.98 * (1 - 1 / (1 + 0.9 * week + 0.4 * week * week + 0.12 * week * week * week)) }
    let smooth = { (week: Double) in 0.95 * (1 - exponential(-0.45 * week)) }
    let curve = RampFit(classes(3, output: smooth)).curve(asOf: try day("2025-09-01"), staying: [1])
    #expect(curve.form == .exponential && curve.people == 18 && curve.cohorts == 3)
    for week in 0..<RampCurve.weeks {
      #expect(abs(curve.proficiency[week] - smooth(Double(week) + 0.5)) < 0.01, "week \(week)")
    }
    #expect(RampFit(classes(3, output: truth)).curve(asOf: try day("2025-09-01"), staying: [1]).form != .assumed)
  }

  @Test func `a straight rise to a plateau is found to be that`() throws {
    let truth = { (week: Double) in 0.5 + 0.45 * min(1, week / 8.5) }
    let curve = RampFit(classes(4, output: truth)).curve(asOf: try day("2025-09-01"), staying: [1])
    #expect(curve.form == .piecewise)
    for week in 0..<RampCurve.weeks {
      #expect(abs(curve.proficiency[week] - truth(Double(week) + 0.5)) < 0.01, "week \(week)")
    }
    #expect(curve.note.contains("piecewise 0.0") && curve.note.contains("exponential 0."))
  }

  @Test func `classes that lie apart are said to`() throws {
    let truth = { (week: Double) in 0.5 + 0.4 * min(1, week / 6.5) }
    let near = RampFit(classes(5, output: truth)).curve(asOf: try day("2025-09-01"), staying: [1])
    let far = RampFit(classes(5, apart: 0.08, output: truth)).curve(asOf: try day("2025-09-01"), staying: [1])
    #expect(near.spread < 0.02)
    #expect(far.spread > 0.09 && far.spread < 0.15)
    #expect(abs(far.proficiency[20] - 0.9) < 0.02)
  }

  @Test(arguments: [(1, 12), (2, 4)])
  func `too few starters or classes leave the curve assumed`(_ count: Int, _ people: Int) throws {
    let curve = RampFit(classes(count, of: people) { _ in 0.9 }).curve(asOf: try day("2025-09-01"), staying: [1])
    #expect(curve.form == .assumed && curve.note.hasPrefix("Fitting needs ten starters of two classes"))
    #expect(curve.proficiency.first == 0.5 && curve.proficiency.last == 1)
  }

  @Test func `who stays is counted among those still watched`() {
    let left = (0..<3).map { _ in (weeks: 2.0, hasLeft: true) }
    let watched = (0..<9).map { _ in (weeks: 1.5, hasLeft: false) }
    let there = (0..<9).map { _ in (weeks: 10.0, hasLeft: false) }
    let shares = RampStaying.shares(left + watched + there)
    #expect(shares.count == 11 && shares[1] == 1 && abs(shares[2] - 0.75) < 1e-12 && shares.last == shares[2])
    #expect(RampStaying.shares(left) == RampCurve.assumedStaying)
    #expect(RampCurve.assumedStaying.count == 52 && abs(RampCurve.assumedStaying[1] - 0.985) < 1e-12)
  }
}

/// What a class is worth, where it can be reckoned by hand.
@Suite struct ClassWorthTests {
  private func worth(_ proficiency: [Double], staying: [Double] = [1], spread: Double = 0) throws -> ClassWorth {
    let curve = RampCurve(
      form: .piecewise, asOf: try day("2025-10-01"), people: 20, cohorts: 2, proficiency: proficiency, spread: spread,
      staying: staying, note: "")
    return ClassWorth(curve: curve, classStart: try day("2025-10-06"), asOf: try day("2025-10-06"))
  }

  private func starter(
    _ p50: String, _ p90: String? = nil, fullTime: Double = 1, until: String? = nil
  ) throws -> Starter {
    Starter(
      fullTime: fullTime, ready: Projection(p50On: try day(p50), p90On: try day(p90 ?? p50)),
      endsOn: try until.map { try day($0) })
  }

  @Test func `whoever is certain is worth their hours by their output, from the day they are ready`() throws {
    let supply = try worth([0.5, 1]).supply(
      of: [starter("2025-10-13", fullTime: 0.8), starter("2025-10-23")], from: day("2025-10-06"), weeks: 4)
    #expect(
      supply.map(\.week) == [
        try day("2025-10-06"), try day("2025-10-13"), try day("2025-10-20"), try day("2025-10-27"),
      ])
    let expected = [0, 0.4, 0.8 + 0.5 * 4 / 7, 0.8 + 0.5]
    for (told, wanted) in zip(supply, expected) {
      #expect(abs(told.p50 - wanted) < 1e-9 && told.p10 == told.p50 && told.p90 == told.p50, "\(told)")
    }
  }

  @Test func `a contract that ends takes its hours along`() throws {
    let supply = try worth([1]).supply(
      of: [starter("2025-10-06", until: "2025-10-15")], from: day("2025-10-06"), weeks: 3)
    #expect(supply.map(\.p50) == [1, 3.0 / 7, 0])
  }

  @Test func `days that are uncertain spread what a class is worth`() throws {
    let class20 = try (0..<20).map { _ in try starter("2025-10-20", "2025-11-03") }
    let week = try worth([1]).supply(of: class20, from: day("2025-10-06"), weeks: 6)
    #expect(week.allSatisfy { $0.p10 <= $0.p50 && $0.p50 <= $0.p90 })
    #expect(week[2].p10 < week[2].p50 - 1 && week[2].p90 > week[2].p50 + 1)
    #expect(week[5].p50 > 19)
  }

  @Test func `who leaves as others left is gone`() throws {
    let class20 = try (0..<20).map { _ in try starter("2025-10-06") }
    let supply = try worth([1], staying: [1, 1, 0.75, 0.5]).supply(of: class20, from: day("2025-10-06"), weeks: 5)
    #expect(supply[1].p50 == 20 && abs(supply[2].p50 - 15) <= 1 && abs(supply[4].p50 - 10) <= 1)
    #expect(supply[4].p10 >= 6 && supply[4].p90 <= 14)
  }

  @Test func `classes that lie apart widen the range, the same seed repeats it`() throws {
    let class20 = try (0..<20).map { _ in try starter("2025-10-06") }
    let supply = try worth([0.8], spread: 0.1).supply(of: class20, from: day("2025-10-06"), weeks: 1)
    #expect(abs(supply[0].p50 - 16) < 0.5 && abs(supply[0].p10 - 13.4) < 0.6 && abs(supply[0].p90 - 18.6) < 0.6)
    #expect(try worth([0.8], spread: 0.1).supply(of: class20, from: day("2025-10-06"), weeks: 1) == supply)
  }
}

/// e to this power, by its series: the tests import no library for it.
private func exponential(_ power: Double) -> Double {
  if power < -0.5 { return exponential(power / 2) * exponential(power / 2) }
  var (sum, term) = (1.0, 1.0)
  for step in 1..<30 {
    term *= power / Double(step)
    sum += term
  }
  return sum
}
