/// SCORM manifests: the tree of a course, its pass marks and prerequisites. Sequencing is left to players.
public enum SCORM {
  /// The file that a package must have in its root.
  public static let manifestName = "imsmanifest.xml"

  /// Reads a manifest.
  ///
  /// - Parameter files: The paths of the package's entries; `nil` when the manifest came alone.
  public static func read(_ manifest: [UInt8], files: Set<String>? = nil) throws(PackageRefusal) -> Outline {
    let root = try XML.read(manifest)
    guard root.name == "manifest" else { throw PackageRefusal("the root is no manifest", line: root.line) }
    guard let organizations = root.first("organizations"), let all = root.first("resources") else {
      throw PackageRefusal("the manifest lacks organizations or resources", line: root.line)
    }
    let organization = try chosen(organizations)
    var reader = ManifestReader(standard: standard(root), resources: try resources(all), files: files)
    let parts = try organization.all("item").each { item throws(PackageRefusal) in try reader.part(item) }
    try reader.checkPrerequisites(parts)
    for other in organizations.all("organization") where other !== organization {
      reader.leftOut.note("other organization “\(other["identifier"] ?? "")”")
    }
    reader.note(organization)
    return Outline(
      standard: reader.standard, id: root["identifier"] ?? organization["identifier"] ?? "",
      title: organization.first("title")?.text ?? "", parts: parts, notTaken: reader.leftOut.lines)
  }

  /// The organization that the manifest names as its default, or its first.
  private static func chosen(_ organizations: XML.Element) throws(PackageRefusal) -> XML.Element {
    let all = organizations.all("organization")
    guard let first = all.first else { throw PackageRefusal("there is no organization", line: organizations.line) }
    for one in all where one["identifier"]?.isEmpty ?? true {
      throw PackageRefusal("an organization has no identifier", line: one.line)
    }
    guard let name = organizations["default"] else { return first }
    guard let chosen = all.first(where: { $0["identifier"] == name }) else {
      throw PackageRefusal("the default organization “\(name)” is not there", line: organizations.line)
    }
    guard chosen.first("title")?.text.isEmpty == false else {
      throw PackageRefusal("the organization “\(name)” has no title", line: chosen.line)
    }
    return chosen
  }

  private static func standard(_ root: XML.Element) -> Outline.Standard {
    let version = root.first("metadata")?.first("schemaversion")?.text ?? ""
    let is12 = version == "1.2" || root.namespace.hasSuffix("rootv1p1p2")
    return is12 ? .scorm12 : .scorm2004
  }

  private static func resources(_ element: XML.Element) throws(PackageRefusal) -> [String: XML.Element] {
    var resources: [String: XML.Element] = [:]
    for resource in element.all("resource") {
      guard let id = resource["identifier"], !id.isEmpty else {
        throw PackageRefusal("a resource has no identifier", line: resource.line)
      }
      guard resources.updateValue(resource, forKey: id) == nil else {
        throw PackageRefusal("the resource “\(id)” stands twice", line: resource.line)
      }
    }
    return resources
  }
}

/// Turns items into parts.
private struct ManifestReader {
  let standard: Outline.Standard
  let resources: [String: XML.Element]
  let files: Set<String>?
  var leftOut = LeftOut()
  private var seen: Set<String> = []

  init(standard: Outline.Standard, resources: [String: XML.Element], files: Set<String>?) {
    self.standard = standard
    self.resources = resources
    self.files = files
  }

  mutating func part(_ item: XML.Element) throws(PackageRefusal) -> Outline.Part {
    guard let id = item["identifier"], !id.isEmpty else {
      throw PackageRefusal("an item has no identifier", line: item.line)
    }
    guard seen.insert(id).inserted else { throw PackageRefusal("the item “\(id)” stands twice", line: item.line) }
    var part = Outline.Part(id: id, title: item.first("title")?.text ?? id)
    if item.first("title") == nil { leftOut.note("an item without a title is called by its id") }
    if let reference = item["identifierref"], !reference.isEmpty {
      part.launch = try launch(reference, item)
      part.moveOn = .completedOrPassed
    }
    try rules(of: item, &part)
    for child in item.all("item") { part.parts.append(try self.part(child)) }
    note(item)
    return part
  }

