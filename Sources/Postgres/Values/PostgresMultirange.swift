/// Ranges of one type as one value, which PostgreSQL has since version 14.
public struct PostgresMultirange<Bound: RangeBound>: Sendable {
  /// The ranges as they were given; what was read is in order, apart and without empty ones, as the server keeps it.
  public let ranges: [PostgresRange<Bound>]

  /// The server sorts the ranges, joins those that overlap or touch and leaves out the empty ones.
  public init(_ ranges: [PostgresRange<Bound>]) {
    self.ranges = ranges
  }
}

extension PostgresMultirange: Equatable where Bound: Equatable {}
extension PostgresMultirange: Hashable where Bound: Hashable {}

extension PostgresMultirange: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { Bound.multirangeType }

  public func encode(into writer: inout WireWriter) {
    writer.put(Int32(truncatingIfNeeded: ranges.count))
    for range in ranges { writer.field(range) }
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> PostgresMultirange {
    guard cell.oid == Bound.multirangeType.oid else { throw cell.mismatch(Self.self) }
    let count = try cell.integer(Int32.self)
    guard count >= 0 else { throw PostgresError(.decoding, "a multirange of \(count) ranges") }
    var ranges: [PostgresRange<Bound>] = []
    var offset = 4
    for _ in 0..<count {
      let length = Int(try cell.integer(Int32.self, at: offset))
      let part = try cell.part(from: offset + 4, count: length, oid: Bound.rangeType.oid)
      ranges.append(try PostgresRange.decode(part))
      offset += 4 + length
    }
    try cell.end(at: offset)
    return PostgresMultirange(ranges)
  }
}
