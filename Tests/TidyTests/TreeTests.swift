import Testing

/// The house as a newcomer meets it: few things at the door, each on the map.
@Suite struct TreeTests {
  static let entries: Set<String> = [
    ".ci", ".gitignore", ".swift-format", "CHANGELOG.md", "LICENSE", "Package.swift", "README.md", "Sources", "Tests",
    "scripts", "sql",
  ]
  static let leftByTools: Set<String> = [".git", ".swiftpm", ".DS_Store", ".vscode", "Package.resolved", "plan"]

  @Test func `only what belongs there lies at the top`() {
    let found = Tree.names(in: "").filter { !$0.hasPrefix(".build") && !Self.leftByTools.contains($0) }
    let strangers = found.filter { !Self.entries.contains($0) }
    #expect(strangers.isEmpty, "put it into a room, or into scripts/, sql/ or Tests/")
  }

  @Test func `the README maps every room and no other`() {
    let rooms = Tree.names(in: "Sources")
    let missing = rooms.filter { !Tree.readme.text.contains($0) }
    #expect(missing.isEmpty, "give \(missing) a line on the map of rooms in README.md")
    let mapped = Tree.readme.text.matches(of: /(?m)^[│ ]*[├└]── (\w+)\//).map { String($0.1) }
    let gone = mapped.filter { !rooms.contains($0) && !Self.entries.contains($0) }
    #expect(gone.isEmpty, "\(gone) is on the map in README.md but not in Sources; remove the line or build the room")
  }

  @Test func `every room has a page`() {
    let rooms = Set(Tree.swift.map(\.room)).subtracting(["muster"])
    let pages = Set(Tree.sources.filter { $0.path.contains(".docc/") }.map(\.room))
    let missing = rooms.subtracting(pages).sorted()
    #expect(missing.isEmpty, "write Sources/<Room>/<Room>.docc/<Room>.md for \(missing): words, rules, decisions")
  }

  @Test func `scripts say what they are for`() {
    let silent = Tree.scripts.filter { $0.text.hasPrefix("#!") && $0.path.hasPrefix("scripts/") }
      .filter { !($0.lines.dropFirst().first?.hasPrefix("# ") ?? false) || !$0.text.lowercased().contains("# usage: ") }
      .map(\.path)
    #expect(silent.isEmpty, "begin with a line of purpose and a line '# Usage: …'")
  }

  @Test func `continuous integration is the test script and nothing else`() {
    let run = Tree.file(".ci/run")
    #expect(run.text.contains("scripts/test"), "CI runs what people run: exec scripts/test")
    #expect(run.lines.count <= 4, "move what CI does into scripts/test, where people run it too")
  }
}
