import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct TeamTests {
  /// Names of the people `name` sees.
  private func seen(by name: String, in cast: TestStore) async throws -> [String] {
    try await cast.people(as: name).list().map(\.name)
  }

  @Test func `a lead sees their team and all below, and themselves`() async throws {
    try await withStore { cast in
      #expect(try await seen(by: "Lev", in: cast) == ["Ana", "Ben", "Dot", "Lev"].sorted() + [])
      let mara = try await seen(by: "Mara", in: cast)
      #expect(Set(mara).isSuperset(of: ["Ana", "Eve", "Lev", "Noor", "Hal", "Mara"]))
      #expect(Set(mara).isDisjoint(with: ["Jon", "Oona", "Uwe"]))
    }
  }

  @Test func `a transfer moves an agent from one lead's sight to another's at once`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let lev = try await cast.people(as: "Lev")
      let noor = try await cast.people(as: "Noor")
      #expect(try await lev.list().contains { $0.name == "Ana" })
      _ = try await hal.transfer("Ana", to: "Delivery", as: Operation("person.transfer"))
      #expect(try await !lev.list().contains { $0.name == "Ana" })
      #expect(try await noor.list().contains { $0.name == "Ana" })
    }
  }

  @Test func `a transfer keeps the days before, and one of the same day corrects it`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      _ = try await hal.transfer("Ana", to: "Delivery", on: day("2026-01-05"), as: Operation("person.transfer"))
      _ = try await hal.transfer("Ana", to: "Leeds", on: day("2026-01-05"), as: Operation("person.transfer"))
      let spells = try await hal.history(of: "Ana").memberships
      #expect(spells.map(\.team) == ["Returns", "Leeds"])
      #expect(spells.map(\.endsOn) == [try day("2026-01-04"), nil])
    }
  }

  @Test func `a new lead takes over at once, the old one sees only themselves`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let team = try await hal.appoint("Noor", toLead: "Returns", as: Operation("team.lead")).value
      #expect(team.lead == "Noor")
      #expect(try await seen(by: "Lev", in: cast) == ["Lev"])
      #expect(try await seen(by: "Noor", in: cast).contains("Ana"))
    }
  }

  @Test func `a delegate stands in until their time is up by the server's clock`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let soon = try await cast.asMaster { session in
        try session.one(Query<Instant>("now", "SELECT clock_timestamp() + interval '1 hour'"))
      }
      _ = try await hal.appoint("Noor", toLead: "Returns", until: soon, as: Operation("team.lead"))
      #expect(try await seen(by: "Noor", in: cast).contains("Ana"))
      #expect(try await seen(by: "Lev", in: cast).contains("Ana"))
      try await cast.asMaster { session in
        try session.script(
          "UPDATE people.team_lead SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 second' "
            + "WHERE kind = 'delegate'")
      }
      #expect(try await !seen(by: "Noor", in: cast).contains("Ana"))
    }
  }

  @Test func `a team is never below itself`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      for parent in ["Leeds", "Returns"] {
        let reason = try await refusal {
          try await hal.moveTeam("Leeds", below: parent, as: Operation("team.move"))
        }
        #expect(reason.kind == .invalid)
        #expect(reason.description.hasPrefix("Refused: team is not"))
      }
    }
  }

  @Test func `two edits that would form a cycle together cannot both be kept`() async throws {
    try await withStore { cast in
      let edits = [("Returns", "Delivery"), ("Delivery", "Returns")]
      let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
        for (team, parent) in edits {
          group.addTask {
            let hal = try await cast.people(as: "Hal")
            do {
              _ = try await hal.moveTeam(team, below: parent, as: Operation("team.move"))
              return true
            } catch {
              return false
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(kept == 1)
      try await expectTrueClosure(in: cast)
    }
  }

  @Test func `after two hundred random edits the closure is what a walk of the tree says`() async throws {
    try await withStore { cast in
      var dice = SystemRandomNumberGenerator()
      try await cast.asMaster { session in
        try session.script(
          """
          INSERT INTO people.team (entity_id, site_id, name) SELECT 1, 1, 'T' || n FROM generate_series(1, 30) AS n;
          INSERT INTO people.team_lead (entity_id, team_id, person_id)
          SELECT 1, team.id, 1 + team.id % 8 FROM people.team WHERE name ~ '^T\\d';
          """)
      }
      let teams = try await cast.asMaster { session in
        try session.all(Query<Int64>("teams", "SELECT id FROM people.team WHERE name ~ '^T' ORDER BY id"))
      }
      let edits = try (0..<200).map { _ in
        (try #require(teams.randomElement(using: &dice)), teams.randomElement(using: &dice), Bool.random(using: &dice))
      }
      try await cast.asMaster { session in
        for (team, parent, isMove) in edits {
          let edit: Statement =
            isMove
            ? Statement("move", "UPDATE people.team SET parent_id = \(parent) WHERE id = \(team)")
            : Statement("end", "UPDATE people.team_lead SET ends_at = now() + interval '1 day' WHERE team_id = \(team)")
          do {
            try session.savepointOrTransaction { try session.run(edit) }
          } catch let error as PostgresError {
            #expect(error.constraint?.hasPrefix("team_is_not") == true, "\(error)")
          }
        }
      }
      try await expectTrueClosure(in: cast)
    }
  }

  @Test func `attack 74: edits of the tree from six sides at once form no cycle, and the closure is true`() async throws
  {
    try await withStore { cast in
      let kept = try await withThrowingTaskGroup(of: Int.self) { group in
        for side in 0..<6 {
          group.addTask {
            let hal = try await cast.people(as: "Hal")
            let teams = ["Returns", "Delivery", "Leeds"]
            var kept = 0
            for step in 0..<12 {
              let (team, parent) = (teams[(side + step) % 3], teams[(side * 2 + step * 2 + 1) % 3])
              do throws(PeopleError) {
                _ = try await hal.moveTeam(team, below: team == parent ? nil : parent, as: Operation("team.move"))
                kept += 1
              } catch {
                #expect(error.description.hasPrefix("Refused: team is not"), "\(error)")
              }
            }
            return kept
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(kept > 0)
      try await expectTrueClosure(in: cast)
    }
  }

  /// Compares `sec.reach` with a closure computed here from the plain rows.
  private func expectTrueClosure(in cast: TestStore) async throws {
    let (parents, leads, told) = try await cast.asMaster { session in
      (
        try session.tuples("teams", "SELECT id, parent_id FROM people.team", as: (Int64, Int64?).self),
        try session.tuples("leads", "SELECT person_id, team_id FROM people.team_lead", as: (Int64, Int64).self),
        try session.tuples("reach", "SELECT lead_id, team_id FROM sec.reach", as: (Int64, Int64).self)
      )
    }
    let parent = Dictionary(uniqueKeysWithValues: parents)
    var walked: Set<String> = []
    for (lead, led) in leads {
      for (team, _) in parents {
        var above: Int64? = team
        while let here = above {
          if here == led { walked.insert("\(lead) \(team)") }
          above = parent[here] ?? nil
        }
      }
    }
    #expect(Set(told.map { "\($0.0) \($0.1)" }) == walked)
  }
}

extension Session {
  /// A transaction of its own for each edit, so that a refused one leaves the others.
  fileprivate func savepointOrTransaction(_ body: () throws -> some Any) throws {
    try transaction { _ in _ = try body() }
  }
}
