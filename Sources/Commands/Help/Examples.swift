import Documents

/// The first things that each role wants to do.
enum Examples {
  static let roles: [(role: String, command: String)] = [
    ("planning the holidays", "muster season plan peak-2011 --as-of 2011-08-31"),
    ("leading or training a team", "muster shift list --team Returns --week 2025-11-24"),
    ("human resources", "muster import people people.csv --dry-run"),
  ]

  static var text: String {
    "Examples\n" + roles.map { "  \($0.role):\n    \($0.command)" }.joined(separator: "\n")
  }

  /// The help of a bare `muster`: what it is, three examples, the nouns.
  static func concise(nouns groups: [(group: String, nouns: [(name: String, abstract: String)])]) -> String {
    let width = groups.flatMap(\.nouns).map(\.name.count).max() ?? 0
    let lines = groups.map { group, nouns in
      ([group] + nouns.map { "  \($0.name.padded(to: width))  \($0.abstract)" }).joined(separator: "\n")
    }
    return """
      muster: get a shop's customer-service team through its peak season.

      \(text)

      \(lines.joined(separator: "\n\n"))

      muster <noun> --help tells its verbs; muster help \(Topic.output.rawValue) tells how to get JSON, CSV and more.

      """
  }
}
