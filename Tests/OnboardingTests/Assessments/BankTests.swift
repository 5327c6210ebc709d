import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// Banks: versions, imports again, and the database's marking beside ours.
@Suite struct BankTests {
  @Test func `an import again changes nothing, and a changed question is a new version`() async throws {
    try await withStore { test in
      try await Exam.with(test, "Tess") { tess in
        func take(_ gift: String) async throws -> [QuestionVerdict.Fate] {
          try await tess.take(Exam.questions(gift), into: "returns", as: Operation("assess.import")).value.map(\.fate)
        }
        #expect(try await take(Exam.gift) == [.added, .added, .added, .added])
        #expect(try await take(Exam.gift) == [.unchanged, .unchanged, .unchanged, .unchanged])
        #expect(try await take("// [id:true]\nA broken bulb is always replaced.{F}") == [.changed])
        let questions = try await tess.questions(of: "returns")
        #expect(questions.map(\.number) == [1, 1, 2, 1], "what a file does not name stays")
        #expect(
          try await take("// [id:a]\nA?{~b}\n\n// [id:x]\nX?{T}\n\n// [id:x]\nY?{T}") == [.refused, .added, .refused])
      }
    }
  }

  @Test func `a bank written out and taken in again is the same bank`() async throws {
    try await withStore { test in
      try await Exam.with(test, "Tess") { tess in
        _ = try await tess.take(Exam.questions(Exam.gift), into: "returns", as: Operation("assess.import"))
        let written = GIFT.write(try await tess.questions(of: "returns").map { .question($0.question) })
        let again = try await tess.take(Exam.questions(written), into: "returns", as: Operation("assess.import")).value
        #expect(again.allSatisfy { $0.fate == .unchanged })
      }
    }
  }

  @Test func `rules need a bank with questions, and numbers in their range`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.with(test, "Tess") { tess in
        func publish(_ change: (inout AssessmentRules) -> Void) async throws {
          var rules = AssessmentRules("returns-test", from: "returns")
          change(&rules)
          _ = try await tess.publish(rules, as: Operation("assess.publish"))
        }
        await #expect(throws: OnboardingError.unknown(.bank, "other", known: ["returns"])) {
          try await publish { $0.bank = "other" }
        }
        await #expect(throws: OnboardingError.self) { try await publish { $0.draws = 9 } }
        await refused(by: "assessment_version_pass_mark_is_above_0_and_at_most_1") {
          try await publish { $0.passPercent = 0 }
        }
        await refused(by: "assessment_version_allows_1_to_50_attempts") { try await publish { $0.mostAttempts = 0 } }
        await refused(by: "assessment_version_limit_is_1_minute_to_a_day") { try await publish { $0.limitMinutes = 0 } }
        await refused(by: "assessment_version_delay_is_0_to_30_days") { try await publish { $0.delayMinutes = -1 } }
        await refused(by: "assessment_code_is_a_short_word") { try await publish { $0.code = "Not A Word" } }
        try await publish { $0.passPercent = 90 }
        #expect(try await tess.list().map(\.version) == [2], "one version is in force")
      }
    }
  }

  @Test func `whoever sits goes on by the rules and questions they began with`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.with(test, "Ana") { ana in
        let open = try await ana.start("returns-test", as: Operation("assess.start")).value
        try await Exam.publish("// [id:window]\nHow many weeks?{#4}", in: test) { $0.passPercent = 100 }
        let again = try await ana.start("returns-test", as: Operation("assess.start")).value
        #expect(again == open && again.attempt.passPercent == 80)
      }
    }
  }

  /// The database marks as the pure rules do: every kind, right, half and wrong.
  @Test(arguments: [
    ("Q{~a =b ~%50%c}", ["1", "2", "3", ""]), ("Q{~%50%a ~%50%b ~%-100%c}", ["1", "1,2", "1,2,3", "3"]),
    ("Q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}", ["1,2,3", "1", "1,2,4"]), ("Q{T}", ["true", "false", ""]),
    ("Q{=a -> x =b -> y =c -> x = -> z}", ["1,2,1", "2,1,1", "0,0,1", "3,3,3"]),
    (
      "Q{=Frog =%50%Cat =%25%tree * =%10%100%% =%5%a_b\\\\c}",
      ["FROG", " cat ", "tree  frog", "tree", "100%", "1000", "a_b\\c", "axb\\c"]
    ),
    ("Q{=Ärger =%50%*straße}", ["ärger", "ÄRGER", "Hauptstraße"]),
    ("Q{# =3.1:0.1 =%50%3:1}", ["3.2", "3.0", "3.21", "2", "1.99", "4.000000001"]), ("Q{#1..5}", ["1", "5", "5.1"]),
    ("Q{#*}", ["-1e9"]),
    ("Q{}", ["an essay", ""]),
  ])
  func `the database and the rules mark alike`(gift: String, typed: [String]) async throws {
    let question = try #require(GIFT.read(gift).questions.first)
    try await withStore { test in
      try await Exam.with(test, "Tess") {
        _ = try await $0.take([(1, question)], into: "b", as: Operation("assess.import"))
      }
      for line in typed {
        let response = try question.response(typed: line, order: [])
        let json = response.map { JSONText(Self.json($0)) }
        let worth = try await test.asMaster {
          try $0.one(
            Query<Double?>(
              "test.worth",
              """
              SELECT onboarding.worth(version.kind, key.marks, \(json))::float8
                FROM onboarding.question_version AS version JOIN onboarding.question_key AS key ON key.version_id = version.id
              """))
        }
        let expected = Scoring.fraction(of: response, to: question)
        #expect(worth.map { ($0 * 1e6).rounded() } == expected.map { ($0 * 1e6).rounded() }, "\(gift) \(line)")
      }
    }
  }

  private static func json(_ response: Response) -> String {
    switch response {
    case .picks(let numbers), .matches(let numbers): "\(numbers)"
    case .truth(let truth): "\(truth)"
    case .number(let number): "\(number)"
    case .text(let text): "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
  }
}

