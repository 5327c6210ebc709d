internal import Glibc

/// Bytes on their way to the server, in PostgreSQL's binary format.
///
/// A value that PostgreSQL can never hold is refused here and thrown when the statement is run: interpolation itself
/// cannot throw.
public struct WireWriter: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  /// Whether the value being written turned out to be NULL.
  @usableFromInline var isNull = false
  /// Why a value cannot be sent, in words that do not quote it.
  @usableFromInline var refusal: String?

  @inlinable
  init() {}

  /// Appends an integer, big end first.
  @inlinable
  public mutating func put(_ value: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends bytes as they are.
  @inlinable
  public mutating func put(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  /// Appends text; a NUL inside is refused, because PostgreSQL text cannot hold one.
  @inlinable
  public mutating func put(text: String) {
    var text = text
    let hasNUL = text.withUTF8 { utf8 in
      unsafe bytes.append(contentsOf: utf8)
      return unsafe Self.containsNUL(utf8)
    }
    if hasNUL { refuse("text with a NUL character cannot be stored") }
  }

  /// Says that the value being written is NULL.
  @inlinable
  public mutating func null() {
    isNull = true
  }

  /// Says that the value being written can never be stored; the reason must not quote it.
  @inlinable
  public mutating func refuse(_ reason: String) {
    if refusal == nil { refusal = reason }
  }

  /// Appends one value behind its length, the layout of COPY, arrays and ranges.
  @inlinable
  mutating func field(_ value: some PostgresEncodable) {
    let start = bytes.count
    put(Int32(0))
    value.encode(into: &self)
    let length = isNull ? -1 : Int32(truncatingIfNeeded: bytes.count - start - 4)
    isNull = false
    patch(length, at: start)
  }

  @inlinable
  mutating func patch(_ value: Int32, at start: Int) {
    unsafe bytes.withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: value.bigEndian, toByteOffset: start, as: Int32.self)
    }
  }

  @usableFromInline
  static func containsNUL(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = utf8.baseAddress, utf8.count > 0 else { return false }
    return unsafe memchr(base, 0, utf8.count) != nil
  }
}
