/// Reads an evaluation form of Genesys Cloud, in the JSON of its API or of Terraform.
///
/// Genesys adds up points times the weight of the group, over the points possible times that weight. So a question
/// here weighs its group's weight times its highest points, and an answer scores its points over the highest.
struct GenesysForm {
  private let root: JSONTree
  private var remarks: [String] = []

  init(_ root: JSONTree) {
    self.root = root
  }

  func foreign() throws(QualityError) -> ForeignForm {
    var reader = self
    let form = reader.form()
    guard form.problems.isEmpty else { throw .badForm(form.problems + reader.remarks) }
    return ForeignForm(vendor: .genesys, form: form, remarks: reader.remarks)
  }

  private mutating func form() -> EvaluationForm {
    note(
      root, "form",
      [
        "id", "contextId", "name", "questionGroups", "published", "publishedVersions", "modifiedDate", "selfUri",
        "evaluationSettings",
      ])
    let groups = root["questionGroups"]?.list ?? []
    return EvaluationForm(
      root["name"]?.text ?? "Untitled", minimumAnswered: 0,
      sections: groups.enumerated().map { place, group in section(group, place) })
  }

  private mutating func section(_ tree: JSONTree, _ place: Int) -> EvaluationForm.Section {
    let id = "g\(place)"
    note(
      tree, id,
      [
        "id", "name", "type", "questions", "weight", "manualWeight", "naEnabled", "visibilityCondition",
        "defaultAnswersToHighest", "defaultAnswersToNA",
      ])
    for key in ["defaultAnswersToHighest", "defaultAnswersToNA"] where tree[key]?.flag ?? false {
      remarks.append("\(id): answers are not filled in beforehand here (\(key))")
    }
    let weight = tree["weight"]?.number ?? 1
    let groupMayNotApply = tree["naEnabled"]?.flag ?? false
    if groupMayNotApply { remarks.append("\(id): each of its questions may be answered n/a, not the group at once") }
    let questions = tree["questions"]?.list ?? []
    return EvaluationForm.Section(
      id, tree["name"]?.text ?? id, weight: weight, appliesWhen: condition(tree["visibilityCondition"], id),
      questions: questions.enumerated().map { number, question in
        self.question(question, "\(id)q\(number)", weight, mayNotApply: groupMayNotApply)
      })
  }

  private mutating func question(
    _ tree: JSONTree, _ id: String, _ weight: Double, mayNotApply: Bool
  ) -> EvaluationForm.Question {
    note(
      tree, id,
      [
        "id", "contextId", "text", "helpText", "type", "naEnabled", "commentsRequired", "isKill", "isCritical",
        "answerOptions", "visibilityCondition",
      ])
    if tree["commentsRequired"]?.flag ?? false { remarks.append("\(id): a comment is possible here, not required") }
    let kind = tree["type"]?.text ?? "multipleChoiceQuestion"
    let options = tree["answerOptions"]?.list ?? []
    let best = options.compactMap { $0["value"]?.number }.max() ?? 0
    if kind != "multipleChoiceQuestion", kind != "freeTextQuestion" {
      remarks.append("\(id): a question of type \(kind) is asked in words, and not scored")
    }
    let isChoice = kind == "multipleChoiceQuestion" && !options.isEmpty
    let isKill = tree["isKill"]?.flag ?? false
    var question = EvaluationForm.Question(
      id, tree["text"]?.text ?? id, weight: isChoice ? weight * best : 0,
      mayNotApply: mayNotApply || (tree["naEnabled"]?.flag ?? false), isCritical: tree["isCritical"]?.flag ?? false,
      appliesWhen: condition(tree["visibilityCondition"], id),
      isChoice ? .choice(self.options(options, best, isKill: isKill, id)) : .text)
    question.guidance = tree["helpText"]?.text
    return question
  }

  private mutating func options(
    _ options: [JSONTree], _ best: Double, isKill: Bool, _ id: String
  ) -> [EvaluationForm.Option] {
    options.enumerated().map { place, option in
      note(option, "\(id).a\(place)", ["id", "text", "value"])
      let value = option["value"]?.number ?? 0
      // Less than the highest points on a fatal question is fatal.
      return EvaluationForm.Option(
        "a\(place)", option["text"]?.text, score: best > 0 ? value / best : 0,
        fatal: isKill && value < best ? .form : nil)
    }
  }

  /// Predicates are paths such as `/form/questionGroup/0/question/1/answer/0`.
  private mutating func condition(_ tree: JSONTree?, _ id: String) -> EvaluationForm.Condition? {
    guard let tree, let predicates = tree["predicates"]?.list, !predicates.isEmpty else { return nil }
    let conditions = predicates.compactMap { predicate -> EvaluationForm.Condition? in
      let parts = predicate.text?.split(separator: "/").map(String.init) ?? []
      guard parts.count == 7, parts[1] == "questionGroup", parts[3] == "question", parts[5] == "answer",
        let group = Int(parts[2]), let question = Int(parts[4]), let answer = Int(parts[6])
      else { return nil }
      return .chosen("g\(group)q\(question)", ["a\(answer)"])
    }
    guard conditions.count == predicates.count else {
      remarks.append("\(id): its condition is not understood, so it is always asked")
      return nil
    }
    if conditions.count < 2 { return conditions.first }
    return tree["combiningOperation"]?.text == "OR" ? .any(conditions) : .all(conditions)
  }

  private mutating func note(_ tree: JSONTree, _ place: String, _ known: [String]) {
    for name in tree.members(besides: known) { remarks.append("\(place): \(name) is left out") }
  }
}
