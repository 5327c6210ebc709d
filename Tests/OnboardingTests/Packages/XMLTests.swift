import Onboarding
import Testing

/// What a hostile document may not do. Every document is read as a manifest, as an import would.
@Suite struct HostileXMLTests {
  static let laughs =
    "<!DOCTYPE m [<!ENTITY a \"ha\">" + (0..<12).map { "<!ENTITY a\($0) \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">" }.joined()
    + "]><manifest>&a11;</manifest>"

  @Test(arguments: [
    ("<!DOCTYPE manifest SYSTEM \"http://e.org/x.dtd\"><manifest/>", "document type"),
    ("<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><manifest>&x;</manifest>", "document type"),
    (laughs, "document type"), ("<manifest>&unknown;</manifest>", "well-formed"),
    ("<manifest><a></manifest>", "well-formed"), ("", "empty"), ("no XML", "well-formed"),
    (String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100), "deeper"),
    ("<manifest " + (0..<200).map { "a\($0)=\"1\" " }.joined() + "/>", "attributes"),
  ])
  func `is refused in words`(document: String, words: String) {
    let refusal = #expect(throws: PackageRefusal.self) { try SCORM.read(Array(document.utf8)) }
    #expect(refusal?.reason.contains(words) == true, "\(String(describing: refusal))")
  }

  @Test func `is refused by its size`() {
    let refusal = #expect(throws: PackageRefusal.self) { try SCORM.read(Array(repeating: 32, count: (16 << 20) + 1)) }
    #expect(refusal?.reason.contains("larger") == true)
  }

  @Test func `a refusal says the line`() {
    let refusal = #expect(throws: PackageRefusal.self) {
      try SCORM.read(Array("<manifest>\n\n<a></b></manifest>".utf8))
    }
    #expect(refusal?.line == 3 && refusal?.description.hasPrefix("line 3: ") == true)
  }
}
