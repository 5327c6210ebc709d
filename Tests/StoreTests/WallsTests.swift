import Postgres
import Store
import StoreTesting
import Testing

/// What somebody tries through plain libpq as their own login, past all of our code.
struct Attempt: Sendable, CustomTestStringConvertible {
  let person: String
  let sql: SQL
  let ends: End

  enum End: Sendable, Equatable {
    /// The first column of all rows, joined.
    case answer(String)
    case refused(SQLState)
  }

  init(_ person: String, _ sql: SQL, _ ends: End) {
    self.person = person
    self.sql = sql
    self.ends = ends
  }

  init(_ person: String, _ sql: SQL, _ answer: String) {
    self.init(person, sql, .answer(answer))
  }

  var testDescription: String { "\(person): \(sql.text)" }

  /// What really happens, in a transaction of its own.
  func happens(in test: TestStore) async throws -> End {
    let connection = try await test.raw(as: person)
    do {
      let rows = try await connection.transaction(retry: .never) { session in
        try session.all(Query<String?>("attempt", sql))
      }
      await connection.close()
      return .answer(rows.map { $0 ?? "nobody" }.joined(separator: " "))
    } catch let error as PostgresError {
      await connection.close()
      return .refused(try #require(error.sqlState))
    }
  }
}

private let denied = Attempt.End.refused(.insufficientPrivilege)

/// Attacks 1 to 30 of the security page that have something to attack so far.
struct WallsTests {
  private func check(_ attempts: [Attempt]) async throws {
    try await withStore { test in
      for attempt in attempts {
        let end = try await attempt.happens(in: test)
        #expect(end == attempt.ends, "\(attempt.testDescription)")
      }
    }
  }

  @Test func `everyone sees their own, leads the people below them, planners and HR their company`() async throws {
    let count: SQL = "SELECT count(*)::text FROM people.person"
    try await check([
      Attempt("Ana", "SELECT name FROM people.person", "Ana"),
      Attempt("Lev", "SELECT string_agg(name, ' ' ORDER BY name) FROM people.person", "Ana Ben Cal Dot Lev"),
      Attempt("Hal", count, "22"),
      Attempt("Pia", count, "22"),
      Attempt("Bruno", "SELECT string_agg(name, ' ' ORDER BY name) FROM people.person", "Bruno Klara Uwe"),
      Attempt("Otto", count, denied),
    ])
  }

  @Test func `private columns are HR's alone`() async throws {
    let mail: SQL = "SELECT count(*)::text FROM people.person_private"
    try await check([
      Attempt("Hal", mail, "22"), Attempt("Bruno", mail, "3"),
      Attempt("Ana", mail, denied), Attempt("Lev", mail, denied), Attempt("Pia", mail, denied),
      Attempt("Rui", mail, denied), Attempt("Tess", mail, denied), Attempt("Otto", mail, denied),
      Attempt("Ada", mail, denied),
    ])
  }

  @Test func `no setting of one's own makes one somebody else`() async throws {
    try await check([
      Attempt("Ana", "SELECT set_config('app.user_id', '1', false)", "1"),
      Attempt("Ana", "SELECT name FROM people.person WHERE id = sec.me()", "Ana"),
      Attempt("Ana", "SELECT (sec.me() = (SELECT person_id FROM sec.login WHERE login = 'u_ana'))::text", "true"),
      Attempt("Ana", "SET session_authorization = 'u_hal'", denied),
      Attempt("Ana", "SET ROLE u_hal", denied),
      Attempt("Ana", "SET ROLE muster_hr", denied),
      Attempt("Ana", "SET ROLE muster_owner", denied),
      Attempt("Ana", "SET ROLE muster_keys", denied),
      Attempt("Hal", "SET ROLE muster_owner", denied),
      Attempt("Ada", "SET ROLE muster_keys", denied),
    ])
  }

  @Test func `one's own group role alone is nobody and sees nothing`() async throws {
    try await withStore { test in
      let ana = try await test.raw(as: "Ana")
      let (me, people) = try await ana.transaction { session in
        try session.script("SET LOCAL ROLE muster_agent")
        return try session.tuples(
          "attempt", "SELECT sec.me(), (SELECT count(*) FROM people.person)", as: (Int64?, Int).self)[0]
      }
      #expect(me == nil && people == 0)
      await ana.close()
    }
  }

