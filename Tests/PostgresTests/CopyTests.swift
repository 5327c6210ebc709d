import Postgres
import Testing

let makeCopied = """
  CREATE TEMP TABLE copied (
    id bigint NOT NULL CONSTRAINT copied_id_is_positive CHECK (id > 0), at timestamptz, name varchar(20), value float8
  )
  """

@Suite struct `copying` {
  @Test func `in and out gives the same rows`() async throws {
    try await withSession { session throws in
      try session.script(makeCopied)
      let count = try session.copyIn("copied.in", into: "copied", columns: ["id", "at", "name", "value"]) { writer in
        for number in 1...20_000 {
          let name = number % 7 == 0 ? nil : "agent-\(number)"
          try writer.row(number, Instant(microseconds: Int64(number) * 1_000_003), name, Double(number) / 4)
        }
      }
      #expect(count == 20_000)
      var next = 1
      let out = try session.copyOut(Query<Copied>("copied.out", "SELECT id, at, name, value FROM copied ORDER BY id")) {
        #expect($0.id == next && $0.at.microseconds == Int64(next) * 1_000_003 && $0.value == Double(next) / 4)
        #expect($0.name == (next % 7 == 0 ? nil : "agent-\(next)"))
        next += 1
      }
      #expect(out == 20_000)
    }
  }

  @Test func `stops at the caller's error and keeps nothing`() async throws {
    try await withSession { session throws in
      try session.script(makeCopied)
      #expect(throws: Change.self) {
        try session.copyIn("copied.stop", into: "copied", columns: ["id"]) { writer in
          for number in 1...50_000 { try writer.row(number) }
          throw Change()
        }
      }
      #expect(try session.one(Query<Int>("copied.count", "SELECT count(*) FROM copied")) == 0)
    }
  }

  @Test func `stops at the server's refusal, which names the rule`() async throws {
    try await withSession { session throws in
      try session.script(makeCopied)
      let error = #expect(throws: PostgresError.self) {
        try session.copyIn("copied.rule", into: "copied", columns: ["id"]) { writer in
          for number in -10...200_000 { try writer.row(number) }
        }
      }
      #expect(error?.constraint == "copied_id_is_positive" && error?.query == "copied.rule")
      #expect(try session.one(Query<Int>("copied.count", "SELECT count(*) FROM copied")) == 0)
    }
  }

  @Test func `refuses a value of another type than the column's, a NUL, a missing value, an odd name`() async throws {
    try await withSession { session throws in
      try session.script(makeCopied)
      func refused(_ columns: [String], _ body: (inout CopyWriter) throws -> Void) throws {
        let error = #expect(throws: PostgresError.self) {
          try session.copyIn("copied.refused", into: "copied", columns: columns, body)
        }
        #expect(error?.kind == .usage)
        #expect(try session.one(Query<Int>("copied.count", "SELECT count(*) FROM copied")) == 0)
      }
      try refused(["id"]) { try $0.row(Int32(1)) }
      try refused(["id", "name"]) { try $0.row(1, "a\0b") }
      try refused(["id", "name"]) { try $0.row(1) }
      try refused(["id", String(repeating: "n", count: 70)]) { try $0.row(1, "") }
    }
  }

  @Test func `takes and gives lines of CSV`() async throws {
    try await withSession { session throws in
      try session.script(makeCopied)
      let count = try session.copyIn(bytes: "copied.csv", "COPY copied (id, name) FROM STDIN (FORMAT csv)") { send in
        try send(Array("1,Ana\n2,\"Be".utf8))
        try send(Array("n\"\n".utf8))
      }
      #expect(count == 2)
      var lines = ""
      try session.copyOut(lines: "copied.lines", "COPY copied (id, name) TO STDOUT (FORMAT csv)") { line in
        lines += line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      }
      #expect(lines == "1,Ana\n2,Ben\n")
    }
  }

  @Test func `out is left early without harm`() async throws {
    try await withSession { session throws in
      #expect(throws: Change.self) {
        try session.copyOut(Query<Int>("copied.much", "SELECT n FROM generate_series(1, 3000000) AS n")) {
          if $0 == 5 { throw Change() }
        }
      }
      #expect(try session.one(Query<Int>("after", "SELECT 1")) == 1)
    }
  }
}

struct Copied: RowDecodable {
  static let columns: StaticString = "id, at, name, value"
  let id: Int
  let at: Instant
  let name: String?
  let value: Double

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    at = try row.next()
    name = try row.next()
    value = try row.next()
  }
}
