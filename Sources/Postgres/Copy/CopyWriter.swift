/// Rows on their way into a table, encoded in PostgreSQL's binary COPY format.
public struct CopyWriter: ~Copyable {
  @usableFromInline static var chunk: Int { 65_536 }

  @usableFromInline var writer = WireWriter()
  @usableFromInline let session: Session
  @usableFromInline let width: Int
  /// The columns' types, when they are known.
  private let types: [UInt32]
  @usableFromInline var isFirst: Bool

  init(session: Session, width: Int, types: [UInt32]) {
    self.session = session
    self.width = width
    self.types = types
    isFirst = !types.isEmpty
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
    if isFirst {
      var oids: [UInt32] = []
      for type in repeat (each Value).self { oids.append(type.postgresType.oid) }
      try compare(oids)
    }
    if writer.bytes.count >= Self.chunk { try flush() }
  }

  @usableFromInline
  func refusal(_ count: Int) -> PostgresError {
    PostgresError(.usage, writer.refusal ?? "a row of \(count) values for \(width) columns")
  }

  /// Refuses values whose types are not the columns'; a varchar takes text, an enum a label.
  @usableFromInline
  mutating func compare(_ oids: [UInt32]) throws(PostgresError) {
    isFirst = false
    for (number, (sent, wanted)) in zip(oids, types).enumerated() where sent != wanted {
      if sent == 25, [1043, 1042, 19].contains(wanted) { continue }
      if sent == 25 || sent == 0, wanted >= PostgresType.firstOfUsers { continue }
      throw PostgresError(
        .usage, "value \(number + 1) is sent as type \(sent) but the column has type \(wanted): COPY converts nothing")
    }
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
