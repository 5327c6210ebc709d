import Postgres
import Store
import StoreTesting
import Testing

/// Whoever holds muster_ro and nothing else reads numbers without names, through plain libpq.
struct ReportTests {
  /// Someone with reports of Lantern Gifts alone.
  private func reader(_ test: TestStore) async throws -> Connection {
    let login = try #require(Login(of: test.database)).rawValue
    try await test.asMaster { session in
      try session.script(
        """
        INSERT INTO people.person (entity_id, number, name) SELECT entity_id, 'N1', 'Newcomer' FROM people.person WHERE name = 'Ada';
        SELECT sec.add_login(id, '\(login)'), sec.grant_role(id, 'ro'), sec.grant_entity(id, entity_id)
          FROM people.person WHERE number = 'N1';
        SELECT workload.open_months('contact', '2025-11-28', '2025-11-28');
        SET session_replication_role = replica;
        INSERT INTO workload.queue (entity_id, site_id, code) SELECT entity_id, id, 'calls' FROM people.site WHERE name <> 'Galway';
        INSERT INTO workload.channel (entity_id, code, is_live) SELECT DISTINCT entity_id, 'phone', true FROM people.site;
        INSERT INTO workload.contact (id, entity_id, source_id, opened_at, queue_id, channel_id, is_inbound, operation_id, deleted_at)
        SELECT n, queue.entity_id, 1, '2025-11-28 10:00+00', queue.id, channel.id, true, 1, CASE n WHEN 2 THEN now() END
          FROM workload.queue JOIN workload.channel USING (entity_id) JOIN people.site ON site.id = queue.site_id,
               generate_series(1, 2) AS n
         WHERE site.name = 'Leeds' AND queue.code = 'calls' AND channel.code = 'phone';
        INSERT INTO workload.series_volume (id, entity_id, source_id, series, local_on, local_minute, minutes, starts_at, volume, operation_id)
        SELECT 3, entity_id, 1, 'orders', '2025-11-28', 0, 1440, '2025-11-28', 120, 1 FROM people.site WHERE name = 'Leeds';
        """)
    }
    return try await test.raw(as: login)
  }

  private func numbers(_ connection: Connection, _ sql: SQL) async throws -> [Int] {
    try await connection.with { try $0.all(Query<Int>("report.test", sql)) }
  }

  @Test func `a reader sees days, hours and seats of their company, and of no other`() async throws {
    try await withStore { test in
      let connection = try await reader(test)
      let contacts = try await numbers(connection, "SELECT contacts FROM report.contact_day WHERE queue = 'calls'")
      #expect(contacts == [1], "two came, one of them was deleted")
      #expect(try await numbers(connection, "SELECT orders FROM report.order_day") == [120], "as the shop counted")
      let days = try await numbers(
        connection, "SELECT count(*) FROM report.shift_day WHERE day_on = '2025-11-28' AND hours > 0")
      #expect(days == [1], "Galway's four are too few to be told")
      let companies = try await connection.with {
        try $0.all(
          Query<String>(
            "report.companies",
            """
            SELECT DISTINCT company FROM (
              SELECT company FROM report.contact_day UNION ALL SELECT company FROM report.order_day UNION ALL
              SELECT company FROM report.employed UNION ALL SELECT company FROM report.shift_day UNION ALL
              SELECT company FROM report.seat) AS told
            """))
      }
      #expect(companies == ["Lantern Gifts Ltd"])
      await connection.close()
    }
  }

  @Test func `fewer than five people are nowhere counted`() async throws {
    try await withStore { test in
      let connection = try await reader(test)
      let few = try await numbers(
        connection,
        "SELECT people FROM report.employed WHERE people < 5 UNION ALL SELECT people FROM report.shift_day WHERE people < 5"
      )
      #expect(few.isEmpty)
      #expect(try await numbers(connection, "SELECT count(*) FROM report.employed") != [0])
      await connection.close()
    }
  }

  @Test(arguments: [
    "people.person", "people.employment", "workload.contact", "timekeeping.shift", "recruiting.application",
    "coaching.note", "scorecards.snapshot", "audit.event",
  ])
  func `a reader sees no row of a table behind a report`(table: String) async throws {
    try await withStore { test in
      let connection = try await reader(test)
      // Refused at the door, or let in where nothing is to be seen.
      await #expect(throws: Never.self) {
        try await connection.with {
          try $0.script(
            """
            DO $$ BEGIN
              PERFORM FROM \(table);
              IF FOUND THEN RAISE 'seen'; END IF;
            EXCEPTION WHEN insufficient_privilege THEN NULL;
            END $$
            """)
        }
      }
      await connection.close()
    }
  }

  @Test func `without the role there are no reports`() async throws {
    try await withStore { test in
      for person in ["Hal", "Pia", "Ana"] {
        let connection = try await test.raw(as: person)
        await #expect(throws: PostgresError.self) {
          try await numbers(connection, "SELECT count(*) FROM report.employed")
        }
        await connection.close()
      }
    }
  }
}
