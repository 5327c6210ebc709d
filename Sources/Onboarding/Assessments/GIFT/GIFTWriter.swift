extension Question {
  /// The question as GIFT, with a line break at its end.
  var gift: String {
    let marks = (key.map { ["[id:\($0)]"] } ?? []) + tags.map { "[tag:\($0)]" }
    let comment = marks.isEmpty ? "" : "// " + marks.joined(separator: " ") + "\n"
    let head = title.map { "::\($0.giftEscaped)::" } ?? ""
    if case .description = body {
      return comment + head + stem.gift(inheriting: .moodle, isFirst: head.isEmpty) + "\n"
    }
    return comment + head + giftStem + "\n"
  }

  /// The stem with its answers, at the blank where there is one.
  private var giftStem: String {
    let written = stem.gift(inheriting: .moodle, isFirst: title == nil)
    guard hasBlank, let blank = written.firstRange(of: "_____") else { return written + giftAnswers }
    return written[..<blank.lowerBound] + giftAnswers + written[blank.upperBound...]
  }

  private var giftAnswers: String {
    let format = stem.format
    var lines: [String]
    switch body {
    case .description: return ""
    case .essay: lines = []
    case .trueFalse(let isTrue, let onTrue, let onFalse):
      let told = isTrue ? [onFalse, onTrue] : [onTrue, onFalse]
      let words = told.map { $0?.gift(inheriting: format) ?? "" }
      let feedback = told[1] != nil ? "#\(words[0])#\(words[1])" : told[0] != nil ? "#\(words[0])" : ""
      lines = [(isTrue ? "TRUE" : "FALSE") + feedback]
    case .matching(let pairs):
      lines = pairs.map { "=\($0.thing.gift(inheriting: format)) -> \($0.match.giftEscaped)" }
    case .choice(let options, _), .short(let options): lines = options.map { $0.gift(inheriting: format) }
    case .numeric(let answers): lines = ["#"] + answers.map { $0.gift(inheriting: format) }
    }
    if let feedback { lines.append("####" + feedback.gift(inheriting: format)) }
    guard lines.count > 1 else { return "{\(lines.first ?? "")}" }
    return "{\n" + lines.map { "  \($0)\n" }.joined() + "}"
  }
}

extension Question.Option {
  fileprivate func gift(inheriting format: Prose.Format) -> String {
    let weight = percent.map { "%\($0.shortest)%" } ?? ""
    return (isRight ? "=" : "~") + weight + text.gift(inheriting: format)
      + (feedback.map { " #" + $0.gift(inheriting: format) } ?? "")
  }
}

extension Question.Span {
  fileprivate func gift(inheriting format: Prose.Format) -> String {
    let weight = percent.map { "%\($0.shortest)%" } ?? ""
    let span =
      switch reach {
      case .near(let value, let tolerance): value.shortest + (tolerance == 0 ? "" : ":" + tolerance.shortest)
      case .between(let low, let high): "\(low.shortest)..\(high.shortest)"
      case .anything: "*"
      }
    return "=" + weight + span + (feedback.map { " #" + $0.gift(inheriting: format) } ?? "")
  }
}

extension Prose {
  /// The text with its marks kept, and with its format where that is not the one it would inherit.
  ///
  /// - Parameter isFirst: Whether it begins a line, where `//` would be a comment.
  fileprivate func gift(inheriting inherited: Format, isFirst: Bool = false) -> String {
    let isMistakable = text.first.map { "[%".contains($0) || isFirst && "/$:".contains($0) } ?? false
    return (format != inherited || isMistakable ? "[\(format.rawValue)]" : "") + text.giftEscaped
  }
}

extension String {
  /// With a `\` before each character that would mean something.
  fileprivate var giftEscaped: String {
    var text = ""
    var rest = self[...]
    while let next = rest.popFirst() {
      switch next {
      case "~", "=", "#", "{", "}", ":", "\\": text += "\\\(next)"
      case "\n": text += "\\n"
      case "-" where rest.first == ">": text += "\\-"
      default: text.append(next)
      }
    }
    return text
  }
}

extension Double {
  /// The fewest digits that read back as the same number: 4, 0.5.
  fileprivate var shortest: String {
    self == rounded() && magnitude < 1e15 ? String(Int64(self)) : description
  }
}
