internal import FoundationEssentials

/// JSON as another program wrote it, read key by key so that what is not understood can be listed.
enum JSONTree: Decodable {
  case object([String: JSONTree])
  case list([JSONTree])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONTree].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONTree].self))
    }
  }

  static func read(_ json: [UInt8]) throws -> JSONTree {
    try JSONDecoder().decode(JSONTree.self, from: Data(json))
  }

  /// The member of a name, however its words are joined: `QuestionType`, `questionType` or `question_type`.
  subscript(_ name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    let plain = Self.plain(name)
    return members.first { Self.plain($0.key) == plain && !$0.value.isNull }?.value
  }

  var list: [JSONTree] { if case .list(let items) = self { items } else { [] } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var flag: Bool { if case .flag(let flag) = self { flag } else { false } }
  var isNull: Bool { if case .null = self { true } else { false } }

  /// Names of members besides these, sorted.
  func members(besides known: [String]) -> [String] {
    guard case .object(let members) = self else { return [] }
    let plain = Set(known.map(Self.plain))
    return members.filter { !plain.contains(Self.plain($0.key)) && !$0.value.isEmpty }.keys.sorted()
  }

  /// Keys at any depth that are not among these, as problems.
  func keys(outside known: Set<String>) -> [String] {
    switch self {
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { key, value in
        (known.contains(key) ? [] : ["there is no field “\(key)”"]) + value.keys(outside: known)
      }
    case .list(let items): items.flatMap { $0.keys(outside: known) }
    default: []
    }
  }

  /// Nothing worth a remark: null, false, or an empty list, object or text.
  private var isEmpty: Bool {
    switch self {
    case .null: true
    case .flag(let flag): !flag
    case .list(let items): items.isEmpty
    case .object(let members): members.isEmpty
    case .text(let text): text.isEmpty
    case .number: false
    }
  }

  private static func plain(_ name: String) -> String { name.filter { $0 != "_" }.lowercased() }
}

extension DecodingError {
  /// Where the JSON is not what a form is, in words.
  var place: String {
    func path(_ context: Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
      return path.isEmpty ? "the file" : String(path.drop { $0 == "." })
    }
    return switch self {
    case .keyNotFound(let key, let context): "\(path(context)) has no \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(path(context)) is of another kind"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty ? "the file is not JSON" : "\(path(context)) is unknown"
    @unknown default: "the file is not a form"
    }
  }
}
