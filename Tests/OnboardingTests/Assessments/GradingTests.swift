import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// Grades: by readers, by policies, again by a corrected key.
@Suite struct GradingTests {
  private func mark(
    _ test: TestStore, as name: String = "Tess", at position: Int, _ percent: Double
  ) async throws -> Attempt {
    try await Exam.with(test, name) {
      try await $0.mark("1", at: position, percent: percent, comment: "Clear.", as: Operation("assess.grade")).value
    }
  }

  @Test func `an essay waits for its reader, and the last mark grades the attempt`() async throws {
    try await withStore { test in
      try await Exam.publish(Exam.gift + "\n\n" + Exam.essay, in: test)
      try await Exam.assign(test)
      let handedIn = try await Exam.sit(test, as: "Cal", Exam.right + ["I listen."])
      #expect(handedIn.state == .submitted && handedIn.percent == nil)
      let waiting = try await Exam.with(test, "Tess") { try await $0.unread() }
      #expect(waiting.map(\.answer) == ["I listen."] && waiting.map(\.personName) == ["Cal"])
      let graded = try await mark(test, at: 5, 50)
      #expect(graded.state == .graded && graded.percent == 90 && graded.isPass == true)
      #expect(try await Exam.with(test, "Tess") { try await $0.unread() }.isEmpty)
      // A second opinion is a grade of its own, and corrects the result.
      #expect(try await mark(test, at: 5, 0).percent == 80)
      let grades = try await Exam.count(test, "SELECT count(*) FROM onboarding.attempt_grade WHERE basis = 'hand'")
      let standing = try await Exam.count(test, "SELECT count(*) FROM onboarding.standing_result WHERE verb = 'passed'")
      #expect(grades == 2 && standing == 1)
      let shown = try await Exam.with(test, "Cal") { try await $0.sitting("1") }
      #expect(shown.questions.last?.comment == "Clear." && shown.questions.last?.fraction == 0)
    }
  }

  @Test func `an essay that was left out is nothing, and nobody need read it`() async throws {
    try await withStore { test in
      try await Exam.publish(Exam.gift + "\n\n" + Exam.essay, in: test)
      #expect(try await Exam.sit(test, as: "Cal", Exam.right).percent == 80)
    }
  }

