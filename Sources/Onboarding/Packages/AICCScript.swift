/// AICC's script for prerequisites, which SCORM 1.2 uses: `a & (b | c)`, `2*{a, b, c}`, `~a`.
///
/// `AND`, `OR` and `NOT` in words are read too, since packages write them.
struct AICCScript {
  private let tokens: [String]
  private let text: String
  private var place = 0
  private var depth = 0
  private var hasNegation = false

  /// Reads a script over the keys that ids become.
  ///
  /// - Returns: `nil` where it says that something must not be done, which no prerequisite of ours can say.
  static func read(_ text: String) throws(PackageRefusal) -> Prerequisite? {
    var script = AICCScript(text)
    let expression = try script.expression()
    guard script.next == nil else { throw script.fault }
    return script.hasNegation ? nil : expression
  }

  private init(_ text: String) {
    self.text = text
    var tokens: [String] = []
    var word = ""
    func close() {
      if !word.isEmpty { tokens.append(word) }
      word = ""
    }
    for character in text {
      if "&|~(){},*".contains(character) {
        close()
        tokens.append(String(character))
      } else if character.isWhitespace {
        close()
      } else {
        word.append(character)
      }
    }
    close()
    self.tokens = tokens
  }

  private var next: String? { tokens.indices.contains(place) ? tokens[place] : nil }

  private var fault: PackageRefusal {
    PackageRefusal("the prerequisites “\(text.prefix(80))” make no sense at “\(next ?? "their end")”")
  }

  private mutating func takes(_ words: String...) -> Bool {
    guard let next, words.contains(next.uppercased()) else { return false }
    place += 1
    return true
  }

  private mutating func expression() throws(PackageRefusal) -> Prerequisite {
    var parts = [try conjunction()]
    while takes("|", "OR") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(PackageRefusal) -> Prerequisite {
    var parts = [try term()]
    while takes("&", "AND") { parts.append(try term()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func term() throws(PackageRefusal) -> Prerequisite {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else { throw PackageRefusal("the prerequisites are nested deeper than 32") }
    if takes("~", "NOT") {
      hasNegation = true
      return try term()
    }
    if takes("(") {
      let inner = try expression()
      guard takes(")") else { throw fault }
      return inner
    }
    guard let word = next, !"&|(){},*".contains(word), !["AND", "OR"].contains(word.uppercased()) else { throw fault }
    place += 1
    guard let count = Int(word), takes("*") else { return .done(word) }
    return try some(count)
  }

  private mutating func some(_ count: Int) throws(PackageRefusal) -> Prerequisite {
    guard takes("{") else { throw fault }
    var parts = [try expression()]
    while takes(",") { parts.append(try expression()) }
    guard takes("}"), count >= 1, count <= parts.count else { throw fault }
    return .some(count, parts)
  }
}

extension Prerequisite {
  /// The same expression over other keys.
  func renamed(_ rename: (String) -> String) -> Prerequisite {
    switch self {
    case .done(let key): .done(rename(key))
    case .score(let key, let mark): .score(rename(key), atLeast: mark)
    case .all(let parts): .all(parts.map { $0.renamed(rename) })
    case .any(let parts): .any(parts.map { $0.renamed(rename) })
    case .some(let count, let parts): .some(count, parts.map { $0.renamed(rename) })
    }
  }
}
