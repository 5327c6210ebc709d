import Postgres
import Testing

@Suite struct `a statement` {
  private static let prepared = Query<Int>("prepared.count", "SELECT count(*) FROM pg_prepared_statements")

  @Test func `is prepared at its second use`() async throws {
    try await withSession { session throws in
      let twice = Query<Int>("twice", "SELECT \(1)")
      _ = try session.one(twice)
      #expect(try session.one(Self.prepared) == 0)
      _ = try session.one(twice)
      _ = try session.one(twice)
      // The question itself is prepared by now.
      #expect(try session.one(Self.prepared) == 2)
    }
  }

  @Test func `gives way when the cache is full, and the server forgets it`() async throws {
    var options = Cluster.shared.options
    options.statements = .cached(4)
    try await withSession(options) { session throws in
      for number in 0..<64 {
        let query = Query<Int>("many", "SELECT \(number)::bigint + \(SQL.digits(number))")
        for _ in 0..<2 { #expect(try session.one(query) == 2 * number) }
      }
      #expect(try session.one(Self.prepared) <= 4 + 16)
    }
  }

  @Test func `is never named for a bouncer`() async throws {
    var options = Cluster.shared.options
    options.statements = .unnamed
    try await withSession(options) { session throws in
      for _ in 0..<4 { #expect(try session.one(Self.prepared) == 0) }
    }
  }

  @Test func `survives a column that another session adds`() async throws {
    let other = try await Connection.open(Cluster.shared.options)
    let connection = try await Connection.open(Cluster.shared.options)
    try await other.with {
      try $0.script("DROP TABLE IF EXISTS widened; CREATE TABLE widened (a int); INSERT INTO widened VALUES (7)")
    }
    let all: SQL = "SELECT * FROM widened"
    for _ in 0..<3 {
      _ = try await connection.with { try $0.tuples("widened", all, as: (Int).self) }
    }
    try await other.with { try $0.script("ALTER TABLE widened ADD b int DEFAULT 8") }
    let rows = try await connection.with { try $0.tuples("widened", all, as: (Int, Int).self) }
    #expect(rows.map(\.0) == [7] && rows.map(\.1) == [8])
    // Inside a transaction the first try has failed it; the whole is begun again.
    for _ in 0..<3 { _ = try await connection.with { try $0.tuples("widened", all, as: (Int, Int).self) } }
    try await other.with { try $0.script("ALTER TABLE widened ADD c int DEFAULT 9") }
    let again = try await connection.transaction { try $0.tuples("widened", all, as: (Int, Int, Int).self) }
    #expect(again.map(\.2) == [9])
    await connection.close()
    await other.close()
  }

  @Test func `survives a server that forgot it`() async throws {
    try await withSession { session throws in
      let query = Query<Int>("forgotten", "SELECT \(5)")
      for _ in 0..<3 { _ = try session.one(query) }
      try session.script("DEALLOCATE ALL")
      #expect(try session.one(query) == 5)
    }
  }

  @Test func `with 65,535 parameters runs, with one more is refused before it is sent`() async throws {
    @Sendable func sum(_ count: Int) -> Query<Int> {
      var list: SQL = "0"
      for _ in 0..<count { list = "\(list) + \(Int16(1))" }
      return Query("many.parameters", "SELECT (\(list))::bigint")
    }
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        #expect(try session.one(sum(1000)) == 1000)
        var list = Array(repeating: "x", count: 65_536).map { SQL.value($0) }
        let last = list.removeLast()
        let fits: SQL = "SELECT 1 WHERE 'x' IN (\(SQL.list(list)))"
        #expect(try session.one(Query<Int>("fits", fits)) == 1)
        _ = try session.one(Query<Int>("too.many", "SELECT 1 WHERE 'x' IN (\(SQL.list(list + [last])))"))
      }
    }
    #expect(error?.kind == .usage)
  }

  @Test func `that would return too many rows is refused`() async throws {
    var options = Cluster.shared.options
    options.rowLimit = 10
    let error = await #expect(throws: PostgresError.self) {
      try await withSession(options) { try $0.all(Query<Int>("rows.many", "SELECT generate_series(1, 11)")) }
    }
    #expect(error?.kind == .usage && error?.message.contains("stream") == true)
  }

  @Test func `names only what it may name`() async throws {
    let name = "od\"d; DROP"
    let value = try await withSession { session throws in
      try session.run(Statement("odd.make", "CREATE TEMP TABLE \(identifier: name) (n int)"))
      return try session.one(Query<Int>("odd.count", "SELECT count(*) FROM \(identifier: name)"))
    }
    #expect(value == 0)
    for name in ["", "a\0b", String(repeating: "n", count: 64)] {
      let error = await #expect(throws: PostgresError.self) {
        try await withSession { try $0.run(Statement("odd.name", "SELECT 1 AS \(identifier: name)")) }
      }
      #expect(error?.kind == .usage)
    }
  }
}

extension SQL {
  static func value(_ text: String) -> SQL { "\(text)" }

  static func list(_ items: [SQL]) -> SQL {
    // Halves, so that the text is not copied once an item.
    guard items.count > 1 else { return items.first ?? "NULL" }
    return "\(list(Array(items[..<(items.count / 2)]))), \(list(Array(items[(items.count / 2)...])))"
  }

  /// A number written out by additions, so that every number makes another text.
  static func digits(_ number: Int) -> SQL {
    var sql: SQL = "0"
    for _ in 0..<number { sql = "\(sql) + 1" }
    return sql
  }
}

@Suite struct `an error` {
  @Test func `quotes no value, neither the caller's nor the row's`() async throws {
    let queries: [SQL] = [
      "SELECT (\("secret-4711"))::date", "SELECT (\("secret-4711"))::bigint",
      "SELECT date '2011-01-01' WHERE (\("{secret-4711"))::jsonb IS NULL",
    ]
    for sql in queries {
      let error = await #expect(throws: PostgresError.self) {
        try await withSession { try $0.run(Statement("secret", sql)) }
      }
      #expect(error?.description.contains("4711") == false)
      #expect(error?.sqlState?.classCode == "22")
    }
    let duplicate = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.script("CREATE TEMP TABLE secret (t text CONSTRAINT secret_once PRIMARY KEY)")
        for _ in 0..<2 { try session.run(Statement("secret.insert", "INSERT INTO secret VALUES (\("4711"))")) }
      }
    }
    #expect(duplicate?.constraint == "secret_once" && duplicate?.description.contains("4711") == false)
    #expect(duplicate?.detail?.contains("4711") == true)
  }

  @Test func `matches its class and itself`() {
    let state = SQLState.uniqueViolation
    #expect(.integrityConstraintViolation ~= state && .uniqueViolation ~= state)
    #expect(!(.checkViolation ~= state) && !(SQLState.dataException ~= state))
  }

  @Test func `carries a NUL in nothing`() async throws {
    for text in ["\0", "a\0", "\0b"] {
      for sql: SQL in ["SELECT \(text)", "SELECT \([text])", "SELECT \(JSONText(text))"] {
        let error = await #expect(throws: PostgresError.self) {
          try await withSession { try $0.run(Statement("nul", sql)) }
        }
        #expect(error?.kind == .usage)
      }
      await #expect(throws: PostgresError.self) { try await withSession { try $0.script("SELECT 1 -- \(text)") } }
    }
  }

  @Test func `says that text in another encoding is not UTF-8`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.script("SET client_encoding = 'LATIN1'")
        return try session.one(Query<String>("latin", "SELECT U&'caf\\00e9' AS name"))
      }
    }
    #expect(error?.kind == .decoding && error?.message.contains("column name") == true)
  }
}
