/// Reads the JSON of Amazon Connect's `CreateEvaluationForm`, also as `DescribeEvaluationForm` answers it.
///
/// An option scores 0 to 10 there; the best answer of a question is full marks. Sections within sections are laid
/// flat, as weights lie either on the questions or on the outermost sections.
struct ConnectForm {
  private let root: JSONTree
  private var remarks: [String] = []
  private var isBySection = false
  private var isScored = true

  init(_ root: JSONTree) {
    self.root = root
  }

  func foreign() throws(QualityError) -> ForeignForm {
    var reader = self
    let form = reader.form()
    guard form.problems.isEmpty else { throw .badForm(form.problems + reader.remarks) }
    return ForeignForm(vendor: .connect, form: form, remarks: reader.remarks)
  }

  private mutating func form() -> EvaluationForm {
    note(
      root, "form",
      [
        "Title", "Description", "Items", "ScoringStrategy", "ReviewConfiguration", "InstanceId", "ClientToken", "Tags",
        "AsDraft", "EvaluationFormId", "EvaluationFormArn", "EvaluationFormVersion", "Status", "Locked", "CreatedTime",
        "CreatedBy", "LastModifiedTime", "LastModifiedBy", "LanguageConfiguration",
      ])
    let strategy = root["ScoringStrategy"]
    isBySection = strategy?["Mode"]?.text == "SECTION_ONLY"
    isScored = strategy?["Status"]?.text != "DISABLED"
    if strategy?["Mode"]?.text == "POINTS_BASED" {
      remarks.append("form: scoring by points is read as weights of the questions")
    }
    if !isScored { remarks.append("form: its scoring is switched off there") }
    var loose: [EvaluationForm.Question] = []
    var sections: [EvaluationForm.Section] = []
    for item in root["Items"]?.list ?? [] {
      if let section = item["Section"] {
        sections.append(self.section(section))
      } else if let question = item["Question"] {
        loose.append(self.question(question))
      }
    }
    if !loose.isEmpty {
      remarks.append("form: \(loose.count) questions outside a section stand in one of their own")
      sections.append(EvaluationForm.Section("general", "General", questions: loose))
    }
    return EvaluationForm(
      root["Title"]?.text ?? "Untitled", weighing: isBySection ? .sections : .questions, minimumAnswered: 0,
      disputeDays: Int(root["ReviewConfiguration"]?["EligibilityDays"]?.number ?? 7), sections: sections)
  }

  private mutating func section(_ tree: JSONTree) -> EvaluationForm.Section {
    let id = tree["RefId"]?.text?.formID(or: "section") ?? "section"
    note(tree, id, ["Title", "RefId", "Instructions", "Items", "Weight"])
    let weight = tree["Weight"]?.number ?? (isBySection ? 0 : 1)
    return EvaluationForm.Section(
      id, tree["Title"]?.text ?? id, weight: weight, questions: questions(of: tree, at: id))
  }

  /// The questions of a section and of those within it.
  private mutating func questions(of tree: JSONTree, at place: String) -> [EvaluationForm.Question] {
    var questions: [EvaluationForm.Question] = []
    for item in tree["Items"]?.list ?? [] {
      if let inner = item["Section"] {
        let id = inner["RefId"]?.text ?? "a section"
        remarks.append("\(id): a section within \(place) is laid flat")
        if isBySection, inner["Weight"] != nil { remarks.append("\(id): its own weight is left out") }
        questions += self.questions(of: inner, at: place)
      } else if let question = item["Question"] {
        questions.append(self.question(question))
      }
    }
    return questions
  }

  private mutating func question(_ tree: JSONTree) -> EvaluationForm.Question {
    let id = tree["RefId"]?.text?.formID(or: "question") ?? "question"
    note(
      tree, id,
      [
        "Title", "RefId", "Instructions", "NotApplicableEnabled", "QuestionType", "QuestionTypeProperties", "Weight",
        "Enablement",
      ])
    let weight = isScored ? tree["Weight"]?.number ?? (isBySection ? 1 : 0) : 0
    let answers = answers(tree, id)
    var question = EvaluationForm.Question(
      id, tree["Title"]?.text ?? id, weight: answers == .text ? 0 : weight,
      mayNotApply: tree["NotApplicableEnabled"]?.flag ?? false, appliesWhen: enablement(tree["Enablement"], id), answers
    )
    question.guidance = tree["Instructions"]?.text
    return question
  }