  @Test func `dropping what one owns drops none of the walls`() async throws {
    try await withStore { test in
      let policies = Query<Int>("policy.count", "SELECT count(*) FROM pg_policy")
      let before = try await test.asMaster { try $0.one(policies) }
      for attempt: SQL in [
        "DROP OWNED BY muster_agent", "DROP OWNED BY u_ana", "REASSIGN OWNED BY muster_owner TO u_ana",
      ] {
        _ = try await Attempt("Ana", attempt, denied).happens(in: test)
      }
      #expect(try await test.asMaster { try $0.one(policies) } == before)
      #expect(
        try await Attempt("Lev", "SELECT count(*)::text FROM people.person", "").happens(in: test) == .answer("5"))
    }
  }

  @Test func `nothing of one's own can stand in front of ours`() async throws {
    try await check([
      Attempt("Ana", "CREATE TEMPORARY TABLE login (login name, person_id bigint)", denied),
      Attempt("Ana", "CREATE TABLE public.login (login name)", denied),
      Attempt("Ana", "CREATE FUNCTION public.now() RETURNS text LANGUAGE sql AS 'SELECT 1::text'", denied),
      Attempt("Ana", "CREATE SCHEMA mine", denied),
      Attempt("Ana", "CREATE FUNCTION sec.me() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'", denied),
      Attempt("Ana", "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'", denied),
    ])
  }

  @Test func `an error in a condition tells nothing about rows one may not see`() async throws {
    try await check([
      Attempt("Ana", "SELECT name FROM people.person WHERE 1 / (CASE WHEN name = 'Hal' THEN 0 ELSE 1 END) = 1", "Ana"),
      Attempt(
        "Lev", "SELECT count(*)::text FROM people.person WHERE 1 / (CASE name WHEN 'Eve' THEN 0 ELSE 1 END) = 1", "5"),
    ])
  }

  @Test func `statistics tell nothing about rows one may not see`() async throws {
    try await check([
      Attempt("Ana", "SELECT count(*)::text FROM pg_stats WHERE schemaname = 'people' AND tablename = 'person'", "0"),
      Attempt("Ana", "SELECT most_common_vals::text FROM pg_statistic_ext_data, pg_stats LIMIT 1", denied),
    ])
  }

  @Test func `walls cannot be emptied, switched off or climbed through the catalogue`() async throws {
    try await check([
      Attempt("Hal", "TRUNCATE people.person CASCADE", denied),
      Attempt("Hal", "ALTER TABLE people.person DISABLE TRIGGER ALL", denied),
      Attempt("Hal", "ALTER TABLE people.person NO FORCE ROW LEVEL SECURITY", denied),
      Attempt("Hal", "DROP POLICY owner_keeps ON people.person", denied),
      Attempt("Hal", "SET session_replication_role = replica", denied),
      Attempt("Hal", "UPDATE pg_class SET relrowsecurity = false", denied),
      // PostgreSQL only warns that nothing was granted.
      Attempt("Hal", "GRANT SELECT ON people.person TO u_ana", ""),
      Attempt("Ana", "SELECT has_table_privilege('u_ana', 'people.person', 'DELETE')::text", "false"),
      Attempt("Ada", "CREATE ROLE u_evil LOGIN", denied),
      Attempt("Ada", "ALTER ROLE u_ana SUPERUSER", denied),
      Attempt("Ada", "GRANT pg_execute_server_program TO u_ada", denied),
      Attempt("Ada", "GRANT muster_hr TO u_ada", denied),
    ])
  }

