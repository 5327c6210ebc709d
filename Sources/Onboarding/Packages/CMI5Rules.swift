/// What the specification asks of ids and addresses beyond the schema.
struct CMI5Rules {
  private let blocks: [XML.Element]
  private let units: [XML.Element]
  private let objectives: [XML.Element]
  private let courses: [XML.Element]
  private let references: [XML.Element]
  private let files: Set<String>?

  init(_ root: XML.Element, files: Set<String>?) {
    let parts = Self.parts(of: root)
    courses = root.all("course")
    objectives = root.first("objectives")?.all("objective") ?? []
    blocks = parts.filter { $0.name == "block" }
    units = parts.filter { $0.name == "au" }
    references = parts.flatMap { $0.first("objectives")?.all("objective") ?? [] }
    self.files = files
  }

  private static func parts(of element: XML.Element) -> [XML.Element] {
    element.children.filter { $0.name == "block" || $0.name == "au" }.flatMap { [$0] + parts(of: $0) }
  }

  func check() throws(PackageRefusal) {
    for element in courses + objectives + blocks + units { try absolute(element["id"] ?? "", element) }
    try unique(blocks, "13.1.2.0-1")
    try unique(objectives, "13.1.3.0-1")
    try unique(units, "13.1.4.0-1")
    for element in references { try absolute(element["idref"] ?? "", element) }
    for unit in units { try address(unit.first("url")?.text ?? "", unit) }
  }

  private func absolute(_ id: String, _ element: XML.Element) throws(PackageRefusal) {
    guard Address.isAbsolute(id) else {
      throw PackageRefusal(
        "<\(element.name)> “\(id.prefix(120))” is no complete IRI", requirement: "3.0.0.0-1", line: element.line)
    }
  }

  private func unique(_ elements: [XML.Element], _ requirement: String) throws(PackageRefusal) {
    var seen: Set<String> = []
    for element in elements where !seen.insert(element["id"] ?? "").inserted {
      throw PackageRefusal(
        "<\(element.name)> “\(element["id"] ?? "")” stands twice", requirement: requirement, line: element.line)
    }
  }

  private func address(_ url: String, _ unit: XML.Element) throws(PackageRefusal) {
    guard Address.isWritten(url) else {
      throw PackageRefusal("“\(url.prefix(120))” is no address", requirement: "13.1.4.0-2", line: unit.line)
    }
    let taken: Set<String> = ["endpoint", "fetch", "actor", "registration", "activityId"]
    if let clash = Address.queryNames(url).first(where: taken.contains) {
      throw PackageRefusal(
        "the address has a parameter “\(clash)”, which the launch needs", requirement: "8.1.0.0-6", line: unit.line)
    }
    guard !Address.isAbsolute(url) else { return }
    guard let files else {
      throw PackageRefusal(
        "“\(url.prefix(120))” is relative, and there is no package around it", requirement: "14.2.0.0-1",
        line: unit.line)
    }
    guard let path = Address.path(url), files.contains(path) else {
      throw PackageRefusal("the package has no file “\(url.prefix(120))”", requirement: "14.1.0.0-4", line: unit.line)
    }
  }
}

/// Addresses as packages write them.
enum Address {
  /// Whether it begins with a scheme and goes on: an IRI and no reference.
  static func isAbsolute(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text.index(after: colon) < text.endIndex else { return false }
    let scheme = text[..<colon]
    return scheme.first?.isLetter == true && scheme.utf8.count > 1 && isWritten(text)
      && scheme.utf8.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
  }

  /// Whether every character may stand in an address.
  static func isWritten(_ text: String) -> Bool {
    !text.isEmpty
      && !text.unicodeScalars.contains {
        $0.value <= 32 || $0.value == 127 || "<>\"{}|\\^`".unicodeScalars.contains($0)
      }
  }

  static func queryNames(_ url: String) -> [String] {
    let query =
      url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      .split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return query.split(separator: "&").map { String($0.prefix { $0 != "=" }) }
  }

  /// The entry a relative address names; `nil` when it climbs out of the package.
  static func path(_ url: String) -> String? {
    let plain = url.prefix { $0 != "?" && $0 != "#" }
    var steps: [Substring] = []
    for step in plain.split(separator: "/") where step != "." {
      if step == ".." {
        guard steps.popLast() != nil else { return nil }
      } else {
        steps.append(step)
      }
    }
    return steps.isEmpty ? nil : steps.joined(separator: "/")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
