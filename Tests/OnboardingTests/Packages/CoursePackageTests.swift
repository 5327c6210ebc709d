import Foundation
import Onboarding
import Testing

/// CATAPULT's verdicts, package by package: its zips are made of its folders here, as its own build does.
@Suite struct CatapultVerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let isTaken: Bool
    let name: String
    let requirement: String
    var testDescription: String { name }
  }

  static let cases: [Case] = ((try? Shared.text("cmi5-catapult/lts/expected.csv")) ?? "").split(separator: "\n")
    .dropFirst()
    .map { line in
      let cells = line.split(separator: ",").map(String.init)
      return Case(isTaken: cells[0] == "accept", name: cells[1], requirement: cells[2])
    }

  private func bytes(of name: String) throws -> [UInt8] {
    let folder = "cmi5-catapult/lts/pkg/src/"
    guard name.hasSuffix(".zip"), name != "209-1-not-a-zip.zip" else { return try Shared.bytes(folder + name) }
    let source = folder + name.dropLast(4)
    var files = Shared.files(in: source, ending: "").map { path in String(path.dropFirst(source.count + 1)) }
      .map { ($0, (try? Shared.bytes(source + "/" + $0)) ?? []) }
    // The suite's build puts the page of its player beside each structure, but for the one that misses it.
    if !name.hasPrefix("203") { files.append(("index.html", Array("<html></html>".utf8))) }
    return Zipped.archive(files, isWide: name.contains("zip64"))
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `there are twenty-one verdicts`() {
    #expect(Self.cases.count == 21 && Self.cases.count { !$0.isTaken } == 19)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: cases)
  func `a package is taken, or refused by the requirement it breaks`(verdict: Case) throws {
    let bytes = try bytes(of: verdict.name)
    guard !verdict.isTaken else {
      #expect(throws: Never.self) { try CoursePackage.read(bytes, name: verdict.name) }
      return
    }
    let refusal = #expect(throws: PackageRefusal.self) { try CoursePackage.read(bytes, name: verdict.name) }
    #expect(refusal?.requirement == verdict.requirement, "\(String(describing: refusal))")
  }
}

/// Packages that mean harm, and what a course becomes.
@Suite struct CoursePackageTests {
  private let structure = Array(
    """
    <courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="https://e.org/c">\
    <title><langstring>Returns</langstring></title><description><langstring>D</langstring></description></course>\
    <block id="https://e.org/block/Basics"><title><langstring>Basics</langstring></title><description><langstring>D</langstring>\
    </description><au id="https://e.org/au/One!" moveOn="Passed" masteryScore="0.8"><title><langstring>One</langstring></title>\
    <description><langstring>D</langstring></description><url>index.html</url></au></block></courseStructure>
    """.utf8)

  private func refusal(_ files: [(String, [UInt8])]) -> PackageRefusal? {
    #expect(throws: PackageRefusal.self) { try CoursePackage.read(Zipped.archive(files), name: "course.zip") }
  }

  @Test(arguments: ["../cmi5.xml", "/cmi5.xml", "a\\b.html", "C:/x", "a/../../b"])
  func `a path that leads out spoils the package`(path: String) {
    let refusal = refusal([("cmi5.xml", structure), ("index.html", []), (path, [])])
    #expect(refusal?.requirement == "14.1.0.0-1" && refusal?.reason.contains("zip") == true)
  }

  @Test func `a manifest that is too large is not unpacked`() {
    let refusal = refusal([("cmi5.xml", Array(repeating: 32, count: (16 << 20) + 1))])
    #expect(refusal != nil)
  }

  @Test func `a file that is cut off or changed is no zip`() {
    let whole = Zipped.archive([("cmi5.xml", structure), ("index.html", [])])
    var changed = whole
    changed[60] ^= 1
    for bytes in [Array(whole.dropLast(30)), changed] {
      #expect(throws: PackageRefusal.self) { try CoursePackage.read(bytes, name: "course.zip") }
    }
  }

  @Test(arguments: [("course.md", "# A course"), ("course.xml", ""), ("course.bin", "PK?")])
  func `what is neither zip nor XML is refused`(name: String, text: String) {
    let refusal = #expect(throws: PackageRefusal.self) { try CoursePackage.read(Array(text.utf8), name: name) }
    #expect(refusal?.requirement == "14.0.0.0-1")
  }

  @Test(arguments: [false, true]) func `a course becomes a draft of a curriculum`(isWide: Bool) throws {
    let zip = Zipped.archive([("cmi5.xml", structure), ("index.html", [])], isWide: isWide)
    let draft = try CoursePackage.read(zip, name: "course.zip").draft(code: "returns")
    #expect(draft.code == "returns" && draft.title == "Returns" && draft.note == "from cmi5 https://e.org/c")
    let module = try #require(draft.modules.first)
    #expect(draft.modules.count == 1 && module.key == "basics" && module.title == "Basics")
    #expect(
      module.items == [
        CurriculumDraft.Item(
          "one", "One", .package, moveOn: .passed, masteryScore: 0.8, reference: "https://e.org/au/One!")
      ])
  }

  @Test func `prerequisites of a SCORM course are over the keys that its ids became`() throws {
    let manifest = """
      <manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:a="x"><metadata>\
      <schemaversion>1.2</schemaversion></metadata><organizations default="O"><organization identifier="O">\
      <title>T</title><item identifier="I_1" identifierref="R"><title>One</title></item>\
      <item identifier="I-1" identifierref="R"><title>Two</title></item>\
      <item identifier="I 3" identifierref="R"><title>Three</title><a:prerequisites>I_1 | 1*{I-1}</a:prerequisites></item>\
      </organization></organizations><resources><resource identifier="R" href="r.html"/></resources></manifest>
      """
    let draft = try CoursePackage.read(Array(manifest.utf8), name: "imsmanifest.xml").draft(code: "t")
    let items = draft.modules.flatMap(\.items)
    #expect(items.map(\.key) == ["i-1", "i-1-2", "i-3"])
    #expect(items.map(\.after) == [nil, nil, "i-1 or 1 of (i-1-2)"])
    #expect(draft.problems.isEmpty, "\(draft.problems)")
  }
}
