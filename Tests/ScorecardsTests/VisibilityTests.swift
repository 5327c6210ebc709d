import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// What each of the cast sees and may do through a plain connection of their own.
@Suite(.serialized) struct VisibilityTests {
  /// A published card of Ana's, a signed one of Ben's, one of Eve's that is only computed.
  private func story(_ cast: TestStore) async throws {
    let desk = try await Desk.open(cast)
    for name in ["ana", "ben", "eve"] { try await desk.survey(name, good: 40, bad: 5) }
    let hal = try await Desk.ready(cast)
    _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
    let lev = try await cast.scorecards(as: "Lev")
    for step in [Card.Standing.inReview, .signed] {
      _ = try await lev.take(step, in: "peak-week", of: ["Ana", "Ben"], as: Operation("step"))
    }
    _ = try await cast.scorecards(as: "Ana").take(.acknowledged, in: "peak-week", as: Operation("step"))
    _ = try await hal.take(.countersigned, in: "peak-week", of: ["Ana"], as: Operation("step"))
    _ = try await hal.take(.published, in: "peak-week", of: ["Ana"], as: Operation("step"))
  }

  /// Names on the cards somebody sees; `nil` where the door is closed.
  private func seen(_ cast: TestStore, as name: String) async throws -> [String]? {
    let connection = try await cast.raw(as: name)
    let names = try? await connection.with { session in
      try session.all(
        Query<String>(
          "seen", "SELECT body::jsonb ->> 'name' FROM scorecards.snapshot WHERE body LIKE '%satisfaction%' ORDER BY 1"))
    }
    await connection.close()
    return names
  }

  @Test func `each sees the cards that are theirs to see`() async throws {
    try await withStore { cast in
      try await story(cast)
      let all = try await seen(cast, as: "Hal")
      #expect(all == ["Ana", "Ben", "Eve"])
      for (name, cards) in [
        ("Lev", ["Ana", "Ben"]), ("Noor", ["Eve"]), ("Mara", ["Ana", "Ben", "Eve"]), ("Oona", []), ("Ana", ["Ana"]),
        ("Ben", ["Ben"]), ("Eve", []), ("Bruno", []), ("Uwe", []), ("Klara", []),
      ] {
        #expect(try await seen(cast, as: name) == cards, "\(name)")
      }
      for name in ["Pia", "Rui", "Tess", "Ada", "Otto"] {
        #expect(try await seen(cast, as: name) == nil, "\(name)")
      }
    }
  }

  @Test func `the old lead loses sight of a card with the transfer`() async throws {
    try await withStore { cast in
      try await story(cast)
      try await cast.asMaster { session in
        try session.script(
          """
          UPDATE people.membership SET ends_on = current_date - 1
           WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana');
          INSERT INTO people.membership (entity_id, person_id, team_id, starts_on)
          SELECT person.entity_id, person.id, team.id, current_date
            FROM people.person, people.team WHERE person.name = 'Ana' AND team.name = 'Delivery'
          """)
      }
      let (old, new) = (try await seen(cast, as: "Lev"), try await seen(cast, as: "Noor"))
      #expect(old == ["Ben"])
      #expect(new == ["Ana", "Eve"])
      let hal = try await cast.scorecards(as: "Hal")
      #expect(try await hal.verify().isEmpty)
      #expect(try await hal.page(of: "Ana", in: "peak-week").card.team == "Returns")
    }
  }

  @Test func `nobody goes around the steps`() async throws {
    try await withStore { cast in
      try await story(cast)
      for (name, attempt) in Self.attempts {
        let connection = try await cast.raw(as: name)
        await #expect(throws: PostgresError.self, "\(name) could: \(attempt)") {
          try await connection.with { session in try session.script(attempt) }
        }
        await connection.close()
      }
    }
  }

  static let attempts = [
    ("Hal", "UPDATE scorecards.snapshot SET body = '{}'"),
    ("Hal", "DELETE FROM scorecards.signature"),
    ("Hal", "UPDATE scorecards.tally SET numerator = 0"),
    ("Hal", "UPDATE scorecards.metric_version SET min_n = 1"),
    ("Hal", "INSERT INTO scorecards.link SELECT * FROM scorecards.link"),
    ("Hal", "SELECT scorecards.append(1, 'snapshot', '{1}', '{}')"),
    ("Lev", "INSERT INTO scorecards.snapshot (entity_id, issue_id, person_id, body) VALUES (1, 1, 1, '{}')"),
    ("Lev", "INSERT INTO scorecards.signature (snapshot_id, state) SELECT id, 'published' FROM scorecards.snapshot"),
    (
      "Ana",
      "INSERT INTO scorecards.signature (snapshot_id, state) SELECT max(id), 'countersigned' FROM scorecards.snapshot"
    ),
    ("Lev", "SELECT * FROM scorecards.count_metric(1, 1)"),
    ("Bruno", "SELECT * FROM scorecards.count_metric(1, 1)"),
    ("Otto", "SELECT * FROM scorecards.tally"),
    ("Pia", "SELECT * FROM scorecards.signature"),
  ]

  @Test func `an auditor verifies without seeing a card`() async throws {
    try await withStore { cast in
      try await story(cast)
      let breaches = try await cast.scorecards(as: "Otto").verify()
      #expect(breaches.isEmpty)
    }
  }

  @Test func `after the seal nothing more is counted`() async throws {
    try await withStore { cast in
      try await story(cast)
      let connection = try await cast.raw(as: "Hal")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.with { session in
          try session.script(
            """
            INSERT INTO scorecards.tally
            SELECT entity_id, issue_id, metric_version_id, person_id, 'more', 1, 1, 1, 1, 0, 0, NULL, 0
              FROM scorecards.tally LIMIT 1
            """)
        }
      }
      await connection.close()
      #expect(error?.constraint == "sealed_issue_counts_no_more")
    }
  }
}
