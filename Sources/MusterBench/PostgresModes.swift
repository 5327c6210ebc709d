import Glibc
import Postgres

/// What the peers of the benchmark do, done with our wrapper.
enum PostgresModes {
  private static let one = Query<Int>("bench.one", "select 1")
  private static let rows = Query<BenchRow>("bench.rows", "select \(raw: BenchRow.columns) from bench_rows")

  static func roundTrips(_ connection: Connection, _ count: Int) async throws -> Measurement {
    try await connection.with { session in
      for _ in 0..<2000 { _ = try session.one(one) }
      return try Measurement.of {
        var sum = 0
        for _ in 0..<count { sum += try session.one(one) }
        return (count, Double(sum))
      }
    }
  }

  static func pipeline(_ connection: Connection, _ count: Int) async throws -> Measurement {
    try await connection.with { session in
      for _ in 0..<3 { _ = try session.one(one) }
      return try Measurement.of {
        var sum = 0
        for _ in 0..<(count / 100) {
          let answers = try session.pipeline { pipe in
            try (0..<100).map { _ in try pipe.one(one) }
          }
          for answer in answers { sum += try answer.value }
        }
        return (count, Double(sum))
      }
    }
  }

  static func checkouts(_ pool: Pool, _ count: Int) async throws -> Measurement {
    for _ in 0..<1000 { _ = try await pool.with { try $0.one(one) } }
    let clock = Stopwatch()
    var sum = 0
    for _ in 0..<count { sum += try await pool.with { try $0.one(one) } }
    return clock.measurement(count, Double(sum))
  }

  /// From the cancel of a task to the answer of the connection's next statement.
  static func cancels(_ connection: Connection, _ count: Int) async throws -> Measurement {
    var waits: [Duration] = []
    let clock = Stopwatch()
    for _ in 0..<count {
      let task = Task {
        try await connection.with { try $0.one(Query<Bool>("bench.sleep", "select pg_sleep(5) is null")) }
      }
      try await Task.sleep(for: .milliseconds(20))
      let start = ContinuousClock.now
      task.cancel()
      _ = try? await task.value
      _ = try await connection.with { try $0.one(one) }
      waits.append(.now - start)
    }
    waits.sort()
    var measurement = clock.measurement(count, waits[count / 2] / .milliseconds(1))
    measurement.seconds = waits[count / 2] / .seconds(1) * Double(count)
    measurement.slowest = waits[count - 1] / .milliseconds(1)
    return measurement
  }

  static func whole(_ connection: Connection) async throws -> Measurement {
    try await connection.with { session in
      // Freed after the watch has stopped, as in C.
      var all: [BenchRow] = []
      defer { all = [] }
      return try Measurement.of {
        all = try session.all(rows)
        return (all.count, all.reduce(0) { $0 + $1.check })
      }
    }
  }

  static func stream(_ connection: Connection) async throws -> Measurement {
    try await connection.with { session in
      try Measurement.of {
        var (count, sum) = (0, 0.0)
        try session.forEach(rows) { row in
          count += 1
          sum += row.check
        }
        return (count, sum)
      }
    }
  }

  static func sequence(_ connection: Connection) async throws -> Measurement {
    let clock = Stopwatch()
    let (count, sum) = try await connection.stream(rows) { rows in
      var (count, sum) = (0, 0.0)
      for try await row in rows {
        count += 1
        sum += row.check
      }
      return (count, sum)
    }
    return clock.measurement(count, sum)
  }

  static func copyIn(_ connection: Connection, _ count: Int) async throws -> Measurement {
    let rows = (0..<count).map(BenchRow.init(number:))
    return try await connection.with { session in
      try session.script("truncate bench_copy")
      try session.script("checkpoint")
      return try Measurement.of {
        let copied = try session.copyIn("bench.copy", into: "bench_copy", columns: ["id", "ts", "name", "val"]) {
          for row in rows { try $0.row(row.id, row.at, row.name, row.value) }
        }
        return (copied, Double(copied))
      }
    }
  }

  static func copyOut(_ connection: Connection) async throws -> Measurement {
    try await connection.with { session in
      try Measurement.of {
        var sum = 0.0
        let count = try session.copyOut(rows) { sum += $0.check }
        return (count, sum)
      }
    }
  }
}

/// A row of the benchmark's table: 1,000,000 of them.
struct BenchRow: RowDecodable {
  static let columns: StaticString = "id, ts, name, val"
  let id: Int
  let at: Instant
  let name: String
  let value: Double

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    at = try row.next()
    name = try row.next()
    value = try row.next()
  }

  init(number: Int) {
    let digits = String(number)
    id = number + 1
    at = Instant(microseconds: 757_382_400_000_000 + Int64(number) * 1_000_003)
    name = "agent-" + String(repeating: "0", count: 14 - digits.utf8.count) + digits
    value = Double(number) * 0.5 + 0.25
  }

  /// A sum over every field, so that none can be left undecoded.
  var check: Double {
    Double(id) + Double(at.microseconds & 0xff) + Double(name.utf8.count) + Double(name.utf8.last ?? 0) + value
  }
}