  private mutating func launch(_ reference: String, _ item: XML.Element) throws(PackageRefusal) -> String {
    guard let resource = resources[reference] else {
      throw PackageRefusal(
        "the item “\(item["identifier"] ?? "")” asks for a resource “\(reference)” that is not there", line: item.line)
    }
    guard let href = resource["href"], !href.isEmpty else {
      throw PackageRefusal("the resource “\(reference)” has no href to start at", line: resource.line)
    }
    let address = (resource["base"] ?? "") + href
    if let files, !Address.isAbsolute(address) {
      guard let path = Address.path(address), files.contains(path) else {
        throw PackageRefusal("the package has no file “\(address.prefix(120))”", line: resource.line)
      }
    }
    return address + (item["parameters"] ?? "")
  }

  /// Pass marks and prerequisites: 1.2 has them as elements, 2004 inside its sequencing.
  private mutating func rules(of item: XML.Element, _ part: inout Outline.Part) throws(PackageRefusal) {
    if let mastery = item.first("masteryscore")?.text, !mastery.isEmpty {
      guard let score = Double(written: mastery), (0...100).contains(score) else {
        throw PackageRefusal("masteryscore “\(mastery.prefix(20))” is not from 0 to 100", line: item.line)
      }
      part.masteryScore = score / 100
      part.moveOn = .passed
    }
    if let script = item.first("prerequisites")?.text, !script.isEmpty {
      do {
        part.prerequisites = try AICCScript.read(script)
      } catch {
        throw PackageRefusal(error.reason, line: item.line)
      }
      if part.prerequisites == nil { leftOut.note("a prerequisite that something is not done") }
    }
    if let allowed = item.first("maxtimeallowed")?.text { part.minutesAllowed = Self.minutes(allowed) }
    let primary = item.first("sequencing")?.first("objectives")?.first("primaryObjective")
    if let primary, primary["satisfiedByMeasure"] == "true" {
      let text = primary.first("minNormalizedMeasure")?.text ?? "1.0"
      guard let score = Double(written: text), (-1...1).contains(score) else {
        throw PackageRefusal("minNormalizedMeasure “\(text.prefix(20))” is not from -1 to 1", line: primary.line)
      }
      part.masteryScore = max(0, score)
      part.moveOn = .passed
    }
  }

  /// Every part that is asked for must exist.
  func checkPrerequisites(_ parts: [Outline.Part]) throws(PackageRefusal) {
    for part in parts.flatMap(\.flat) {
      if let missing = part.prerequisites?.keys.first(where: { !seen.contains($0) }) {
        throw PackageRefusal("“\(part.id)” waits for “\(missing)”, which is not there")
      }
    }
  }

  mutating func note(_ element: XML.Element) {
    for child in element.children {
      switch child.name {
      case "sequencing": leftOut.note("sequencing rules")
      case "presentation": leftOut.note("navigation settings")
      case "dataFromLMS", "datafromlms": leftOut.note("data for the content")
      case "timeLimitAction", "timelimitaction": leftOut.note("what happens when time is up")
      case "completionThreshold": leftOut.note("completion thresholds")
      case "metadata": leftOut.note("metadata")
      default: break
      }
    }
  }

  /// `02:30:00` as minutes.
  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":").map { Double(written: $0) ?? -1 }
    guard parts.count == 3, parts.allSatisfy({ $0 >= 0 && $0 < 10_000 }) else { return nil }
    return Int(parts[0] * 60 + parts[1] + (parts[2] / 60).rounded(.up))
  }
}
