import People
import Store
import Testing

@testable import Scorecards

/// Figures as they must not be read without: pure arithmetic over sums.
@Suite struct FairnessTests {
  static let satisfaction = UsualMetrics.all[0]

  private func metric(_ code: String) throws -> Metric {
    let draft = try #require(UsualMetrics.all.first { $0.code == code })
    return Metric(
      id: Metric.ID(rawValue: 1), entity: 1, code: draft.code, name: draft.name, version: 3,
      startsOn: try day("2025-01-01"),
      definition: draft.definition)
  }

  private func subject(
    _ person: Int64, _ good: Int, of n: Int, stratum: String = "", asked: Int? = nil, target: Double? = nil,
    peers: String = "all"
  ) -> Judgement.Subject {
    let id = Person.ID(rawValue: person)
    return Judgement.Subject(
      person: id, peers: peers,
      tallies: [
        Tally(
          person: id, metric: Metric.ID(rawValue: 1), stratum: stratum, n: n, numerator: Double(good),
          denominator: Double(n), squares: Double(good), asked: asked)
      ], target: target)
  }

  private func measures(_ metric: Metric, _ subjects: [Judgement.Subject]) -> [Int64: Measure] {
    Dictionary(uniqueKeysWithValues: Judgement(metric, subjects).figures().map { ($0.key.rawValue, $0.value) })
  }

  @Test func `no data is not nought`() throws {
    let figure = try #require(measures(try metric("satisfaction"), [subject(1, 0, of: 0)])[1])
    #expect(figure.value == nil)
    #expect(figure.band == .notEnough)
    #expect(figure.needed == 10)
  }

  @Test func `the interval is Wilson's, as Newcombe published it`() throws {
    let figure = try #require(measures(try metric("satisfaction"), [subject(1, 81, of: 263)])[1])
    #expect(((figure.low ?? 0) - 0.2553).magnitude < 5e-5)
    #expect(((figure.high ?? 0) - 0.3662).magnitude < 5e-5)
    #expect(figure.version == 3)
  }

  @Test(arguments: [(9, 9, false), (10, 10, true), (11, 6, false), (30, 15, true)])
  func `a share is shown from ten on and when it is known to twenty points`(n: Int, good: Int, isShown: Bool) throws {
    let figure = try #require(measures(try metric("satisfaction"), [subject(1, good, of: n)])[1])
    #expect((figure.value != nil) == isShown)
  }

  /// Nineteen peers at about 85 of 100, and one with 30 answers: the fair number lies between theirs and the peers'.
  @Test func `a number from few cases is drawn towards the peers`() throws {
    let peers = (1...19).map { subject(Int64($0), 76 + ($0 % 10) * 2, of: 100) }
    let figures = measures(try metric("satisfaction"), peers + [subject(20, 18, of: 30)])
    let few = try #require(figures[20])
    let fair = try #require(few.fair)
    #expect(fair > 0.6 && fair < 0.85)
    #expect((few.reliability ?? 1) < 0.5)
    #expect(few.band == .notEnough)
    #expect((few.needed ?? 0) > 30)
    #expect(few.peerCount == 20)
  }

  @Test func `with fewer than ten peers everyone stands for themselves`() throws {
    let figures = measures(
      try metric("satisfaction"), (1...9).map { subject(Int64($0), 60 + $0 * 3, of: 100, target: 0.9) })
    let figure = try #require(figures[1])
    #expect(figure.fair == nil)
    #expect(figure.reliability == nil)
    #expect(figure.band == .below)
  }

  @Test func `peers who differ no more than chance are as expected, each of them`() throws {
    let figures = measures(try metric("satisfaction"), (1...20).map { subject(Int64($0), 85, of: 100) })
    #expect(figures.values.allSatisfy { $0.band == .expected && $0.flag == .usual && $0.reliability == 0 })
  }

