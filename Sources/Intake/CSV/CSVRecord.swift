/// One record of a CSV file: its bytes as they stood there, and where each value lies in them.
public struct CSVRecord: Sendable {
  /// A value's place in the record's bytes, without the quotes around it.
  struct Extent: Sendable {
    var start: Int
    var end: Int
    /// Whether the value stood in quotes; an unquoted empty value is an absent one.
    var isQuoted: Bool
    /// Whether doubled quotes inside must be halved.
    var isEscaped: Bool
  }

  /// The original bytes without the line's end.
  public let bytes: [UInt8]
  /// Where the record begins.
  public let position: FilePosition
  let extents: [Extent]

  /// How many values the record holds.
  public var count: Int { extents.count }

  /// The value at `index`, unquoted.
  public subscript(index: Int) -> String {
    let extent = extents[index]
    let value = bytes[extent.start..<extent.end]
    guard extent.isEscaped else { return String(decoding: value, as: UTF8.self) }
    return String(decoding: Self.halvingQuotes(value), as: UTF8.self)
  }

  /// Whether nothing stands at `index`, not even quotes.
  public func isAbsent(_ index: Int) -> Bool {
    let extent = extents[index]
    return extent.start == extent.end && !extent.isQuoted
  }

  /// Where the value at `index` begins, its opening quote included.
  public func position(of index: Int) -> FilePosition {
    let extent = extents[index]
    return position.advanced(over: bytes[..<(extent.start - (extent.isQuoted ? 1 : 0))])
  }

  private static func halvingQuotes(_ value: ArraySlice<UInt8>) -> [UInt8] {
    var halved: [UInt8] = []
    halved.reserveCapacity(value.count)
    var pendingQuote = false
    for byte in value {
      if byte == .quote, pendingQuote {
        pendingQuote = false
        continue
      }
      pendingQuote = byte == .quote
      halved.append(byte)
    }
    return halved
  }
}
