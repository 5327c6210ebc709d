import FoundationEssentials
import Statistics
import Store
import Testing

@testable import Coaching

/// Whether coaching helped: each method against its published value, and against worlds whose truth is known.
@Suite struct ImpactTests {
  @Test(arguments: [
    (0.0, 1, 26.97), (0.1, 1, 24.27), (0.5, 1, 13.49), (0.9, 1, 2.70), (1.0, 1, 0.0), (0.0, 2, 24.10), (0.5, 2, 8.54),
    (0.9, 2, 1.41),
  ])
  func `the rise to expect is Barnett's`(correlation: Double, measurements: Int, published: Double) {
    let rise = ImpactStudy.expectedRise(
      mean: 60, spread: 15, correlation: correlation, cut: 40, measurements: measurements)
    #expect((rise - published).magnitude <= 0.01)
  }

  @Test func `picking the lowest looks like a success that the expected change explains`() throws {
    let world = World(people: 400, periods: 8, between: 6, within: 12, seed: 11)
    let study = try ImpactStudy(world.series(coaching: { $0 < 44 }, effect: 0))
    let found = study.beyondChance(cut: 44)
    let (observed, expected) = (try #require(found[0].estimate), try #require(found[1].estimate))
    #expect(observed > 3)
    #expect((observed - expected).magnitude < 1.2, "observed \(observed), expected \(expected)")
    let covariance = study.covariance()
    #expect(try #require(covariance.low) < 0 && #require(covariance.high) > 0)
  }

  @Test func `an effect that is there is found, by each method with what it lets through`() throws {
    let world = World(people: 400, periods: 24, between: 6, within: 6, seed: 3)
    let study = try ImpactStudy(world.series(coaching: { $0 < 47 }, effect: 5))
    let differences = study.differences(isMatched: false).estimate
    let covariance = study.covariance()
    #expect(try #require(covariance.low) < 5 && #require(covariance.high) > 5, "\(covariance)")
    // The series of those who were picked holds their return to the mean too: its level is 5 and what was to expect.
    let level = try #require(study.interrupted()[0].estimate)
    let expected = try #require(study.beyondChance(cut: 47)[1].estimate)
    #expect(expected > 0 && (level - 5 - expected).magnitude < 1, "\(level), \(expected)")
    // The differences credit coaching with the return to the mean as well; matching takes most of it out.
    let matched = study.differences(isMatched: true).estimate
    #expect(try (#require(matched.estimate) - 5).magnitude < (#require(differences.estimate) - 5).magnitude)
  }

  @Test func `where lower is better the rise to expect is a fall`() throws {
    let world = World(people: 300, periods: 6, between: 20, within: 40, seed: 5)
    let up = try ImpactStudy(world.series(coaching: { $0 < 30 }, effect: 0)).beyondChance(cut: 30)
    let mirrored = world.series(coaching: { $0 < 30 }, effect: 0).map { one in
      ImpactStudy.Series(one.person, values: one.values.map { $0.map { -$0 } }, coachedFrom: one.coachedFrom)
    }
    let down = try ImpactStudy(mirrored, isHigherBetter: false).beyondChance(cut: -30)
    #expect(try (#require(up[1].estimate) + #require(down[1].estimate)).magnitude < 1e-9)
    #expect(try #require(down[1].estimate) < 0)
  }

  @Test func `one wave without matching is the difference of four means`() throws {
    let coached = [[10.0, 12, 20, 22], [14, 12, 18, 24]]
    let peers = [[9.0, 11, 12, 10], [13, 15, 15, 17], [8, 8, 9, 9]]
    let study = try ImpactStudy(
      coached.enumerated().map { .init("c\($0)", values: $1, coachedFrom: 2) }
        + peers.enumerated().map { .init("p\($0)", values: $1) })
    let report = study.differences(isMatched: false)
    func mean(_ rows: [[Double]], _ range: Range<Int>) -> Double {
      let cells = rows.flatMap { $0[range] }
      return cells.reduce(0, +) / Double(cells.count)
    }
    let expected = DifferenceInDifferences.ofMeans(
      treated: (mean(coached, 0..<2), mean(coached, 2..<4)), others: (mean(peers, 0..<2), mean(peers, 2..<4)))
    #expect(try (#require(report.estimate.estimate) - expected).magnitude < 1e-12)
    #expect(report.steps.map(\.period) == [-2, -1, 0, 1] && report.steps[1].gap == 0)
  }

  @Test func `who is coached later stands beside the first until then, and no longer`() throws {
    let series: [ImpactStudy.Series] = [
      .init("early", values: [1, 1, 1, 9, 9, 9, 9, 9], coachedFrom: 3),
      .init("late", values: [2, 2, 2, 2, 2, 2, 10, 10], coachedFrom: 6),
      .init("never", values: [3, 3, 3, 3, 3, 3, 3, 3]), .init("other", group: "x", values: [0, 0, 0, 50, 0, 0, 0, 0]),
    ]
    let waves = try ImpactStudy(series).waves(window: 3, isMatched: false)
    #expect(waves.map { $0.peers.map(\.person) } == [["late", "never"], ["never"]])
    let report = try ImpactStudy(series).differences(window: 3, isMatched: false)
    #expect(report.steps.filter { $0.period >= 0 }.map(\.gap) == [8, 8, 8])
  }

  @Test func `matching takes the peer who was nearest before, each once`() throws {
    let study = try ImpactStudy([
      .init("a", values: [10, 10], coachedFrom: 1), .init("b", values: [12, 12], coachedFrom: 1),
      .init("near", values: [11, 0]), .init("far", values: [30, 0]), .init("next", values: [14, 0]),
    ])
    #expect(study.waves(window: 5, isMatched: true).map { $0.peers.map(\.person) } == [["near", "next"]])
  }

  @Test func `a gap that grew before anybody was coached is told`() throws {
    func series(_ name: String, drift: Double, coachedFrom: Int?) -> [ImpactStudy.Series] {
      (0..<6).map { person in
        let values = (0..<12).map { period -> Double? in
          let wobble = Double((person * 7 + period * 3) % 5) / 10
          return drift * Double(period) + wobble
        }
        return ImpactStudy.Series("\(name)\(person)", values: values, coachedFrom: coachedFrom)
      }
    }
    let study = try ImpactStudy(series("c", drift: 1, coachedFrom: 8) + series("p", drift: 0, coachedFrom: nil))
    let trend = try #require(study.differences(isMatched: false).earlierTrend)
    #expect(try #require(trend.low) > 0.8 && #require(trend.high) < 1.2)
  }

  @Test func `a step in a line is read off exactly`() throws {
    let values = (0..<24).map { period -> Double in
      let line = 10 + 0.5 * Double(period)
      return period < 12 ? line : line + 3 - 0.25 * Double(period - 12)
    }
    let found = InterruptedSeries.means(values, from: 12)
    #expect(try (#require(found[0].estimate) - 3).magnitude < 1e-9)
    #expect(try (#require(found[1].estimate) + 0.25).magnitude < 1e-9)
    #expect(InterruptedSeries.means(Array(values.prefix(15)), from: 7)[0].estimate == nil)
  }

  @Test(arguments: [(20, 2), (60, 3), (100, 4), (500, 5), (16, 2)])
  func `the lags are Newey's and West's for the length`(periods: Int, lags: Int) {
    #expect(InterruptedSeries.lags(for: periods) == lags)
  }

  @Test func `too little is said to be too little, and is no 0`() throws {
    let study = try ImpactStudy([
      .init("a", values: [1, 2], coachedFrom: 1), .init("b", values: [nil, 2]), .init("c", values: [3, nil]),
    ])
    for estimate in [study.covariance(), study.differences().estimate, study.interrupted()[0], study.beyondChance()[1]]
    {
      #expect(estimate.estimate == nil && !estimate.remark.isEmpty, "\(estimate)")
    }
  }

  @Test func `nobody coached, and nobody with numbers on both sides, is refused`() {
    let nobody = #expect(throws: CoachingError.self) { try ImpactStudy([.init("a", values: [1, 2])]) }
    #expect(nobody?.description.contains("`muster coach list`") == true)
    #expect(throws: CoachingError.self) { try ImpactStudy([.init("a", values: [nil, 2], coachedFrom: 1)]) }
  }

  @Test func `numbers of a file are put in periods, and coaching counts from the next one`() throws {
    let days = try ["2025-11-03", "2025-11-10", "2025-11-17"].map(day)
    let coached = try day("2025-11-10")
    let study = try ImpactStudy(
      days.map { Measured("Ana", on: $0, 1) } + [Measured("Ben", on: days[0], 4), Measured("Ben", on: days[2], 5)],
      coachedOn: ["Ana": coached])
    #expect(study.series.map(\.values) == [[1, 1, 1], [4, nil, 5]])
    #expect(study.series.map(\.coachedFrom) == [2, nil])
  }
}

/// Published values that are read in place, beside the project.
@Suite(.enabled(if: Sicily.isThere, "the published values are not beside the project"))
struct InterruptedOracleTests {
  @Test func `the smoking ban in Sicily, Lopez Bernal 2017`() throws {
    let months = try Sicily.months()
    let start = try #require(months.firstIndex { $0.ban == 1 })
    let step = try #require(
      InterruptedSeries.counts(months.map(\.count), exposures: months.map(\.people), from: start))
    #expect((step.factor - 0.8943765).magnitude < 1e-6 && (step.dispersion - 3.5591868).magnitude < 1e-6)
    #expect((step.low - 0.83918901).magnitude < 1e-6 && (step.high - 0.95319329).magnitude < 1e-6)
    let seasonal = try #require(
      InterruptedSeries.counts(
        months.map(\.count), exposures: months.map(\.people), from: start, seasons: months.map { $0.month / 12 }))
    #expect((seasonal.factor - 0.88507155).magnitude < 1e-6)
  }
}

