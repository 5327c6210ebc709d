import Onboarding
import Testing

/// The packages that ADL's CATAPULT suite says a system must take or refuse, and by which requirement.
@Suite struct CatapultTests {
  static let folder = "cmi5-catapult/lts/pkg/src"
  static let courses =
    Shared.files(in: folder, ending: "/cmi5.xml").filter { !$0.contains("/203-") }
    + Shared.files(in: "cmi5-catapult/course_examples", ending: "/cmi5.xml")

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: courses)
  func `every course of the suite is taken as a package`(path: String) throws {
    let files: Set<String> = [
      "index.html", "cmi5.xml", "pre1.html", "post1.html", "pre2.html", "post2.html", "pre3.html", "post3.html",
    ]
    let outline = try CMI5.read(Shared.bytes(path), files: files)
    #expect(!outline.units.isEmpty && outline.units.allSatisfy { !$0.title.isEmpty })
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `a thousand units are a course`() throws {
    let outline = try CMI5.read(Shared.bytes(Self.folder + "/101-one-thousand-aus.xml"))
    #expect(outline.units.count > 1000)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `pass marks and groups come along, and the rest is named`()
    throws
  {
    let outline = try CMI5.read(Shared.bytes("cmi5-spec/v1/examples/complex-cmi5.xml"))
    #expect(outline.title == "Geology")
    #expect(outline.parts.contains { $0.isGroup && !$0.parts.isEmpty })
    let first = try #require(outline.units.first)
    #expect(first.moveOn == .completedOrPassed && first.masteryScore == 1)
    #expect(outline.notTaken.contains { $0.hasPrefix("objectives (") })
    #expect(outline.notTaken.contains { $0.hasPrefix("titles in further languages (") })
  }
}

/// cmi5 by our own small courses.
@Suite struct CMI5Tests {
  private func course(_ body: String, id: String = "https://e.org/c") -> [UInt8] {
    Array(
      """
      <courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="\(id)">\
      <title><langstring lang="en">T</langstring></title><description><langstring lang="en">D</langstring></description>\
      </course>\(body)</courseStructure>
      """.utf8)
  }

  private func unit(_ attributes: String = "", url: String = "https://e.org/a", extra: String = "") -> String {
    "<au id=\"https://e.org/au\" \(attributes)><title><langstring>T</langstring></title>"
      + "<description><langstring>D</langstring></description><url>\(url)</url>\(extra)</au>"
  }

  @Test func `what a unit does not say is as the specification has it`() throws {
    let unit = try #require(try CMI5.read(course(unit())).units.first)
    #expect(unit.moveOn == .notApplicable && unit.masteryScore == nil)
  }

  @Test(arguments: ["", "<au/>", "<block id=\"https://e.org/b\"/>", "<chapter/>"])
  func `a course without a proper unit is refused`(body: String) {
    let refusal = #expect(throws: PackageRefusal.self) { try CMI5.read(course(body)) }
    #expect(refusal?.requirement == "13.2.0.0-1")
  }

  @Test(arguments: [
    ("moveOn=\"Sometimes\"", "moveOn"), ("masteryScore=\"1.5\"", "masteryScore"),
    ("masteryScore=\"-0.1\"", "masteryScore"),
    ("masteryScore=\"0x1\"", "masteryScore"), ("launchMethod=\"Popup\"", "launchMethod"),
  ])
  func `values out of their range are refused`(attributes: String, word: String) {
    let refusal = #expect(throws: PackageRefusal.self) { try CMI5.read(course(unit(attributes))) }
    #expect(refusal?.requirement == "13.2.0.0-1" && refusal?.reason.contains(word) == true)
  }

  @Test(arguments: [
    ("../../etc/passwd", "14.1.0.0-4"), ("a/../../index.html", "14.1.0.0-4"), ("other.html", "14.1.0.0-4"),
    ("index.html?fetch=1", "8.1.0.0-6"), ("index.html?x=1&amp;activityId=2", "8.1.0.0-6"),
    ("in dex.html", "13.1.4.0-2"),
  ])
  func `addresses that leave the package or clash with the launch are refused`(url: String, requirement: String) {
    let refusal = #expect(throws: PackageRefusal.self) {
      try CMI5.read(course(unit(url: url)), files: ["index.html"])
    }
    #expect(refusal?.requirement == requirement)
  }

  @Test(arguments: ["index.html", "./index.html", "x/../index.html", "index.html?page=2#end", "https://e.org/x"])
  func `addresses in the package or complete ones are taken`(url: String) throws {
    #expect(try CMI5.read(course(unit(url: url)), files: ["index.html"]).units.count == 1)
  }

  @Test func `what is not taken is told`() throws {
    let extra = "<launchParameters>x</launchParameters><m:note xmlns:m=\"https://e.org/m\">n</m:note>"
    let outline = try CMI5.read(course(unit("launchMethod=\"OwnWindow\" activityType=\"t\"", extra: extra)))
    #expect(
      outline.notTaken == [
        "launchParameters (1)", "vendor metadata of https://e.org/m (1)", "launchMethod OwnWindow (1)",
        "activityType (1)",
      ])
  }

  /// The table of cmi5's section 13.1.4: what satisfies which criterion.
  @Test(arguments: [
    (MoveOn.passed, [false, false, true, true]), (.completed, [false, true, false, true]),
    (.completedAndPassed, [false, false, false, true]), (.completedOrPassed, [false, true, true, true]),
    (.notApplicable, [true, true, true, true]),
  ])
  func `moveOn is satisfied as its table says`(criterion: MoveOn, expected: [Bool]) {
    let cases = [(false, false), (true, false), (false, true), (true, true)]
    #expect(cases.map { criterion.isSatisfied(completed: $0.0, passed: $0.1) } == expected)
  }
}
