internal import CLibPQ

extension Session {
  /// Calls `body` with each row as it arrives; the result is never in memory as a whole.
  ///
  /// When `body` throws with many rows to come, the server is told to stop, which fails a transaction that is open.
  @inlinable
  public func forEach<R>(_ query: Query<R>, _ body: (R) throws -> Void) throws {
    var answer = try startStream(query.sql, query.name)
    do {
      while let row = answer.take() {
        try body(try row.row(0, query.name))
        answer = try nextOfStream(query.name)
      }
    } catch {
      abandonStream()
      throw error
    }
  }

  /// Sends a query and returns its first row, or nil when there is none.
  @usableFromInline
  func startStream(_ sql: SQL, _ name: StaticString) throws(PostgresError) -> Answer? {
    try ready(sql, name)
    do throws(PostgresError) {
      try send(sql, name, rowByRow: true)
      return try nextOfStream(name)
    } catch {
      remember(error, of: sql)
      guard lastPlanWasStale, !isInTransaction, !handle.isBroken else { throw error }
    }
    try send(sql, name, rowByRow: true)
    return try nextOfStream(name)
  }

  private func send(_ sql: SQL, _ name: StaticString, rowByRow: Bool) throws(PostgresError) {
    let statement = try prepare(sql, name)
    let sent = unsafe sql.parameters.withPointers { types, values, lengths, formats in
      let count = CInt(sql.parameters.count)
      if let statement {
        return unsafe PQsendQueryPrepared(handle.pointer, statement, count, values, lengths, formats, 1)
      }
      return unsafe PQsendQueryParams(handle.pointer, sql.text, count, types, values, lengths, formats, 1)
    }
    guard sent == 1 else { throw PostgresError(.connection, handle.message, query: "\(name)") }
    unsafe PQsetSingleRowMode(handle.pointer)
    occupation = "a stream of rows"
    streamed = (rows: 0, start: observer == nil ? nil : .now)
  }

  /// The next row, or nil when the result has ended and the connection is free again.
  @usableFromInline
  func nextOfStream(_ name: StaticString) throws(PostgresError) -> Answer? {
    do throws(PostgresError) {
      let answer = try unsafe Answer(PQgetResult(handle.pointer), from: handle, name: name)
      if answer.status == PGRES_SINGLE_TUPLE {
        streamed.rows += 1
        return answer
      }
    } catch {
      lastState = error.sqlState
      drain(name, error.sqlState)
      throw error
    }
    drain(name, nil)
    return nil
  }

  /// Leaves a stream before its end: reads a little on, and tells the server to stop if that is not enough.
  @usableFromInline
  func abandonStream() {
    guard occupation != nil else { return }
    var patience = 1000
    while let result = unsafe PQgetResult(handle.pointer) {
      unsafe PQclear(result)
      patience -= 1
      if patience == 0 { canceller.sendOnce() }
    }
    occupation = nil
  }

  private func drain(_ name: StaticString, _ state: SQLState?) {
    while let result = unsafe PQgetResult(handle.pointer) { unsafe PQclear(result) }
    occupation = nil
    guard let observer, let start = streamed.start else { return }
    observer.note(.finished(query: "\(name)", rows: streamed.rows, duration: .now - start, state: state))
  }
}

// MARK: - Arenas

/// Rows in a block of memory, each cell behind its length, as COPY lays them out.
///
/// One side fills it, the other empties it, never both at once.
@safe @usableFromInline
final class Arena: @unchecked Sendable {
  static var size: Int { 131_072 }

  @usableFromInline private(set) var start: UnsafeMutableRawPointer
  private var capacity: Int
  private var used = 0
  @usableFromInline private(set) var shape: Shape?

  init() {
    capacity = Self.size + 16_384
    unsafe start = .allocate(byteCount: capacity, alignment: 8)
  }

  deinit {
    unsafe start.deallocate()
  }

  @usableFromInline var end: UnsafeRawPointer { unsafe UnsafeRawPointer(start + used) }

  var isFull: Bool { used >= Self.size }

  func clear() {
    used = 0
  }

  func append(_ answer: borrowing Answer) {
    if shape == nil { shape = Shape(of: answer) }
    for column in unsafe 0..<PQnfields(answer.pointer) {
      let length = unsafe PQgetlength(answer.pointer, 0, column)
      let isNull = unsafe length == 0 && PQgetisnull(answer.pointer, 0, column) != 0
      reserve(4 + Int(length))
      unsafe (start + used).storeBytes(of: (isNull ? -1 : length).bigEndian, as: Int32.self)
      used += 4
      if let value = unsafe PQgetvalue(answer.pointer, 0, column) {
        unsafe (start + used).copyMemory(from: value, byteCount: Int(length))
        used += Int(length)
      }
    }
  }

  private func reserve(_ more: Int) {
    guard used + more > capacity else { return }
    capacity = max(capacity * 2, used + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    unsafe larger.copyMemory(from: start, byteCount: used)
    unsafe start.deallocate()
    unsafe start = unsafe larger
  }
}