  private mutating func answers(_ tree: JSONTree, _ id: String) -> EvaluationForm.Answers {
    let properties = tree["QuestionTypeProperties"]
    switch tree["QuestionType"]?.text {
    case "SINGLESELECT":
      let options = properties?["SingleSelect"]?["Options"]?.list ?? []
      if properties?["SingleSelect"]?["Automation"] != nil { remarks.append("\(id): its automation is left out") }
      return .choice(self.options(options, id))
    case "NUMERIC":
      let numeric = properties?["Numeric"]
      if numeric?["Automation"] != nil { remarks.append("\(id): its automation is left out") }
      return .number(range(numeric, id))
    case "TEXT": return .text
    case let kind:
      remarks.append("\(id): a question of type \(kind ?? "nothing") is asked in words, and not scored")
      return .text
    }
  }

  private mutating func options(_ options: [JSONTree], _ id: String) -> [EvaluationForm.Option] {
    let best = best(of: options, id)
    return options.map { option in
      let name = option["RefId"]?.text?.formID(or: "option") ?? "option"
      return EvaluationForm.Option(
        name, option["Text"]?.text, score: option["Score"]?.number.map { best > 0 ? $0 / best : 0 },
        fatal: fatal(option, "\(id).\(name)"))
    }
  }

  private mutating func range(_ numeric: JSONTree?, _ id: String) -> EvaluationForm.Range {
    let options = numeric?["Options"]?.list ?? []
    let best = best(of: options, id)
    return EvaluationForm.Range(
      numeric?["MinValue"]?.number ?? 0, numeric?["MaxValue"]?.number ?? 0,
      bands: options.map { option in
        EvaluationForm.Band(
          option["MinValue"]?.number ?? 0, option["MaxValue"]?.number ?? 0,
          score: best > 0 ? (option["Score"]?.number ?? 0) / best : 0, fatal: fatal(option, id))
      })
  }

  /// The score that is full marks.
  private mutating func best(of options: [JSONTree], _ id: String) -> Double {
    let best = options.compactMap { $0["Score"]?.number }.max() ?? 0
    if best > 0, best != 10 {
      remarks.append("\(id): its best answer scores \(Int(best)) of 10 and is full marks here")
    }
    return best
  }

  private mutating func fatal(_ option: JSONTree, _ place: String) -> EvaluationForm.Fatal? {
    if let target = option["AutomaticFailConfiguration"]?["TargetSection"]?.text {
      remarks.append("\(place): fails section \(target) there, and the section it stands in here")
      return .section
    }
    return option["AutomaticFail"]?.flag ?? false ? .form : nil
  }

  private mutating func note(_ tree: JSONTree, _ place: String, _ known: [String]) {
    for name in tree.members(besides: known) { remarks.append("\(place): \(name) is left out") }
  }
}

// MARK: - Conditions

extension ConnectForm {
  private mutating func enablement(_ tree: JSONTree?, _ id: String) -> EvaluationForm.Condition? {
    guard let tree else { return nil }
    guard let condition = tree["Condition"].flatMap({ condition($0, id) }) else {
      remarks.append("\(id): its condition is not understood, so it is always asked")
      return nil
    }
    if let other = tree["DefaultAction"]?.text, other == tree["Action"]?.text {
      remarks.append("\(id): its condition changes nothing and is left out")
      return nil
    }
    return tree["Action"]?.text == "DISABLE" ? .not(condition) : condition
  }

  private mutating func condition(_ tree: JSONTree, _ id: String) -> EvaluationForm.Condition? {
    var conditions: [EvaluationForm.Condition] = []
    for operand in tree["Operands"]?.list ?? [] {
      let inner =
        if let expression = operand["Expression"] {
          self.expression(expression)
        } else {
          operand["Condition"].flatMap { condition($0, id) }
        }
      guard let inner else { return nil }
      conditions.append(inner)
    }
    if conditions.count < 2 { return conditions.first }
    return tree["Operator"]?.text == "OR" ? .any(conditions) : .all(conditions)
  }

  private func expression(_ tree: JSONTree) -> EvaluationForm.Condition? {
    guard tree["Source"]?["Type"]?.text == "QUESTION_REF", let question = tree["Source"]?["RefId"]?.text else {
      return nil
    }
    let values = tree["Values"]?.list ?? []
    let options = values.compactMap { $0["Type"]?.text == "OPTION_REF" ? $0["RefId"]?.text?.formID(or: "option") : nil }
    guard !options.isEmpty, options.count == values.count else { return nil }
    let chosen = EvaluationForm.Condition.chosen(question.formID(or: "question"), options)
    return switch tree["Comparator"]?.text {
    case "IN": chosen
    case "NOT_IN": .not(chosen)
    // A single choice holds all of the options, or exactly them, when there is one.
    case "ALL_IN", "EXACT": options.count == 1 ? chosen : nil
    default: nil
    }
  }
}
