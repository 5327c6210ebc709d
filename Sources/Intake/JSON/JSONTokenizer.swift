/// A strict pull tokenizer of JSON (RFC 8259) over the bytes of one record.
///
/// It hands out places, not values: a number stays the digits that were written, so no amount ever passes through a
/// floating-point number and no id is rounded. Grammar, escapes, surrogates and depth are checked on the way; UTF-8
/// is checked once for the whole, and only where a byte beyond ASCII was met.
public struct JSONTokenizer {
  /// What was met.
  public enum Token: Equatable, Sendable {
    case beginObject
    case endObject
    case beginArray
    case endArray
    /// A member's name, without its quotes; its value follows.
    case key(Place)
    case string(Place)
    case number(Place)
    case bool(Bool)
    case null
  }

  /// Where a text stands, and whether it holds escapes.
  public struct Place: Equatable, Sendable {
    public let start: Int
    public let end: Int
    public let isEscaped: Bool
  }

  public static let deepest = 64
  public static let mostTokens = 1_000_000

  private enum State {
    case value
    case valueOrEnd
    case keyOrEnd
    case key
    case commaOrEnd
    case done
  }

  private let bytes: [UInt8]
  private var state = State.value
  /// One bit a level: whether it is an object.
  private var objects: UInt64 = 0
  public private(set) var depth = 0
  /// The byte looked at.
  public private(set) var offset = 0
  private var count = 0
  private var hasNonASCII = false

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next token; `nil` after the last.
  public mutating func next() throws(JSONProblem) -> Token? {
    skipBlanks()
    guard state != .done else { return try finish() }
    guard offset < bytes.count else { throw problem(.truncated) }
    count += 1
    guard count <= Self.mostTokens else { throw problem(.tooManyValues) }
    switch state {
    case .keyOrEnd where bytes[offset] == .closingBrace, .commaOrEnd where bytes[offset] == .closingBrace:
      return try end(isObject: true)
    case .valueOrEnd where bytes[offset] == .closingBracket, .commaOrEnd where bytes[offset] == .closingBracket:
      return try end(isObject: false)
    case .commaOrEnd:
      guard bytes[offset] == .comma else { throw problem(.unexpected) }
      offset += 1
      skipBlanks()
      guard offset < bytes.count else { throw problem(.truncated) }
      return isInObject ? try key() : try value()
    case .key, .keyOrEnd: return try key()
    case .value, .valueOrEnd, .done: return try value()
    }
  }

  // MARK: - Structure

  private var isInObject: Bool { depth > 0 && objects & (1 << UInt64(depth - 1)) != 0 }

  private mutating func finish() throws(JSONProblem) -> Token? {
    guard offset == bytes.count else { throw problem(.textAfterEnd) }
    guard hasNonASCII else { return nil }
    do { _ = try UTF8Span(validating: bytes.span) } catch {
      throw JSONProblem(kind: .notUTF8, offset: error.byteOffsets.lowerBound)
    }
    return nil
  }

  private mutating func begin(isObject: Bool) throws(JSONProblem) -> Token {
    guard depth < Self.deepest else { throw problem(.tooDeep) }
    let bit = UInt64(1) << UInt64(depth)
    objects = isObject ? objects | bit : objects & ~bit
    depth += 1
    offset += 1
    state = isObject ? .keyOrEnd : .valueOrEnd
    return isObject ? .beginObject : .beginArray
  }

  private mutating func end(isObject: Bool) throws(JSONProblem) -> Token {
    guard depth > 0, isInObject == isObject else { throw problem(.unexpected) }
    depth -= 1
    offset += 1
    state = depth == 0 ? .done : .commaOrEnd
    return isObject ? .endObject : .endArray
  }

  private mutating func key() throws(JSONProblem) -> Token {
    guard bytes[offset] == .quote else { throw problem(.unexpected) }
    let place = try text()
    skipBlanks()
    guard offset < bytes.count else { throw problem(.truncated) }
    guard bytes[offset] == .colon else { throw problem(.unexpected) }
    offset += 1
    state = .value
    return .key(place)
  }