  @Test func `row_security off is a refusal, not a way round`() async throws {
    try await withStore { test in
      let ana = try await test.raw(as: "Ana")
      let error = await #expect(throws: PostgresError.self) {
        try await ana.transaction { session in
          try session.script("SET LOCAL row_security = off")
          return try session.one(Query<Int>("attempt", "SELECT count(*) FROM people.person"))
        }
      }
      #expect(error?.sqlState == .insufficientPrivilege)
      await ana.close()
    }
  }

  @Test func `the server's files, programs and locks are out of reach`() async throws {
    try await check([
      Attempt("Ana", "SELECT pg_advisory_lock(1)::text", denied),
      Attempt("Ana", "SELECT pg_try_advisory_xact_lock(1)::text", denied),
      Attempt("Ana", "SELECT lo_create(0)::text", denied),
      Attempt("Ana", "SELECT lo_from_bytea(0, 'x')::text", denied),
      Attempt("Ana", "COPY people.skill TO PROGRAM 'cat'", denied),
      Attempt("Ana", "COPY people.skill TO '/tmp/x'", denied),
      Attempt("Ana", "SELECT pg_read_file('postgresql.conf')", denied),
      Attempt("Ana", "CREATE EXTENSION dblink", denied),
    ])
  }

  @Test func `nobody ends a colleague's session`() async throws {
    try await withStore { test in
      let hal = try await test.raw(as: "Hal")
      let backend = try await hal.with { try $0.one(Query<Int32>("backend", "SELECT pg_backend_pid()")) }
      #expect(try await Attempt("Ana", "SELECT pg_terminate_backend(\(backend))::text", "").happens(in: test) == denied)
      #expect(try await Attempt("Ana", "SELECT pg_cancel_backend(\(backend))::text", "").happens(in: test) == denied)
      await hal.close()
    }
  }

  @Test func `rows cannot be copied in past the policies`() async throws {
    try await check([
      Attempt("Hal", "COPY people.person (entity_id, name) FROM STDIN", .refused(.featureNotSupported))
    ])
  }

  @Test func `a secret is nobody's, and a login list is one's own line`() async throws {
    try await check([
      Attempt("Ada", "SELECT encode(value, 'hex') FROM sec.secret", denied),
      Attempt("Otto", "SELECT encode(value, 'hex') FROM sec.secret", denied),
      Attempt("Ana", "SELECT audit.veil('\"Ana\"', '\\x00')::text", denied),
      Attempt("Ana", "SELECT string_agg(login::text, ' ') FROM sec.login", "u_ana"),
      Attempt("Ada", "SELECT (count(*) >= 25)::text FROM sec.login", "true"),
      Attempt("Ana", "SELECT audit.seal()::text", denied),
      Attempt("Ana", "SELECT op.finish(1, '{}')::text", denied),
    ])
  }

  @Test func `nobody writes the books of another company, nor into the audit`() async throws {
    try await check([
      Attempt(
        "Hal",
        "INSERT INTO people.skill (entity_id, name) SELECT entity_id, 'x' FROM people.person WHERE id = sec.me() RETURNING name",
        "x"),
      Attempt("Bruno", "INSERT INTO people.skill (entity_id, name) VALUES (1, 'x')", denied),
      Attempt("Bruno", "UPDATE people.person SET name = 'x' WHERE entity_id = 1 RETURNING name", ""),
      Attempt("Ana", "INSERT INTO people.skill (entity_id, name) VALUES (1, 'x')", denied),
      Attempt(
        "Otto", "INSERT INTO audit.event (login, acting, relation, verb) VALUES ('x', 'x', 'x', 'insert')", denied),
      Attempt("Ana", "INSERT INTO op.operation (person_id, key, name, input_hash) VALUES (1, 'k', 'n', '')", denied),
      Attempt("Ana", "INSERT INTO sec.entity_access (person_id, entity_id) VALUES (sec.me(), 2)", denied),
      Attempt("Ana", "INSERT INTO sec.reach (lead_id, team_id) VALUES (sec.me(), 1)", denied),
    ])
  }

  @Test func `a manager stops seeing an agent with the transfer, in the next statement`() async throws {
    try await withStore { test in
      let lev = try await test.raw(as: "Lev")
      let sees = Query<Bool>("attempt", "SELECT EXISTS (SELECT FROM people.person WHERE name = 'Ana')")
      #expect(try await lev.with { try $0.one(sees) })
      try await test.asMaster { session in
        try session.script(
          """
          UPDATE people.membership SET team_id = (SELECT id FROM people.team WHERE name = 'Delivery')
           WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana')
          """)
      }
      #expect(try await lev.with { try $0.one(sees) } == false)
      await lev.close()
    }
  }

  @Test func `a delegation opens with its window and shuts with it, by the server's clock`() async throws {
    try await withStore { test in
      try await test.asMaster { session in
        try session.script(
          """
          INSERT INTO sec.reach (lead_id, team_id, starts_at, ends_at)
          SELECT person.id, team.id, now() - interval '2 hours', now() - interval '1 second'
            FROM people.person, people.team WHERE person.name = 'Lev' AND team.name = 'Delivery'
          """)
      }
      let count = Attempt("Lev", "SELECT count(*)::text FROM people.person", "")
      #expect(try await count.happens(in: test) == .answer("5"))
      try await test.asMaster { session in
        try session.script("UPDATE sec.reach SET ends_at = now() + interval '1 hour' WHERE ends_at < now()")
      }
      #expect(try await count.happens(in: test) == .answer("10"))
    }
  }

  @Test func `a membership revoked under a prepared statement takes its rows away`() async throws {
    try await withStore { test in
      let lev = try await test.raw(as: "Lev")
      let count = Query<Int>("attempt", "SELECT count(*) FROM people.person")
      for _ in 0..<3 { #expect(try await lev.with { try $0.one(count) } == 5) }
      try await test.asMaster { session in try session.script("DELETE FROM sec.reach") }
      #expect(try await lev.with { try $0.one(count) } == 1)
      await lev.close()
    }
  }

  @Test func `one message carries one statement`() async throws {
    try await check([
      Attempt("Ana", "SELECT 'a'; SET ROLE u_hal", .refused(SQLState(rawValue: "42601")))
    ])
  }

  @Test func `a refused row is not quoted back`() async throws {
    try await withStore { test in
      let hal = try await test.raw(as: "Hal")
      let error = await #expect(throws: PostgresError.self) {
        try await hal.with { session in
          try session.run(Statement("attempt", "UPDATE people.person_private SET email = 'NOT AN ADDRESS'"))
        }
      }
      #expect(error?.constraint == "person_private_email_is_lower_case_with_an_at")
      #expect(error?.detail == nil)
      #expect(error.map { "\($0)".contains("NOT AN") } == false)
      await hal.close()
    }
  }
}

