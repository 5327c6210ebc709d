import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// A small test at Lantern Gifts, and those who sit it.
enum Exam {
  static let gift = """
    // [id:window]
    How many days may a lamp be returned?{#30}

    // [id:first]
    What do you offer first?{~%50%A voucher =An apology ~Nothing}

    // [id:true]
    A broken bulb is always replaced.{T}

    // [id:pair]
    Match.{=Leeds -> lamps =Galway -> chat}
    """

  static let essay = "// [id:tone]\nHow do you calm an angry customer?{}"

  /// Questions into the bank and rules in force, as Tess.
  static func publish(
    _ gift: String = gift, in test: TestStore, _ change: (inout AssessmentRules) -> Void = { _ in }
  ) async throws {
    try await with(test, "Tess") { tess in
      _ = try await tess.take(questions(gift), into: "returns", as: Operation("assess.import"))
      var rules = AssessmentRules("returns-test", from: "returns")
      rules.title = "Returns"
      rules.shuffles = false
      change(&rules)
      _ = try await tess.publish(rules, as: Operation("assess.publish"))
    }
  }

  static func questions(_ gift: String) -> [(line: Int, question: Question)] {
    let reading = GIFT.read(gift)
    return Array(zip(reading.lines, reading.questions))
  }

  /// Runs the body as somebody, and closes the connections.
  static func with<T>(_ test: TestStore, _ name: String, _ body: (Assessments) async throws -> T) async throws -> T {
    let store = try await test.store(as: name)
    do {
      let value = try await body(Assessments(store: store))
      await store.close()
      return value
    } catch {
      await store.close()
      throw error
    }
  }

  /// Sits the test as somebody; answers are typed by the question's key words.
  @discardableResult
  static func sit(_ test: TestStore, as name: String, _ typed: [String]) async throws -> Attempt {
    try await with(test, name) { me in
      let sitting = try await me.start("returns-test", as: Operation("assess.start")).value
      for (question, line) in zip(sitting.questions, typed) {
        guard let response = try question.response(typed: question.inOrder(line)) else { continue }
        _ = try await me.answer(sitting.attempt.id, at: question.position, response, as: Operation("assess.answer"))
      }
      return try await me.submit(sitting.attempt.id, as: Operation("assess.submit")).value
    }
  }

  /// All right, in the order of ``gift``.
  static let right = ["30", "2", "true", "1,2"]

  /// Puts Cal into a curriculum whose one item is the test, in Tess's November class.
  static func assign(
    _ test: TestStore, kind: String = "assessment", moveOn: String = "Passed", mastery: String = "NULL",
    reference: String = "returns-test"
  ) async throws {
    try await test.asMaster { session in
      try session.script(
        """
        INSERT INTO onboarding.curriculum (entity_id, code, title) VALUES (1, 'start', 'Start');
        INSERT INTO onboarding.curriculum_version (entity_id, curriculum_id, number)
        SELECT 1, id, 1 FROM onboarding.curriculum WHERE code = 'start';
        INSERT INTO onboarding.module (entity_id, version_id, key, title, position)
        SELECT 1, id, 'm', 'M', 1 FROM onboarding.curriculum_version WHERE state = 'draft';
        INSERT INTO onboarding.item
            (entity_id, version_id, module_id, key, title, position, kind, move_on, mastery_score, reference)
        SELECT 1, version_id, id, 'test', 'Test', 1, '\(kind)', '\(moveOn)', \(mastery), '\(reference)'
          FROM onboarding.module WHERE key = 'm';
        UPDATE onboarding.curriculum_version SET state = 'in review' WHERE state = 'draft';
        UPDATE onboarding.curriculum_version SET state = 'published' WHERE state = 'in review';
        INSERT INTO onboarding.cohort (entity_id, class_id, curriculum_id, version_id)
        SELECT 1, class.id, version.curriculum_id, version.id
          FROM people.training_class AS class
          JOIN onboarding.curriculum ON curriculum.code = 'start'
          JOIN onboarding.curriculum_version AS version ON version.curriculum_id = curriculum.id
         WHERE class.name = 'November class';
        INSERT INTO onboarding.due_sheet (entity_id, version_id, site_id, starts_on)
        SELECT 1, version.id, site.id, '2025-11-10'
          FROM onboarding.curriculum_version AS version
          JOIN onboarding.curriculum ON curriculum.id = version.curriculum_id AND curriculum.code = 'start'
          JOIN people.site ON site.name = 'Leeds';
        INSERT INTO onboarding.assignment
            (entity_id, person_id, curriculum_id, version_id, cohort_id, sheet_id, starts_on)
        SELECT 1, person.id, cohort.curriculum_id, cohort.version_id, cohort.id, sheet.id, '2025-11-10'
          FROM onboarding.cohort
          JOIN onboarding.curriculum ON curriculum.id = cohort.curriculum_id AND curriculum.code = 'start'
          JOIN onboarding.due_sheet AS sheet ON sheet.version_id = cohort.version_id
          JOIN people.person ON person.name = 'Cal';
        """)
    }
  }

  /// How many of Cal's items are satisfied by what they did in the curriculum of ``assign(_:kind:moveOn:mastery:reference:)``.
  static func satisfied(_ test: TestStore) async throws -> Int {
    try await count(
      test,
      """
      SELECT count(*) FROM onboarding.satisfied JOIN onboarding.item ON item.id = satisfied.item_id WHERE item.key = 'test'
      """)
  }

  /// The state of Cal's assignment to it.
  static func standing(_ test: TestStore) async throws -> String {
    try await test.asMaster {
      try $0.one(
        Query<String>(
          "test.standing",
          """
          SELECT assignment.state FROM onboarding.assignment
            JOIN onboarding.curriculum ON curriculum.id = assignment.curriculum_id AND curriculum.code = 'start'
          """))
    }
  }

  /// One number that the server's superuser sees.
  static func count(_ test: TestStore, _ sql: SQL) async throws -> Int {
    try await test.asMaster { try $0.one(Query<Int>("test.count", sql)) }
  }
}

extension AskedQuestion {
  /// Numbers of the author's order as numbers of the shown one.
  func inOrder(_ line: String) -> String {
    guard kind == .one || kind == .several || kind == .matching else { return line }
    return line.split(separator: ",").compactMap { Int($0) }.map { String((order.firstIndex(of: $0) ?? -1) + 1) }
      .joined(separator: ",")
  }
}

/// Expects a rule of the schema to refuse the body, by the rule's name.
func refused(
  by rule: String, _ location: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async {
  do {
    _ = try await body()
    Issue.record("nobody refused by \(rule)", sourceLocation: location)
  } catch OnboardingError.rule(let name, _, _) {
    #expect(name == rule, sourceLocation: location)
  } catch let error as PostgresError {
    #expect(error.constraint == rule, "\(error)", sourceLocation: location)
  } catch {
    Issue.record(error, sourceLocation: location)
  }
}
