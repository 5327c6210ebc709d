import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// Statements of other systems as evidence, against a real database. Cal learns one item that is the activity.
@Suite struct EvidenceTests {
  private static func line(
    _ id: Int, by actor: String = #"{"mbox":"mailto:cal@lantern.example"}"#, _ verb: String = "passed",
    at object: String = #"{"id":"returns-test"}"#, _ rest: String = ""
  ) -> String {
    let uuid = "00000000-0000-4000-8000-\(String(repeating: "0", count: 12 - "\(id)".count))\(id)"
    return
      #"{"id":"\#(uuid)","actor":\#(actor),"verb":{"id":"http://adlnet.gov/expapi/verbs/\#(verb)"},"object":\#(object)\#(rest)}"#
  }

  private func take(_ test: TestStore, as name: String, _ lines: [String]) async throws -> [EvidenceVerdict] {
    let store = try await test.store(as: name)
    let verdicts = try await Onboarding(store: store).take(
      StatementFile.read(lines.joined(separator: "\n")), as: Operation("assign.evidence")
    ).value
    await store.close()
    return verdicts
  }

  private func withCourse(_ body: (TestStore) async throws -> Void) async throws {
    try await withStore { test in
      try await Exam.assign(test, kind: "package", mastery: "0.5", reference: "https://e.org/au/1")
      try await body(test)
    }
  }

  private let unit = #"{"id":"https://e.org/au/1"}"#

  @Test func `a pass is evidence once, and a voiding statement takes it back`() async throws {
    try await withCourse { test in
      let passed = Self.line(
        1, at: unit, #","result":{"score":{"scaled":0.9},"completion":true},"timestamp":"2025-11-12T10:00:00Z""#)
      let first = try await take(test, as: "Hal", [passed, passed])
      #expect(first.map(\.fate) == [.taken, .known] && first.map(\.person) == ["Cal", "Cal"])
      #expect(try await Exam.standing(test) == "completed")
      let void = Self.line(
        2, "voided", at: #"{"objectType":"StatementRef","id":"00000000-0000-4000-8000-000000000001"}"#)
      #expect(try await take(test, as: "Hal", [void, void]).map(\.fate) == [.voided, .ignored])
      #expect(try await Exam.satisfied(test) == 0)
    }
  }

  @Test func `what cannot be evidence is told, line by line`() async throws {
    try await withCourse { test in
      let verdicts = try await take(
        test, as: "Hal",
        [
          "no JSON", "", Self.line(1, "answered", at: unit), Self.line(2, at: #"{"id":"https://e.org/other"}"#),
          Self.line(3, by: #"{"mbox":"mailto:nobody@e.org"}"#, at: unit),
          Self.line(4, at: unit, #","result":{"score":{"scaled":0.4}}"#),
          #"{"actor":{"mbox":"mailto:cal@lantern.example"},"verb":{"id":"http://e.org/passed"},"object":{"id":"https://e.org/au/1"}}"#,
        ])
      #expect(verdicts.map(\.line) == [1, 3, 4, 5, 6, 7])
      #expect(verdicts.map(\.fate) == [.refused, .ignored, .refused, .refused, .refused, .refused])
      #expect(verdicts[4].remark == "it says passed below the mark of 50 %")
    }
  }

  @Test func `a trainer finds people by number alone, and nobody outside their cohorts`() async throws {
    try await withCourse { test in
      let number = try await test.asMaster {
        try $0.one(Query<String>("number", "SELECT number FROM people.person WHERE name = 'Cal'"))
      }
      let byNumber = Self.line(1, by: #"{"account":{"homePage":"https://e.org","name":"\#(number)"}}"#, at: unit)
      #expect(try await take(test, as: "Tess", [byNumber, Self.line(2, at: unit)]).map(\.fate) == [.taken, .refused])
      #expect(try await take(test, as: "Bruno", [Self.line(3, at: unit)]).map(\.fate) == [.refused])
    }
  }
}
