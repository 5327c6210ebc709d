/// What answers come to on a form, of 100.
public struct QualityScore: Codable, Sendable, Hashable {
  /// One section's part.
  public struct Part: Codable, Sendable, Hashable {
    public let section: String
    public let raw: Double
    /// 0 after an answer that is fatal to the section or the form.
    public let reported: Double
    /// The weight with which it counted: what does not apply has left it.
    public let weight: Double
  }

  /// What was earned, fatal answers or not, for coaching; `nil` when too little was answered.
  public let raw: Double?
  /// What is reported: 0 after an answer that is fatal to the form, `nil` when too little was answered.
  public let reported: Double?
  /// The same over the critical questions alone; `nil` when none was answered.
  public let critical: Double?
  /// How much of the weight was answered, of 1.
  public let answeredShare: Double
  /// The questions with a fatal answer.
  public let fatal: [String]
  public let parts: [Part]
  /// `nil` without a pass mark or a score.
  public let isPassed: Bool?
}

extension EvaluationForm {
  /// The questions that are asked, given the answers before each.
  public func asked(_ answers: [String: Answer]) -> [(section: Section, questions: [Question])] {
    var heard: [String: Answer] = [:]
    var asked: [(section: Section, questions: [Question])] = []
    for section in sections where section.appliesWhen?.holds(heard) ?? true {
      var questions: [Question] = []
      for question in section.questions where question.appliesWhen?.holds(heard) ?? true {
        questions.append(question)
        heard[question.id] = answers[question.id]
      }
      asked.append((section, questions))
    }
    return asked
  }

  /// What is wrong with these answers: not asked, not offered, or missing.
  ///
  /// - Parameter isWhole: Whether every question that is asked must have an answer.
  public func problems(with answers: [String: Answer], isWhole: Bool) -> [String] {
    let asked = Dictionary(uniqueKeysWithValues: asked(answers).flatMap(\.questions).map { ($0.id, $0) })
    var problems = answers.keys.sorted().compactMap { id in
      guard let question = asked[id] else {
        return self.question(id) == nil ? "there is no question \(id)" : "\(id) is not asked after these answers"
      }
      return answers[id].flatMap { question.problem(with: $0) }
    }
    if isWhole {
      problems += questions.filter { asked[$0.id] != nil && answers[$0.id] == nil && $0.answers != .text }
        .map { "\($0.id) is not answered" }
    }
    return problems
  }

  /// Scores the answers; those to questions that are not asked count for nothing.
  public func score(_ answers: [String: Answer]) -> QualityScore {
    let tallies = asked(answers).map { SectionTally($0.section, $0.questions, answers, weighing) }
    let whole = tallies.map(\.wholeWeight).reduce(0, +)
    let answered = tallies.map(\.answeredWeight).reduce(0, +)
    let share = whole > 0 ? answered / whole : 0
    let parts = tallies.filter { $0.answeredWeight > 0 }
    let isDead = tallies.contains(where: \.isFatalToForm)
    let counted = parts.map { weighing == .sections ? $0.section.weight : $0.answeredWeight }
    func mean(_ value: (SectionTally) -> Double) -> Double? {
      let weight = counted.reduce(0, +)
      return weight > 0 ? zip(parts, counted).map { value($0) * $1 }.reduce(0, +) / weight * 100 : nil
    }
    let isScorable = share >= minimumAnswered - 1e-12
    let raw = isScorable ? mean(\.earned) : nil
    let reported = isDead ? 0 : isScorable ? mean { $0.isFatal ? 0 : $0.earned } : nil
    return QualityScore(
      raw: raw, reported: reported, critical: critical(answers), answeredShare: share,
      fatal: tallies.flatMap(\.fatal),
      parts: zip(parts, counted).map { part, weight in
        QualityScore.Part(
          section: part.section.id, raw: part.earned * 100, reported: isDead || part.isFatal ? 0 : part.earned * 100,
          weight: weight)
      },
      isPassed: passMark.flatMap { mark in reported.map { $0 >= mark } })
  }

