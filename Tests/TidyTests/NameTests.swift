import Testing

/// Words that say nothing collect everything; words of one machine break on the next.
@Suite struct NameTests {
  static let vague: Set<String> = [
    "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Misc", "Base", "Impl", "Info",
    "Data", "Processor",
  ]

  @Test func `no file or folder is called by what it is not`() {
    let breaches = (Tree.sources + Tree.tests).map(\.path).filter { path in
      path.split { "/.+".contains($0) }.contains { !words(of: $0).isDisjoint(with: Self.vague) }
        || path.contains("/Models/") || path.contains("/Extensions/")
    }
    #expect(breaches.isEmpty, "name it by the thing it holds; a function without a home needs a home, not a bag")
  }

  @Test func `no type is called by what it is not`() {
    let declaration =
      /^\s*((public|package|internal|private|fileprivate|final|indirect) )*(struct|enum|class|actor|protocol|typealias) (\w+)/
    let breaches = (Tree.swift + Tree.tests.filter(\.isSwift)).flatMap { file in
      file.lines.compactMap { $0.firstMatch(of: declaration)?.4 }
        .filter { !words(of: $0).isDisjoint(with: Self.vague) }.map { "\(file.path): \($0)" }
    }
    #expect(breaches.isEmpty, "use the word that a planner, a trainer or the PostgreSQL manual would use")
  }

  @Test func `nothing points at one particular machine`() {
    let places = ["/wor" + "k/", "/ro" + "ot/", "/hom" + "e/", "/Use" + "rs/", "/opt/sw" + "ift"]
    let breaches = Tree.all.flatMap { file in
      file.lines.enumerated().filter { line in places.contains { line.element.contains($0) } }
        .map { "\(file.path):\($0.offset + 1)" }
    }
    #expect(breaches.isEmpty, "find the place at run time: the package's root, XDG folders, mktemp")
  }

  /// The words of a camel-case name: `DataRow` has two, `Database` one.
  private func words(of name: some StringProtocol) -> Set<String> {
    Set(String(name).matches(of: /[A-Z]+[a-z0-9]*/).map { String($0.output) })
  }
}
