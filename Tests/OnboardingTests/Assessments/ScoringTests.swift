import Onboarding
import Testing

/// What answers are worth, worked out by hand.
@Suite struct ScoringTests {
  private func question(_ gift: String) throws -> Question {
    try #require(GIFT.read(gift).questions.first)
  }

  private func worth(_ typed: String, of gift: String, order: [Int] = []) throws -> Double? {
    let question = try question(gift)
    return Scoring.fraction(of: try question.response(typed: typed, order: order), to: question)
  }

  @Test(arguments: [
    // One of several, with half marks.
    ("1", 0.0), ("2", 0.5), ("3", 1),
  ])
  func `one choice earns what it is worth`(typed: String, expected: Double) throws {
    #expect(try worth(typed, of: "Difficult.{~wrong ~%50%half =full}") == expected)
  }

  @Test(arguments: [
    ("2,3", 1.0), ("2", 0.5), ("1,2", 0), ("1,2,3", 0.5), ("1,4", 0), ("1,2,3,4", 0), ("3 2", 1), ("", 0),
  ])
  func `several choices add up, and wrong ones take away, never below nothing`(typed: String, expected: Double) throws {
    #expect(try worth(typed, of: "Who?{~%-50%No one ~%50%Grant ~%50%Grant's wife ~%-50%Grant's father}") == expected)
  }

  @Test func `three thirds are a whole`() throws {
    let gift = "Pick three{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}"
    #expect(try worth("1,2,3", of: gift) == 1)
    #expect(Scoring.score([(fraction: 0.9999999, points: 1)]) == 1)
  }

  @Test func `nobody passes by rounding`() {
    #expect(Scoring.score([(fraction: 0.79996, points: 1)]) == 0.7999)
    #expect(Scoring.score([(fraction: 0.8, points: 1)]) == 0.8)
    #expect(Scoring.score([(fraction: 1, points: 2), (fraction: 0, points: 1)]) == 0.6666)
    #expect(Scoring.score([(fraction: 1, points: 8), (fraction: 0, points: 2)]) == 0.8)
    #expect(Scoring.score([]) == nil)
  }

  @Test(arguments: [("true", 1.0), ("T", 1), ("f", 0), ("no", 0), ("1", 1)])
  func `true or false`(typed: String, expected: Double) throws {
    #expect(try worth(typed, of: "The sun rises in the east.{T}") == expected)
  }

  @Test(arguments: [("1,2,3", 1.0), ("1,3,2", 1.0 / 3), ("3,1,2", 0), ("1,0,0", 1.0 / 3)])
  func `a match earns its share, and a misleading match is no thing`(typed: String, expected: Double) throws {
    let gift = "Match{=Canada -> Ottawa =Italy -> Rome =Japan -> Tokyo = -> Oslo}"
    let worth = try #require(try worth(typed, of: gift))
    #expect((worth - expected).magnitude < 1e-6)
  }

  @Test(arguments: [
    ("frog", 1.0), ("  FROG ", 1), ("cat", 0.5), ("dog", 0), ("tree  frog", 0.25), ("tree frogs", 0.25), ("frogs", 0),
  ])
  func `short answers forgive case and blanks, and know the asterisk`(typed: String, expected: Double) throws {
    #expect(try worth(typed, of: "Best animal?{=Frog =%50%Cat =%25%tree * =%25%tree frog*}") == expected)
  }

  @Test(arguments: [
    ("3.1", 1.0), ("3.2", 1), ("3.0", 1), ("3.21", 0), ("2.99", 0), ("31e-1", 1),
  ])
  func `a number at the end of its tolerance counts`(typed: String, expected: Double) throws {
    #expect(try worth(typed, of: "Pi, roughly?{#3.1:0.1}") == expected)
  }

  @Test(arguments: [("1822", 1.0), ("1824", 0.5), ("1820", 0.5), ("1825", 0)])
  func `the first number that fits decides`(typed: String, expected: Double) throws {
    #expect(try worth(typed, of: "Born?{# =1822:0 =%50%1822:2}") == expected)
  }

  @Test func `somebody must read an essay, unless there is none`() throws {
    #expect(try worth("I would listen first.", of: "How would you begin?{}") == nil)
    #expect(try worth("", of: "How would you begin?{}") == 0)
  }

  @Test func `what was shown in another order means what was shown`() throws {
    #expect(try worth("1", of: "Who?{~a ~b =c}", order: [3, 1, 2]) == 1)
    #expect(try worth("2,1", of: "Match{=a -> x =b -> y}", order: [2, 1]) == 1)
  }

  @Test(arguments: [
    ("Who?{~a =b}", "3", "numbers from 1 to 2"), ("Who?{~a =b}", "b", "numbers"), ("Who?{~a =b}", "1,2", "one number"),
    ("Who?{~%50%a ~%50%b}", "1,1", "once"), ("It is.{T}", "maybe", "true or false"),
    ("How many?{#4}", "four", "number"),
    ("How many?{#4}", "0x4", "number"), ("How many?{#4}", "1,000", "number"), ("M{=a -> x =b -> y}", "1", "2 numbers"),
    ("M{=a -> x =b -> y}", "1,5", "numbers from 0"),
  ])
  func `an answer of another kind is sent back with how to write one`(gift: String, typed: String, words: String) throws
  {
    let question = try question(gift)
    let no = #expect(throws: UnreadableResponse.self) { try question.response(typed: typed, order: []) }
    #expect(no?.description.contains(words) == true, "\(String(describing: no))")
  }

  @Test func `an answer has an end`() throws {
    let question = try question("How?{}")
    let long = String(repeating: "x", count: Response.longest + 1)
    #expect(throws: UnreadableResponse.self) { try question.response(typed: long, order: []) }
  }
}