  private mutating func value() throws(JSONProblem) -> Token {
    switch bytes[offset] {
    case .openingBrace: return try begin(isObject: true)
    case .openingBracket: return try begin(isObject: false)
    case .quote: return after(.string(try text()))
    case UInt8(ascii: "t"): return after(try word("true", .bool(true)))
    case UInt8(ascii: "f"): return after(try word("false", .bool(false)))
    case UInt8(ascii: "n"): return after(try word("null", .null))
    case .minus, UInt8(ascii: "0")...UInt8(ascii: "9"): return after(.number(try number()))
    case 0: throw problem(.nul)
    default: throw problem(.unexpected)
    }
  }

  private mutating func after(_ token: Token) -> Token {
    state = depth == 0 ? .done : .commaOrEnd
    return token
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  private mutating func word(_ word: StaticString, _ token: Token) throws(JSONProblem) -> Token {
    for index in 0..<word.utf8CodeUnitCount {
      guard offset < bytes.count else { throw problem(.truncated) }
      guard bytes[offset] == word.utf8Start[index] else { throw problem(.unexpected) }
      offset += 1
    }
    return token
  }

  private func problem(_ kind: JSONProblem.Kind) -> JSONProblem { JSONProblem(kind: kind, offset: offset) }
}

// MARK: - Text and numbers

extension JSONTokenizer {
  /// The place between two quotes.
  private mutating func text() throws(JSONProblem) -> Place {
    offset += 1
    let start = offset
    var isEscaped = false
    while true {
      let (stop, met) = run(from: offset)
      hasNonASCII = hasNonASCII || met
      offset = stop
      guard offset < bytes.count else { throw problem(.truncated) }
      switch bytes[offset] {
      case .quote:
        offset += 1
        return Place(start: start, end: offset - 1, isEscaped: isEscaped)
      case .backslash:
        isEscaped = true
        try escape()
      case 0: throw problem(.nul)
      default: throw problem(.control)
      }
    }
  }

  /// Where the plain characters from `start` end, and whether one of them lies beyond ASCII.
  private func run(from start: Int) -> (stop: Int, hasNonASCII: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      var met: UInt8 = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == .quote || byte == .backslash || byte < 0x20 { break }
        met |= byte
        index += 1
      }
      return (index, met >= 0x80)
    }
  }

  private mutating func escape() throws(JSONProblem) {
    guard offset + 1 < bytes.count else { throw problem(.truncated) }
    switch bytes[offset + 1] {
    case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    case UInt8(ascii: "u"):
      let unit = try codeUnit(at: offset + 2)
      if unit == 0 { throw problem(.nul) }
      guard unit & 0xF800 == 0xD800 else {
        offset += 6
        return
      }
      guard unit < 0xDC00, offset + 7 < bytes.count, bytes[offset + 6] == .backslash,
        bytes[offset + 7] == UInt8(ascii: "u"), try codeUnit(at: offset + 8) & 0xFC00 == 0xDC00
      else { throw problem(.loneSurrogate) }
      offset += 12
    default: throw problem(.badEscape)
    }
  }

  private func codeUnit(at place: Int) throws(JSONProblem) -> UInt16 {
    guard place + 4 <= bytes.count else { throw problem(.truncated) }
    var unit: UInt16 = 0
    for byte in bytes[place..<(place + 4)] {
      guard let digit = byte.hexDigit else { throw problem(.badEscape) }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// The digits as they were written: `-0`, `1.50` and `9007199254740993` stay themselves.
  private mutating func number() throws(JSONProblem) -> Place {
    let start = offset
    if bytes[offset] == .minus { offset += 1 }
    let isZero = offset < bytes.count && bytes[offset] == UInt8(ascii: "0")
    guard digits() > 0, !isZero || offset - start <= (bytes[start] == .minus ? 2 : 1) else { throw problem(.badNumber) }
    if offset < bytes.count, bytes[offset] == .point {
      offset += 1
      guard digits() > 0 else { throw problem(.badNumber) }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, bytes[offset] == .minus || bytes[offset] == UInt8(ascii: "+") { offset += 1 }
      guard digits() > 0 else { throw problem(.badNumber) }
    }
    return Place(start: start, end: offset, isEscaped: false)
  }

  private mutating func digits() -> Int {
    let start = offset
    while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
    return offset - start
  }
}

extension UInt8 {
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let backslash = UInt8(ascii: "\\")
  static let openingBrace = UInt8(ascii: "{")
  static let closingBrace = UInt8(ascii: "}")
  static let openingBracket = UInt8(ascii: "[")
  static let closingBracket = UInt8(ascii: "]")

  var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