/// What a program that may become people, and is none itself, can and cannot do.
struct VisitorTests {
  @Test func `the pool's login becomes one person for a transaction, nobody who gives rights, and is nobody itself`()
    async throws
  {
    try await withStore { test in
      let connection = try await test.raw(role: "muster_web")
      let who = Query<String>("attempt", "SELECT string_agg(name, ' ' ORDER BY name) FROM people.person")
      for (login, expected) in [("u_ana", "Ana"), ("u_lev", "Ana Ben Cal Dot Lev")] {
        let seen = try await connection.transaction { session in
          try session.script("SET LOCAL ROLE \(login)")
          return try session.one(who)
        }
        #expect(seen == expected)
      }
      await #expect(throws: PostgresError.self, "alone it is nobody") { try await connection.with { try $0.one(who) } }
      for closed in ["u_hal", "u_ada", "muster_owner", "muster_keys", "muster_hr", "muster_admin"] {
        await #expect(throws: PostgresError.self, "\(closed)") {
          try await connection.with { try $0.script("SET ROLE \(closed)") }
        }
      }
      let group = try await connection.transaction { session in
        try session.script("SET LOCAL ROLE muster_manager")
        return try session.one(Query<Int>("attempt", "SELECT count(*) FROM people.person"))
      }
      #expect(group == 0, "a group is nobody")
      await connection.close()
    }
  }

  @Test func `acting as a person lasts for the transaction and leaves nothing behind`() async throws {
    try await withStore { test in
      let visitor = test.database.replacing("test_", with: "visitor_")
      try await test.asMaster { session in
        try session.script("CREATE ROLE \(visitor) LOGIN NOINHERIT; GRANT u_ana, u_lev TO \(visitor)")
        try session.script("GRANT CONNECT ON DATABASE \(test.database) TO \(visitor)")
      }
      let connection = try await test.raw(role: visitor)
      let who = Query<String>("attempt", "SELECT string_agg(name, ' ' ORDER BY name) FROM people.person")
      for (login, expected) in [("u_ana", "Ana"), ("u_lev", "Ana Ben Cal Dot Lev"), ("u_ana", "Ana")] {
        let seen = try await connection.transaction { session in
          try session.script("SET LOCAL ROLE \(login)")
          return try session.one(who)
        }
        #expect(seen == expected)
        let role = try await connection.with { session in
          try session.one(Query<String>("role", "SELECT current_setting('role')"))
        }
        #expect(role == "none")
      }
      await #expect(throws: PostgresError.self, "the visitor alone is nobody") {
        try await connection.with { try $0.one(who) }
      }
      await #expect(throws: PostgresError.self, "not a member of HR's login") {
        try await connection.with { try $0.script("SET ROLE u_hal") }
      }
      await connection.close()
      try await test.asMaster { session in
        try session.script("DROP OWNED BY \(visitor); DROP ROLE \(visitor)")
      }
    }
  }
}
