import Dispatch
import Postgres
import Store
import StoreTesting
import Testing
import Workload

@Suite struct StagingTests {
  private func contacts(_ count: Int, reason: String = "late") throws -> [Contact] {
    let opened = try november("28T09:00")
    return (0..<count).map { number in
      var contact = Contact("T-\(number)", openedAt: opened, queue: "returns", channel: "email")
      contact.agent = "agent-\(number % 300)"
      contact.reason = reason
      return contact
    }
  }

  @Test func `the agents of a large batch are not sought among all agents row by row`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.asMaster { session in
        try session.script(
          """
          INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id)
          SELECT source.entity_id, source.id, 'agent-' || number, pia.id
            FROM workload.source, generate_series(0, 299) AS number,
                 (SELECT id FROM people.person ORDER BY id LIMIT 1) AS pia
          """)
      }
      let facts = try contacts(3000)
      let pia = try await store.store(as: "Pia")
      let read = try await pia.write(Operation("import.run"), or: WorkloadError.init) { session in
        _ = try Workload.merge(Contact.self, from: source.id, in: session) { take in
          for fact in facts { try take(2, .success(fact)) }
        }
        return try session.one(
          Query<Int64>(
            "test.read",
            """
            SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables
             WHERE schemaname = 'workload' AND relname = 'agent_identity'
            """))
      }.value
      await pia.close()
      #expect(try await store.text("SELECT count(agent_id)::text FROM workload.contact") == "3000")
      #expect(read < 30_000, "3,000 rows of 300 agents read \(read) rows of agents")
    }
  }

  @Test func `a step's rows are never joined row by row, and the planner is left as it was`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.asMaster { session in
        try session.script(
          """
          CREATE FUNCTION workload.note_joins() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
              PERFORM set_config('test.joins', current_setting('enable_nestloop'), true);
              RETURN NULL;
          END $$;
          CREATE TRIGGER note_joins AFTER INSERT ON workload.contact
              FOR EACH STATEMENT EXECUTE FUNCTION workload.note_joins()
          """)
      }
      let facts = try contacts(20)
      let pia = try await store.store(as: "Pia")
      let settings = try await pia.write(Operation("import.run"), or: WorkloadError.init) { session in
        _ = try Workload.merge(Contact.self, from: source.id, in: session) { take in
          for fact in facts { try take(2, .success(fact)) }
        }
        return try session.one(
          Query<String>(
            "test.setting", "SELECT current_setting('test.joins') || ' ' || current_setting('enable_nestloop')"))
      }.value
      await pia.close()
      #expect(settings == "off on")
    }
  }

  @Test func `what a large merge has staged leaves no pages behind`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let facts = try contacts(12_000, reason: String(repeating: "x", count: 120))
      try await store.merge(facts, from: source)
      #expect(try await store.text("SELECT pg_relation_size('stage.contact')::text") == "0")
      #expect(try await store.merge(facts, from: source).value.unchanged == 12_000)
    }
  }

  @Test func `while somebody else is at the staging table, rows are deleted from it`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let facts = try contacts(12_000, reason: String(repeating: "x", count: 120))
      let merged = DispatchSemaphore(value: 0)
      async let other: Void = store.asMaster { session in
        try session.script("BEGIN; LOCK TABLE stage.contact IN ACCESS SHARE MODE")
        merged.wait()
        try session.script("ROLLBACK")
      }
      while try await store.text(Self.locks) == "0" { try await Task.sleep(for: .milliseconds(10)) }
      #expect(try await store.merge(facts, from: source).value.added == 12_000)
      merged.signal()
      try await other
      #expect(try await store.text("SELECT count(*)::text FROM stage.contact") == "0")
    }
  }

  static let locks: SQL = """
    SELECT count(*)::text FROM pg_locks WHERE relation = 'stage.contact'::regclass AND mode = 'AccessShareLock' AND granted
    """
}
