import Postgres
import Store
import StoreTesting
import Testing

struct MigrationTests {
  private func catalogue(_ test: TestStore) async throws -> String {
    try await test.asMaster { session in try session.one(Query<String>("catalogue", "SELECT op.catalogue()")) }
  }

  private func migrator(
    _ test: TestStore, _ migrations: [Script] = Scripts.carried.migrations, patience: Duration = .seconds(60)
  ) -> Migrator {
    Migrator(
      test.options(), scripts: Scripts(migrations: migrations, code: Scripts.carried.code),
      lockTimeout: .milliseconds(200), patience: patience)
  }

  /// A small file after all that are carried.
  private func later(_ text: String, name: String = "0099_later", checksum: Character = "a") -> Script {
    Script(name: name, checksum: String(repeating: checksum, count: 64), text: text)
  }

  @Test func `a second migrate finds nothing to do`() async throws {
    try await withBareDatabase { test in
      let first = try await migrator(test).migrate()
      #expect(first.applied == Scripts.carried.migrations.map(\.name))
      #expect(first.refreshedCode)
      #expect(try await migrator(test).migrate() == Migrator.Report())
      let status = try await migrator(test).status()
      #expect(status.allSatisfy { $0.appliedAt != nil && $0.appliedBy == "postgres" })
    }
  }

  @Test func `a file that was edited after it landed is refused`() async throws {
    try await withEmptyStore { test in
      var migrations = Scripts.carried.migrations
      migrations[1] = Script(name: migrations[1].name, checksum: String(repeating: "0", count: 64), text: "SELECT 1;")
      let error = await #expect(throws: StoreError.self) { try await migrator(test, migrations).migrate() }
      #expect(error?.kind == .configuration)
      #expect(error?.description.contains("never edited") == true)
    }
  }

  @Test func `a file that turns up below one that is applied is refused`() async throws {
    try await withEmptyStore { test in
      var migrations = Scripts.carried.migrations
      migrations.insert(later("SELECT 1;", name: "0001_zz_late"), at: 1)
      let error = await #expect(throws: StoreError.self) { try await migrator(test, migrations).migrate() }
      #expect(error?.description.contains("next number") == true)
    }
  }

