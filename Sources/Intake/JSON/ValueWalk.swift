/// The walk to a value's end, one decision a byte: only strings and brackets count.
///
/// Grammar is the tokenizer's affair; this finds where a record stops, as fast as bytes can be looked at.
struct ValueWalk {
  /// How many brackets are open.
  private(set) var depth: Int
  private var isInString = false
  private var isEscaped = false
  private var hasBegun: Bool
  /// Whether it is a number or a word, which only the next byte ends.
  private(set) var isBare = false
  /// Whether a line ends inside a string, which JSON never has.
  private(set) var isBroken = false
  /// Whether a line ended on the way.
  private(set) var spansLines = false

  init(depth: Int = 0) {
    self.depth = depth
    hasBegun = depth > 0
  }

  /// Walks on over `bytes` from `start`; says how far, and whether the value is over.
  mutating func take(_ bytes: [UInt8], from start: Int) -> (count: Int, isOver: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        if isInString {
          index = walkString(bytes, from: index)
          if isBroken { return (index - start, false) }
          if !isInString, depth == 0 { return (index - start, true) }
          continue
        }
        if isBare {
          if bytes[index].endsBareValue { return (index - start, true) }
          index += 1
          continue
        }
        if step(bytes[index]) { return (index + 1 - start, true) }
        index += 1
      }
      return (index - start, false)
    }
  }

  /// One byte outside strings; true where it ends the value.
  private mutating func step(_ byte: UInt8) -> Bool {
    switch byte {
    case .quote: isInString = true
    case .openingBrace, .openingBracket: depth += 1
    case .closingBrace, .closingBracket:
      depth -= 1
      return depth <= 0
    case .lineFeed: spansLines = true
    default: if !hasBegun { isBare = true }
    }
    hasBegun = true
    return false
  }

  private mutating func walkString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    if isEscaped {
      isEscaped = false
      index += 1
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .quote {
        isInString = false
        return index + 1
      }
      if byte == .lineFeed {
        isBroken = true
        return index
      }
      if byte == .backslash {
        if index + 1 == bytes.count {
          isEscaped = true
          return index + 1
        }
        index += 1
      }
      index += 1
    }
    return index
  }
}

extension UInt8 {
  /// Whether a number or word cannot go on with this byte.
  fileprivate var endsBareValue: Bool {
    switch self {
    case 0x20, 0x09, 0x0A, 0x0D, .comma, .closingBrace, .closingBracket: true
    default: false
    }
  }
}
