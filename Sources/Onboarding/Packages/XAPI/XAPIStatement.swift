/// One statement of the Experience API, as far as it is evidence: who, what happened, with which unit, how well.
public struct XAPIStatement: Sendable, Hashable {
  static let voided = "http://adlnet.gov/expapi/verbs/voided"

  /// Whom it is about, by whatever names them.
  public enum Actor: Sendable, Hashable {
    case email(String)
    /// An account's name, taken for an employee number.
    case number(String)
    /// A group, an OpenID or a sum: nobody who can be found here.
    case unknown(String)
  }

  public let id: String?
  public let actor: Actor
  /// The verb's IRI.
  public let verb: String
  /// The activity's IRI, or the id of the statement that is voided.
  public let object: String
  public let isCompleted: Bool?
  public let isSuccess: Bool?
  /// From -1 to 1.
  public let scaled: Double?
  public let timestamp: String?

  /// Reads a statement, and refuses what the specification refuses.
  public init(json: some StringProtocol) throws(PackageRefusal) {
    try self.init(try StrictJSON(json))
  }

  init(_ value: StrictJSON) throws(PackageRefusal) {
    try StatementRules.statement(value)
    id = value["id"]?.string?.lowercased()
    actor = Self.actor(value["actor"])
    verb = value["verb"]?["id"]?.string ?? ""
    object = value["object"]?["id"]?.string ?? ""
    isCompleted = Self.flag(value["result"]?["completion"])
    isSuccess = Self.flag(value["result"]?["success"])
    if case .number(let score) = value["result"]?["score"]?["scaled"] { scaled = score } else { scaled = nil }
    timestamp = value["timestamp"]?.string
  }

  private static func actor(_ value: StrictJSON?) -> Actor {
    if let mbox = value?["mbox"]?.string { return .email(String(mbox.dropFirst("mailto:".count)).lowercased()) }
    if let name = value?["account"]?["name"]?.string { return .number(name) }
    return .unknown(value?["name"]?.string ?? "somebody without a name")
  }

  private static func flag(_ value: StrictJSON?) -> Bool? { if case .flag(let flag) = value { flag } else { nil } }
}

extension XAPIStatement {
  /// What happened, in the words of item results; empty for a verb that is no evidence.
  public var outcomes: [ItemStanding.Verb] {
    let word = verb.split(separator: "/").last.map(String.init) ?? ""
    switch word {
    case "launched", "initialized", "attempted", "started": return [.started]
    case "passed", "mastered": return isCompleted == true ? [.completed, .passed] : [.passed]
    case "failed": return isCompleted == true ? [.completed, .failed] : [.failed]
    case "completed":
      guard let isSuccess else { return [.completed] }
      return [.completed, isSuccess ? .passed : .failed]
    default: return []
    }
  }
}

/// A file of statements, one JSON object a line.
public enum StatementFile {
  /// The largest file that is read, in bytes.
  public static let largest = 64 << 20
  /// The longest line, in bytes.
  public static let longestLine = 1 << 20

  public struct Line: Sendable {
    public let number: Int
    public let statement: Result<XAPIStatement, PackageRefusal>
  }

  /// Reads every line that is not blank.
  public static func read(_ text: String) -> [Line] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().compactMap { index, line in
      guard line.contains(where: { !$0.isWhitespace }) else { return nil }
      guard line.utf8.count <= longestLine else {
        return Line(number: index + 1, statement: .failure(PackageRefusal("the line is longer than a megabyte")))
      }
      return Line(
        number: index + 1, statement: Result { () throws(PackageRefusal) in try XAPIStatement(json: line) })
    }
  }
}
