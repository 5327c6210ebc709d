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
  static func assign(_ test: TestStore, moveOn: String = "Passed") async throws {
    try await test.asMaster { session in
      try session.script(
        """
        INSERT INTO onboarding.curriculum (entity_id, code, title) VALUES (1, 'start', 'Start');
        INSERT INTO onboarding.curriculum_version (entity_id, curriculum_id, number) VALUES (1, 1, 1);
        INSERT INTO onboarding.module (entity_id, version_id, key, title, position) VALUES (1, 1, 'm', 'M', 1);
        INSERT INTO onboarding.item (entity_id, version_id, module_id, key, title, position, kind, move_on, reference)
        VALUES (1, 1, 1, 'test', 'Test', 1, 'assessment', '\(moveOn)', 'returns-test');
        UPDATE onboarding.curriculum_version SET state = 'in review';
        UPDATE onboarding.curriculum_version SET state = 'published';
        INSERT INTO onboarding.cohort (entity_id, class_id, curriculum_id, version_id)
        SELECT 1, id, 1, 1 FROM people.training_class WHERE name = 'November class';
        INSERT INTO onboarding.due_sheet (entity_id, version_id, site_id, starts_on)
        SELECT 1, 1, id, '2025-11-10' FROM people.site WHERE name = 'Leeds';
        INSERT INTO onboarding.assignment (entity_id, person_id, curriculum_id, version_id, cohort_id, sheet_id, starts_on)
        SELECT 1, id, 1, 1, 1, 1, '2025-11-10' FROM people.person WHERE name = 'Cal';
        """)
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
