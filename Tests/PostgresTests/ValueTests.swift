import Postgres
import Testing

/// Sends a value, gets it back, and gets what the server calls it.
func echo<Value: PostgresEncodable & PostgresDecodable>(
  _ value: Value, as type: StaticString
) async throws -> (Value, String) {
  let rows = try await withSession { session throws in
    try session.tuples(
      "value.echo", "SELECT v, v::text FROM (SELECT \(value)::\(raw: type) AS v) AS echo", as: (Value, String).self)
  }
  return try #require(rows.first)
}

/// Many values in one statement: all come back as they went, and the server's text is ours.
func expectSame<Value: PostgresEncodable & PostgresDecodable & Equatable & CustomStringConvertible>(
  _ values: [Value], text: (Value) -> String = { $0.description }
) async throws {
  let rows = try await withSession { session throws in
    try session.tuples(
      "value.many", "SELECT v, v::text FROM unnest(\(values)) WITH ORDINALITY AS u (v, n) ORDER BY n",
      as: (Value, String).self)
  }
  #expect(rows.count == values.count)
  for (value, row) in zip(values, rows) where value != row.0 || text(value) != row.1 {
    Issue.record("\(value) came back as \(row.0), which the server calls \(row.1)")
  }
}

/// A sequence that is the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64 = 20_111_128

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct `a value comes back as it went` {
  @Test func `integers at their ends`() async throws {
    try await expectSame([Int64.min, -1, 0, 1, .max])
    try await expectSame([Int32.min, 0, .max])
    try await expectSame([Int16.min, 0, .max])
    try await expectSame([Int.min, .max])
  }

  @Test func `doubles, with their infinities`() async throws {
    let values = [0, -0.5, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity]
    let back = try await withSession { session throws in
      try session.one(Query<[Double]>("value.doubles", "SELECT \(values)"))
    }
    #expect(back == values)
    #expect(try await echo(Double.nan, as: "float8").0.isNaN)
    #expect(try await echo(Float(1.5), as: "float4") == (1.5, "1.5"))
  }

  @Test(arguments: ["", "plain", "Zoë 🦺 – наряд", "it's \"quoted\" \\ $1", String(repeating: "x", count: 100_000)])
  func text(_ text: String) async throws {
    #expect(try await echo(text, as: "text") == (text, text))
  }

  @Test func `bytes, UUIDs, truths and JSON`() async throws {
    let bytes: [UInt8] = Array(0...255)
    #expect(try await echo(bytes, as: "bytea").0 == bytes)
    #expect(try await echo([UInt8](), as: "bytea").0.isEmpty)
    let id = UniqueID.random()
    #expect(try await echo(id, as: "uuid") == (id, id.description))
    #expect(UniqueID(id.description.uppercased()) == id)
    #expect(try await echo(true, as: "boolean") == (true, "true"))
    #expect(try await echo(JSONText(#"{"a": [1, null]}"#), as: "jsonb").0.text == #"{"a": [1, null]}"#)
  }

  @Test func `arrays, empty ones and NULLs inside`() async throws {
    let values: [Int?] = [1, nil, 3]
    #expect(try await echo(values, as: "bigint[]") == (values, "{1,NULL,3}"))
    #expect(try await echo([String](), as: "text[]") == ([], "{}"))
    #expect(try await echo(["a,b", "", "\"{}\""], as: "text[]").0 == ["a,b", "", "\"{}\""])
  }

  @Test func `NULL is nil and an empty text is not`() async throws {
    let texts: [String?] = [nil, "", "x"]
    let back = try await withSession { session throws in
      try session.tuples(
        "value.null", "SELECT \(texts[0]), \(texts[1]), \(texts[2])", as: (String?, String?, String?).self)
    }
    #expect(back.map { [$0.0, $0.1, $0.2] } == [texts])
  }

  @Test func `ranges, empty and unbounded ones`() async throws {
    let day = try #require(LocalDate("2011-11-28"))
    let week = PostgresRange(day..<day.adding(days: 7))
    #expect(try await echo(week, as: "daterange") == (week, "[2011-11-28,2011-12-05)"))
    let open = PostgresRange<Instant>(lower: .excluded(Instant(microseconds: 0)), upper: .unbounded)
    #expect(try await echo(open, as: "tstzrange") == (open, "(\"2000-01-01 00:00:00+00\",)"))
    #expect(try await echo(PostgresRange<Int>.empty, as: "int8range") == (.empty, "empty"))
  }
}

@Suite struct `a type that does not fit is refused` {
  @Test func `a NULL where a value is read`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { try $0.one(Query<Int>("null.read", "SELECT NULL::bigint AS hours")) }
    }
    #expect(error?.kind == .decoding)
    #expect(error?.message.contains("column hours") == true && error?.query == "null.read")
  }

  @Test func `a narrowing, a date as an instant, a timestamp without zone`() async throws {
    func refused<Value: RowDecodable>(_ type: Value.Type, _ sql: SQL) async {
      let error = await #expect(throws: PostgresError.self) {
        _ = try await withSession { try $0.one(Query<Value>("type.read", sql)) }
      }
      #expect(error?.kind == .decoding)
    }
    await refused(Int32.self, "SELECT 1::bigint")
    await refused(Instant.self, "SELECT date '2011-01-01'")
    await refused(Instant.self, "SELECT timestamp '2011-01-01 00:00'")
    await refused(LocalDateTime.self, "SELECT timestamptz '2011-01-01 00:00Z'")
    await refused(Int.self, "SELECT 1::numeric")
    await refused(String.self, "SELECT 1::bigint")
  }

  @Test func `more columns or fewer than the type reads`() async throws {
    for sql: SQL in ["SELECT 1, 2", "SELECT"] {
      let error = await #expect(throws: PostgresError.self) {
        _ = try await withSession { try $0.one(Query<Int>("width", sql)) }
      }
      #expect(error?.kind == .usage)
    }
  }
}
