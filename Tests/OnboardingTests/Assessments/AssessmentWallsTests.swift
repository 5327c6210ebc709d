import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// What each of the cast sees of tests through a plain connection of their own.
@Suite(.serialized) struct AssessmentWallsTests {
  static let tables = [
    "question_bank", "question_version", "question_key", "assessment", "attempt", "attempt_answer", "attempt_grade",
    "attempt_mark",
  ]

  private func withExam(_ body: (TestStore) async throws -> Void) async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.assign(test)
      try await Exam.sit(test, as: "Cal", Exam.right)
      try await Exam.sit(test, as: "Ana", Exam.right)
      try await body(test)
    }
  }

  @Test(arguments: [
    // bank, question, key, assessment, attempt, answer, grade, mark
    ("Tess", [1, 4, 4, 1, 1, 4, 1, 4]), ("Hal", [1, 4, 4, 1, 2, 8, 2, 8]), ("Cal", [nil, 4, nil, 1, 1, 4, 1, 4]),
    ("Ben", [nil, 0, nil, 1, 0, 0, 0, 0]), ("Lev", [nil, 0, nil, 1, 2, 0, 2, 0]),
    ("Noor", [nil, 0, nil, 1, 0, 0, 0, 0]),
    ("Pia", [nil, 0, nil, 1, 0, 0, 0, 0]), ("Uwe", [nil, 0, nil, 0, 0, 0, 0, 0]), ("Bruno", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("Otto", [nil, 0, nil, 1, 0, 0, 0, 0]),
  ])
  func `each sees what is theirs to see`(name: String, expected: [Int?]) async throws {
    try await withExam { test in
      let connection = try await test.raw(as: name)
      var seen: [Int?] = []
      for table in Self.tables {
        seen.append(
          try? await connection.with {
            try $0.one(Query<Int>("count", "SELECT count(*) FROM \(TableName(schema: "onboarding", table))"))
          })
      }
      await connection.close()
      #expect(seen.map { $0 ?? -1 } == expected.map { $0 ?? -1 }, "\(name)")
    }
  }

  @Test func `no learner sees a right answer before the attempt is graded, and after it only where that is told`()
    async throws
  {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.reveals = .answers }
      let ana = try await test.raw(as: "Ana")
      func told() async throws -> Int {
        try await ana.with { try $0.one(Query<Int>("told", "SELECT count(*) FROM onboarding.review(1)")) }
      }
      try await Exam.with(test, "Ana") { me in
        let open = try await me.start("returns-test", as: Operation("assess.start")).value
        #expect(try await told() == 0)
        let shown = try await ana.with {
          try $0.one(
            Query<String>(
              "shown", "SELECT string_agg(shown::text, ' ') FROM onboarding.question_version AS version"))
        }
        #expect(!shown.contains("isRight") && !shown.contains("isTrue") && !shown.contains("30"))
        _ = try await me.submit(open.attempt.id, as: Operation("assess.submit"))
        #expect(try await told() == 4)
      }
      await ana.close()
    }
  }

  @Test func `where nothing is revealed a learner sees the grade and no mark`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.reveals = .nothing }
      try await Exam.sit(test, as: "Ana", Exam.right)
      let sitting = try await Exam.with(test, "Ana") { try await $0.sitting("1") }
      #expect(sitting.attempt.percent == 100 && sitting.questions.allSatisfy { $0.fraction == nil })
    }
  }

  @Test(arguments: ["Cal", "Tess", "Hal", "Lev", "Ana", "Ada"])
  func `nobody edits what was asked, answered or graded`(name: String) async throws {
    try await withExam { test in
      let before = try await test.asMaster { try $0.one(Self.fingerprint) }
      let connection = try await test.raw(as: name)
      for change in [
        "UPDATE onboarding.attempt SET state = 'graded'", "UPDATE onboarding.attempt_grade SET score = 1",
        "DELETE FROM onboarding.attempt_answer", "UPDATE onboarding.question_key SET marks = '[]'",
        "UPDATE onboarding.question_version SET points = 9", "DELETE FROM onboarding.attempt_mark",
        "INSERT INTO onboarding.attempt_grade (entity_id, person_id, attempt_id, number, score, is_pass, basis) VALUES (1, 13, 1, 9, 1, true, 'hand')",
        "INSERT INTO onboarding.attempt (entity_id, person_id, assessment_id, assessment_version_id, number, seed, pass_mark) VALUES (1, 13, 1, 1, 9, 1, 0.1)",
        "UPDATE onboarding.assessment_version SET pass_mark = 0.1", "SELECT onboarding.hand_in(1)",
        "SELECT onboarding.grade(1, 'hand')",
        "SELECT onboarding.append_grade(attempt, '[]', 'hand', 'x') FROM onboarding.attempt",
      ] {
        _ = try? await connection.with { try $0.script("DO $do$ BEGIN EXECUTE $q$\(change)$q$; END $do$") }
      }
      await connection.close()
      #expect(try await test.asMaster { try $0.one(Self.fingerprint) } == before)
    }
  }

  private static var fingerprint: Query<String> {
    Query(
      "fingerprint",
      """
      SELECT md5(string_agg(line, '|' ORDER BY line))
        FROM (SELECT attempt::text AS line FROM onboarding.attempt UNION ALL
              SELECT attempt_answer::text FROM onboarding.attempt_answer UNION ALL
              SELECT attempt_grade::text FROM onboarding.attempt_grade UNION ALL
              SELECT attempt_mark::text FROM onboarding.attempt_mark UNION ALL
              SELECT assessment_version::text FROM onboarding.assessment_version UNION ALL
              SELECT question_version::text FROM onboarding.question_version UNION ALL
              SELECT question_key::text FROM onboarding.question_key) AS books
      """)
  }

  @Test func `one person answers only in their own name`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.with(test, "Ana") { ana in
        let id = try await ana.start("returns-test", as: Operation("assess.start")).value.attempt.id
        let ben = try await test.raw(as: "Ben")
        let no = await #expect(throws: PostgresError.self) {
          try await ben.with {
            try $0.script(
              "INSERT INTO onboarding.attempt_answer (entity_id, person_id, attempt_id, position, response) VALUES (1, 11, 1, 1, '30')"
            )
          }
        }
        #expect(no?.sqlState == .insufficientPrivilege || no?.constraint != nil)
        await #expect(throws: OnboardingError.unknown(.attempt, "\(id)", known: [])) {
          try await Exam.with(test, "Ben") { try await $0.submit(id, as: Operation("assess.submit")) }
        }
        await ben.close()
      }
    }
  }

  @Test func `learners neither import, publish, regrade nor read statistics`() async throws {
    try await withExam { test in
      try await Exam.with(test, "Ana") { ana in
        await #expect(throws: OnboardingError.denied) {
          try await ana.take(Exam.questions(Exam.gift), into: "returns", as: Operation("assess.import"))
        }
        await #expect(throws: OnboardingError.denied) {
          try await ana.publish(AssessmentRules("x", from: "returns"), as: Operation("assess.publish"))
        }
        await #expect(throws: OnboardingError.denied) { try await ana.questions(of: "returns") }
        await #expect(throws: OnboardingError.denied) { try await ana.statistics(of: "returns-test") }
      }
      try await Exam.with(test, "Bruno") { bruno in
        let banks = try await bruno.banks()
        #expect(banks.isEmpty)
        await #expect(throws: OnboardingError.unknown(.assessment, "returns-test", known: [])) {
          try await bruno.start("returns-test", as: Operation("assess.start"))
        }
      }
    }
  }
}
