/// A place in a file, the way an editor and a hex viewer would find it.
public struct FilePosition: Sendable, Hashable, Codable {
  /// The physical line, from 1: a quoted value may run over several.
  public var line: Int
  /// The character within the line, from 1.
  public var column: Int
  /// The byte within the file, from 0.
  public var offset: Int

  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

extension FilePosition {
  /// The place of `index` in `bytes`, which begin at this place.
  ///
  /// Columns count characters as scalars, so that an accent does not move the cursor twice.
  func advanced(over bytes: some Sequence<UInt8>) -> FilePosition {
    var place = self
    for byte in bytes {
      place.offset += 1
      switch byte {
      case .lineFeed: (place.line, place.column) = (place.line + 1, 1)
      case 0x80..<0xC0: break
      default: place.column += 1
      }
    }
    return place
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
