internal import CLibPQ

extension Session {
  /// Reads a query without parameters by COPY and calls `body` with each row.
  @discardableResult
  public func copyOut<R: RowDecodable>(_ query: Query<R>, _ body: (R) throws -> Void) throws -> Int {
    guard query.sql.parameters.count == 0 else {
      throw PostgresError(.usage, "COPY takes no parameters", query: "\(query.name)")
    }
    // COPY does not say which types it sends; an empty result of the same query does.
    let shape = Shape(
      of: try execute(SQL(trusted: "SELECT * FROM (\(query.sql.text)) AS described LIMIT 0"), query.name))
    var isFirst = true
    var count = 0
    try unsafe copyOut(query.name, "COPY (\(query.sql.text)) TO STDOUT (FORMAT binary)") { block in
      var (cursor, end) = unsafe (block.baseAddress, block.baseAddress.map { unsafe $0 + block.count })
      if isFirst {
        // The signature, the flags and the length of an extension nobody has written yet.
        unsafe cursor = unsafe cursor.map { unsafe $0 + 19 }
        isFirst = false
      }
      while let start = unsafe cursor, let end = unsafe end, unsafe end - start >= 2 {
        guard unsafe Int16(bigEndian: start.loadUnaligned(as: Int16.self)) >= 0 else { break }
        var row = unsafe Row(shape: shape, cursor: start + 2, end: end)
        let value: R = try described(query.name) { () throws(PostgresError) in
          let value = try R(row: &row)
          try row.finish()
          return value
        }
        unsafe cursor = unsafe row.tail
        count += 1
        try body(value)
      }
    }
    return count
  }

  /// Streams what COPY prints, such as `COPY people.person TO STDOUT (FORMAT csv, HEADER)`, a line at a time.
  public func copyOut(lines name: StaticString, _ sql: SQL, _ body: (RawSpan) throws -> Void) throws {
    guard sql.parameters.count == 0 else {
      throw PostgresError(.usage, "COPY takes no parameters", query: "\(name)")
    }
    try unsafe copyOut(name, sql.headed(name).text) { block in try unsafe body(block.bytes) }
  }

  private func copyOut(
    _ name: StaticString, _ text: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard try simple(text, name: name).status == PGRES_COPY_OUT else {
      throw PostgresError(.usage, "the server does not copy out", query: "\(name)")
    }
    occupation = "a COPY"
    do {
      while true {
        var block: UnsafeMutablePointer<CChar>?
        let length = unsafe PQgetCopyData(handle.pointer, &block, 0)
        if length <= 0 { break }
        defer { unsafe PQfreemem(block) }
        try unsafe body(UnsafeRawBufferPointer(start: block, count: Int(length)))
      }
    } catch {
      abandonCopyOut()
      throw error
    }
    occupation = nil
    let copied = try endCopy(name)
    observer?.note(.copied(query: "\(name)", rows: copied))
  }

  /// Tells the server to stop and reads what was on its way.
  private func abandonCopyOut() {
    canceller.sendOnce()
    var block: UnsafeMutablePointer<CChar>?
    while unsafe PQgetCopyData(handle.pointer, &block, 0) > 0 { unsafe PQfreemem(block) }
    abandonStream()
  }

  private func described<T>(_ name: StaticString, _ body: () throws(PostgresError) -> T) throws(PostgresError) -> T {
    do throws(PostgresError) {
      return try body()
    } catch {
      throw error.during("\(name)")
    }
  }
}
