import Onboarding
import Testing

@Suite struct PrerequisiteTests {
  struct Done: Attainment {
    var keys: Set<String> = []
    var scores: [String: Double] = [:]
    func isDone(_ key: String) -> Bool { keys.contains(key) }
    func bestScore(_ key: String) -> Double? { scores[key] }
  }

  @Test(arguments: [
    ("form", "form"),
    ("form and refunds", "form and refunds"),
    ("a & b | c", "a and b or c"),
    ("a AND (b OR c)", "a and (b or c)"),
    ("((a))", "a"),
    ("2 of (a, b and c, quiz >= 80 %)", "2 of (a, b and c, quiz >= 80 %)"),
    ("quiz≥0.625", "quiz >= 62.5 %"),
  ])
  func `an expression is read and written`(_ text: String, _ written: String) throws {
    let expression = try Prerequisite(parsing: text)
    #expect(expression.description == written)
    #expect(try Prerequisite(parsing: written) == expression)
  }

  @Test(arguments: [
    ("", "expected a key at character 1"),
    ("a and", "expected a key at character 6"),
    ("(a or b", "expected a closing bracket at character 8"),
    ("a b", "expected “and”, “or” or the end at character 3"),
    ("3 of (a, b)", "expected a whole number from 1 to 2 before “of” at character 12"),
    ("quiz >= 120 %", "expected a mark from 0 to 1, or from 0 % to 100 %"),
    ("a ; b", "“;” at character 3 means nothing here"),
  ])
  func `what cannot be read says where`(_ text: String, _ reason: String) throws {
    let error = #expect(throws: OnboardingError.self) { try Prerequisite(parsing: text) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test func `brackets are not followed without end`() {
    let deep = String(repeating: "(", count: 10_000) + "a" + String(repeating: ")", count: 10_000)
    #expect(throws: OnboardingError.self) { try Prerequisite(parsing: deep) }
  }

  @Test(arguments: [
    ("a and b", ["a"], [String: Double](), ["b is not done"]),
    ("a or b", ["b"], [:], []),
    ("a or b", [], [:], ["1 more of: a is not done, or b is not done"]),
    ("2 of (a, b, c)", ["c"], [:], ["1 more of: a is not done, or b is not done"]),
    ("quiz >= 80 %", ["quiz"], [:], ["quiz needs 80 %, there is no score yet"]),
    ("quiz >= 80 %", ["quiz"], ["quiz": 0.62], ["quiz needs 80 %, the best so far is 62 %"]),
    ("quiz >= 80 %", ["quiz"], ["quiz": 0.8], []),
  ])
  func `what is missing is said item by item`(
    _ text: String, _ keys: [String], _ scores: [String: Double], _ missing: [String]
  ) throws {
    let learner = Done(keys: Set(keys), scores: scores)
    let expression = try Prerequisite(parsing: text)
    #expect(expression.missing(for: learner) == missing)
    #expect(expression.isMet(by: learner) == missing.isEmpty)
  }

  @Test(arguments: [
    (["a": "b", "b": "c", "c": "a"], ["a", "b", "c", "a"]),
    (["a": "a"], ["a", "a"]),
    (["one": "d", "d": "b"], ["b", "d", "b"]),
    (["b": "two"], ["b", "two", "d", "a", "b"]),
  ])
  func `a circle is found and its path is told`(_ rules: [String: String], _ hint: [String]) throws {
    var read = try rules.mapValues { try Prerequisite(parsing: $0) }
    if rules["b"] == "two" { read["d"] = try Prerequisite(parsing: "a"); read["a"] = try Prerequisite(parsing: "b") }
    let graph = PrerequisiteGraph(modules: [("one", ["a", "b", "c"]), ("two", ["d"])], rules: read)
    let circle = try #require(graph.circle)
    #expect(circle.first == circle.last && circle.count >= 2)
    #expect(Set(circle) == Set(hint), "\(circle)")
  }

  @Test func `what waits for nothing that waits for it is no circle`() throws {
    let rules = ["two": try Prerequisite(parsing: "one"), "b": try Prerequisite(parsing: "a")]
    let graph = PrerequisiteGraph(modules: [("one", ["a", "b"]), ("two", ["c"])], rules: rules)
    #expect(graph.circle == nil)
    #expect(graph.strays.isEmpty)
  }

  @Test func `a key that is not there is named`() throws {
    let rules = ["a": try Prerequisite(parsing: "ghost and b")]
    #expect(PrerequisiteGraph(modules: [("one", ["a", "b"])], rules: rules).strays == ["ghost"])
  }

  @Test(arguments: MoveOn.allCases)
  func `an item is satisfied as cmi5 says`(_ moveOn: MoveOn) {
    let truth = [false, true].flatMap { completed in [false, true].map { (completed, $0) } }
    let expected: [Bool] =
      switch moveOn {
      case .passed: [false, true, false, true]
      case .completed: [false, false, true, true]
      case .completedAndPassed: [false, false, false, true]
      case .completedOrPassed: [false, true, true, true]
      case .notApplicable: [true, true, true, true]
      }
    #expect(truth.map { moveOn.isSatisfied(completed: $0.0, passed: $0.1) } == expected)
  }
}
