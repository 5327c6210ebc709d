import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing
import Workload

/// A signed card stands through everything that happens afterwards, byte for byte.
@Suite(.serialized) struct SurvivalTests {
  /// What is shown of a period, whole.
  private struct Shown: Equatable {
    let texts: [String]
    let pages: [CardPage]
    let hashes: String

    init(_ hal: Scorecards, _ cast: TestStore) async throws {
      let all = try await hal.pages("peak-week", published: false)
      (texts, pages) = (all.texts, all.pages)
      hashes = try await cast.text(
        """
        SELECT encode(sha256(convert_to(string_agg(card::text, '' ORDER BY card.id), 'UTF8')), 'hex') FROM scorecards.snapshot AS card
        UNION ALL SELECT encode(last_hash, 'hex') FROM scorecards.chain WHERE entity_id = 1
        """)
    }
  }

  @Test func `what was signed survives whatever comes later`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      for name in ["ana", "ben", "cal", "dot"] {
        try await desk.survey(name, good: 40, bad: 5)
        try await desk.contacts(name, 30)
        try await desk.spells(name, 20)
      }
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let lev = try await cast.scorecards(as: "Lev")
      for step in [Card.Standing.inReview, .signed] {
        _ = try await lev.take(step, in: "peak-week", of: ["Ana", "Ben"], as: Operation("step"))
      }
      let signed = try await Shown(hal, cast)
      let counted = try await hal.explain("satisfaction", of: "Ana", in: "peak-week").rows
      for (what, event) in Self.events {
        try await event(cast, desk, hal)
        let now = try await Shown(hal, cast)
        #expect(now == signed, "\(what)")
        #expect(try await hal.verify().isEmpty, "\(what)")
        #expect(try await hal.replay("peak-week").isEmpty, "\(what)")
      }
      #expect(try await hal.explain("satisfaction", of: "Ana", in: "peak-week").rows == counted)
      _ = try await hal.reissue("peak-week", of: ["Ana"], reason: "Late answers.", as: Operation("scorecard.reissue"))
      let changes = try await hal.changes(of: "Ana", in: "peak-week")
      #expect(changes.after.reason == "Late answers." && changes.before.id == changes.after.replaces)
      let satisfaction = try #require(changes.figures.first { $0.metric == "satisfaction" })
      #expect(satisfaction.before?.n == 45 && satisfaction.after?.n == 55)
      let reopened = try #require(changes.figures.first { $0.metric == "reopened" })
      #expect(reopened.before?.value == 0 && (reopened.after?.value ?? 0) > 0)
      #expect(!changes.figures.contains { $0.metric == "skills-current" }, "what is the same is not listed")
      try await refuses(.notReissued(person: "Ben", period: "peak-week")) {
        try await hal.changes(of: "Ben", in: "peak-week")
      }
    }
  }

  private typealias Event = @Sendable (TestStore, Desk, Scorecards) async throws -> Void

  private static let events: [(String, Event)] = [
    ("surveys come late", { _, desk, _ in try await desk.survey("ana", good: 0, bad: 10, on: "27") }),
    ("contacts are reopened", { _, desk, _ in try await desk.contacts("ana", 30, reopened: 12) }),
    (
      "everything is imported again",
      { _, desk, _ in
        try await desk.survey("ana", good: 40, bad: 5)
        try await desk.spells("ana", 20)
      }
    ),
    ("answers turn out otherwise", { _, desk, _ in try await desk.survey("ben", good: 10, bad: 35) }),
    (
      "a metric is worded anew, for weeks that were",
      { _, _, hal in
        var drafts = UsualMetrics.all
        for index in drafts.indices { drafts[index].definition.minimum = 1 }
        _ = try await hal.define(drafts, from: try day("2025-01-01"), as: Operation("metric.define"))
      }
    ),
    (
      "a target is set, for weeks that were",
      { _, _, hal in
        _ = try await hal.set(
          Target("satisfaction", 0.5, from: try day("2025-01-01")), as: Operation("metric.target"))
      }
    ),
    (
      "what is asked of a contact is worded anew",
      { cast, _, _ in
        let quality = try await cast.quality(as: "Hal")
        var form = EvaluationForm.care
        form.passMark = 10
        _ = try await quality.draft(form, as: "returns-care", .test)
        _ = try await quality.publish("returns-care", .test)
      }
    ),
    (
      "a holiday is written down",
      { cast, _, _ in
        _ = try await cast.calendar(from: "08:00", to: "22:00", closed: ["2025-11-26"])
      }
    ),
    (
      "a person moves to another team",
      { cast, _, _ in
        try await cast.asMaster { session in
          try session.script(
            """
            UPDATE people.membership SET ends_on = current_date - 1
             WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ben');
            INSERT INTO people.membership (entity_id, person_id, team_id, starts_on)
            SELECT person.entity_id, person.id, team.id, current_date
              FROM people.person, people.team WHERE person.name = 'Ben' AND team.name = 'Delivery';
            """)
        }
      }
    ),
  ]
}
