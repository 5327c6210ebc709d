import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// What leaves the house, for which purpose, and who can read that it did.
@Suite(.serialized) struct ExportTests {
  /// Publishes the cards of those people.
  private func publish(_ people: [String], in cast: TestStore, _ hal: Scorecards) async throws {
    let mara = try await cast.scorecards(as: "Mara")
    for step in [Card.Standing.inReview, .signed] {
      _ = try await mara.take(step, in: "peak-week", of: people, as: Operation("step"))
    }
    _ = try await hal.take(
      .countersigned, in: "peak-week", of: people, comment: "Nobody answered.", as: Operation("step"))
    _ = try await hal.take(.published, in: "peak-week", as: Operation("step"))
  }

  @Test func `published cards alone are exported, and their subjects read what for`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      for name in ["ana", "ben"] { try await desk.survey(name, good: 40, bad: 5) }
      let hal = try await Desk.ready(cast)
      try await refuses(.notComputed("peak-week")) { try await hal.pages("peak-week") }
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      try await publish(["Ana"], in: cast, hal)
      let pages = try await hal.pages("peak-week")
      #expect(pages.pages.map(\.card.name) == ["Ana"])
      #expect(pages.texts.count == 1)
      #expect(pages.texts[0].hasPrefix("{\"asOf\":"))
      #expect(pages.pages[0].figures.map(\.metric) == pages.metrics.map(\.code).filter(pages.pages[0].has))
      _ = try await hal.record(
        export: pages.pages.map(\.card.id), of: "peak-week", purpose: "Talks about pay",
        manifest: String(repeating: "ab", count: 32), as: Operation("scorecard.export"))
      let (seenByAna, seenByBen) = (
        try await cast.scorecards(as: "Ana").exports(), try await cast.scorecards(as: "Ben").exports()
      )
      #expect(seenByAna.map(\.purpose) == ["Talks about pay"])
      #expect(seenByBen.isEmpty)
    }
  }

  @Test(arguments: ["Lev", "Pia", "Otto", "Ana"]) func `only who may export exports`(name: String) async throws {
    try await withStore { cast in
      _ = try await Desk.ready(cast)
      try await refuses(.denied) {
        try await cast.scorecards(as: name).record(
          export: [], of: "peak-week", purpose: "Curiosity", manifest: String(repeating: "ab", count: 32),
          as: Operation("scorecard.export"))
      }
    }
  }

  @Test func `a purpose is a sentence`() async throws {
    try await withStore { cast in
      let hal = try await Desk.ready(cast)
      try await refuses(.rule("export_purpose_is_5_to_300_characters", kind: .invalid)) {
        try await hal.record(
          export: [], of: "peak-week", purpose: "pay", manifest: String(repeating: "ab", count: 32),
          as: Operation("scorecard.export"))
      }
    }
  }

  @Test func `so many exports an hour, and the refusal says when the next is possible`() async throws {
    try await withStore { cast in
      let hal = try await Desk.ready(cast)
      func export(_ name: String) async throws {
        _ = try await hal.record(
          export: [], of: "peak-week", purpose: "Talks about pay", manifest: String(repeating: "ab", count: 32),
          as: Operation("scorecard.export", key: name))
      }
      for index in 1...20 { try await export("k\(index)") }
      try await export("k20")
      let error = await #expect(throws: ScorecardsError.self) { try await export("k21") }
      #expect(error?.kind == .temporary)
      #expect(error?.description.contains("20 exports an hour are the most; the next is possible from 20") == true)
      try await cast.asMaster { session in
        try session.script("UPDATE scorecards.export SET exported_at = now() - interval '61 minutes' WHERE id % 2 = 0")
      }
      try await export("k21")
      _ = try await cast.store(as: "Ada").write(Operation("limit.set"), or: StoreError.init) { session in
        try session.run(Statement("limit.set", "UPDATE scorecards.export_limit SET per_hour = 5"))
      }
      await #expect(throws: ScorecardsError.self) { try await export("k22") }
    }
  }

  @Test func `two exports at once are counted one after the other`() async throws {
    try await withStore { cast in
      let hal = try await Desk.ready(cast)
      try await cast.asMaster { try $0.script("UPDATE scorecards.export_limit SET per_hour = 1") }
      let taken = await withTaskGroup(of: Bool.self) { group in
        for index in 0..<6 {
          group.addTask {
            let outcome = try? await hal.record(
              export: [], of: "peak-week", purpose: "Talks about pay", manifest: String(repeating: "ab", count: 32),
              as: Operation("scorecard.export", key: "k\(index)"))
            return outcome != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(taken == 1)
    }
  }

  /// Returns has four agents, Delivery four, Leeds eight: neither team may be shown, and Leeds only as a whole.
  @Test func `teams of fewer than five are withheld, and so is whom the rest would give away`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      let all = ["ana", "ben", "cal", "dot", "eve", "finn", "gus", "ivy"]
      for name in all { try await desk.survey(name, good: 20, bad: 2) }
      let hal = try await Desk.ready(cast, [UsualMetrics.all[0]])
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      #expect(try await hal.teams("peak-week").isEmpty)
      try await publish(["Ana", "Ben", "Cal", "Dot", "Eve", "Finn", "Gus", "Ivy"], in: cast, hal)
      let teams = try await cast.scorecards(as: "Pia").teams("peak-week")
      #expect(teams.map(\.team) == ["Delivery", "Leeds", "Returns"])
      #expect(teams.map(\.withheld) == ["fewer than 5 people", nil, "fewer than 5 people"])
      #expect(teams[1].value == 160.0 / 176)
      let bruno = try await cast.scorecards(as: "Bruno")
      try await refuses(.unknownPeriod("peak-week")) { try await bruno.teams("peak-week") }
    }
  }

  @Test func `a team of five is withheld when it would give the others of the site away`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await cast.asMaster { session in
        try session.script(
          """
          UPDATE people.membership SET team_id = (SELECT id FROM people.team WHERE name = 'Returns')
           WHERE person_id = (SELECT id FROM people.person WHERE name = 'Eve')
          """)
      }
      for name in ["ana", "ben", "cal", "dot", "eve", "finn", "gus"] { try await desk.survey(name, good: 20, bad: 2) }
      let hal = try await Desk.ready(cast, [UsualMetrics.all[0]])
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      try await publish(["Ana", "Ben", "Cal", "Dot", "Eve", "Finn", "Gus"], in: cast, hal)
      let teams = try await hal.teams("peak-week")
      #expect(teams.first { $0.team == "Returns" }?.withheld == "the rest of the team above would be fewer than 5")
      #expect(teams.first { $0.team == "Leeds" }?.value != nil)
    }
  }
}

extension CardPage {
  /// Whether it has a figure of that metric.
  fileprivate func has(_ metric: String) -> Bool { figures.contains { $0.metric == metric } }
}
