import Onboarding
import Testing

/// Manifests of ADL's conformance suite and of others.
@Suite struct SCORMCorpusTests {
  static let root = "scorm/src/test/resources/modules"
  static let conformance = Shared.files(in: root + "/conformance/scorm2004/adl-cts", ending: "imsmanifest.xml")
  static let others =
    Shared.files(in: root + "/scorm12", ending: "imsmanifest.xml")
    + Shared.files(in: root + "/scorm2004", ending: "imsmanifest.xml")

  /// The manifests that are broken on purpose, and what is said of them.
  static let broken = [
    "MalformedXml_SCORM12": "well-formed", "MissingRequiredFields_SCORM12": "no title",
    "MissingLaunchUrl_SCORM12": "no href", "ItemWithNonExistentResourceId_SCORM12": "not there",
    "InvalidMissingOrgIdentifier_SCORM20043rdEdition": "no identifier",
  ]

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `the corpus is here`() {
    #expect(Self.conformance.count >= 101 && Self.others.count == 31)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: conformance)
  func `a manifest of the conformance suite is taken`(path: String) throws {
    let outline = try SCORM.read(Shared.bytes(path))
    #expect(outline.standard == .scorm2004 && !outline.title.isEmpty && !outline.units.isEmpty)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `the one that was broken on purpose is refused`() throws {
    let path = Self.root + "/conformance/scorm2004/adl-cts-invalid/CM-01-broken-default-org/imsmanifest.xml"
    let refusal = #expect(throws: PackageRefusal.self) { try SCORM.read(Shared.bytes(path)) }
    #expect(refusal?.reason.contains("NONEXISTENT_ORG") == true)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: others)
  func `another manifest is taken, or refused for what is wrong with it`(path: String) throws {
    let name = String(path.split(separator: "/").dropLast().last ?? "")
    guard let words = Self.broken[name] else {
      #expect(throws: Never.self) { try SCORM.read(Shared.bytes(path)) }
      return
    }
    let refusal = #expect(throws: PackageRefusal.self) { try SCORM.read(Shared.bytes(path)) }
    #expect(refusal?.reason.contains(words) == true, "\(String(describing: refusal))")
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `files that are not in the package are missed`() throws {
    let path = Self.root + "/scorm12/InvalidFileReferences_SCORM12/imsmanifest.xml"
    let refusal = #expect(throws: PackageRefusal.self) {
      try SCORM.read(Shared.bytes(path), files: ["imsmanifest.xml"])
    }
    #expect(refusal?.reason.contains("content/nonexistent.html") == true)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `mastery, time and prerequisites of SCORM 1.2 come along`()
    throws
  {
    let outline = try SCORM.read(Shared.bytes(Self.root + "/scorm12/PrerequisitesTest_SCORM12/imsmanifest.xml"))
    let units = outline.units
    #expect(outline.standard == .scorm12 && units.map(\.masteryScore) == [0.8, nil, nil, 0.9])
    #expect(units[0].minutesAllowed == 150 && units[0].prerequisites == nil && units[0].moveOn == .passed)
    #expect(units[3].prerequisites == .any([.all([.done("module1"), .done("module2")]), .done("module3")]))
  }
}
