import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct FormVersionTests {
  @Test func `a form is drafted, published by HR and then evaluated by`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      var form = EvaluationForm.care
      form.passMark = 90
      let draft = try await lev.draft(form, as: "returns-care", .test).value
      #expect(draft.number == 2 && draft.publishedAt == nil && !draft.isCurrent)
      #expect(try await lev.form("returns-care").number == 1, "a draft changes nothing yet")
      #expect(try await qualityRefusal { try await lev.publish("returns-care", .test) } == .denied)
      let hal = try await cast.quality(as: "Hal")
      let published = try await hal.publish("returns-care", .test).value
      #expect(published.number == 2 && published.isCurrent)
      #expect(try await hal.publish("returns-care", .test).value.number == 2, "published once")
      let begun = try await lev.begin(EvaluationStart(form: "returns-care", reference: "t-1", agent: "Ana"), .test)
      #expect(begun.value.formNumber == 2)
      #expect(try await hal.forms().map(\.number) == [2, 1])
    }
  }

  @Test func `the same form again is no new version`() async throws {
    try await withStore { cast in
      let hal = try await cast.quality(as: "Hal")
      let same = try await hal.form("returns-care")
      #expect(same.form == .care)
      #expect(try await hal.draft(.care, as: "returns-care", .test).value.number == 1)
    }
  }

  @Test func `a form that is none is refused with all its problems`() async throws {
    try await withStore { cast in
      var form = EvaluationForm.care
      form.title = ""
      form.passMark = 200
      let hal = try await cast.quality(as: "Hal")
      let reason = try await qualityRefusal { try await hal.draft(form, as: "x", .test) }
      #expect(
        reason == .badForm(["the title must have 1 to 200 characters", "pass_mark lies between 0 and 100"])
          && reason.kind == .invalid)
    }
  }

  @Test func `what is not there is named with what is`() async throws {
    try await withStore { cast in
      let hal = try await cast.quality(as: "Hal")
      #expect(
        try await qualityRefusal { try await hal.form("delivery") }
          == .unknownForm("delivery", known: ["returns-care"]))
      #expect(
        try await qualityRefusal { try await hal.form("returns-care", version: 7) }
          == .unknownVersion("returns-care", 7))
      _ = try await hal.draft(.care, as: "unborn", .test)
      #expect(
        try await qualityRefusal {
          try await hal.begin(EvaluationStart(form: "unborn", reference: "t", agent: "Ana"), .test)
        }
          == .unpublished("unborn"))
      let code = try await qualityRefusal { try await hal.draft(.care, as: "Not A Word", .test) }
      #expect(code.kind == .invalid && code.description == "Refused: form code is a short word.")
    }
  }

  @Test func `Berlin sees no form of Leeds`() async throws {
    try await withStore { cast in
      let (bruno, ana) = (try await cast.quality(as: "Bruno"), try await cast.quality(as: "Ana"))
      #expect(try await bruno.forms().isEmpty)
      #expect(try await ana.forms().count == 1)
    }
  }

  @Test(arguments: ["Hal", "Lev", "Ada"]) func `nobody rewrites a version`(name: String) async throws {
    try await withStore { cast in
      let connection = try await cast.raw(as: name)
      for change in [
        "UPDATE scorecards.form_version SET number = 9", "DELETE FROM scorecards.form_version",
        "UPDATE scorecards.form_publication SET published_at = now()", "DELETE FROM scorecards.form_publication",
      ] {
        let error = await #expect(throws: PostgresError.self) {
          try await connection.with { session in try session.script(change) }
        }
        #expect(error?.sqlState == .insufficientPrivilege, "\(change)")
      }
      await connection.close()
    }
  }
}