  @Test func `what is not an essay, not handed in or one's own is not marked by hand`() async throws {
    try await withStore { test in
      try await Exam.publish(Exam.gift + "\n\n" + Exam.essay, in: test)
      try await Exam.assign(test)
      try await Exam.with(test, "Cal") { cal in
        let id = try await cal.start("returns-test", as: Operation("assess.start")).value.attempt.id
        _ = try await cal.answer(id, at: 5, .text("x"), as: Operation("assess.answer"))
        await refused(by: "hand_mark_is_for_an_essay_that_was_handed_in") { try await mark(test, at: 5, 50) }
        _ = try await cal.submit(id, as: Operation("assess.submit"))
        await refused(by: "hand_mark_is_for_an_essay_that_was_handed_in") { try await mark(test, at: 1, 50) }
        await #expect(throws: OnboardingError.denied) { try await mark(test, as: "Cal", at: 5, 100) }
        await #expect(throws: OnboardingError.unknown(.attempt, "1", known: [])) {
          try await mark(test, as: "Ana", at: 5, 100)
        }
      }
      await refused(by: "hand_mark_is_0_to_1") { try await mark(test, at: 5, 101) }
    }
  }

  @Test(arguments: [
    (AssessmentRules.Method.highest, [0.25, 0.75, 0.5], 0.75), (.average, [0.25, 0.5, 0.25], 0.3333),
    (.first, [0.25, 0.75, 0.5], 0.25), (.last, [0.25, 0.75, 0.5], 0.5),
  ])
  func `the policy says which attempt counts`(
    method: AssessmentRules.Method, scores: [Double], expected: Double
  ) async throws {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.method = method }
      try await Exam.assign(test)
      for score in scores { try await Exam.sit(test, as: "Cal", Array(Exam.right.prefix(Int(score * 4)))) }
      let last = try await test.asMaster {
        try $0.one(
          Query<Double>(
            "test.last", "SELECT score FROM onboarding.item_result WHERE score IS NOT NULL ORDER BY id DESC LIMIT 1"))
      }
      #expect(last == expected)
    }
  }

  @Test func `a regrade shows who would move, then appends grades and corrects results`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.assign(test)
      try await Exam.sit(test, as: "Cal", ["31", "2", "true", "1,2"])
      try await Exam.sit(test, as: "Ana", Exam.right)
      let corrected = "// [id:window]\nHow many days may a lamp be returned?{#30..31}"
      try await Exam.with(test, "Tess") { tess in
        let taken = try await tess.take(Exam.questions(corrected), into: "returns", as: Operation("assess.import"))
        #expect(taken.value.map(\.fate) == [.changed])
        func regrade(_ dryRun: Bool) async throws -> [Regraded] {
          try await tess.regrade(
            "window", of: "returns", note: "31 counts", as: Operation("assess.regrade", dryRun: dryRun)
          ).value
        }
        let preview = try await regrade(true)
        #expect(
          preview.map(\.wasPercent) == [75] && preview.map(\.percent) == [100] && preview.allSatisfy(\.changesPass))
        #expect(try await tess.attempts().first?.percent == 75)
        #expect(try await regrade(false) == preview)
        #expect(try await regrade(false).isEmpty, "a second time nobody moves")
      }
      let (grades, standing, voided) = (
        try await Exam.count(test, "SELECT count(*) FROM onboarding.attempt_grade WHERE attempt_id = 1"),
        try await Exam.count(test, "SELECT count(*) FROM onboarding.standing_result WHERE verb = 'passed'"),
        try await Exam.count(test, "SELECT count(*) FROM onboarding.item_result WHERE verb = 'voided'")
      )
      #expect(grades == 2 && standing == 1 && voided == 1)
      #expect(try await Exam.standing(test) == "completed")
    }
  }

  @Test func `a regrade that takes a pass away opens what it had completed`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.assign(test)
      try await Exam.sit(test, as: "Cal", Exam.right)
      try await Exam.with(test, "Tess") { tess in
        _ = try await tess.take(
          Exam.questions("// [id:window]\nHow many days may a lamp be returned?{#14}"), into: "returns",
          as: Operation("assess.import"))
        let moved = try await tess.regrade("window", of: "returns", note: "it is 14", as: Operation("assess.regrade"))
          .value
        #expect(moved.map(\.isPass) == [false])
      }
      #expect(try await Exam.satisfied(test) == 0)
      #expect(try await Exam.standing(test) == "in progress")
    }
  }

  @Test(arguments: [
    "// [id:first]\nWhat do you offer first?{=An apology ~Nothing}", "// [id:first]\nWhat do you offer first?{T}",
    "// [id:pair]\nMatch.{=Leeds -> lamps =Berlin -> chat}",
  ])
  func `a question that asks something else is no key to the old one`(gift: String) async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.sit(test, as: "Ana", Exam.right)
      try await Exam.with(test, "Tess") { tess in
        _ = try await tess.take(Exam.questions(gift), into: "returns", as: Operation("assess.import"))
        await refused(by: "regrade_is_by_a_key_to_the_same_question") {
          try await tess.regrade(
            gift.contains("pair") ? "pair" : "first", of: "returns", note: "x", as: Operation("assess.regrade"))
        }
      }
    }
  }

  @Test func `a voided attempt takes its result with it, and says why`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.assign(test)
      try await Exam.sit(test, as: "Cal", Exam.right)
      try await Exam.with(test, "Tess") { tess in
        let voided = try await tess.void("1", reason: "helped", as: Operation("assess.void"))
        #expect(voided.value.state == .voided)
        await refused(by: "attempt_is_voided_once") {
          try await tess.void("1", reason: "again", as: Operation("assess.void"))
        }
      }
      #expect(try await Exam.count(test, "SELECT count(*) FROM onboarding.standing_result WHERE verb = 'passed'") == 0)
      await #expect(throws: OnboardingError.denied) {
        try await Exam.with(test, "Cal") { try await $0.void("1", reason: "x", as: Operation("assess.void")) }
      }
      // Ana's practice is of no cohort, so Tess does not even see it.
      try await Exam.sit(test, as: "Ana", Exam.right)
      await #expect(throws: OnboardingError.unknown(.attempt, "2", known: [])) {
        try await Exam.with(test, "Tess") { try await $0.void("2", reason: "x", as: Operation("assess.void")) }
      }
    }
  }

  /// Five sit three questions of one point; the correlation with the rest is worked out by hand.
  ///
  /// Question 1 earns 1 1 1 0 0 beside rests of 1, 1/2, 1/2, 1/2, 0: means 0.6 and 0.5, covariance 0.1, deviations
  /// 0.54772 and 0.35355, so r = 0.2/(0.54772 · 0.35355 · 4) = 0.6455 (n − 1 = 4 on both sides).
  @Test func `items have the difficulty and discrimination that the formula gives`() async throws {
    try await withStore { test in
      let gift = (1...3).map { "// [id:q\($0)]\nQ\($0)?{T}" }.joined(separator: "\n\n")
      try await Exam.publish(gift, in: test)
      let answers = ["ttt", "ttf", "tft", "ftf", "fff"]
      for (name, typed) in zip(["Cal", "Ana", "Ben", "Eve", "Gus"], answers) {
        try await Exam.sit(test, as: name, typed.map(String.init))
      }
      // A second attempt is no news about the question.
      try await Exam.sit(test, as: "Gus", ["t", "t", "t"])
      let found = try await Exam.with(test, "Tess") { try await $0.statistics(of: "returns-test") }
      let first = try #require(found.first { $0.key == "q1" })
      #expect(first.answers == 5 && first.difficulty == 0.6)
      #expect(((first.discrimination ?? 0) - 0.645_497_224_367_902_8).magnitude < 1e-9)
      #expect(((first.difficultyLow ?? 0) - (0.6 - 1.959_964 * 0.547_722_557_5 / 5.0.squareRoot())).magnitude < 1e-6)
      #expect(first.remark == "too few answers to judge")
    }
  }
}
