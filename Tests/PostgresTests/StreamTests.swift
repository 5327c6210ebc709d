import Postgres
import Testing

let numbers = Query<Int>("numbers", "SELECT n FROM generate_series(1, \(200_000)) AS n")

@Suite struct `a stream` {
  @Test func `hands over each row once and in order`() async throws {
    let (count, sum) = try await withSession { session throws in
      var (count, sum) = (0, 0)
      try session.forEach(numbers) {
        count += 1
        sum += $0
        #expect(count == $0)
      }
      return (count, sum)
    }
    #expect(count == 200_000 && sum == 20_000_100_000)
  }

  @Test func `ends early without harm`() async throws {
    try await withSession { session throws in
      for limit in [1, 500, 5000] {
        #expect(throws: Change.self) {
          try session.forEach(numbers) { if $0 == limit { throw Change() } }
        }
        #expect(try session.one(Query<Int>("after", "SELECT 1")) == 1)
      }
      try session.forEach(Query<Int>("empty", "SELECT 1 WHERE false")) { _ in throw Change() }
    }
  }

  @Test func `refuses another statement in its midst`() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await withSession { session throws in
        try session.forEach(numbers) { _ in _ = try session.one(Query<Int>("within", "SELECT 1")) }
      }
    }
    #expect(error?.kind == .usage)
  }

  @Test func `throws the error that comes after rows`() async throws {
    let late = Query<Int>("late.error", "SELECT 1000 / (50000 - n) FROM generate_series(1, 60000) AS n")
    try await withSession { session throws in
      var count = 0
      let error = #expect(throws: PostgresError.self) { try session.forEach(late) { _ in count += 1 } }
      #expect(error?.sqlState == SQLState(rawValue: "22012") && count == 49_999)
      #expect(try session.one(Query<Int>("after", "SELECT 1")) == 1)
    }
  }

  @Test func `is read by a task elsewhere`() async throws {
    let pool = Pool(Cluster.shared.options, maximum: 1)
    for _ in 0..<2 {
      let sum = try await pool.stream(
        Query<Pair>(
          "pairs", "SELECT n, CASE WHEN n % 3 > 0 THEN repeat('x', n % 50) END FROM generate_series(1, 100000) n")
      ) { rows in
        var sum = 0
        for try await row in rows {
          #expect(row.text?.utf8.count == (row.number % 3 > 0 ? row.number % 50 : nil))
          sum += row.number
        }
        return sum
      }
      #expect(sum == 5_000_050_000)
    }
    await pool.close()
  }

  @Test func `is left early by a task elsewhere, or cancelled`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    try await connection.stream(numbers) { rows in
      for try await number in rows where number > 10 { break }
    }
    #expect(try await connection.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    let endless = Query<Int>(
      "endless", "SELECT n FROM generate_series(1, 1000000000) n WHERE pg_sleep(0.001) IS NOT NULL")
    let task = Task {
      try await connection.stream(endless) { rows in
        for try await _ in rows {}
      }
    }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await connection.with { try $0.one(Query<Int>("after", "SELECT 1")) } == 1)
    await connection.close()
  }

  @Test func `keeps its connection to itself`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    try await connection.stream(numbers) { rows in
      for try await _ in rows {
        let error = await #expect(throws: PostgresError.self) { try await connection.with { _ in } }
        #expect(error?.kind == .usage)
        break
      }
    }
    await connection.close()
  }

  @Test func `of one huge row`() async throws {
    let connection = try await Connection.open(Cluster.shared.options)
    let length = try await connection.stream(Query<String>("huge", "SELECT repeat('y', 3000000)")) { rows in
      var length = 0
      for try await text in rows { length += text.utf8.count }
      return length
    }
    #expect(length == 3_000_000)
    await connection.close()
  }
}

struct Pair: RowDecodable {
  static let columns: StaticString = "number, text"
  let number: Int
  let text: String?

  init(row: inout Row) throws(PostgresError) {
    number = try row.next()
    text = try row.next()
  }
}

@Suite struct `a pipeline` {
  @Test func `answers every statement in its place`() async throws {
    try await withSession { session throws in
      try session.script("CREATE TEMP TABLE piped (n bigint)")
      let (counts, sum, all) = try session.pipeline { pipe in
        let counts = try (0..<1000).map { try pipe.run(Statement("piped.insert", "INSERT INTO piped VALUES (\($0))")) }
        let sum = try pipe.one(Query<Int>("piped.sum", "SELECT sum(n)::bigint FROM piped"))
        return (counts, sum, try pipe.all(Query<Int>("piped.all", "SELECT n FROM piped ORDER BY n LIMIT 3")))
      }
      #expect(try counts.allSatisfy { try $0.value == 1 })
      #expect(try sum.value == 499_500)
      #expect(try all.value == [0, 1, 2])
    }
  }

  @Test func `throws its first failure and undoes a transaction as a whole`() async throws {
    try await withSession { session throws in
      try session.script("CREATE TEMP TABLE piped (n bigint CHECK (n < 5))")
      let error = #expect(throws: PostgresError.self) {
        try session.transaction { session in
          try session.pipeline { pipe in
            for number in 0..<10 { try pipe.run(Statement("piped.insert", "INSERT INTO piped VALUES (\(number))")) }
          }
        }
      }
      #expect(error?.sqlState == .checkViolation)
      #expect(try session.one(Query<Int>("piped.count", "SELECT count(*) FROM piped")) == 0)
    }
  }

  @Test func `sends more than both sides can hold at once`() async throws {
    let big = String(repeating: "z", count: 300_000)
    let total = try await withSession { session throws in
      let echoes = try session.pipeline { pipe in
        try (0..<150).map { _ in try pipe.one(Query<String>("piped.echo", "SELECT \(big)")) }
      }
      return try echoes.reduce(0) { $0 + (try $1.value).utf8.count }
    }
    #expect(total == 150 * 300_000)
  }

  @Test func `has no answers before its end, and refuses what does not fit in`() async throws {
    try await withSession { session throws in
      let early = #expect(throws: PostgresError.self) {
        try session.pipeline { pipe in _ = try pipe.one(Query<Int>("early", "SELECT 1")).value }
      }
      #expect(early?.kind == .usage)
      #expect(throws: PostgresError.self) {
        try session.pipeline { _ in try session.one(Query<Int>("outside", "SELECT 1")) }
      }
      #expect(try session.one(Query<Int>("after", "SELECT 1")) == 1)
    }
  }
}
