import ArgumentParser

/// The words of the command line before ArgumentParser sees them.
enum Arguments {
  /// Options that may also stand before the noun, with the ones that take a value.
  private static let leading = ["--as": true, "--profile": true, "--format": true]

  /// The arguments with global options behind the verb, and a bare `--json` as one without fields.
  static func settled(_ arguments: [String]) -> [String] {
    bareJSON(moved(arguments))
  }

  /// ArgumentParser 1.8 has options that may stand alone, but loses their value when another option follows.
  private static func bareJSON(_ arguments: [String]) -> [String] {
    arguments.indices.map { index in
      let next = index + 1 < arguments.count ? arguments[index + 1] : "-"
      return arguments[index] == "--json" && next.hasPrefix("-") ? "--json=?" : arguments[index]
    }
  }

  /// Moves options that stand before the noun behind the verb: `muster --as Ana shift list`.
  private static func moved(_ arguments: [String]) -> [String] {
    var moved: [String] = []
    var rest = arguments[...]
    while let first = rest.first, first.hasPrefix("-"), first != "--" {
      let name = String(first.prefix { $0 != "=" })
      guard let takesValue = leading[name] ?? (flags.contains(name) ? false : nil) else { break }
      moved.append(rest.removeFirst())
      if takesValue, !first.contains("="), let value = rest.popFirst() { moved.append(value) }
    }
    guard !moved.isEmpty, !rest.isEmpty else { return arguments }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + moved + Array(rest[end...])
  }

  private static let flags: Set<String> = [
    "--quiet", "-q", "--verbose", "-v", "--no-color", "--no-pager", "--header", "--all", "--dry-run", "--yes", "-y",
  ]

  /// The topic of `muster help <topic>`.
  static func topic(_ arguments: [String]) -> Topic? {
    arguments.count == 2 && arguments[0] == "help" ? Topic(rawValue: arguments[1]) : nil
  }

  /// Errors come as JSON when the result was to come so.
  static func wantJSON(_ arguments: [String]) -> Bool {
    for (index, word) in arguments.enumerated() {
      if word == "--" { return false }
      if word.hasPrefix("--json") || word == "--format=json" || word == "--format=ndjson" { return true }
      let next = index + 1 < arguments.count ? arguments[index + 1] : ""
      if word == "--format", next == "json" || next == "ndjson" { return true }
    }
    return false
  }

  /// Refuses a noun or verb that is not there, and names the one that is meant.
  static func refuseUnknownNames(_ arguments: [String], root: any ParsableCommand.Type) throws {
    var node = root
    var path = root._commandName
    for word in arguments where word != "help" {
      let verbs = node.configuration.subcommands
      if verbs.isEmpty || word.hasPrefix("-") { return }
      let found = verbs.first { $0._commandName == word || $0.configuration.aliases.contains(word) }
      guard let found else { throw unknown(word, under: path, verbs.map { $0._commandName }) }
      node = found
      path += " " + word
    }
  }

  private static func unknown(_ word: String, under path: String, _ verbs: [String]) -> Failure {
    let nearest = word.nearest(among: verbs).map { " Did you mean `\(path) \($0)`?" } ?? ""
    return .usage("There is no `\(path) \(word)`.\(nearest)", next: "\(path) --help")
  }
}