private enum Sicily {
  static let path =
    #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    + "/shared/oracles/statistics/sicily.csv"

  static var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  static func months() throws -> [(month: Double, count: Double, ban: Double, people: Double)] {
    let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fields = try line.split(separator: ",").map { field in
        try #require(Double(String(field.filter { $0 != "\"" && $0 != "\r" })))
      }
      return (fields[1], fields[2], fields[4], fields[6])
    }
  }
}

/// People whose numbers spread around levels of their own; coached are those whose mean of the first half is low.
private struct World {
  private let values: [[Double]]

  init(people: Int, periods: Int, between: Double, within: Double, seed: UInt64) {
    var generator = Lehmer(state: seed)
    values = (0..<people).map { _ in
      let level = 50 + between * generator.normal()
      return (0..<periods).map { _ in level + within * generator.normal() }
    }
  }

  func series(coaching isLow: (Double) -> Bool, effect: Double) -> [ImpactStudy.Series] {
    let half = (values.first?.count ?? 0) / 2
    return values.enumerated().map { number, numbers in
      let isCoached = isLow(numbers.prefix(half).reduce(0, +) / Double(half))
      let after = numbers.enumerated().map { $1 + (isCoached && $0 >= half ? effect : 0) }
      return .init("p\(number)", values: after, coachedFrom: isCoached ? half : nil)
    }
  }
}

/// Draws that are the same on every machine.
private struct Lehmer {
  var state: UInt64

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }

  /// Nearly normal: twelve uniform draws less six.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + uniform() }
  }
}
