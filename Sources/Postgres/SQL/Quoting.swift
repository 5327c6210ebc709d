/// How names and texts are written where SQL takes no parameter.
enum Quoting {
  static func identifier(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// Why a name cannot be sent: the server would silently cut a long one, and one name could become another.
  static func refusal(of name: String) -> String? {
    if name.isEmpty { return "an empty identifier" }
    if name.utf8.contains(0) { return "an identifier with a NUL character" }
    if name.utf8.count > 63 { return "an identifier longer than 63 bytes" }
    return nil
  }
}

/// A table's name, quoted part by part: `stage.contact` is the table `contact` of the schema `stage`.
public struct TableName: Sendable, ExpressibleByStringLiteral {
  let parts: [String]

  public init(schema: String? = nil, _ name: String) {
    parts = [schema, name].compactMap(\.self)
  }

  public init(stringLiteral text: StaticString) {
    parts = "\(text)".split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  var quoted: String { parts.map(Quoting.identifier).joined(separator: ".") }
  var refusal: String? { parts.lazy.compactMap(Quoting.refusal).first }
}