  /// Charig 1986: open surgery is better for small stones and for large ones, and worse for all together.
  @Test func `the mix of queues is taken out`() throws {
    let strata = [("small", [(81, 87), (234, 270)]), ("large", [(192, 263), (55, 80)])]
    let subjects = (0..<2).map { index in
      let id = Person.ID(rawValue: Int64(index + 1))
      return Judgement.Subject(
        person: id, peers: "all",
        tallies: strata.map { stratum, cells in
          let (good, n) = cells[index]
          return Tally(
            person: id, metric: Metric.ID(rawValue: 1), stratum: stratum, n: n, numerator: Double(good),
            denominator: Double(n), squares: Double(good))
        }, target: nil)
    }
    let figures = measures(try metric("satisfaction"), subjects)
    let (open, puncture) = (try #require(figures[1]), try #require(figures[2]))
    #expect(((open.value ?? 0) * 1000).rounded() == 780)
    #expect(((puncture.value ?? 0) * 1000).rounded() == 826)
    #expect(((open.adjusted ?? 0) * 1000).rounded() == 833)
    #expect(((puncture.adjusted ?? 0) * 1000).rounded() == 779)
    #expect(open.adjustedFor == "queue, direct")
  }

  @Test func `who was given a queue with few cases is adjusted indirectly`() throws {
    let one = subject(1, 40, of: 50, stratum: "returns")
    let two = subject(2, 47, of: 50, stratum: "delivery")
    let figures = measures(try metric("satisfaction"), [one, two])
    #expect(figures[1]?.adjustedFor == "queue, indirect")
    #expect(((figures[1]?.adjusted ?? 0) - (figures[2]?.adjusted ?? 1)).magnitude < 1e-12)
  }

  @Test func `a newcomer is held against the target of their weeks`() {
    let target = Target("contacts-an-hour", 6, from: LocalDate(daysSince2000: 0), rampStart: 3, rampWeeks: 6)
    #expect(target.value(afterDays: 0) == 3)
    #expect((target.value(afterDays: 42) - (6 - 3 / 2.718281828)).magnitude < 1e-6)
    #expect(target.value(afterDays: 2_000) > 5.999)
  }

  @Test func `whose customers answered much less often is not compared`() throws {
    let peers = (1...19).map { subject(Int64($0), 76 + ($0 % 10) * 2, of: 100, asked: 300) }
    let figures = measures(try metric("satisfaction"), peers + [subject(20, 90, of: 100, asked: 2_000)])
    #expect(figures[20]?.band == .notComparable)
    #expect(figures[20]?.boundLow == 0.045)
    #expect(figures[20]?.boundHigh == 0.995)
  }

  @Test func `who lies far off is flagged, and the list says how many alarms may be false`() throws {
    let peers = (1...29).map { subject(Int64($0), 80 + ($0 % 11), of: 100) }
    let figures = measures(try metric("satisfaction"), peers + [subject(30, 50, of: 100)])
    let far = try #require(figures[30])
    #expect(far.flag == .act)
    #expect(far.band == .below)
    #expect(far.needsAttention)
    #expect(figures.values.count { $0.needsAttention } == 1)
  }

  @Test func `who is alone is not held against themselves, and all who are perfect are as expected`() throws {
    let alone = measures(try metric("satisfaction"), [subject(1, 40, of: 40)])
    #expect(alone[1]?.band == .notJudged)
    let skills = try metric("skills-current")
    let perfect = measures(skills, (1...12).map { subject(Int64($0), 4, of: 4) })
    #expect(perfect.values.allSatisfy { $0.band == .expected })
  }

  @Test func `a typical time is the mean of logarithms, told in minutes`() throws {
    let id = Person.ID(rawValue: 1)
    let tally = Tally(
      person: id, metric: Metric.ID(rawValue: 1), n: 40, numerator: 40 * log1p(59), denominator: 40,
      squares: 40 * log1p(59) * log1p(59) + 4)
    let figure = try #require(
      measures(
        try metric("first-reply"), [Judgement.Subject(person: id, peers: "all", tallies: [tally], target: nil)])[1])
    #expect(((figure.value ?? 0) - 59).magnitude < 1e-9)
    #expect((figure.low ?? 99) < 59 && (figure.high ?? 0) > 59)
  }
}

/// The text of a card: one way to write it.
@Suite struct CanonicalTests {
  @Test(arguments: [
    (0.0, "0.000000"), (0.8615384615, "0.861538"), (-1.5, "-1.500000"), (1e-7, "0.000000"),
    (123456.789, "123456.789000"),
    (0.9999999, "1.000000"),
  ])
  func `decimals have six digits`(number: Double, text: String) {
    #expect(Canonical.decimal(number).written == "\"\(text)\"")
  }

  @Test func `keys stand in the order of their bytes, and what is missing is null`() {
    let value = Canonical.object([
      "b": .whole(2), "a": .decimal(Double?.none), "é": .text("ä\"\n"), "A": .list([.whole(1), .missing]),
    ])
    #expect(value.written == #"{"A":[1,null],"a":null,"b":2,"é":"ä\"\u000a"}"#)
  }
}
