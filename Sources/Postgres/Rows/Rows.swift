internal import Synchronization

/// The rows of a query as an asynchronous sequence, read once.
///
/// The connection's thread gathers rows in blocks of 128 KiB, one ahead of the reader, who decodes them where it runs.
/// A slow reader slows the server down, so memory stays bounded.
public struct Rows<Element: RowDecodable>: AsyncSequence, Sendable {
  @usableFromInline let blocks: Blocks

  init(_ blocks: Blocks) {
    self.blocks = blocks
  }

  @inlinable
  public func makeAsyncIterator() -> Iterator {
    Iterator(blocks)
  }

  @safe public struct Iterator: AsyncIteratorProtocol {
    @usableFromInline let blocks: Blocks
    @usableFromInline var arena: Arena?
    @usableFromInline var cursor: UnsafeRawPointer?

    @inlinable
    init(_ blocks: Blocks) {
      self.blocks = blocks
    }

    @inlinable
    public mutating func next() async throws -> Element? {
      try await next(isolation: nil)
    }

    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
      if let element = try decoded() { return element }
      arena = try await blocks.next(recycling: arena)
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
        throw error.during("\(blocks.name)")
      }
    }
  }
}

/// The blocks of a stream: one is being read while the next is being filled.
@usableFromInline
final class Blocks: Sendable {
  @usableFromInline let name: StaticString
  private let connection: Connection
  private let coming = Mutex<Task<Arena?, any Error>?>(nil)

  init(_ connection: Connection, _ name: StaticString) {
    self.connection = connection
    self.name = name
  }

  /// The next block, or nil at the end; `read` is filled again meanwhile.
  @usableFromInline
  func next(recycling read: Arena?) async throws -> Arena? {
    let current = coming.withLock { $0.take() } ?? fill(nil)
    let block = try await withTaskCancellationHandler {
      try await current.value
    } onCancel: {
      current.cancel()
    }
    guard block != nil else { return nil }
    let following = fill(read)
    coming.withLock { $0 = following }
    return block
  }

  private func fill(_ arena: Arena?) -> Task<Arena?, any Error> {
    Task.detached { [connection, name] in try await connection.fill(arena, name) }
  }

  /// Ends what is under way, for a reader who leaves.
  func stop() async {
    let current = coming.withLock { $0.take() }
    current?.cancel()
    _ = try? await current?.value
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
    let blocks = Blocks(self, query.name)
    do {
      let value = try await body(Rows(blocks))
      await blocks.stop()
      await endStream()
      return value
    } catch {
      await blocks.stop()
      await endStream()
      throw error
    }
  }
}
