import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// What each of the cast sees of evaluations through a plain connection of their own.
@Suite(.serialized) struct QualityVisibilityTests {
  private func seen(_ name: String, _ cast: TestStore) async throws -> [String] {
    let connection = try await cast.raw(as: name)
    let references = try? await connection.with { session in
      try session.all(Query<String>("seen", "SELECT reference FROM scorecards.evaluation ORDER BY reference"))
    }
    await connection.close()
    return references ?? ["denied"]
  }

  @Test(arguments: [
    ("Ana", ["ticket-1041"]), ("Ben", []), ("Lev", ["ticket-1041", "ticket-1047"]), ("Mara", ["ticket-1041"]),
    ("Noor", []), ("Oona", []), ("Hal", ["ticket-1041", "ticket-1047"]), ("Bruno", []), ("Tess", []),
    ("Pia", ["denied"]), ("Rui", ["denied"]), ("Ada", ["denied"]), ("Otto", ["denied"]),
  ])
  func `agents see what is published, leads their people, evaluators their drafts`(
    name: String, expected: [String]
  ) async throws {
    try await withStore { cast in
      let found = try await seen(name, cast)
      #expect(found == expected)
    }
  }

  @Test func `with a transfer the old lead loses sight, drafts included, and the new one gains it`() async throws {
    try await withStore { cast in
      let hal = People(store: try await cast.store(as: "Hal"))
      for name in ["Ana", "Ben"] { _ = try await hal.transfer(name, to: "Delivery", as: Operation("person.transfer")) }
      #expect(try await seen("Lev", cast) == [])
      #expect(try await seen("Noor", cast) == ["ticket-1041"], "Lev's draft of Ben is nobody's but HR's")
      let lev = try await cast.raw(as: "Lev")
      let changed = try await lev.with { session in
        try session.run(Statement("edit", "UPDATE scorecards.evaluation SET comment = 'mine'"))
      }
      #expect(changed == 0)
      await lev.close()
    }
  }

  @Test(arguments: [
    ("Ana", "UPDATE scorecards.evaluation SET reported = 100"),
    ("Lev", "UPDATE scorecards.evaluation SET state = 'final'"),
    ("Lev", "UPDATE scorecards.evaluation SET published_at = now()"),
    ("Lev", "UPDATE scorecards.evaluation SET evaluator_id = agent_id"),
    ("Hal", "DELETE FROM scorecards.evaluation"), ("Hal", "DELETE FROM scorecards.evaluation_step"),
    ("Hal", "UPDATE scorecards.evaluation_step SET comment = ''"),
    ("Hal", "UPDATE scorecards.evaluation_transition SET taken_by = 'reviewer'"),
    ("Hal", "INSERT INTO scorecards.evaluation_step (evaluation_id, state, person_id) VALUES (1, 'final', 1)"),
    ("Hal", "UPDATE scorecards.sampling_plan SET seed = 1"),
  ])
  func `psql writes no history`(name: String, change: String) async throws {
    try await withStore { cast in
      let connection = try await cast.raw(as: name)
      let error = await #expect(throws: PostgresError.self) {
        try await connection.with { session in try session.script(change) }
      }
      await connection.close()
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test(arguments: [
    ("Lev", "final", "evaluation_is_final_when_its_days_are_over"),
    ("Lev", "superseded", "evaluation_is_superseded_by_another"),
    ("Lev", "published", "evaluation_takes_one_of_its_steps"),
    ("Lev", "disputed", "evaluation_step_is_taken_by_whose_it_is"),
    ("Hal", "disputed", "evaluation_step_is_taken_by_whose_it_is"),
  ])
  func `psql keeps to the transitions too`(name: String, state: String, rule: String) async throws {
    try await withStore { cast in
      let id = try await cast.evaluation(of: "ticket-1041")
      let connection = try await cast.raw(as: name)
      let error = await #expect(throws: PostgresError.self) {
        try await connection.with { session in
          try session.run(
            Statement(
              "step",
              "INSERT INTO scorecards.evaluation_step (evaluation_id, state, comment) VALUES (\(id), \(state), 'x')"))
        }
      }
      await connection.close()
      #expect(error?.constraint == rule)
    }
  }

  @Test func `a draft is submitted with a score or not at all, and then stands even for its owner`() async throws {
    try await withStore { cast in
      let id = try await cast.evaluation(of: "ticket-1047")
      let lev = try await cast.raw(as: "Lev")
      let error = await #expect(throws: PostgresError.self) {
        try await lev.with { session in
          try session.run(
            Statement(
              "step", "INSERT INTO scorecards.evaluation_step (evaluation_id, state) VALUES (\(id), 'submitted')"))
        }
      }
      #expect(error?.constraint == "evaluation_is_scored_before_it_is_submitted")
      await lev.close()
      let owner = await #expect(throws: PostgresError.self) {
        try await cast.asMaster { session in
          try session.script("UPDATE scorecards.evaluation SET reported = 0 WHERE reference = 'ticket-1041'")
        }
      }
      #expect(owner?.constraint == "evaluation_is_not_edited_once_submitted")
    }
  }

  @Test func `the audit remembers each step, and no words`() async throws {
    try await withStore { cast in
      let diffs = try await cast.asMaster { session in
        try session.all(
          Query<String>(
            "audit", "SELECT diff::text FROM audit.event WHERE relation = 'scorecards.evaluation_step' ORDER BY id"))
      }
      #expect(diffs.count == 3 && diffs.allSatisfy { !$0.contains("The tone was the line") })
    }
  }
}
