/// A UUID: sixteen bytes.
public struct UniqueID: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A random one, version 4.
  public static func random() -> UniqueID {
    UniqueID(
      high: .random(in: .min ... .max) & 0xffff_ffff_ffff_0fff | 0x4000,
      low: .random(in: .min ... .max) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
  }

  /// Reads the usual 36 characters, in either case.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], text.utf8.allSatisfy(Self.isHexOrDash) else { return nil }
    let digits = groups.joined()
    guard let high = UInt64(digits.prefix(16), radix: 16), let low = UInt64(digits.dropFirst(16), radix: 16) else {
      return nil
    }
    self.init(high: high, low: low)
  }

  private static func isHexOrDash(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66, 0x2d: true
    default: false
    }
  }
}

extension UniqueID: CustomStringConvertible {
  public var description: String {
    let digits = Self.hex(high) + Self.hex(low)
    var groups: [Substring] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
      groups.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return groups.joined(separator: "-")
  }

  private static func hex(_ half: UInt64) -> String {
    let digits = String(half, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

extension UniqueID: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .uuid }

  public func encode(into writer: inout WireWriter) {
    writer.put(high)
    writer.put(low)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> UniqueID {
    guard cell.oid == 2950 else { throw cell.mismatch(UniqueID.self) }
    return UniqueID(high: try cell.integer(), low: try cell.integer(at: 8))
  }
}
