internal import FoundationEssentials
internal import Postgres

/// What stands in a record of another system, read by name; what is not there is `nil`.
enum HarvestValue: Codable, Sendable, Equatable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([HarvestValue])
  case record([String: HarvestValue])

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .null
    } else if let flag = try? box.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? box.decode(Double.self) {
      self = .number(number)
    } else if let text = try? box.decode(String.self) {
      self = .text(text)
    } else if let list = try? box.decode([HarvestValue].self) {
      self = .list(list)
    } else {
      self = .record(try box.decode([String: HarvestValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    switch self {
    case .null: try box.encodeNil()
    case .flag(let flag): try box.encode(flag)
    case .number(let number):
      if let whole = Int64(exactly: number) { try box.encode(whole) } else { try box.encode(number) }
    case .text(let text): try box.encode(text)
    case .list(let list): try box.encode(list)
    case .record(let record): try box.encode(record)
    }
  }

  subscript(name: String) -> HarvestValue {
    if case .record(let record) = self { record[name] ?? .null } else { .null }
  }

  /// The parts of a list; a thing that stands alone is a list of itself.
  var list: [HarvestValue] {
    switch self {
    case .list(let list): list
    case .null: []
    default: [self]
    }
  }

  /// A text that says something, or a whole number in digits.
  var text: String? {
    switch self {
    case .text(let text): text.contains { !$0.isWhitespace } ? text : nil
    case .number(let number): Int64(exactly: number).map { "\($0)" }
    default: nil
    }
  }

  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var instant: Instant? { text.flatMap(Instant.init(reading:)) }

  /// A text cut to what its column holds.
  func text(atMost limit: Int) -> String? { text.map { String($0.prefix(limit)) } }

  /// A text that has to be there.
  func required(_ name: String) throws(UnreadableLine) -> String {
    guard let text = self[name].text else { throw UnreadableLine(reason: "\(name) is missing") }
    return text
  }

  /// The words of a text written as HTML.
  var plain: String? {
    guard let text else { return nil }
    var words = ""
    var isInTag = false
    for character in text {
      switch character {
      case "<": isInTag = true
      case ">":
        isInTag = false
        words.append(" ")
      default: if !isInTag { words.append(character) }
      }
    }
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
    ] {
      words = words.replacing(entity, with: sign)
    }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension HarvestValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  init(stringLiteral text: String) { self = .text(text) }
  init(dictionaryLiteral parts: (String, HarvestValue)...) { self = .record(Dictionary(parts) { first, _ in first }) }
  init(arrayLiteral parts: HarvestValue...) { self = .list(parts) }
  init(_ text: String?) { self = text.map(HarvestValue.text) ?? .null }
  init(_ instant: Instant?) { self.init(instant.map { "\($0)" }) }
}
