/// What must be done before a part: AND, OR, NOT and N-of over ids, as AICC's script writes it.
public indirect enum Prerequisites: Codable, Sendable, Hashable {
  case part(String)
  case all([Prerequisites])
  case any([Prerequisites])
  case not(Prerequisites)
  case atLeast(Int, of: [Prerequisites])

  /// Whether the parts that are done suffice.
  public func hold(done: Set<String>) -> Bool {
    switch self {
    case .part(let id): done.contains(id)
    case .all(let parts): parts.allSatisfy { $0.hold(done: done) }
    case .any(let parts): parts.contains { $0.hold(done: done) }
    case .not(let part): !part.hold(done: done)
    case .atLeast(let count, let parts): parts.count { $0.hold(done: done) } >= count
    }
  }

  /// Every id that is named.
  public var ids: Set<String> {
    switch self {
    case .part(let id): [id]
    case .not(let part): part.ids
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.reduce(into: []) { $0.formUnion($1.ids) }
    }
  }

  /// Reads `a & (b | c)`, `~a`, `2*{a, b, c}`; `AND`, `OR` and `NOT` in words too, since packages write them.
  public init(script: String) throws(PackageRefusal) {
    var parser = Script(script)
    self = try parser.expression()
    guard parser.next == nil else { throw parser.fault }
  }
}

extension Prerequisites {
  /// Reads one token after the other; deeper than 32 parentheses is refused.
  private struct Script {
    private let tokens: [String]
    private var place = 0
    private var depth = 0
    private let text: String

    init(_ text: String) {
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

    var next: String? { tokens.indices.contains(place) ? tokens[place] : nil }
    var fault: PackageRefusal {
      PackageRefusal("the prerequisites “\(text.prefix(80))” make no sense at “\(next ?? "their end")”")
    }

    private mutating func takes(_ words: String...) -> Bool {
      guard let next, words.contains(next.uppercased()) else { return false }
      place += 1
      return true
    }

    mutating func expression() throws(PackageRefusal) -> Prerequisites {
      var parts = [try conjunction()]
      while takes("|", "OR") { parts.append(try conjunction()) }
      return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(PackageRefusal) -> Prerequisites {
      var parts = [try term()]
      while takes("&", "AND") { parts.append(try term()) }
      return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func term() throws(PackageRefusal) -> Prerequisites {
      depth += 1
      defer { depth -= 1 }
      guard depth <= 32 else { throw PackageRefusal("the prerequisites are nested deeper than 32") }
      if takes("~", "NOT") { return .not(try term()) }
      if takes("(") {
        let inner = try expression()
        guard takes(")") else { throw fault }
        return inner
      }
      guard let word = next, !"&|(){},*".contains(word), !["AND", "OR"].contains(word.uppercased()) else { throw fault }
      place += 1
      guard let count = Int(word), takes("*") else { return .part(word) }
      guard takes("{") else { throw fault }
      var parts = [try expression()]
      while takes(",") { parts.append(try expression()) }
      guard takes("}"), count >= 1, count <= parts.count else { throw fault }
      return .atLeast(count, of: parts)
    }
  }
}
