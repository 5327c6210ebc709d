import Postgres
import Testing

struct Shift: RowDecodable, Equatable {
  static let columns: StaticString = "id, name, starts_on, hours"
  let id: Int
  let name: String
  let startsOn: LocalDate
  let hours: Double?

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    startsOn = try row.next()
    hours = try row.next()
  }

  init(id: Int, name: String, startsOn: LocalDate, hours: Double?) {
    (self.id, self.name, self.startsOn, self.hours) = (id, name, startsOn, hours)
  }
}

let makeShifts = """
  CREATE TEMP TABLE shift (
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL CONSTRAINT shift_has_a_name CHECK (name <> ''),
    starts_on date NOT NULL,
    hours float8
  );
  """

func insert(_ name: String, _ startsOn: LocalDate, _ hours: Double?) -> Query<Shift> {
  Query(
    "shift.insert",
    """
    INSERT INTO shift (name, starts_on, hours) VALUES (\(name), \(startsOn), \(hours))
    RETURNING \(raw: Shift.columns)
    """)
}

@Suite struct `a session` {
  @Test func `writes values and reads rows`() async throws {
    let day = try #require(LocalDate("2011-11-28"))
    let shifts = try await withSession { session throws in
      try session.script(makeShifts)
      _ = try session.one(insert("Robert'); DROP TABLE shift; --", day, nil))
      _ = try session.one(insert("late", day, 7.5))
      return try session.all(Query<Shift>("shift.all", "SELECT \(raw: Shift.columns) FROM shift ORDER BY id"))
    }
    #expect(
      shifts == [
        Shift(id: 1, name: "Robert'); DROP TABLE shift; --", startsOn: day, hours: nil),
        Shift(id: 2, name: "late", startsOn: day, hours: 7.5),
      ])
  }

  @Test func `reads tuples, firsts and counts`() async throws {
    try await withSession { session throws in
      let pairs = try session.tuples(
        "pair.all", "SELECT n, n::text FROM generate_series(1, \(3)) n", as: (Int, String).self)
      #expect(pairs.map(\.0) == [1, 2, 3] && pairs.map(\.1) == ["1", "2", "3"])
      #expect(try session.first(Query<Int>("none", "SELECT 1 WHERE false")) == nil)
      try session.script(makeShifts)
      let touched = try session.run(
        Statement(
          "shift.many", "INSERT INTO shift (name, starts_on) SELECT 'x', '2011-01-01' FROM generate_series(1, 7)"))
      #expect(touched == 7)
    }
  }

  @Test func `nests pieces of SQL and renumbers them`() async throws {
    let answer = try await withSession { session throws in
      let inner: SQL = "SELECT \("a") || \("b$1")"
      return try session.one(Query<String>("nested", "SELECT \("x") || (\(inner)) || \("y") || '$2'"))
    }
    #expect(answer == "xab$1y$2")
  }

  @Test func `names the constraint and the query, never the values`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.script(makeShifts)
        _ = try session.one(insert("", LocalDate(daysSince2000: 0), 77.125))
      }
    }
    #expect(error?.constraint == "shift_has_a_name")
    #expect(error?.sqlState == .checkViolation)
    #expect(error?.query == "shift.insert")
    #expect(error?.description.contains("77.125") == false)
  }

  @Test func `copies rows in`() async throws {
    let sum = try await withSession { session throws in
      try session.script(makeShifts)
      let copied = try session.copyIn("shift.copy", into: "pg_temp.shift", columns: ["name", "starts_on", "hours"]) {
        for number in 0..<10_000 {
          try $0.row("shift \(number)", LocalDate(daysSince2000: Int32(number)), number == 7 ? nil : 0.5)
        }
      }
      #expect(copied == 10_000)
      return try session.one(Query<Double>("shift.hours", "SELECT sum(hours) FROM shift"))
    }
    #expect(sum == 4999.5)
  }

  @Test func `undoes a savepoint and keeps the rest`() async throws {
    let names = try await withSession { session throws in
      try session.script(makeShifts)
      return try session.transaction { session in
        _ = try session.one(insert("kept", LocalDate(daysSince2000: 0), nil))
        _ = try? session.savepoint { try session.one(insert("", LocalDate(daysSince2000: 0), nil)) }
        return try session.all(Query<String>("shift.names", "SELECT name FROM shift"))
      }
    }
    #expect(names == ["kept"])
  }

  @Test func `refuses a NUL`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { try $0.one(Query<String>("nul", "SELECT \("a\0b")")) }
    }
    #expect(error?.kind == .usage)
  }
}
