/// A strict reader of the part of TOML that settings need.
///
/// It reads comments, `[table]` headings, and keys with a string, an integer or a boolean: what `config.toml` holds.
/// Everything else of TOML (arrays, dates, floats, inline tables, multi-line strings) is refused by name and line, never
/// half understood. See the decision "Settings are a small part of TOML".
struct TOML {
  enum Value: Equatable {
    case text(String)
    case whole(Int)
    case flag(Bool)

    /// The value as an environment variable would spell it.
    var plain: String {
      switch self {
      case .text(let text): text
      case .whole(let number): String(number)
      case .flag(let flag): flag ? "true" : "false"
      }
    }
  }

  /// Values by their full key, such as `profile.prod.host`, with the line that each stands on.
  private(set) var values: [String: (value: Value, line: Int)] = [:]

  struct Refused: Error, Equatable {
    let line: Int
    let reason: String
  }

  init(_ text: String) throws(Refused) {
    var table = ""
    var headings: Set<String> = []
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      var line = Line(raw, number: index + 1)
      line.skipBlanks()
      if line.isDone { continue }
      if line.take("[") {
        table = try line.heading()
        guard headings.insert(table).inserted else { throw line.refused("the table [\(table)] appears twice") }
      } else {
        let key = try line.dottedKey()
        let name = table.isEmpty ? key : table + "." + key
        guard values[name] == nil else { throw line.refused("\(name) is set twice") }
        values[name] = (try line.assigned(), index + 1)
      }
    }
  }

  subscript(name: String) -> Value? { values[name]?.value }
}

extension TOML {
  /// One line under the eye of the reader.
  private struct Line {
    private var rest: Substring
    private let number: Int

    init(_ rest: Substring, number: Int) {
      self.rest = rest
      self.number = number
    }

    var isDone: Bool { rest.isEmpty || rest.first == "#" }

    func refused(_ reason: String) -> Refused { Refused(line: number, reason: reason) }

    mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    mutating func take(_ character: Character) -> Bool {
      guard rest.first == character else { return false }
      rest.removeFirst()
      return true
    }

    mutating func heading() throws(Refused) -> String {
      guard rest.first != "[" else { throw refused("arrays of tables are not used here") }
      let key = try dottedKey()
      guard take("]") else { throw refused("a heading ends with ]") }
      try end()
      return key
    }

    mutating func dottedKey() throws(Refused) -> String {
      var parts: [String] = []
      repeat {
        skipBlanks()
        parts.append(rest.first == "\"" || rest.first == "'" ? try string() : bareKey())
        guard parts.last?.isEmpty == false else { throw refused("a key is missing") }
        skipBlanks()
      } while take(".")
      return parts.joined(separator: ".")
    }

    private mutating func bareKey() -> String {
      let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
      rest = rest[key.endIndex...]
      return String(key)
    }

    mutating func assigned() throws(Refused) -> Value {
      skipBlanks()
      guard take("=") else { throw refused("a key is followed by =") }
      skipBlanks()
      let value = try value()
      try end()
      return value
    }

    private mutating func value() throws(Refused) -> Value {
      if rest.first == "\"" || rest.first == "'" { return .text(try string()) }
      let word = rest.prefix { !" \t#".contains($0) }
      rest = rest[word.endIndex...]
      if word == "true" || word == "false" { return .flag(word == "true") }
      let digits = word.hasPrefix("-") ? word.dropFirst() : word
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), !(digits.count > 1 && digits.hasPrefix("0")),
        let number = Int(word)
      else { throw refused("'\(word)' is not a string in quotes, a whole number, true or false") }
      return .whole(number)
    }

    /// A basic string with its escapes, or a literal one without.
    private mutating func string() throws(Refused) -> String {
      let quote = rest.removeFirst()
      guard !rest.hasPrefix(String([quote, quote])) else { throw refused("strings of several lines are not used here") }
      var text = ""
      while let character = rest.popFirst() {
        if character == quote { return text }
        if quote == "\"", character == "\\" {
          text.append(try escaped())
        } else {
          text.append(character)
        }
      }
      throw refused("a string does not end")
    }

    private mutating func escaped() throws(Refused) -> Character {
      switch rest.popFirst() {
      case "\"": return "\""
      case "\\": return "\\"
      case "n": return "\n"
      case "t": return "\t"
      case "u":
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        guard digits.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
          throw refused("\\u needs four hexadecimal digits of a character")
        }
        return Character(scalar)
      default: throw refused("an unknown escape; write \\\\ for a backslash")
      }
    }

    private mutating func end() throws(Refused) {
      skipBlanks()
      guard isDone else { throw refused("'\(rest.prefix(20))' stands after the end of the value") }
    }
  }
}
