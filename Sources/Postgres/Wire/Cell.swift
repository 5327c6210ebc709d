internal import Glibc

/// One value as the server sent it: bytes in PostgreSQL's binary format and the type's number.
///
/// It borrows the result's memory and is valid only inside ``PostgresDecodable/decode(_:)``.
@safe public struct Cell {
  @usableFromInline let base: UnsafeRawPointer
  /// The length in bytes.
  public let count: Int
  /// The type's row in `pg_type`.
  public let oid: UInt32

  @inlinable
  init(base: UnsafeRawPointer, count: Int, oid: UInt32) {
    unsafe self.base = unsafe base
    self.count = count
    self.oid = oid
  }

  /// The bytes, copied.
  public var bytes: [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// A big-endian integer at `offset`, or a refusal when the cell ends before it.
  @inlinable
  public func integer<I: FixedWidthInteger>(_ type: I.Type = I.self, at offset: Int = 0) throws(PostgresError) -> I {
    guard offset >= 0, offset &+ MemoryLayout<I>.size <= count else { throw tooShort() }
    return unsafe I(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: I.self))
  }

  /// A part of the cell, read as a value of another type.
  @inlinable
  public func part(from offset: Int, count length: Int, oid: UInt32) throws(PostgresError) -> Cell {
    guard offset >= 0, length >= 0, offset &+ length <= count else { throw tooShort() }
    return unsafe Cell(base: base + offset, count: length, oid: oid)
  }

  /// The cell's text from `offset` on.
  ///
  /// - Throws: a decoding error when it is not UTF-8, which only a database in another encoding can send.
  @inlinable
  public func text(from offset: Int = 0) throws(PostgresError) -> String {
    guard offset <= count else { throw tooShort() }
    let utf8 = unsafe UnsafeBufferPointer(
      start: (base + offset).assumingMemoryBound(to: UInt8.self), count: count - offset)
    // Decoding repairs what is not UTF-8; the bytes then differ. `String(validating:)` costs three times as much.
    let text = unsafe String(decoding: utf8, as: UTF8.self)
    guard unsafe Self.holds(text, utf8) else { throw PostgresError(.decoding, "text that is not UTF-8") }
    return text
  }

  @usableFromInline
  static func holds(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.utf8.count == bytes.count else { return false }
    let isSame = unsafe text.utf8.withContiguousStorageIfAvailable { utf8 in
      guard let ours = utf8.baseAddress, let theirs = bytes.baseAddress else { return true }
      return unsafe memcmp(ours, theirs, bytes.count) == 0
    }
    return unsafe isSame ?? text.utf8.elementsEqual(bytes)
  }

  /// Refuses the cell when more follows than the value that was read.
  func end(at offset: Int) throws(PostgresError) {
    guard offset == count else {
      throw PostgresError(.decoding, "a value of type \(oid) is longer than it should be")
    }
  }

  /// Refuses the cell because its type is none that `type` can hold.
  public func mismatch(_ type: Any.Type) -> PostgresError {
    PostgresError(.decoding, "type \(oid) of the server cannot be read as \(type): cast it in SQL or read another type")
  }

  @usableFromInline
  func tooShort() -> PostgresError {
    PostgresError(.decoding, "a value of type \(oid) is shorter than it should be")
  }
}
