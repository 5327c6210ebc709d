internal import CLibPQ

/// A conversation with the server, lent to a closure that runs on the connection's own thread.
///
/// Everything here blocks that thread and no other. A session is not `Sendable`: it cannot leave the closure.
@safe public final class Session {
  let handle: Handle
  let thread: ConnectionThread
  let notices: Notices
  /// How many savepoints are open.
  var depth = 0
  /// The state of the last refusal, for whoever decides about another try.
  var lastState: SQLState?

  init(_ options: ConnectionOptions, thread: ConnectionThread) throws(PostgresError) {
    handle = try Handle(keywords: try options.resolved())
    self.thread = thread
    notices = Notices()
    unsafe notices.listen(to: handle.pointer)
  }

  // MARK: - Statements

  /// Runs `query` and returns all its rows.
  @inlinable
  public func all<R>(_ query: Query<R>) throws(PostgresError) -> [R] {
    let answer = try execute(query.sql, query.name)
    return try answer.rows(query.name)
  }

  /// Runs `query` and returns its only row.
  @inlinable
  public func one<R>(_ query: Query<R>) throws(PostgresError) -> R {
    let answer = try execute(query.sql, query.name)
    guard answer.count == 1 else { throw answer.countMismatch(query.name) }
    return try answer.row(0, query.name)
  }

  /// Runs `query` and returns its first row, if there is any.
  @inlinable
  public func first<R>(_ query: Query<R>) throws(PostgresError) -> R? {
    let answer = try execute(query.sql, query.name)
    return answer.count == 0 ? nil : try answer.row(0, query.name)
  }

  /// Runs `statement` and returns how many rows it touched.
  @discardableResult
  public func run(_ statement: Statement) throws(PostgresError) -> Int {
    try execute(statement.sql, statement.name).affected
  }

  /// Runs several statements without values: migrations and fixtures, never input.
  public func script(_ trusted: String) throws(PostgresError) {
    _ = try simple(trusted, name: "script")
  }

  /// Calls `body` with each row.
  @inlinable
  public func forEach<R>(_ query: Query<R>, _ body: (R) throws -> Void) throws {
    for row in try all(query) { try body(row) }
  }

  /// Runs a small query whose rows need no type of their own.
  ///
  /// ```swift
  /// let teams = try session.tuples("team.sizes", "SELECT name, count(*) FROM …", as: (String, Int).self)
  /// ```
  @inlinable
  public func tuples<each Value: PostgresDecodable>(
    _ name: StaticString, _ sql: SQL, as type: (repeat each Value).Type
  ) throws(PostgresError) -> [(repeat each Value)] {
    let answer = try execute(sql.headed(name), name)
    var row = answer.first
    var tuples: [(repeat each Value)] = []
    tuples.reserveCapacity(answer.count)
    for number in 0..<answer.count {
      row.move(to: number)
      do throws(PostgresError) {
        let tuple: (repeat each Value) = (repeat try row.next((each Value).self))
        try row.finish()
        tuples.append(tuple)
      } catch {
        throw error.during("\(name)")
      }
    }
    return tuples
  }

  /// Tells whoever listens to `channel`, once this transaction commits.
  public func notify(_ channel: String, _ payload: String = "") throws(PostgresError) {
    try run(Statement("session.notify", "SELECT pg_notify(\(channel), \(payload))"))
  }
}

// MARK: - libpq

extension Session {
  @usableFromInline
  func execute(_ sql: SQL, _ name: StaticString) throws(PostgresError) -> Answer {
    try ready(sql, name)
    let result = unsafe sql.parameters.withPointers { types, values, lengths, formats in
      unsafe PQexecParams(
        handle.pointer, sql.text, CInt(sql.parameters.count), types, values, lengths, formats, 1)
    }
    return try remembering { () throws(PostgresError) in
      try unsafe Answer(result, from: handle, name: name)
    }
  }

  /// Several statements in one message of the simple protocol; the last one's answer.
  func simple(_ text: String, name: StaticString) throws(PostgresError) -> Answer {
    assert(thread.isCurrent, "libpq is called on the connection's own thread")
    guard !text.utf8.contains(0) else {
      throw PostgresError(.usage, "a script with a NUL character", query: "\(name)")
    }
    let result = unsafe PQexec(handle.pointer, text)
    return try remembering { () throws(PostgresError) in
      try unsafe Answer(result, from: handle, name: name)
    }
  }

  /// Whether a transaction is open, failed or not.
  var isInTransaction: Bool {
    let status = unsafe PQtransactionStatus(handle.pointer)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  private func ready(_ sql: SQL, _ name: StaticString) throws(PostgresError) {
    assert(thread.isCurrent, "libpq is called on the connection's own thread")
    if let reason = sql.parameters.refusal { throw PostgresError(.usage, reason, query: "\(name)") }
    guard sql.parameters.count <= 65_535 else {
      throw PostgresError(
        .usage, "\(sql.parameters.count) parameters where 65,535 are the limit: pass an array or COPY",
        query: "\(name)")
    }
  }

  private func remembering(_ body: () throws(PostgresError) -> Answer) throws(PostgresError) -> Answer {
    do throws(PostgresError) {
      return try body()
    } catch {
      lastState = error.sqlState
      throw error
    }
  }
}

extension Answer {
  @inlinable
  func rows<R: RowDecodable>(_ name: StaticString) throws(PostgresError) -> [R] {
    let count = count
    var rows: [R] = []
    rows.reserveCapacity(count)
    var row = first
    do throws(PostgresError) {
      for number in 0..<count {
        row.move(to: number)
        rows.append(try R(row: &row))
        try row.finish()
      }
    } catch {
      throw error.during("\(name)")
    }
    return rows
  }

  @inlinable
  func row<R: RowDecodable>(_ number: Int, _ name: StaticString) throws(PostgresError) -> R {
    var row = first
    row.move(to: number)
    do throws(PostgresError) {
      let value = try R(row: &row)
      try row.finish()
      return value
    } catch {
      throw error.during("\(name)")
    }
  }

  @usableFromInline
  func countMismatch(_ name: StaticString) -> PostgresError {
    PostgresError(.usage, "\(count) rows where exactly one is read", query: "\(name)")
  }
}

extension Parameters {
  typealias Pointers = (
    UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
  )

  /// Lends the parameters as libpq wants them: types, values, lengths, and formats, which are all binary.
  func withPointers<Result>(
    _ body: (
      UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Result
  ) -> Result {
    guard count > 0 else { return body(nil, nil, nil, nil) }
    return unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
        unsafe formats.initialize(repeating: 1)
        // One byte more than there are, so that an empty value, too, has an address: no address would mean NULL.
        return unsafe (bytes + [0]).withUnsafeBytes { bytes in
          var offset = 0
          for (number, length) in lengths.enumerated() {
            let start = unsafe bytes.baseAddress.map { unsafe ($0 + offset).assumingMemoryBound(to: CChar.self) }
            unsafe values.initializeElement(at: number, to: length < 0 ? nil : start)
            offset += max(0, Int(length))
          }
          return unsafe types.withUnsafeBufferPointer { types in
            unsafe lengths.withUnsafeBufferPointer { lengths in
              unsafe body(
                types.baseAddress, UnsafePointer(values.baseAddress), lengths.baseAddress,
                UnsafePointer(formats.baseAddress))
            }
          }
        }
      }
    }
  }
}
