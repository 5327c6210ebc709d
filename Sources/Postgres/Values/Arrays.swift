extension Array: PostgresEncodable where Element: PostgresEncodable {
  /// The element's array, but `bytea` for bytes.
  public static var postgresType: PostgresType {
    if Element.self == UInt8.self { return .bytea }
    return PostgresType(oid: Element.postgresType.array)
  }

  public func encode(into writer: inout WireWriter) {
    if Element.self == UInt8.self { return writer.put(unsafe unsafeBitCast(self, to: [UInt8].self)) }
    writer.put(Int32(isEmpty ? 0 : 1))
    writer.put(Int32(1))
    writer.put(Element.postgresType.oid)
    if isEmpty { return }
    writer.put(Int32(count))
    writer.put(Int32(1))
    for element in self { writer.field(element) }
  }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
  /// Reads a one-dimensional array; `bytea` into bytes.
  public static func decode(_ cell: Cell) throws(PostgresError) -> [Element] {
    if Element.self == UInt8.self {
      guard cell.oid == 17 else { throw cell.mismatch(Self.self) }
      return unsafe unsafeBitCast(cell.bytes, to: [Element].self)
    }
    let dimensions = try cell.integer(Int32.self)
    if dimensions == 0 { return [] }
    guard dimensions == 1 else { throw PostgresError(.decoding, "an array of \(dimensions) dimensions") }
    let element = try cell.integer(UInt32.self, at: 8)
    let count = Int(try cell.integer(Int32.self, at: 12))
    // An element takes four bytes at least, so a count is not believed before it can be true.
    guard count >= 0, count <= cell.count / 4 else { throw PostgresError(.decoding, "an array of \(count) elements") }
    var values: [Element] = []
    values.reserveCapacity(count)
    var offset = 20
    for _ in 0..<count {
      let length = Int(try cell.integer(Int32.self, at: offset))
      offset += 4
      if length < 0 {
        values.append(try Element.decodeNull())
      } else {
        values.append(try Element.decode(try cell.part(from: offset, count: length, oid: element)))
        offset += length
      }
    }
    return values
  }
}

/// A byte: it exists for `[UInt8]`, which is `bytea`; PostgreSQL has no type of one byte.
extension UInt8: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .int2 }

  public func encode(into writer: inout WireWriter) {
    writer.put(Int16(self))
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> UInt8 {
    guard let byte = UInt8(exactly: try Int16.decode(cell)) else { throw cell.mismatch(UInt8.self) }
    return byte
  }
}
