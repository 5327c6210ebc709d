extension GIFT.Passage {
  /// The question that the passage is.
  func question() throws(GIFT.Fault) -> Question {
    guard !text.utf8.contains(0) else { throw GIFT.Fault("a NUL character, which no text may have") }
    guard text.count <= GIFT.longestText else {
      throw GIFT.Fault("a question has at most \(GIFT.longestText) characters")
    }
    var rest = GIFT.Marked(text[...]).trimmed
    let title = try title(from: &rest)
    let format = rest.takeFormat() ?? .moodle
    var question = Question(Prose("", format: format), .description, key: key, title: title, tags: tags)
    guard let opening = rest.firstIndex(of: "{") else {
      question.stem = rest.prose(format)
      return question
    }
    guard let closing = rest.firstIndex(of: "}", after: opening) else {
      throw GIFT.Fault("the answers are not closed: a } is missing, or a blank line stands inside them")
    }
    let before = rest[..<opening].prose(format), after = rest[(closing + 1)...].prose(format)
    guard rest.firstIndex(of: "{", after: closing) == nil else {
      throw GIFT.Fault("a second { … } in one question; write \\{ for a brace that is meant as such")
    }
    question.hasBlank = !after.text.isEmpty
    question.stem = question.hasBlank ? before.around(after) : before
    try answers(rest[(opening + 1)..<closing].trimmed, of: &question)
    return question
  }

  private func title(from rest: inout GIFT.Marked) throws(GIFT.Fault) -> String? {
    guard rest.hasPrefix("::") else { return nil }
    guard let end = rest.dropFirst(2).firstIndex(of: "::") else { throw GIFT.Fault("the title is not closed by ::") }
    let title = rest[2..<(end + 2)].prose(.moodle).text
    rest = rest[(end + 4)...].trimmed
    return title
  }

  private func answers(_ block: GIFT.Marked, of question: inout Question) throws(GIFT.Fault) {
    let format = question.stem.format
    var block = block
    if let place = block.firstIndex(of: "####") {
      question.feedback = block[(place + 4)...].feedback(format)
      block = block[..<place].trimmed
    }
    if block.isEmpty {
      question.body = .essay
    } else if block.hasPrefix("#") {
      question.body = .numeric(answers: try spans(block.dropFirst(1).trimmed, format))
    } else if let isTrue = block.truth {
      let told = block.parts(of: "#").dropFirst().map { $0.feedback(format) }
      let onWrong = told.first ?? nil, onRight = told.dropFirst().first ?? nil
      question.body = .trueFalse(
        isTrue: isTrue, onTrue: isTrue ? onRight : onWrong, onFalse: isTrue ? onWrong : onRight)
    } else {
      question.body = try options(block, format)
    }
  }

  /// Choices, short answers or pairs: the marks say which.
  private func options(_ block: GIFT.Marked, _ format: Prose.Format) throws(GIFT.Fault) -> Question.Body {
    let answers = block.answers
    if answers.count == 1, answers[0].mark == nil {
      return .short(answers: [try answers[0].option(format)])
    }
    guard answers.allSatisfy({ $0.mark != nil }) else {
      throw GIFT.Fault("the answers begin with text before the first = or ~")
    }
    if answers.allSatisfy({ $0.mark == "=" }) {
      if answers.allSatisfy({ $0.text.firstIndex(of: "->") != nil }) {
        return .matching(pairs: answers.map { $0.pair(format) })
      }
      guard answers.allSatisfy({ $0.text.firstIndex(of: "->") == nil }) else {
        throw GIFT.Fault("some answers have -> and others do not; write \\-> for an arrow that makes no pair")
      }
      return .short(answers: try answers.each { answer throws(GIFT.Fault) in try answer.option(format) })
    }
    let options = try answers.each { answer throws(GIFT.Fault) in try answer.option(format) }
    return .choice(options: options, several: !options.contains(where: \.isRight))
  }

  private func spans(_ block: GIFT.Marked, _ format: Prose.Format) throws(GIFT.Fault) -> [Question.Span] {
    try block.answers.each { answer throws(GIFT.Fault) in
      let (percent, rest) = try answer.percent()
      let parts = rest.parts(of: "#")
      let number = parts[0].trimmed.unescaped.trimmed
      guard let reach = Question.Span.Reach(gift: number) else {
        throw GIFT.Fault("“\(number.prefix(40))” is no number, number:tolerance or low..high")
      }
      return Question.Span(
        reach, percent: percent ?? (answer.mark == "~" ? 0 : nil),
        feedback: parts.count > 1 ? parts[1].feedback(format) : nil)
    }
  }
}

extension GIFT {
  /// An answer between two marks.
  struct Answer {
    let mark: Character?
    let text: Marked

    /// Takes a weight such as `%50%` off the front.
    func percent() throws(Fault) -> (Double?, Marked) {
      let text = text.trimmed
      guard text.hasPrefix("%"), let end = text.dropFirst(1).firstIndex(of: "%") else { return (nil, text) }
      let number = text[1..<(end + 1)].plain
      guard let percent = Double(written: number), percent.magnitude <= 100 else {
        throw Fault("“%\(number.prefix(20))%” is no weight from -100 to 100")
      }
      return (percent, text[(end + 2)...])
    }

    func option(_ format: Prose.Format) throws(Fault) -> Question.Option {
      let (percent, rest) = try percent()
      let parts = rest.parts(of: "#", most: 2)
      return Question.Option(
        parts[0].formatted(format), isRight: mark != "~", percent: percent,
        feedback: parts.count > 1 ? parts[1].feedback(format) : nil)
    }

    func pair(_ format: Prose.Format) -> Question.Pair {
      let place = text.firstIndex(of: "->") ?? 0
      return Question.Pair(text[..<place].formatted(format), text[(place + 2)...].prose(.moodle).text)
    }
  }
}

extension Array {
  /// `map` that keeps the type of what is thrown.
  func each<T, E>(_ transform: (Element) throws(E) -> T) throws(E) -> [T] {
    var result: [T] = []
    for element in self { result.append(try transform(element)) }
    return result
  }
}

extension Question.Span.Reach {
  /// Reads `4`, `3.14:0.01`, `1..5` or `*`.
  init?(gift text: String) {
    if text == "*" {
      self = .anything
    } else if let dots = text.firstRange(of: "..") {
      guard let low = Double(written: String(text[..<dots.lowerBound]).trimmed),
        let high = Double(written: String(text[dots.upperBound...]).trimmed), low <= high
      else { return nil }
      self = .between(low, high)
    } else {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard parts.count <= 2, let value = Double(written: parts[0]) else { return nil }
      guard parts.count == 2 else {
        self = .near(value, tolerance: 0)
        return
      }
      guard let tolerance = Double(written: parts[1]), tolerance >= 0 else { return nil }
      self = .near(value, tolerance: tolerance)
    }
  }
}
