/// Rows on their way into a table, encoded in PostgreSQL's binary COPY format.
@safe public struct CopyWriter: ~Copyable {
  @usableFromInline static var chunk: Int { 65_536 }

  @usableFromInline var writer = WireWriter()
  @usableFromInline let session: Session
  @usableFromInline let width: Int

  init(session: Session, width: Int) {
    self.session = session
    self.width = width
    writer.bytes.reserveCapacity(Self.chunk + 8192)
    writer.put(Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00])
    writer.put(Int64(0))
  }

  /// Appends one row; the values must have exactly the columns' types, since COPY converts nothing.
  @inlinable
  public mutating func row<each Value: PostgresEncodable>(_ value: repeat each Value) throws(PostgresError) {
    writer.put(Int16(truncatingIfNeeded: width))
    var count = 0
    for value in repeat each value {
      writer.field(value)
      count += 1
    }
    guard count == width, writer.refusal == nil else { throw refusal(count) }
    if writer.bytes.count >= Self.chunk { try flush() }
  }

  @usableFromInline
  func refusal(_ count: Int) -> PostgresError {
    PostgresError(.usage, writer.refusal ?? "a row of \(count) values for \(width) columns")
  }

  @usableFromInline
  mutating func flush() throws(PostgresError) {
    try session.putCopy(writer.bytes)
    writer.bytes.removeAll(keepingCapacity: true)
  }

  mutating func finish() throws(PostgresError) {
    writer.put(Int16(-1))
    try flush()
  }
}