  @Test func `a database of a newer program is left alone`() async throws {
    try await withEmptyStore { test in
      let error = await #expect(throws: StoreError.self) {
        try await migrator(test, Array(Scripts.carried.migrations.dropLast())).migrate()
      }
      #expect(error?.description.contains("newer Muster") == true)
    }
  }

  @Test func `a file that fails leaves nothing behind`() async throws {
    try await withEmptyStore { test in
      let broken = later("CREATE SCHEMA half; CREATE TABLE half.way (id bigint); SELECT 1/0;")
      let before = try await catalogue(test)
      let error = await #expect(throws: StoreError.self) {
        try await migrator(test, Scripts.carried.migrations + [broken]).migrate()
      }
      #expect(error?.description.contains("0099_later") == true)
      #expect(try await catalogue(test) == before)
      let schemas = try await test.asMaster { session in
        try session.one(Query<Int>("schema.half", "SELECT count(*) FROM pg_namespace WHERE nspname = 'half'"))
      }
      #expect(schemas == 0)
    }
  }

  @Test func `a migrate killed at any statement of any file is taken up again and comes out the same`() async throws {
    let clean = try await withEmptyStore { test in try await catalogue(test) }
    try await withBareDatabase { test in
      var done: [Script] = []
      for script in Scripts.carried.migrations {
        for end in script.text.statementEnds.everyFew(of: 12) {
          let killed = script.cut(at: end, by: "SELECT pg_terminate_backend(pg_backend_pid())")
          let error = await #expect(throws: StoreError.self) { try await migrator(test, done + [killed]).migrate() }
          #expect(error?.kind == .unavailable, "\(String(describing: error))")
          #expect(try await applied(test) == done.count, "a killed \(script.name) leaves nothing")
        }
        done.append(script)
        _ = try? await Migrator(test.options(), scripts: Scripts(migrations: done, code: [])).migrate()
      }
      try await migrator(test).migrate()
      #expect(try await catalogue(test) == clean)
    }
  }

  private func applied(_ test: TestStore) async throws -> Int {
    try await test.asMaster { session in
      let exists = try session.one(Query<Bool>("migration.exists", "SELECT to_regclass('op.migration') IS NOT NULL"))
      return exists ? try session.one(Query<Int>("migration.count", "SELECT count(*) FROM op.migration")) : 0
    }
  }

  @Test func `four migrators at once do the work once`() async throws {
    try await withBareDatabase { test in
      let reports = try await withThrowingTaskGroup(of: Migrator.Report.self) { group in
        for _ in 0..<4 { group.addTask { try await migrator(test).migrate() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(reports.flatMap(\.applied).sorted() == Scripts.carried.migrations.map(\.name))
      #expect(reports.count(where: \.refreshedCode) == 1)
    }
  }

  @Test func `a migrate waits for a busy table, and gives up when patience ends`() async throws {
    try await withStore { test in
      let file = later("ALTER TABLE people.skill ADD COLUMN colour integer;")
      let holder = try await test.raw()
      try await holder.transaction { session in
        try session.script("LOCK TABLE people.skill IN ACCESS SHARE MODE")
        let done = Gate()
        Task {
          let error = await #expect(throws: StoreError.self) {
            try await migrator(test, Scripts.carried.migrations + [file], patience: .milliseconds(600)).migrate()
          }
          #expect(error?.kind == .temporary)
          done.open()
        }
        done.wait()
      }
      await holder.close()
      let report = try await migrator(test, Scripts.carried.migrations + [file]).migrate()
      #expect(report.applied == ["0099_later"])
    }
  }

  @Test func `a file without a transaction is taken up again after a kill in its middle`() async throws {
    try await withStore { test in
      let index = "CREATE INDEX CONCURRENTLY IF NOT EXISTS skill_by_name ON people.skill (name);\n"
      let killed = later(
        "-- no-transaction\n" + index + "SELECT pg_terminate_backend(pg_backend_pid());\n", checksum: "a")
      let whole = later(
        "-- no-transaction\n" + index + "COMMENT ON INDEX people.skill_by_name IS 'by name';\n", checksum: "b")
      await #expect(throws: StoreError.self) {
        try await migrator(test, Scripts.carried.migrations + [killed.asLogin]).migrate()
      }
      #expect(try await migrator(test, Scripts.carried.migrations + [whole]).migrate().applied == ["0099_later"])
      let comment = try await test.asMaster { session in
        try session.one(Query<String?>("index.comment", "SELECT obj_description('people.skill_by_name'::regclass)"))
      }
      #expect(comment == "by name")
    }
  }

  @Test func `a function or policy changed by hand is put back`() async throws {
    try await withEmptyStore { test in
      let made = try await catalogue(test)
      try await test.asMaster { session in
        try session.script(
          """
          CREATE POLICY backdoor ON people.person TO muster_agent USING (true);
          CREATE OR REPLACE FUNCTION sec.my_entities() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
          AS 'SELECT array_agg(id) FROM people.legal_entity';
          """)
      }
      #expect(try await catalogue(test) != made)
      #expect(try await migrator(test).migrate().refreshedCode)
      #expect(try await catalogue(test) == made)
    }
  }

  @Test(arguments: [
    (150_019, false), (150_020, true), (160_015, false), (160_016, true), (170_012, true), (180_005, false),
    (180_006, true), (140_030, false), (190_000, true),
  ])
  func `a server without the fixes is told from one with them`(number: Int, isFixed: Bool) {
    #expect(ServerVersion(number: number).isFixed == isFixed)
  }
}

extension Script {
  fileprivate var asLogin: Script {
    Script(
      name: name, checksum: checksum,
      text: text.replacing("-- no-transaction\n", with: "-- no-transaction\n-- as-login\n"))
  }
}
