import Testing

@testable import Onboarding

/// AICC's script, which SCORM 1.2 uses for prerequisites.
@Suite struct AICCScriptTests {
  /// What is done, by id.
  private struct Done: Attainment {
    let ids: Set<String>
    func isDone(_ key: String) -> Bool { ids.contains(key) }
    func bestScore(_ key: String) -> Double? { nil }
  }

  @Test(arguments: [
    ("a", ["a"], true), ("a", [], false), ("a & b", ["a"], false), ("a & b", ["a", "b"], true), ("a | b", ["b"], true),
    ("a AND b OR c", ["c"], true), ("a AND (b OR c)", ["c"], false), ("a and (b or c)", ["a", "c"], true),
    ("2*{a, b, c}", ["a", "c"], true), ("2*{a, b, c}", ["a"], false), ("1*{a & b, c}", ["a", "b"], true),
    ("2", ["2"], true), ("2*{a, b} | d", ["d"], true),
  ])
  func `holds or does not`(script: String, done: [String], expected: Bool) throws {
    let expression = try #require(try AICCScript.read(script))
    #expect(expression.isMet(by: Done(ids: Set(done))) == expected)
  }

  @Test(arguments: ["~a", "NOT a & b", "a & ~(b | c)"])
  func `what must not be done is read and not taken`(script: String) throws {
    #expect(try AICCScript.read(script) == nil)
  }

  @Test(arguments: [
    "", "a &", "& a", "(a", "a)", "a b", "a | | b", "3*{a, b}", "0*{a}", "2*a", "2*{a b}", "{a}", "AND", "a,b",
    String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40),
    String(repeating: "~", count: 40) + "a",
  ])
  func `that makes no sense is refused`(script: String) {
    #expect(throws: PackageRefusal.self) { try AICCScript.read(script) }
  }
}
