/// cmi5 course structures: read, judged by the specification, and turned into an outline.
public enum CMI5 {
  static let namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
  /// The file that a package must have in its root.
  public static let structureName = "cmi5.xml"

  /// Reads a course structure.
  ///
  /// - Parameter files: The paths of the package's entries; `nil` when the structure came alone.
  /// - Throws: ``PackageRefusal`` with the number of the requirement that is broken.
  public static func read(_ structure: [UInt8], files: Set<String>? = nil) throws(PackageRefusal) -> Outline {
    let root: XML.Element
    do {
      root = try XML.read(structure)
    } catch {
      throw PackageRefusal(error.reason, requirement: "13.2.0.0-1", line: error.line)
    }
    try CMI5Shape.check(root)
    try CMI5Rules(root, files: files).check()
    return outline(root)
  }

  private static func outline(_ root: XML.Element) -> Outline {
    let course = root.first("course")
    var leftOut = LeftOut()
    let parts = root.children.compactMap { part($0, &leftOut) }
    note(root, &leftOut)
    return Outline(
      standard: .cmi5, id: course?["id"] ?? "", title: course.map(title) ?? "", parts: parts, notTaken: leftOut.lines)
  }

  private static func part(_ element: XML.Element, _ leftOut: inout LeftOut) -> Outline.Part? {
    guard element.name == "block" || element.name == "au" else { return nil }
    note(element, &leftOut)
    var part = Outline.Part(id: element["id"] ?? "", title: title(element))
    if element.name == "block" {
      part.parts = element.children.compactMap { Self.part($0, &leftOut) }
    } else {
      part.launch = element.first("url")?.text
      part.moveOn = element["moveOn"].flatMap(MoveOn.init) ?? .notApplicable
      part.masteryScore = element["masteryScore"].flatMap { Double(written: $0) }
    }
    return part
  }

  /// The title in English where there is one, else the first.
  private static func title(_ element: XML.Element) -> String {
    let all = element.first("title")?.all("langstring") ?? []
    return (all.first { $0["lang"]?.lowercased().hasPrefix("en") == true } ?? all.first)?.text ?? ""
  }

  private static func note(_ element: XML.Element, _ leftOut: inout LeftOut) {
    for child in element.children {
      switch child.name {
      case "objectives": leftOut.note("objectives")
      case "launchParameters", "entitlementKey": leftOut.note(child.name)
      case _ where child.namespace != namespace: leftOut.note("vendor metadata of \(child.namespace)")
      default: break
      }
    }
    if element["launchMethod"] == "OwnWindow" { leftOut.note("launchMethod OwnWindow") }
    if element["activityType"] != nil { leftOut.note("activityType") }
    if (element.first("title")?.all("langstring").count ?? 0) > 1 { leftOut.note("titles in further languages") }
  }
}

/// The order and number of elements that CourseStructure.xsd asks for.
private enum CMI5Shape {
  /// How often a child may stand, in the order of the schema.
  private struct Slot {
    let names: Set<String>
    let least: Int
    let most: Int

    init(_ names: String..., least: Int = 1, most: Int = 1) {
      self.names = Set(names)
      self.least = least
      self.most = most
    }
  }

  private static let slots: [String: [Slot]] = [
    "courseStructure": [Slot("course"), Slot("objectives", least: 0), Slot("au", "block", most: .max)],
    "course": [Slot("title"), Slot("description")],
    "block": [Slot("title"), Slot("description"), Slot("objectives", least: 0), Slot("au", "block", most: .max)],
    "au": [
      Slot("title"), Slot("description"), Slot("objectives", least: 0), Slot("url"), Slot("launchParameters", least: 0),
      Slot("entitlementKey", least: 0),
    ],
    "objectives": [Slot("objective", most: .max)],
    "title": [Slot("langstring", most: .max)],
    "description": [Slot("langstring", most: .max)],
  ]

  static func check(_ root: XML.Element) throws(PackageRefusal) {
    guard root.name == "courseStructure", root.namespace == CMI5.namespace else {
      throw fault("the root is not a courseStructure of \(CMI5.namespace)", root)
    }
    try walk(root)
  }

  private static func walk(_ element: XML.Element) throws(PackageRefusal) {
    try attributes(of: element)
    guard let slots = slots[element.name] else { return }
    var rest = element.children[...]
    for slot in slots {
      let here = rest.prefix { $0.namespace == CMI5.namespace && slot.names.contains($0.name) }
      let taken = here.prefix(slot.most)
      guard taken.count >= slot.least else {
        let words = slot.names.sorted().joined(separator: " or ")
        throw fault("<\(element.name)> needs \(words) here", rest.first ?? element)
      }
      rest = rest.dropFirst(taken.count)
    }
    if let stray = rest.first(where: { $0.namespace == CMI5.namespace }) {
      throw fault("<\(stray.name)> may not stand here in <\(element.name)>", stray)
    }
    for child in element.children where child.namespace == CMI5.namespace { try walk(child) }
  }

  private static func attributes(of element: XML.Element) throws(PackageRefusal) {
    if ["course", "block", "au"].contains(element.name), element["id"]?.isEmpty ?? true {
      throw fault("<\(element.name)> needs an id", element)
    }
    guard element.name == "au" else { return }
    if let word = element["moveOn"], MoveOn(rawValue: word) == nil {
      throw fault("no moveOn is called “\(word)”", element)
    }
    if let word = element["launchMethod"], word != "AnyWindow", word != "OwnWindow" {
      throw fault("no launchMethod is called “\(word)”", element)
    }
    if let score = element["masteryScore"] {
      guard let value = Double(written: score), (0...1).contains(value) else {
        throw fault("masteryScore “\(score)” is not from 0 to 1", element)
      }
    }
    if element.first("url")?.text.isEmpty == true { throw fault("<url> is empty", element) }
  }

  private static func fault(_ reason: String, _ element: XML.Element) -> PackageRefusal {
    PackageRefusal(reason, requirement: "13.2.0.0-1", line: element.line)
  }
}
