import Testing

@testable import Postgres

@Suite struct `a multirange comes back as it went` {
  @Test func `of every type, with the server's text`() async throws {
    let day = try #require(LocalDate("2011-11-28"))
    let weeks = PostgresMultirange([PostgresRange(day..<day.adding(days: 7)), later(than: day.adding(days: 14))])
    #expect(try await echo(weeks, as: "datemultirange") == (weeks, "{[2011-11-28,2011-12-05),[2011-12-12,)}"))
    let small = PostgresMultirange<Int32>([PostgresRange(-3..<0), PostgresRange(2..<4)])
    #expect(try await echo(small, as: "int4multirange") == (small, "{[-3,0),[2,4)}"))
    let large = PostgresMultirange<Int>([PostgresRange(Int.min..<0), PostgresRange(1..<Int.max)])
    #expect(
      try await echo(large, as: "int8multirange")
        == (large, "{[-9223372036854775808,0),[1,9223372036854775807)}"))
    let rates = PostgresMultirange<Numeric>([
      PostgresRange(lower: .excluded(try #require(Numeric("0.5"))), upper: .included(try #require(Numeric("1.25"))))
    ])
    #expect(try await echo(rates, as: "nummultirange") == (rates, "{(0.5,1.25]}"))
    let local = PostgresMultirange([later(than: try #require(LocalDateTime("2011-11-28 08:00:00")))])
    #expect(try await echo(local, as: "tsmultirange") == (local, #"{["2011-11-28 08:00:00",)}"#))
    let instants = PostgresMultirange([later(than: Instant(microseconds: 0))])
    #expect(try await echo(instants, as: "tstzmultirange") == (instants, #"{["2000-01-01 00:00:00+00",)}"#))
  }

  @Test func `empty, unbounded and in arrays`() async throws {
    let none = PostgresMultirange<Int>([])
    #expect(try await echo(none, as: "int8multirange") == (none, "{}"))
    let all = PostgresMultirange([PostgresRange<Int>(lower: .unbounded, upper: .unbounded)])
    #expect(try await echo(all, as: "int8multirange") == (all, "{(,)}"))
    let absent: PostgresMultirange<Int>? = nil
    #expect(
      try await echo([none, absent, all], as: "int8multirange[]") == ([none, nil, all], "{\"{}\",NULL,\"{(,)}\"}"))
  }

  @Test func `in order, joined and without empty ranges, as the server keeps it`() async throws {
    let given = PostgresMultirange<Int>([
      PostgresRange(7..<9), .empty, PostgresRange(1..<3), PostgresRange(lower: .included(3), upper: .included(4)),
    ])
    let kept = PostgresMultirange<Int>([PostgresRange(1..<5), PostgresRange(7..<9)])
    #expect(try await echo(given, as: "int8multirange") == (kept, "{[1,5),[7,9)}"))
  }

  @Test func `each type and its array have the server's numbers`() async throws {
    let types: [(String, PostgresType)] = [
      ("int4multirange", .int4multirange), ("int8multirange", .int8multirange), ("nummultirange", .nummultirange),
      ("datemultirange", .datemultirange), ("tsmultirange", .tsmultirange), ("tstzmultirange", .tstzmultirange),
    ]
    let rows = try await withSession { session throws in
      try session.tuples(
        "multirange.types",
        "SELECT typname, oid::bigint, typarray::bigint FROM pg_type WHERE typname = any(\(types.map(\.0)))",
        as: (String, Int, Int).self)
    }
    #expect(rows.count == types.count)
    for row in rows {
      #expect(types.contains { $0.0 == row.0 && $0.1.oid == UInt32(row.1) && $0.1.array == UInt32(row.2) }, "\(row)")
    }
  }

  private func later<Bound>(than bound: Bound) -> PostgresRange<Bound> {
    PostgresRange(lower: .included(bound), upper: .unbounded)
  }
}

@Suite struct `a multirange that does not fit is refused` {
  @Test func `of another type, or a range`() async throws {
    for sql: SQL in ["SELECT '{[1,2)}'::int4multirange", "SELECT '[1,2)'::int8range", "SELECT '{}'::text"] {
      let error = await #expect(throws: PostgresError.self) {
        try await withSession { session throws in
          _ = try session.tuples("multirange.type", sql, as: (PostgresMultirange<Int>).self)
        }
      }
      #expect(error?.kind == .decoding)
    }
  }

  @Test func `upside down, by the server`() async throws {
    let wrong = PostgresMultirange([PostgresRange<Int>(lower: .included(2), upper: .excluded(1))])
    let error = await #expect(throws: PostgresError.self) { _ = try await echo(wrong, as: "int8multirange") }
    #expect(error?.sqlState?.rawValue == "22000")
  }

  /// One range, [1,2) of `integer`, and what can be wrong with its bytes.
  @Test func `malformed, whatever is wrong`() throws {
    let range: [UInt8] = [2, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 2]
    let good: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 17] + range
    #expect(try read(good) == PostgresMultirange([PostgresRange(1..<2)]))
    for end in good.indices { refused(Array(good[..<end]), "it ends after \(end) bytes") }
    refused(good + [0], "bytes follow")
    refused([0, 0, 0, 1, 0, 0, 0, 18] + range + [0], "bytes follow inside its range")
    refused([0, 0, 0, 1, 0, 0, 0, 2, 1, 0], "bytes follow inside its empty range")
    refused([0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff], "its range is NULL")
    refused([0xff, 0xff, 0xff, 0xff], "its count is negative")
    refused([0x7f, 0xff, 0xff, 0xff] + good[4...], "its count is more than it holds")
  }

  private func refused(_ bytes: [UInt8], _ why: Comment) {
    let error = #expect(throws: PostgresError.self, why) { try read(bytes) }
    #expect(error?.kind == .decoding, why)
  }

  private func read(_ bytes: [UInt8]) throws -> PostgresMultirange<Int32> {
    try bytes.withUnsafeBytes { buffer in
      let base = try #require(buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1))
      return try PostgresMultirange.decode(
        Cell(base: base, count: buffer.count, oid: PostgresType.int4multirange.oid))
    }
  }
}

@Suite struct `an array that does not fit is refused` {
  /// {7} of `integer`, and what can be wrong with its count.
  @Test func `with a count that cannot be`() throws {
    let head: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23]
    let tail: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 7]
    #expect(try read(head + [0, 0, 0, 1] + tail) == [7])
    for count: [UInt8] in [[0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0, 0, 0, 2]] {
      let error = #expect(throws: PostgresError.self) { try read(head + count + tail) }
      #expect(error?.kind == .decoding)
    }
  }

  private func read(_ bytes: [UInt8]) throws -> [Int32] {
    try bytes.withUnsafeBytes { buffer in
      try [Int32].decode(Cell(base: #require(buffer.baseAddress), count: buffer.count, oid: 1007))
    }
  }
}