/// What a bank will not take, and what it remarks on.
@Suite struct LintTests {
  @Test(arguments: [
    ("{T}", "the stem is empty"), ("Q{~a ~b}", "no option is right"), ("Q{~a}", "two options"),
    ("Q{=a ~a}", "the same"),
    ("Q{=a -> x}", "two things"), ("Q{=a -> x =b -> x}", "only one match"),
    ("Q{=a -> x =a -> y}", "two things are the same"),
    ("Q{=a -> =b -> y}", "a match is empty"), ("Q{~ =b}", "an option is empty"),
  ])
  func `faults keep a question out`(gift: String, words: String) throws {
    let question = try #require(GIFT.read(gift).questions.first)
    #expect(question.faults.contains { $0.contains(words) }, "\(question.faults)")
  }

  @Test(arguments: [
    ("Q{~%40%a ~%40%b ~c}", "add up to 100"), ("Q{~%50%a ~%25%b =%75%c}", "no option earns everything"),
    ("Q{=%50%a}", "no answer earns everything"), ("Q{=* =a}", "takes every answer"),
    ("Q{# =%50%4}", "no number earns everything"),
  ])
  func `oddities are told`(gift: String, words: String) throws {
    let question = try #require(GIFT.read(gift).questions.first)
    #expect(question.faults.isEmpty && question.remarks.contains { $0.words.contains(words) }, "\(question.remarks)")
  }
}

/// Lines of a spreadsheet.
@Suite struct QuestionRowTests {
  @Test(arguments: [
    (["kind": "choice", "question": "Q", "right": "b", "wrong": "a | c"], "[plain]Q{\n  =b\n  ~a\n  ~c\n}\n"),
    (
      ["kind": "choices", "question": "Q", "right": "a|b", "wrong": "c"],
      "[plain]Q{\n  ~%50%a\n  ~%50%b\n  ~%-100%c\n}\n"
    ),
    (["kind": "True or False", "question": "Q", "right": "TRUE"], "[plain]Q{TRUE}\n"),
    (
      ["kind": "matching", "question": "Q", "right": "a = x | b = y", "wrong": "z"],
      "[plain]Q{\n  =a -> x\n  =b -> y\n  =[moodle] -> z\n}\n"
    ),
    (["kind": "number", "question": "Q", "right": "3.1:0.1"], "[plain]Q{\n  #\n  =3.1:0.1\n}\n"),
    (
      ["kind": "short answer", "question": "Q", "right": "a|b", "tags": "x|y", "key": "k"],
      "// [id:k] [tag:x] [tag:y]\n[plain]Q{\n  =a\n  =b\n}\n"
    ),
    (["kind": "essay", "question": "Q", "feedback": "Well."], "[plain]Q{####Well.}\n"),
  ])
  func `become questions`(cells: [String: String], gift: String) throws {
    #expect(GIFT.write([.question(try QuestionRow(cells).question())]) == gift)
  }

  @Test(arguments: [
    (["kind": "quiz", "question": "Q"], "no kind is called"),
    (["kind": "true or false", "question": "Q", "right": "x"], "true or false"),
    (["kind": "matching", "question": "Q", "right": "a"], "no pair"),
    (["kind": "number", "question": "Q", "right": "four"], "no number"),
    (["kind": "essay", "question": "a\0b"], "NUL"),
  ])
  func `or are refused in words`(cells: [String: String], words: String) {
    let no = #expect(throws: UnreadableResponse.self) { try QuestionRow(cells).question() }
    #expect(no?.description.contains(words) == true)
  }
}
