import Testing

/// Which room may lean on which: facts cross rooms down, never sideways.
@Suite struct ArrowTests {
  static let facts: Set<String> = ["People", "Workload", "Timekeeping"]
  static let modules: Set<String> = ["Recruiting", "Onboarding", "Coaching", "Scheduling", "Scorecards"]
  static let database: Set<String> = ["Store", "Postgres"]

  /// An arrow that is not here is not allowed.
  static let arrows: [String: Set<String>] = [
    "CLibPQ": [],
    "CCoin": [],
    "CCurl": [],
    "CLibXML2": [],
    "CPango": [],
    "CXlsxWriter": [],
    "CZlib": [],
    "Postgres": ["CLibPQ"],
    "Store": ["Postgres"],
    "People": database,
    "Workload": database.union(["People"]),
    "Timekeeping": database.union(["People"]),
    "Statistics": [],
    "Planning": ["Statistics", "CCoin"],
    "Archive": ["CZlib"],
    "Recruiting": facts.union(database).union(["Statistics"]),
    "Onboarding": facts.union(database).union(["Archive", "Statistics", "CLibXML2"]),
    "Coaching": facts.union(database).union(["Statistics"]),
    "Scorecards": facts.union(database).union(["Statistics"]),
    "Scheduling": facts.union(database).union(["Statistics", "Planning"]),
    "Web": ["CCurl"],
    "Intake": facts.union(database).union(["Archive", "Web"]),
    "Documents": ["CXlsxWriter", "CPango"],
    "Commands": modules.union(facts).union(["Intake", "Documents", "Planning", "Store"]),
    "Service": modules.union(facts).union(["Documents", "Store"]),
    "muster": ["Commands"],
    "MusterBench": ["Planning", "Statistics", "Postgres", "Store", "Documents"],
    "StoreTesting": database,
  ]

  @Test func `every room has its arrows written down`() {
    let rooms = Tree.names(in: "Sources")
    let unknown = rooms.filter { Self.arrows[$0] == nil }
    #expect(unknown.isEmpty, "add \(unknown) to house.md's table and to the arrows above, or remove the folder")
  }

  @Test func `imports follow the arrows`() {
    let breaches = Tree.sources.filter(\.isSwift).flatMap { file in
      imports(of: file).filter { Self.arrows[$0] != nil && Self.arrows[file.room]?.contains($0) != true }
        .map { "\(file.path) imports \($0)" }
    }
    #expect(
      breaches.isEmpty, "a fact that both rooms need belongs in a room below both; move it there, not the arrow")
  }

  @Test func `the package declares no dependency that is not an arrow`() {
    let breaches = targets().filter { Self.arrows[$0.name] != nil }.flatMap { target in
      target.dependencies.filter { Self.arrows[$0] != nil && Self.arrows[target.name]?.contains($0) != true }
        .map { "\(target.name) depends on \($0)" }
    }
    #expect(breaches.isEmpty, "remove the dependency from Package.swift")
  }

  @Test func `targets stand in the order of the arrows`() {
    var seen: Set<String> = []
    var breaches: [String] = []
    for target in targets() {
      breaches += target.dependencies.filter { Self.arrows[$0] != nil && !seen.contains($0) }
        .map { "\(target.name) stands above \($0)" }
      seen.insert(target.name)
    }
    #expect(breaches.isEmpty, "in Package.swift a room stands below the rooms that it uses; move its lines down")
  }

  /// `import`, `public import Foo` and `import struct Foo.Bar` name their module in the same place.
  private func imports(of file: Tree.File) -> [String] {
    let pattern =
      /^(@\w+ )*((public|package|internal|private|fileprivate) )?import ((struct|enum|class|func|protocol|typealias|var|let) )?(?<module>\w+)/
    return file.lines.compactMap { line in line.firstMatch(of: pattern).map { String($0.module) } }
  }

  private func targets() -> [(name: String, dependencies: [String])] {
    let declarations = Tree.manifest.text.split(separator: /\.(target|executableTarget|testTarget|systemLibrary)\(/)
    return declarations.dropFirst().compactMap { text in
      guard let name = text.firstMatch(of: /name: "(\w+)"/) else { return nil }
      let list = text.firstMatch(of: /dependencies: \[([^\]]*)\]/).map(\.1) ?? ""
      return (String(name.1), list.matches(of: /"(\w+)"/).map { String($0.1) })
    }
  }
}
