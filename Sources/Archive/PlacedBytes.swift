/// Bytes that can be read at any place: a file, or bytes at hand.
public protocol PlacedBytes {
  var count: Int { get }
  /// At most `length` bytes from `offset` on; fewer only where they end.
  func bytes(at offset: Int, upTo length: Int) throws -> [UInt8]
}

extension [UInt8]: PlacedBytes {
  public func bytes(at offset: Int, upTo length: Int) -> [UInt8] {
    guard offset >= 0, offset < count, length > 0 else { return [] }
    return [UInt8](self[offset..<Swift.min(count, offset + length)])
  }
}

/// A walk over the fields of a record: numbers are little-endian, as in all of zip.
struct FieldCursor {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) {
    rest = ArraySlice(bytes)
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ count: Int) throws(ArchiveError) -> [UInt8] {
    guard count >= 0, rest.count >= count else { throw .truncated }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func skip(_ count: Int) throws(ArchiveError) { _ = try take(count) }

  mutating func short() throws(ArchiveError) -> Int { try number(2) }

  mutating func long() throws(ArchiveError) -> Int { try number(4) }

  /// Eight bytes, where they fit our numbers: nothing real is larger.
  mutating func wide() throws(ArchiveError) -> Int { try number(8) }

  private mutating func number(_ bytes: Int) throws(ArchiveError) -> Int {
    let value = try take(bytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let number = Int(exactly: value) else { throw .corrupt("a size beyond all sizes") }
    return number
  }
}
