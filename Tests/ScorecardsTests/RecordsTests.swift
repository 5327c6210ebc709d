import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// What is kept of a person, for how long, and what they may take along.
@Suite(.serialized) struct RecordsTests {
  @Test func `a person takes along every card that was laid before them, and HR every card`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      for name in ["ana", "ben"] { try await desk.survey(name, good: 40, bad: 5) }
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let (lev, ana) = (try await cast.scorecards(as: "Lev"), try await cast.scorecards(as: "Ana"))
      #expect(try await ana.records().pages.isEmpty)
      for step in [Card.Standing.inReview, .signed] {
        _ = try await lev.take(step, in: "peak-week", of: ["Ana"], as: Operation("step"))
      }
      _ = try await ana.take(.objected, in: "peak-week", comment: "Two were Ben's.", as: Operation("step"))
      _ = try await hal.reissue("peak-week", of: ["Ana"], reason: "Two were.", as: Operation("scorecard.reissue"))
      let page = try await hal.page(of: "Ana", in: "peak-week")
      _ = try await hal.record(
        export: [page.card.id], of: "peak-week", purpose: "Talks about pay",
        manifest: String(repeating: "ab", count: 32), as: Operation("scorecard.export"))
      let (hers, all) = (try await ana.records(), try await hal.records(of: "Ana"))
      #expect(hers.pages.map(\.card.standing) == [.reissued] && hers.texts.count == 1)
      #expect(hers.pages[0].signatures.contains { $0.comment == "Two were Ben's." })
      #expect(all.pages.map(\.card.standing) == [.reissued, .computed] && all.texts.count == 2)
      #expect(all.exports.map(\.purpose) == ["Talks about pay"] && hers.exports.map(\.id) == all.exports.map(\.id))
      #expect(try await hal.records(of: "Ben").exports.isEmpty)
      #expect(try await cast.scorecards(as: "Ben").records().pages.isEmpty)
    }
  }

  @Test func `how long cards are kept is counted from the day somebody left`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      for name in ["ana", "ben"] { try await desk.survey(name, good: 40, bad: 5) }
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let usual = try await hal.retention()
      #expect(Set(usual.map(\.records)) == Set(KeptRecords.Class.allCases) && usual.allSatisfy { !$0.isDecided })
      let cards = try #require(usual.first { $0.records == .card })
      #expect(cards.months == 72 && cards.kept > 2 && cards.older == 0)
      try await cast.asMaster { session in
        try session.script(
          """
          SET session_replication_role = replica;
          UPDATE people.employment SET ends_on = current_date - 400
           WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ben');
          """)
      }
      _ = try await hal.keep(.card, months: 12, because: "Works agreement 4", as: Operation("scorecard.retention"))
      let decided = try #require(try await hal.retention().first { $0.records == .card })
      #expect(decided.months == 12 && decided.isDecided && decided.older == 1 && decided.reason == "Works agreement 4")
    }
  }

  @Test(arguments: [0, 241]) func `months are one to two hundred and forty`(months: Int) async throws {
    try await withStore { cast in
      let hal = try await cast.scorecards(as: "Hal")
      try await refuses(.rule("retention_is_1_to_240_months", kind: .invalid)) {
        try await hal.keep(.export, months: months, because: "No", as: Operation("scorecard.retention"))
      }
    }
  }

  @Test(arguments: ["Lev", "Ana", "Pia"]) func `HR alone decides what is kept`(name: String) async throws {
    try await withStore { cast in
      try await refuses(.denied) {
        try await cast.scorecards(as: name).keep(
          .export, months: 3, because: "No", as: Operation("scorecard.retention"))
      }
    }
  }
}
