/// The rows of a query as an asynchronous sequence, read once.
///
/// The connection's thread gathers rows in blocks of 128 KiB; the reader decodes them where it runs. A slow reader
/// slows the server down, so memory stays bounded.
public struct Rows<Element: RowDecodable>: AsyncSequence, Sendable {
  @usableFromInline let connection: Connection
  @usableFromInline let name: StaticString

  init(connection: Connection, name: StaticString) {
    self.connection = connection
    self.name = name
  }

  @inlinable
  public func makeAsyncIterator() -> Iterator {
    Iterator(connection: connection, name: name)
  }

  @safe public struct Iterator: AsyncIteratorProtocol {
    @usableFromInline let connection: Connection
    @usableFromInline let name: StaticString
    @usableFromInline var arena: Arena?
    @usableFromInline var cursor: UnsafeRawPointer?

    @inlinable
    init(connection: Connection, name: StaticString) {
      self.connection = connection
      self.name = name
    }

    @inlinable
    public mutating func next() async throws -> Element? {
      try await next(isolation: nil)
    }

    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
      if let element = try decoded() { return element }
      arena = try await connection.fill(arena, name)
      unsafe cursor = unsafe arena.map { unsafe UnsafeRawPointer($0.start) }
      return try decoded()
    }

    /// Decodes the next row of the block; never inlined, for the optimiser stumbles over it inside a coroutine.
    @inlinable @inline(never)
    mutating func decoded() throws(PostgresError) -> Element? {
      guard let arena, let cursor = unsafe cursor, let shape = arena.shape, unsafe cursor < arena.end else {
        return nil
      }
      var row = unsafe Row(shape: shape, cursor: cursor, end: arena.end)
      do throws(PostgresError) {
        let element = try Element(row: &row)
        try row.finish()
        unsafe self.cursor = unsafe row.tail
        return element
      } catch {
        throw error.during("\(name)")
      }
    }
  }
}

extension Connection {
  /// Lends `body` the rows of `query` as an asynchronous sequence.
  ///
  /// The connection serves nobody else meanwhile. Leaving early is fine: the server is told to stop.
  ///
  /// ```swift
  /// try await connection.stream(contacts) { rows in
  ///   for try await contact in rows { try await sink.write(contact) }
  /// }
  /// ```
  public nonisolated func stream<R, T>(_ query: Query<R>, _ body: (Rows<R>) async throws -> T) async throws -> T {
    try await startStream(query.sql, query.name)
    do {
      let value = try await body(Rows(connection: self, name: query.name))
      await endStream()
      return value
    } catch {
      await endStream()
      throw error
    }
  }
}
