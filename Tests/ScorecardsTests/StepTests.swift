import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// From computed to published, step by step, each by whoever it belongs to.
@Suite(.serialized) struct StepTests {
  @Test func `a card goes from HR to the lead, the agent, and back`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await desk.survey("ana", good: 40, bad: 5)
      let hal = try await Desk.ready(cast)
      let counted = try await hal.compute("peak-week", as: Operation("scorecard.compute")).value
      #expect(counted.issue == 1)
      #expect(counted.metrics == UsualMetrics.all.count)
      let lev = try await cast.scorecards(as: "Lev")
      let ana = try await cast.scorecards(as: "Ana")
      #expect(try await ana.cards("peak-week").isEmpty)
      #expect(try await lev.take(.inReview, in: "peak-week", as: Operation("review")).value == 4)
      #expect(try await ana.cards("peak-week").isEmpty)
      _ = try await lev.take(.signed, in: "peak-week", of: ["Ana"], as: Operation("sign"))
      #expect(try await ana.cards("peak-week").map(\.name) == ["Ana"])
      _ = try await ana.take(.acknowledged, in: "peak-week", comment: "Fair.", as: Operation("acknowledge"))
      _ = try await hal.take(.countersigned, in: "peak-week", of: ["Ana"], as: Operation("countersign"))
      _ = try await hal.take(.published, in: "peak-week", of: ["Ana"], as: Operation("publish"))
      let page = try await ana.page(of: "Ana", in: "peak-week")
      #expect(page.card.standing == .published)
      #expect(page.signatures.map(\.standing) == [.inReview, .signed, .acknowledged, .countersigned, .published])
      #expect(try await hal.verify().isEmpty)
    }
  }

  @Test func `each step waits for the one before and belongs to somebody`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await desk.survey("ana", good: 40, bad: 5)
      let hal = try await Desk.ready(cast)
      try await refuses(.noCard(person: "Ana", period: "peak-week")) {
        try await hal.take(.signed, in: "peak-week", of: ["Ana"], as: Operation("sign"))
      }
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      try await refuses(.computedBefore("peak-week")) {
        try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      }
      try await refuses(.belongsTo("their lead")) {
        try await hal.take(.inReview, in: "peak-week", of: ["Ana"], as: Operation("review"))
      }
      let lev = try await cast.scorecards(as: "Lev")
      try await refuses(.outOfOrder("a card that is computed cannot be signed")) {
        try await lev.take(.signed, in: "peak-week", of: ["Ana"], as: Operation("sign"))
      }
      _ = try await lev.take(.inReview, in: "peak-week", of: ["Ana"], as: Operation("review"))
      _ = try await lev.take(.signed, in: "peak-week", of: ["Ana"], as: Operation("sign"))
      let ana = try await cast.scorecards(as: "Ana")
      try await refuses(.needsComment) {
        try await ana.take(.objected, in: "peak-week", of: ["Ana"], as: Operation("object"))
      }
      try await refuses(.belongsTo("the agent whose card it is")) {
        try await lev.take(.acknowledged, in: "peak-week", of: ["Ana"], as: Operation("ack"))
      }
      try await refuses(.needsComment) {
        try await hal.take(.countersigned, in: "peak-week", of: ["Ana"], as: Operation("counter"))
      }
      try await refuses(.people(.unknown(.person, "Eve", known: []))) {
        try await lev.take(.inReview, in: "peak-week", of: ["Eve"], as: Operation("review"))
      }
    }
  }

  @Test func `weeks that are not over are not counted`() async throws {
    try await withStore { cast in
      let hal = try await Desk.ready(cast)
      _ = try await hal.open(
        "far", at: "Leeds", from: try day("2090-01-01"), through: try day("2090-01-31"), as: Operation("period.open"))
      try await refuses(.notOver("The period")) { try await hal.compute("far", as: Operation("scorecard.compute")) }
      try await refuses(.unknownPeriod("nowhere")) { try await hal.compute("nowhere", as: Operation("compute")) }
    }
  }

  @Test func `an objection that is upheld brings a new card that names the old one`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await desk.survey("ana", good: 40, bad: 5)
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let first = try await hal.page(of: "Ana", in: "peak-week")
      try await desk.survey("ana", good: 0, bad: 10, on: "27")
      #expect(try await hal.page(of: "Ana", in: "peak-week") == first)
      #expect(try await hal.replay("peak-week").isEmpty)
      _ = try await hal.reissue(
        "peak-week", of: ["Ana"], reason: "Ten answers came late.", as: Operation("scorecard.reissue"))
      let second = try await hal.page(of: "Ana", in: "peak-week")
      #expect(second.card.replaces == first.card.id)
      #expect(second.card.issue == 2)
      #expect(second.card.reason == "Ten answers came late.")
      #expect(second.figures.first { $0.metric == "satisfaction" }?.n == 55)
      #expect(first.figures.first { $0.metric == "satisfaction" }?.n == 45)
      #expect(try await hal.replay("peak-week", asOf: first.card.asOf).isEmpty)
      #expect(try await hal.verify().isEmpty)
      let all = try await hal.cards("peak-week", withReplaced: true)
      #expect(all.count { $0.name == "Ana" } == 2)
    }
  }
}
