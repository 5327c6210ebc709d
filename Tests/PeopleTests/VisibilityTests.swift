import People
import Postgres
import Store
import StoreTesting
import Testing

/// What each of the cast sees through a plain connection of their own: the database's walls, not ours.
@Suite(.serialized) struct VisibilityTests {
  /// Rows a person gets of each table; `nil` where they may not ask.
  private func counts(of tables: [String], as name: String, in cast: TestStore) async throws -> [Int?] {
    let connection = try await cast.raw(as: name)
    var counts: [Int?] = []
    for table in tables {
      counts.append(
        try? await connection.with { session in
          try session.one(Query<Int>("count", "SELECT count(*) FROM \(TableName(schema: "people", table))"))
        })
    }
    await connection.close()
    return counts
  }

  @Test(arguments: [
    // person, employment, membership, private, cost, class, arrival, readiness
    ("Hal", [22, 22, 22, 22, 8, 1, 22, 2]),
    ("Bruno", [3, 3, 3, 3, 0, 0, 0, 0]),
    ("Ada", [22, 22, 22, nil, nil, 1, 22, nil]),
    ("Pia", [22, 22, 22, nil, 8, 1, 22, 2]),
    ("Rui", [22, nil, nil, nil, nil, 1, 22, nil]),
    ("Tess", [5, nil, 4, nil, nil, 1, 4, 2]),
    ("Mara", [17, 17, 17, nil, nil, 0, nil, 2]),
    ("Lev", [5, 5, 5, nil, nil, 0, nil, 2]),
    ("Ana", [1, 1, 1, nil, nil, nil, nil, 0]),
    ("Cal", [1, 1, 1, nil, nil, nil, nil, 1]),
    ("Otto", [nil, nil, nil, nil, nil, nil, nil, nil]),
  ])
  func `each sees what is theirs to see`(name: String, expected: [Int?]) async throws {
    try await withStore { cast in
      let tables = [
        "person", "employment", "membership", "person_private", "cost_rate", "training_class", "arrival", "readiness",
      ]
      let seen = try await counts(of: tables, as: name, in: cast)
      #expect(seen == expected)
    }
  }

  @Test(arguments: ["Ana", "Lev", "Pia", "Rui", "Tess", "Otto", "Bruno"])
  func `nobody but HR and administrators changes the books of Leeds`(name: String) async throws {
    try await withStore { cast in
      let changes = [
        "UPDATE people.employment SET weekly_minutes = 60 WHERE entity_id = 1",
        "UPDATE people.person SET name = 'X' WHERE entity_id = 1",
        "DELETE FROM people.membership WHERE entity_id = 1",
        "INSERT INTO people.person (entity_id, name) VALUES (1, 'Mole')",
        "INSERT INTO people.team_lead (entity_id, team_id, person_id) SELECT 1, id, sec.me() FROM people.team",
        "UPDATE people.person_private SET email = NULL WHERE entity_id = 1",
        "TRUNCATE people.person CASCADE",
      ]
      let before = try await cast.asMaster { try $0.one(Self.fingerprint) }
      let connection = try await cast.raw(as: name)
      for change in changes {
        _ = try? await connection.with { session in
          try session.script("DO $do$ BEGIN EXECUTE \(Self.quoted(change)); END $do$")
        }
      }
      await connection.close()
      #expect(try await cast.asMaster { try $0.one(Self.fingerprint) } == before)
    }
  }

  private static func quoted(_ text: String) -> String { "$q$" + text + "$q$" }

  private static var fingerprint: Query<String> {
    Query(
      "fingerprint",
      """
      SELECT md5(string_agg(line, '|' ORDER BY line))
        FROM (SELECT person::text AS line FROM people.person UNION ALL
              SELECT employment::text FROM people.employment UNION ALL
              SELECT membership::text FROM people.membership UNION ALL
              SELECT team_lead::text FROM people.team_lead UNION ALL
              SELECT private::text FROM people.person_private AS private) AS books
      """)
  }

  @Test func `an agent who asks for another is told of nobody`() async throws {
    try await withStore { cast in
      let ana = try await cast.people(as: "Ana")
      #expect(try await refusal { try await ana.person("Ben") } == .unknown(.person, "Ben", known: []))
      let reason = try await refusal { try await ana.privateDetails(of: "Ana") }
      #expect(reason == .denied && reason.kind == .denied)
    }
  }

  @Test func `HR of one company hires nobody into the other`() async throws {
    try await withStore { cast in
      let bruno = try await cast.people(as: "Bruno")
      let reason = try await refusal { try await bruno.hire(.zoe(), as: Operation("person.hire")) }
      #expect(reason == .unknown(.site, "Leeds", known: ["Berlin"]))
    }
  }

  @Test func `the audit keeps who did it, and no name in clear`() async throws {
    try await withStore { cast in
      _ = try await cast.people(as: "Hal").hire(.zoe(), as: Operation("person.hire"))
      let (events, leaks) = try await cast.asMaster { session in
        (
          try session.one(
            Query<Int>("events", "SELECT count(*) FROM audit.event WHERE login = 'u_hal' AND relation ~ '^people'")),
          try session.one(
            Query<Int>("leaks", "SELECT count(*) FROM audit.event WHERE login = 'u_hal' AND diff::text ~* 'zoe'"))
        )
      }
      #expect(events == 5 && leaks == 0)
    }
  }
}
