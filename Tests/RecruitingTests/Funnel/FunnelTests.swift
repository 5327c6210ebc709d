import Foundation
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// Counts against what pandas found in the same export.
@Suite(.enabled(if: CaseStudy.isThere, "the export is not beside the project (../shared/data/people)"))
struct FunnelTests {
  private func number(_ value: Any?) throws -> Double { try #require(value as? NSNumber).doubleValue }

  @Test func `the funnel, its times, its offers and its sources`() async throws {
    try await withStore { cast in
      try await CaseStudy.load(into: cast)
      let funnels = Funnels(store: try await cast.store(as: "Rui"))
      let question = CountingQuestion(asOf: try #require(LocalDate("2023-03-31")))
      try await reached(funnels, question)
      try await times(funnels, question)
      try await offers(funnels, question)
      try await sources(funnels, question)
    }
  }

  private func reached(_ funnels: Funnels, _ question: CountingQuestion) async throws {
    let all = try #require(CaseStudy.expected()["all"] as? [String: Any])
    let expected = try #require(all["reached"] as? [String: Any])
    let report = try #require(try await funnels.funnel(question).first)
    #expect(report.stages.map(\.stage) == CaseStudy.stages)
    for stage in report.stages { #expect(Double(stage.reached) == (try number(expected[stage.stage + " Date"]))) }
    let steps = report.steps.compactMap(\.conversion.rate).map { ($0 * 1e6).rounded() / 1e6 }
    #expect(steps == [0.321637, 0.510972, 0.152147])
    #expect(report.open == 4_959 && report.applied == 4_959)
  }

  private func times(_ funnels: Funnels, _ question: CountingQuestion) async throws {
    let clean = try #require(CaseStudy.expected()["clean"] as? [String: Any])
    let times = try await funnels.times(question)
    for (time, next) in zip(times, CaseStudy.stages.dropFirst()) {
      let expected = try #require(clean["\(time.stage) -> \(next)"] as? [String: Any])
      #expect(Double(time.applications(.onward)) == (try number(expected["n"])))
      #expect(((time.meanOnward ?? 0) - (try number(expected["mean"]))).magnitude < 5e-7)
      #expect(time.quantileOnward(0.5) == (try number(expected["p50"])))
      #expect(time.quantileOnward(0.9) == (try number(expected["p90"])))
      #expect(time.longestOnward.map(Double.init) == (try number(expected["max"])))
      // Most never moved on, and no end is dated: more than half still stay, so there is no median.
      #expect(time.medianStay == nil || time.stage == "Phone Screen")
    }
  }

  private func offers(_ funnels: Funnels, _ question: CountingQuestion) async throws {
    let offers = try await funnels.offers(question)
    #expect(offers.acceptance == Share(96, of: 120))
    #expect(offers.acceptance.rate == 0.8)
    #expect(offers.unanswered == 4)
  }

  private func sources(_ funnels: Funnels, _ question: CountingQuestion) async throws {
    let expected = try #require(CaseStudy.expected()["by_source"] as? [String: [String: Any]])
    let sources = try await funnels.sources(question)
    #expect(sources.count == 8)
    for source in sources {
      #expect(Double(source.applied) == (try number(expected[source.source]?["applied"])))
      #expect(Double(source.offered) == (try number(expected[source.source]?["offered"])))
    }
    let referral = try #require(sources.first { $0.source == "Internal Referral" })
    #expect(referral.applyToAccept.whole == 45 && !referral.isThin)
    // None of 45 is not the worst of all: the interval reaches to eight in a hundred.
    #expect((Share(0, of: 45).high - 0.0787).magnitude < 5e-5 && Share(0, of: 45).low == 0)
  }

  @Test(arguments: [(2020, 1_348, 480, 219, 35), (2021, 1_449, 437, 228, 34), (2022, 2_161, 677, 367, 54)])
  func `cohorts by the year they applied in`(year: Int, applied: Int, screen: Int, house: Int, offer: Int) async throws
  {
    try await withStore { cast in
      try await CaseStudy.load(into: cast)
      let funnels = Funnels(store: try await cast.store(as: "Pia"))
      let question = CountingQuestion(
        from: LocalDate("\(year)-01-01"), through: LocalDate("\(year)-12-31"),
        asOf: try #require(LocalDate("2023-03-31")))
      #expect(try await funnels.reached(question).map(\.reached) == [applied, screen, house, offer])
    }
  }

  @Test func `a planner counts and sees no name; an agent counts nothing; another company has none`() async throws {
    try await withStore { cast in
      try await CaseStudy.load(into: cast)
      let question = CountingQuestion(asOf: try #require(LocalDate("2023-03-31")))
      #expect(try await Funnels(store: cast.store(as: "Pia")).reached(question).count == 4)
      #expect(try await Funnels(store: cast.store(as: "Bruno")).reached(question).isEmpty)
      // A hiring manager counts their own requisitions: Mara has none.
      #expect(try await Funnels(store: cast.store(as: "Mara")).reached(question).isEmpty)
      await #expect(throws: HiringError.denied) {
        try await Funnels(store: cast.store(as: "Ana")).reached(question)
      }
    }
  }
}

struct SeasonCountingTests {
  @Test func `sources, offers and times count the season asked for, and no other`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened("REQ-1")
      try await setting.opened("REQ-2")
      try await cast.asMaster { session in
        try session.script("UPDATE recruiting.requisition SET season = 'spring-2027' WHERE code = 'REQ-2'")
      }
      try await setting.applied("Zoe", for: "REQ-1")
      for name in ["Yan", "Xia"] { try await setting.applied(name, for: "REQ-2") }
      let funnels = Funnels(store: try await cast.store(as: "Rui"))
      let asOf = try await cast.today()
      for (season, applied) in [("peak-2026", 1), ("spring-2027", 2), ("none", 0)] {
        let question = CountingQuestion(season: season, asOf: asOf)
        #expect(try await funnels.sources(question).reduce(0) { $0 + $1.applied } == applied)
        #expect(try await funnels.reached(question).first.map(\.reached) ?? 0 == applied)
        #expect(try await funnels.times(question).first.map { $0.applications(.open) } ?? 0 == applied)
      }
    }
  }
}
