import Postgres
import Testing

private enum Mood: String, PostgresEnum, CaseIterable {
  case rested
  case tired = "tired, \"very\" – устал"
}

private let makeMoods = """
  CREATE TYPE pg_temp.mood AS ENUM ('rested', 'tired, "very" – устал', 'away');
  CREATE TEMP TABLE moods (number bigint, mood pg_temp.mood, note text)
  """

@Suite struct `an enum comes back by its label` {
  @Test func `as a parameter between others, prepared or not, and as NULL`() async throws {
    try await withSession { session throws in
      try session.script(makeMoods)
      let moods: [Mood?] = [.rested, .tired, nil, .rested, .tired]
      for (number, mood) in moods.enumerated() {
        try session.run(Statement("mood.note", "INSERT INTO moods VALUES (\(number), \(mood), \("n\(number)"))"))
      }
      let rows = try session.tuples(
        "mood.read", "SELECT mood, mood::text, note FROM moods ORDER BY number", as: (Mood?, String?, String).self)
      #expect(rows.map(\.0) == moods)
      #expect(rows.map(\.1) == moods.map { $0?.rawValue })
      #expect(rows.map(\.2) == (0..<5).map { "n\($0)" })
      let count: SQL = "SELECT count(*) FROM moods WHERE mood = \(Mood.tired) AND number < \(4)"
      #expect(try session.one(Query<Int>("mood.count", count)) == 1)
      #expect(try session.one(Query<Mood>("mood.one", "SELECT \(Mood.rested)::pg_temp.mood")) == .rested)
    }
  }

  @Test func `in a pipeline and through COPY`() async throws {
    try await withSession { session throws in
      try session.script(makeMoods)
      try session.pipeline { pipeline in
        for mood in Mood.allCases {
          _ = try pipeline.run(Statement("mood.note", "INSERT INTO moods VALUES (\(1), \(mood), \("piped"))"))
        }
      }
      try session.copyIn("mood.copy", into: "moods", columns: ["number", "mood", "note"]) { writer in
        for mood in Mood.allCases { try writer.row(2, mood, "copied") }
      }
      let moods = Query<Mood>("mood.all", "SELECT mood FROM moods ORDER BY number, mood")
      #expect(try session.all(moods) == Mood.allCases + Mood.allCases)
    }
  }

  @Test func `in arrays, which are sent as text`() async throws {
    try await withSession { session throws in
      try session.script(makeMoods)
      let labels = Mood.allCases.map(\.rawValue)
      let moods = Query<[Mood]>("mood.array", "SELECT \(labels)::text[]::pg_temp.mood[]")
      #expect(try session.one(moods) == Mood.allCases)
    }
  }
}

@Suite struct `an enum that does not fit is refused` {
  @Test func `a label Swift does not know, without quoting it`() async throws {
    for (type, sql) in [
      ("", "SELECT 'away'::pg_temp.mood AS state"), ("[]", "SELECT '{away}'::pg_temp.mood[] AS state"),
    ]
      as [(String, SQL)]
    {
      let error = await #expect(throws: PostgresError.self) {
        try await withSession { session throws in
          try session.script(makeMoods)
          if type.isEmpty { _ = try session.one(Query<Mood>("mood.read", sql)) }
          _ = try session.one(Query<[Mood]>("mood.read", sql))
        }
      }
      #expect(error?.kind == .decoding && error?.query == "mood.read")
      #expect(error?.message.contains("column state") == true && error?.description.contains("away") == false)
    }
  }

  @Test func `a label the server does not know, without quoting it`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.script("CREATE TYPE pg_temp.mood AS ENUM ('tired')")
        _ = try session.one(Query<Mood>("mood.send", "SELECT \(Mood.rested)::pg_temp.mood"))
      }
    }
    #expect(error?.sqlState?.rawValue == "22P02" && error?.description.contains("rested") == false)
  }

  @Test func `text, a number or NULL where an enum is read`() async throws {
    for sql: SQL in ["SELECT 'rested'::text", "SELECT 1", "SELECT NULL", "SELECT \(Mood.rested)"] {
      let error = await #expect(throws: PostgresError.self) {
        try await withSession { _ = try $0.one(Query<Mood>("mood.type", sql)) }
      }
      #expect(error?.kind == .decoding)
    }
  }

  @Test func `an array of labels or of arrays, for nothing but a label goes without a type`() async throws {
    let none: [[Int]]? = nil
    for sql: SQL in ["SELECT \(Mood.allCases)", "SELECT \([[1], [2]])", "SELECT \(none)", "SELECT \([[[UInt8]]]())"] {
      let error = await #expect(throws: PostgresError.self) {
        try await withSession { _ = try $0.one(Query<Int?>("mood.array", sql)) }
      }
      #expect(error?.kind == .usage && error?.query == "mood.array")
    }
  }
}