  /// The raw score of the critical questions alone.
  private func critical(_ answers: [String: Answer]) -> Double? {
    let tallies = asked(answers).map { SectionTally($0.section, $0.questions.filter(\.isCritical), answers, weighing) }
      .filter { $0.answeredWeight > 0 }
    let weights = tallies.map { weighing == .sections ? $0.section.weight : $0.answeredWeight }
    let weight = weights.reduce(0, +)
    return weight > 0 ? zip(tallies, weights).map { $0.earned * $1 }.reduce(0, +) / weight * 100 : nil
  }
}

/// One section, added up.
private struct SectionTally {
  let section: EvaluationForm.Section
  /// What all its scored questions weigh on the form.
  let wholeWeight: Double
  /// What the answered ones weigh.
  let answeredWeight: Double
  /// What they earned, of 1.
  let earned: Double
  let fatal: [String]
  let isFatal: Bool
  let isFatalToForm: Bool

  init(
    _ section: EvaluationForm.Section, _ questions: [EvaluationForm.Question], _ answers: [String: Answer],
    _ weighing: EvaluationForm.Weighing
  ) {
    let results = questions.map { question in (question, answers[question.id].flatMap { question.result(of: $0) }) }
    let scored = results.filter(\.0.isScored)
    let whole = scored.map(\.0.weight).reduce(0, +)
    let earning = scored.compactMap { question, result in
      result?.score.map { (weight: question.weight, score: $0) }
    }
    let answered = earning.map(\.weight).reduce(0, +)
    let unit = weighing == .questions ? 1 : whole > 0 ? section.weight / whole : 0
    self.section = section
    wholeWeight = whole * unit
    answeredWeight = answered * unit
    earned = answered > 0 ? earning.map { $0.weight * $0.score }.reduce(0, +) / answered : 0
    let deadly = results.compactMap { question, result in result?.fatal.map { (question.id, $0) } }
    fatal = deadly.map(\.0)
    isFatal = !deadly.isEmpty
    isFatalToForm = deadly.contains { $0.1 == .form }
  }
}

extension EvaluationForm.Question {
  /// What an answer earns and destroys; `nil` for one that counts for nothing.
  func result(of answer: Answer) -> (score: Double?, fatal: EvaluationForm.Fatal?)? {
    switch (answers, answer) {
    case (.choice(let options), .option(let id)):
      options.first { $0.id == id }.map { ($0.score, $0.fatal) }
    case (.number(let range), .number(let number)):
      range.bands.first { $0.from <= number && number <= $0.through }.map { ($0.score, $0.fatal) }
    default: nil
    }
  }

  /// Why this cannot be its answer.
  func problem(with answer: Answer) -> String? {
    switch (answers, answer) {
    case (_, .notApplicable): mayNotApply ? nil : "\(id) always applies"
    case (.choice(let options), .option(let chosen)):
      options.contains { $0.id == chosen }
        ? nil : "\(id) offers \(options.map(\.id).joined(separator: ", ")), not \(chosen)"
    case (.number(let range), .number(let number)):
      range.least <= number && number <= range.most
        ? nil : "\(id) lies between \(range.least) and \(range.most)"
    case (.text, .text(let words)): words.count <= 2000 ? nil : "\(id) takes at most 2000 characters"
    case (.choice(let options), _): "\(id) offers \(options.map(\.id).joined(separator: ", "))"
    case (.number, _): "\(id) is a number"
    case (.text, _): "\(id) is answered in words"
    }
  }

  /// Reads an answer as it is typed: an option, a number, words, or `n/a`.
  public func read(_ text: String) -> Answer {
    if text.lowercased() == "n/a" { return .notApplicable }
    switch answers {
    case .choice: return .option(text)
    case .number: return Double(text).map { .number($0) } ?? .text(text)
    case .text: return .text(text)
    }
  }
}

extension EvaluationForm.Condition {
  func holds(_ answers: [String: Answer]) -> Bool {
    switch self {
    case .chosen(let question, let options):
      if case .option(let id)? = answers[question] { options.contains(id) } else { false }
    case .all(let conditions): conditions.allSatisfy { $0.holds(answers) }
    case .any(let conditions): conditions.contains { $0.holds(answers) }
    case .not(let condition): !condition.holds(answers)
    }
  }
}
