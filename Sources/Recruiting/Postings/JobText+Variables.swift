extension JobText {
  /// What stands in double braces, in the order in which it is met: `city` for `{{city}}`.
  public var variables: [String] {
    var names: [String] = []
    for part in parts {
      for name in part.text.variables where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The text with the variables that have a value filled in; the others stay as they are, for the lint to find.
  public func filled(with values: [String: String]) -> JobText {
    mapped { $0.filled(with: values) }
  }

  /// What still waits to be filled in: `{{city}}`, `[City, State]`, `TBD`, with the part it stands in.
  public var placeholders: [(part: String, text: String)] {
    parts.flatMap { part in part.text.placeholders.map { (part.name, $0) } }
  }
}

extension String {
  fileprivate var variables: [String] {
    matches(of: /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/).map { String($0.1) }
  }

  fileprivate func filled(with values: [String: String]) -> String {
    replacing(/\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/) { match in
      values[String(match.1)] ?? String(match.0)
    }
  }

  /// Braces, words in square brackets that are no link, and the stopgaps people leave behind.
  fileprivate var placeholders: [String] {
    let braces = matches(of: /\{\{[^}]*\}\}?/).map { String($0.0) }
    let brackets = matches(of: /\[[^\]\d][^\]]*\](?!\()/).map { String($0.0) }
    let stopgaps = matches(of: /\b[A-Z]{3,}\b/).map { String($0.0) }.filter { word in
      Self.stopgaps.contains(word.lowercased()) || word.allSatisfy { $0 == "X" }
    }
    return braces + brackets + stopgaps + Self.fillers.filter { contains($0) }
  }

  /// What people write in capitals where a word is still to come; in small letters it may be a word of its own.
  private static let stopgaps: Set = ["tba", "tbc", "tbd", "todo"]
  /// What typesetters fill pages with.
  private static let fillers = ["Lorem ipsum"]
}
