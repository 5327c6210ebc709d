internal import CLibPQ

extension Session {
  /// Runs one statement to its end.
  @usableFromInline
  func execute(_ sql: SQL, _ name: StaticString) throws(PostgresError) -> Answer {
    guard let observer else { return try recovering(sql, name) }
    let start = ContinuousClock.now
    do throws(PostgresError) {
      let answer = try recovering(sql, name)
      observer.note(.finished(query: "\(name)", rows: answer.count, duration: .now - start, state: nil))
      return answer
    } catch {
      observer.note(.finished(query: "\(name)", rows: 0, duration: .now - start, state: error.sqlState))
      throw error
    }
  }

  /// Runs a statement, and once more when the server had forgotten it or its plan was out of date.
  ///
  /// Inside a transaction the first refusal has already failed it, so there the error is thrown; a whole transaction
  /// that is tried again succeeds.
  private func recovering(_ sql: SQL, _ name: StaticString) throws(PostgresError) -> Answer {
    try ready(sql, name)
    do throws(PostgresError) {
      return try once(sql, name)
    } catch {
      remember(error, of: sql)
      guard lastPlanWasStale, !isInTransaction, !handle.isBroken else { throw error }
      return try once(sql, name)
    }
  }

  private func once(_ sql: SQL, _ name: StaticString) throws(PostgresError) -> Answer {
    let statement = try prepare(sql, name)
    let result = unsafe sql.parameters.withPointers { types, values, lengths, formats in
      let count = CInt(sql.parameters.count)
      if let statement {
        return unsafe PQexecPrepared(handle.pointer, statement, count, values, lengths, formats, 1)
      }
      return unsafe PQexecParams(handle.pointer, sql.text, count, types, values, lengths, formats, 1)
    }
    let answer = try unsafe Answer(result, from: handle, name: name)
    guard answer.count <= rowLimit else { throw tooMany(name) }
    return answer
  }

  @usableFromInline
  func tooMany(_ name: StaticString) -> PostgresError {
    PostgresError(.usage, "more than \(rowLimit) rows: stream them with forEach", query: "\(name)")
  }

  /// The name under which the server has this statement, if it is to have one.
  func prepare(_ sql: SQL, _ name: StaticString) throws(PostgresError) -> String? {
    switch statements.plan(sql) {
    case .unnamed: return nil
    case .prepared(let statement): return statement
    case .prepare(let statement):
      try deallocateForgotten()
      let result = unsafe sql.parameters.types.withUnsafeBufferPointer { types in
        unsafe PQprepare(handle.pointer, statement, sql.text, CInt(types.count), types.baseAddress)
      }
      do throws(PostgresError) {
        _ = try unsafe Answer(result, from: handle, name: name)
      } catch {
        statements.forget(sql)
        throw error
      }
      observer?.note(.prepared(query: "\(name)"))
      return statement
    }
  }

  private func deallocateForgotten() throws(PostgresError) {
    guard unsafe PQtransactionStatus(handle.pointer) != PQTRANS_INERROR else { return }
    let names = statements.takeForgotten()
    if names.isEmpty { return }
    // A statement that is gone already would fail the transaction; asking first does not.
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    let known = try simple("SELECT name FROM pg_prepared_statements WHERE name IN (\(list))", name: "statement.known")
    let alive = unsafe (0..<PQntuples(known.pointer)).map { unsafe String(cString: PQgetvalue(known.pointer, $0, 0)) }
    if alive.isEmpty { return }
    _ = try simple(alive.map { "DEALLOCATE \($0)" }.joined(separator: "; "), name: "statement.forget")
  }

  func remember(_ error: PostgresError, of sql: SQL) {
    lastState = error.sqlState
    lastPlanWasStale =
      error.sqlState == .unknownStatement || error.routine == "RevalidateCachedQuery"
    if lastPlanWasStale { statements.forget(sql) }
  }

  /// Several statements in one message of the simple protocol; the last one's answer.
  ///
  /// Shielded: runs although the lease was cancelled, as ROLLBACK must.
  func simple(
    _ text: String, name: StaticString, isShielded: Bool = false
  ) throws(PostgresError) -> Answer {
    try free(name, isShielded: isShielded)
    guard !text.utf8.contains(0) else {
      throw PostgresError(.usage, "a script with a NUL character", query: "\(name)")
    }
    do throws(PostgresError) {
      return try unsafe Answer(PQexec(handle.pointer, text), from: handle, name: name)
    } catch {
      lastState = error.sqlState
      throw error
    }
  }

  /// Whether a transaction is open, failed or not.
  var isInTransaction: Bool {
    let status = unsafe PQtransactionStatus(handle.pointer)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// Refuses what can never be sent.
  func ready(_ sql: SQL, _ name: StaticString) throws(PostgresError) {
    try free(name, isShielded: false)
    if let reason = sql.parameters.refusal { throw PostgresError(.usage, reason, query: "\(name)") }
    guard sql.parameters.count <= 65_535 else {
      throw PostgresError(
        .usage, "\(sql.parameters.count) parameters where 65,535 are the limit: pass an array or COPY",
        query: "\(name)")
    }
  }

  private func free(_ name: StaticString, isShielded: Bool) throws(PostgresError) {
    assert(thread.isCurrent, "libpq is called on the connection's own thread")
    if canceller.isCancelled, !isShielded { throw PostgresError(.cancelled, "cancelled", query: "\(name)") }
    if let occupation {
      throw PostgresError(.usage, "the connection is in the middle of \(occupation)", query: "\(name)")
    }
  }
}

extension Parameters {
  /// Lends the parameters as libpq wants them: types, values, lengths, and formats: binary, but a label is text.
  func withPointers<Result>(
    _ body: (
      UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Result
  ) -> Result {
    guard count > 0 else { return body(nil, nil, nil, nil) }
    return unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
        for (number, type) in types.enumerated() {
          unsafe formats.initializeElement(at: number, to: type == 0 ? 0 : 1)
        }
        return unsafe bytes.withUnsafeBytes { bytes in
          unsafe place(bytes, in: values)
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

  /// Sets each value's address; an empty value, too, needs one, for none would mean NULL.
  private func place(_ bytes: UnsafeRawBufferPointer, in values: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>) {
    var next = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? UnsafePointer(bitPattern: 1)
    for (number, length) in lengths.enumerated() {
      unsafe values.initializeElement(at: number, to: length < 0 ? nil : next)
      unsafe next = unsafe next.map { unsafe $0 + max(0, Int(length)) }
    }
  }
}
