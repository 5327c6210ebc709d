extension EvaluationForm {
  /// Everything that keeps the form from being used, in words; empty when it is sound.
  public var problems: [String] {
    var problems = outline
    var earlier: [String: Question] = [:]
    for section in sections {
      if let condition = section.appliesWhen {
        problems += condition.problems(after: earlier).map { "section \(section.id): \($0)" }
      }
      for question in section.questions {
        problems += question.problems.map { "\(question.id): \($0)" }
        if let condition = question.appliesWhen {
          problems += condition.problems(after: earlier).map { "\(question.id): \($0)" }
        }
        earlier[question.id] = question
      }
    }
    return problems
  }

  private var outline: [String] {
    var problems: [String] = []
    func require(_ holds: Bool, _ problem: @autoclosure () -> String) {
      if !holds { problems.append(problem()) }
    }
    require(!title.isEmpty && title.count <= 200, "the title must have 1 to 200 characters")
    require((0...1).contains(minimumAnswered), "minimum_answered is a share between 0 and 1")
    require(passMark.map { (0...100).contains($0) } ?? true, "pass_mark lies between 0 and 100")
    require((0...60).contains(disputeDays), "dispute_days lies between 0 and 60")
    require(!sections.isEmpty && sections.count <= 100, "a form has 1 to 100 sections")
    require(questions.count <= 200, "a form has at most 200 questions")
    require(questions.contains(where: \.isScored), "no question is scored")
    require(sections.allSatisfy { $0.weight.isFinite && $0.weight >= 0 }, "a weight is not negative")
    if weighing == .sections {
      require(sections.contains { $0.weight > 0 && $0.questions.contains(where: \.isScored) }, "no section has weight")
    }
    let ids = sections.map(\.id) + questions.map(\.id)
    for id in Set(ids).sorted() {
      require(ids.count { $0 == id } == 1, "\(id) is there twice")
      require(id.isFormID, "\(id) is no id: 1 to 40 letters, digits, dots, dashes or underscores")
    }
    return problems
  }
}

extension EvaluationForm.Question {
  fileprivate var problems: [String] {
    var problems: [String] = []
    if text.isEmpty || text.count > 500 { problems.append("the question must have 1 to 500 characters") }
    if !(weight.isFinite && weight >= 0) { problems.append("a weight is not negative") }
    switch answers {
    case .text: break
    case .choice(let options):
      if options.count < 2 { problems.append("there is nothing to choose: give at least two options") }
      if Set(options.map(\.id)).count < options.count { problems.append("two options have the same id") }
      problems += options.filter { !$0.id.isFormID }.map { "\($0.id) is no id" }
      problems += options.filter { !($0.score.map { (0...1).contains($0) } ?? true) }
        .map { "\($0.id): a score lies between 0 and 1" }
    case .number(let range):
      if !(range.least < range.most) { problems.append("the least number must be below the most") }
      if range.bands.contains(where: { !(0...1).contains($0.score) }) {
        problems.append("a score lies between 0 and 1")
      }
      let bands = range.bands.sorted { $0.from < $1.from }
      if bands.contains(where: { $0.from > $0.through || $0.from < range.least || $0.through > range.most }) {
        problems.append("a band lies outside the range")
      }
      if zip(bands, bands.dropFirst()).contains(where: { $0.through >= $1.from }) {
        problems.append("two bands overlap")
      }
    }
    return problems
  }
}

extension EvaluationForm.Condition {
  fileprivate func problems(after earlier: [String: EvaluationForm.Question]) -> [String] {
    switch self {
    case .all(let conditions), .any(let conditions):
      return conditions.isEmpty ? ["an empty condition"] : conditions.flatMap { $0.problems(after: earlier) }
    case .not(let condition): return condition.problems(after: earlier)
    case .chosen(let id, let wanted):
      guard let question = earlier[id] else { return ["its condition asks \(id), which does not come before it"] }
      guard case .choice(let options) = question.answers else {
        return ["its condition asks \(id), which is no choice"]
      }
      let offered = Set(options.map(\.id))
      return wanted.filter { !offered.contains($0) }.map { "its condition waits for \($0), which \(id) does not offer" }
    }
  }
}

extension String {
  /// Whether it may name a section, a question or an option: what stands on the command line left and right of `=`.
  var isFormID: Bool {
    (1...40).contains(utf8.count)
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
