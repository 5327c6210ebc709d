internal import FoundationEssentials

extension EvaluationForm {
  /// Reads the form Muster itself writes, with `snake_case` keys.
  ///
  /// - Throws: ``QualityError/badForm(_:)`` with every problem found.
  public static func read(_ json: [UInt8]) throws(QualityError) -> EvaluationForm {
    let form: EvaluationForm
    let given: JSONTree
    do {
      given = try JSONTree.read(json)
      form = try JSONDecoder().decode(EvaluationForm.self, from: Data(json))
    } catch let error as DecodingError {
      throw .badForm([error.place])
    } catch {
      throw .badForm(["the file is not JSON"])
    }
    let problems = given.keys(outside: Self.keys) + form.problems
    guard problems.isEmpty else { throw .badForm(problems) }
    return form
  }

  /// The form as JSON with sorted keys: as stored, as exported, and as digested.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)
  }

  private static let keys: Set<String> = [
    "title", "weighing", "minimum_answered", "pass_mark", "dispute_days", "sections", "id", "weight", "applies_when",
    "questions", "text", "guidance", "may_not_apply", "critical", "options", "scale", "number", "score", "fatal",
    "least", "most", "bands", "from", "through", "question", "is", "all", "any", "not",
  ]
}

extension EvaluationForm: Codable {
  private enum CodingKeys: String, CodingKey {
    case title, weighing, sections
    case minimumAnswered = "minimum_answered"
    case passMark = "pass_mark"
    case disputeDays = "dispute_days"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .title),
      weighing: try values.decodeIfPresent(Weighing.self, forKey: .weighing) ?? .questions,
      minimumAnswered: try values.decodeIfPresent(Double.self, forKey: .minimumAnswered) ?? 0.6,
      passMark: try values.decodeIfPresent(Double.self, forKey: .passMark),
      disputeDays: try values.decodeIfPresent(Int.self, forKey: .disputeDays) ?? 7,
      sections: try values.decode([Section].self, forKey: .sections))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(title, forKey: .title)
    try values.encode(weighing, forKey: .weighing)
    try values.encode(minimumAnswered, forKey: .minimumAnswered)
    try values.encodeIfPresent(passMark, forKey: .passMark)
    try values.encode(disputeDays, forKey: .disputeDays)
    try values.encode(sections, forKey: .sections)
  }
}

extension EvaluationForm.Section: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, title, weight, questions
    case appliesWhen = "applies_when"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let id = try values.decode(String.self, forKey: .id)
    self.init(
      id, try values.decodeIfPresent(String.self, forKey: .title) ?? id,
      weight: try values.decodeIfPresent(Double.self, forKey: .weight) ?? 1,
      appliesWhen: try values.decodeIfPresent(EvaluationForm.Condition.self, forKey: .appliesWhen),
      questions: try values.decode([EvaluationForm.Question].self, forKey: .questions))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(title, forKey: .title)
    try values.encode(weight, forKey: .weight)
    try values.encodeIfPresent(appliesWhen, forKey: .appliesWhen)
    try values.encode(questions, forKey: .questions)
  }
}

extension EvaluationForm.Question: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, text, guidance, weight, options, scale, number
    case mayNotApply = "may_not_apply"
    case isCritical = "critical"
    case appliesWhen = "applies_when"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let answers: EvaluationForm.Answers =
      if let points = try values.decodeIfPresent(Int.self, forKey: .scale) {
        .scale(min(max(points, 0), 100))
      } else if let options = try values.decodeIfPresent([EvaluationForm.Option].self, forKey: .options) {
        .choice(options)
      } else if let range = try values.decodeIfPresent(EvaluationForm.Range.self, forKey: .number) {
        .number(range)
      } else {
        .text
      }
    self.init(
      try values.decode(String.self, forKey: .id), try values.decode(String.self, forKey: .text),
      weight: try values.decodeIfPresent(Double.self, forKey: .weight) ?? (answers == .text ? 0 : 1),
      mayNotApply: try values.decodeIfPresent(Bool.self, forKey: .mayNotApply) ?? false,
      isCritical: try values.decodeIfPresent(Bool.self, forKey: .isCritical) ?? false,
      appliesWhen: try values.decodeIfPresent(EvaluationForm.Condition.self, forKey: .appliesWhen), answers)
    guidance = try values.decodeIfPresent(String.self, forKey: .guidance)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(text, forKey: .text)
    try values.encodeIfPresent(guidance, forKey: .guidance)
    try values.encode(weight, forKey: .weight)
    try values.encode(mayNotApply, forKey: .mayNotApply)
    try values.encode(isCritical, forKey: .isCritical)
    try values.encodeIfPresent(appliesWhen, forKey: .appliesWhen)
    switch answers {
    case .choice(let options): try values.encode(options, forKey: .options)
    case .number(let range): try values.encode(range, forKey: .number)
    case .text: break
    }
  }
}

extension EvaluationForm.Option: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, text, score, fatal
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .id), try values.decodeIfPresent(String.self, forKey: .text),
      score: try values.decodeIfPresent(Double.self, forKey: .score),
      fatal: try values.decodeIfPresent(EvaluationForm.Fatal.self, forKey: .fatal))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(text, forKey: .text)
    try values.encodeIfPresent(score, forKey: .score)
    try values.encodeIfPresent(fatal, forKey: .fatal)
  }
}

extension EvaluationForm.Condition: Codable {
  private enum CodingKeys: String, CodingKey {
    case question, all, any, not
    case options = "is"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let question = try values.decodeIfPresent(String.self, forKey: .question) {
      self = .chosen(question, try values.decode([String].self, forKey: .options))
    } else if let conditions = try values.decodeIfPresent([Self].self, forKey: .all) {
      self = .all(conditions)
    } else if let conditions = try values.decodeIfPresent([Self].self, forKey: .any) {
      self = .any(conditions)
    } else {
      self = .not(try values.decode(Self.self, forKey: .not))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .chosen(let question, let options):
      try values.encode(question, forKey: .question)
      try values.encode(options, forKey: .options)
    case .all(let conditions): try values.encode(conditions, forKey: .all)
    case .any(let conditions): try values.encode(conditions, forKey: .any)
    case .not(let condition): try values.encode(condition, forKey: .not)
    }
  }
}
