/// JSON read strictly: where two readers could disagree, this one refuses.
///
/// No name twice in an object, no NUL, no lone surrogate, nothing deeper than 64, no number that is not finite.
enum StrictJSON: Sendable, Hashable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([StrictJSON])
  case object([String: StrictJSON])

  static let deepest = 64

  init(_ text: some StringProtocol) throws(PackageRefusal) {
    var reader = Reader(bytes: Array(text.utf8))
    self = try reader.document()
  }

  subscript(name: String) -> StrictJSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var string: String? { if case .text(let text) = self { text } else { nil } }
  var members: [String: StrictJSON]? { if case .object(let members) = self { members } else { nil } }
  var elements: [StrictJSON]? { if case .list(let elements) = self { elements } else { nil } }
}

extension StrictJSON {
  private struct Reader {
    let bytes: [UInt8]
    var place = 0
    var depth = 0

    mutating func document() throws(PackageRefusal) -> StrictJSON {
      let value = try value()
      skipBlanks()
      guard place == bytes.count else { throw fault("something after its end") }
      return value
    }

    private func fault(_ what: String) -> PackageRefusal {
      PackageRefusal("the JSON has \(what) at byte \(place + 1)")
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
      while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
    }

    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard next == UInt8(ascii: character) else { return false }
      place += 1
      return true
    }

    private mutating func value() throws(PackageRefusal) -> StrictJSON {
      depth += 1
      defer { depth -= 1 }
      guard depth <= StrictJSON.deepest else { throw fault("more than \(StrictJSON.deepest) levels") }
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"): return try object()
      case UInt8(ascii: "["): return try list()
      case UInt8(ascii: "\""): return .text(try string())
      case UInt8(ascii: "t"): return try word("true", .flag(true))
      case UInt8(ascii: "f"): return try word("false", .flag(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return .number(try number())
      }
    }

    private mutating func word(_ word: String, _ value: StrictJSON) throws(PackageRefusal) -> StrictJSON {
      guard bytes[place...].starts(with: word.utf8) else { throw fault("a word it does not know") }
      place += word.utf8.count
      return value
    }

    private mutating func object() throws(PackageRefusal) -> StrictJSON {
      place += 1
      var members: [String: StrictJSON] = [:]
      if takes("}") { return .object(members) }
      repeat {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw fault("no name where one belongs") }
        let name = try string()
        guard takes(":") else { throw fault("no colon after a name") }
        guard members.updateValue(try value(), forKey: name) == nil else { throw fault("“\(name.prefix(40))” twice") }
      } while takes(",")
      guard takes("}") else { throw fault("an object without its end") }
      return .object(members)
    }

    private mutating func list() throws(PackageRefusal) -> StrictJSON {
      place += 1
      var elements: [StrictJSON] = []
      if takes("]") { return .list(elements) }
      repeat { elements.append(try value()) } while takes(",")
      guard takes("]") else { throw fault("a list without its end") }
      return .list(elements)
    }

    private mutating func string() throws(PackageRefusal) -> String {
      place += 1
      var text: [UInt8] = []
      while let byte = next {
        place += 1
        switch byte {
        case UInt8(ascii: "\""):
          guard let string = String(validating: text, as: UTF8.self) else { throw fault("text that is not UTF-8") }
          return string
        case UInt8(ascii: "\\"): text += try escaped()
        case 0..<32: throw fault("a control character")
        default: text.append(byte)
        }
      }
      throw fault("a text without its end")
    }

    private mutating func escaped() throws(PackageRefusal) -> [UInt8] {
      guard let byte = next else { throw fault("a text without its end") }
      place += 1
      let plain: [UInt8: UInt8] = [34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9]
      if let character = plain[byte] { return [character] }
      guard byte == UInt8(ascii: "u") else { throw fault("an escape it does not know") }
      var unit = try hex()
      if (0xD800..<0xDC00).contains(unit), bytes[place...].starts(with: Array("\\u".utf8)) {
        place += 2
        let low = try hex()
        guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard unit != 0 else { throw fault("a NUL character") }
      guard let scalar = Unicode.Scalar(unit) else { throw fault("half a surrogate pair") }
      return Array(String(Character(scalar)).utf8)
    }

    private mutating func hex() throws(PackageRefusal) -> UInt32 {
      let digits = bytes[place...].prefix(4)
      guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw fault("an escape without its four digits") }
      place += 4
      return unit
    }

    private mutating func number() throws(PackageRefusal) -> Double {
      let digits = bytes[place...].prefix { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
      let text = String(decoding: digits, as: UTF8.self)
      guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
        let number = Double(written: text)
      else { throw fault("no value where one belongs") }
      place += digits.count
      return number
    }
  }
}
