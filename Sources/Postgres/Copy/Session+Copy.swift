internal import CLibPQ

extension Session {
  /// Streams rows into a table and returns how many the server took.
  ///
  /// ```swift
  /// try session.copyIn("contact.stage", into: "stage.contact", columns: ["id", "opened_at"]) { writer in
  ///   for contact in contacts { try writer.row(contact.id, contact.openedAt) }
  /// }
  /// ```
  ///
  /// - Throws: what `body` throws, and then nothing is copied; or the server's refusal.
  @discardableResult
  public func copyIn(
    _ name: StaticString, into table: TableName, columns: [String], _ body: (inout CopyWriter) throws -> Void
  ) throws -> Int {
    if let reason = table.refusal ?? columns.lazy.compactMap(Quoting.refusal).first {
      throw PostgresError(.usage, reason, query: "\(name)")
    }
    let types = try columnTypes(table, columns, name)
    let list = columns.map(Quoting.identifier).joined(separator: ", ")
    let text = "/* \(name) */ COPY \(table.quoted) (\(list)) FROM STDIN (FORMAT binary)"
    guard try simple(text, name: name).status == PGRES_COPY_IN else {
      throw PostgresError(.usage, "the server does not copy in", query: "\(name)")
    }
    occupation = "a COPY"
    defer { occupation = nil }
    var writer = CopyWriter(session: self, width: columns.count, types: types)
    do {
      try body(&writer)
      try writer.finish()
    } catch {
      try abandonCopy(name, because: error)
    }
    return try finishCopy(name)
  }

  /// Streams bytes that are already as COPY wants them: `COPY stage.contact FROM STDIN (FORMAT csv)`.
  @discardableResult
  public func copyIn(
    bytes name: StaticString, _ sql: SQL, _ body: ((borrowing [UInt8]) throws -> Void) throws -> Void
  ) throws -> Int {
    guard sql.parameters.count == 0 else {
      throw PostgresError(.usage, "COPY takes no parameters", query: "\(name)")
    }
    guard try simple(sql.headed(name).text, name: name).status == PGRES_COPY_IN else {
      throw PostgresError(.usage, "the server does not copy in", query: "\(name)")
    }
    occupation = "a COPY"
    defer { occupation = nil }
    do {
      try body { bytes in try self.putCopy(copy bytes) }
    } catch {
      try abandonCopy(name, because: error)
    }
    return try finishCopy(name)
  }

  private func finishCopy(_ name: StaticString) throws(PostgresError) -> Int {
    guard unsafe PQputCopyEnd(handle.pointer, nil) == 1 else {
      throw PostgresError(.connection, handle.message, query: "\(name)")
    }
    let copied = try endCopy(name)
    observer?.note(.copied(query: "\(name)", rows: copied))
    return copied
  }

  /// The types of the columns, asked for in debug builds only: COPY would say no more than "incorrect binary data".
  private func columnTypes(
    _ table: TableName, _ columns: [String], _ name: StaticString
  ) throws(PostgresError) -> [UInt32] {
    #if DEBUG
      let list = columns.map(Quoting.identifier).joined(separator: ", ")
      let answer = try simple("SELECT \(list) FROM \(table.quoted) LIMIT 0", name: name)
      return Shape(of: answer).types
    #else
      return []
    #endif
  }

  func putCopy(_ bytes: [UInt8]) throws(PostgresError) {
    assert(thread.isCurrent, "libpq is called on the connection's own thread")
    let sent = unsafe bytes.withUnsafeBytes { bytes in
      unsafe PQputCopyData(
        handle.pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count))
    }
    guard sent == 1 else { throw PostgresError(.connection, handle.message) }
  }

  /// Ends a COPY that cannot go on; the server's own refusal, if it came first, wins over `error`.
  private func abandonCopy(_ name: StaticString, because error: any Error) throws -> Never {
    let sent = unsafe PQputCopyEnd(handle.pointer, "given up by the client")
    do throws(PostgresError) {
      _ = try endCopy(name)
    } catch let refusal {
      if sent != 1 || refusal.sqlState != .queryCanceled { throw refusal }
    }
    throw error
  }

  func endCopy(_ name: StaticString) throws(PostgresError) -> Int {
    var copied = 0
    var refusal: PostgresError?
    while let result = unsafe PQgetResult(handle.pointer) {
      do throws(PostgresError) {
        copied = try unsafe Answer(result, from: handle, name: name).affected
      } catch {
        refusal = refusal ?? error
        lastState = error.sqlState
        if handle.isBroken { break }
      }
    }
    if let refusal { throw refusal }
    return copied
  }
}
