/// An answer and what the evaluator says to it.
public struct Observation: Sendable, Hashable {
  public var answer: Answer
  public var comment: String?

  public init(_ answer: Answer, comment: String? = nil) {
    self.answer = answer
    self.comment = comment
  }
}

/// The findings of an evaluation, by question.
public typealias Findings = [String: Observation]

extension Findings {
  /// The answers alone.
  public var answers: [String: Answer] { mapValues(\.answer) }
}

extension EvaluationForm {
  /// Takes answers as they are typed on top of earlier findings; `-` takes one back.
  ///
  /// - Throws: ``QualityError/badAnswers(_:)`` with every problem.
  func findings(
    _ typed: [String: String], comments: [String: String] = [:], on earlier: Findings = [:], isWhole: Bool = false
  ) throws(QualityError) -> Findings {
    var findings = earlier
    var problems: [String] = []
    for (id, text) in typed {
      guard let question = question(id) else {
        problems.append("there is no question \(id)")
        continue
      }
      findings[id] = text == "-" ? nil : Observation(question.read(text), comment: findings[id]?.comment)
    }
    for (id, comment) in comments {
      if findings[id] == nil {
        problems.append("\(id) has no answer to comment on")
      } else if comment.count > 2000 {
        problems.append("\(id): a comment has at most 2000 characters")
      }
      findings[id]?.comment = comment
    }
    // What is no longer asked after a changed answer is let go.
    let asked = Set(asked(findings.answers).flatMap(\.questions).map(\.id))
    for id in findings.keys where !asked.contains(id) && typed[id] == nil { findings[id] = nil }
    problems += self.problems(with: findings.answers, isWhole: isWhole)
    guard problems.isEmpty else { throw .badAnswers(problems.sorted()) }
    return findings
  }
}

extension Observation: Codable {
  private enum CodingKeys: String, CodingKey {
    case option, number, words, applies, comment
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let option = try values.decodeIfPresent(String.self, forKey: .option) {
      answer = .option(option)
    } else if let number = try values.decodeIfPresent(Double.self, forKey: .number) {
      answer = .number(number)
    } else if let words = try values.decodeIfPresent(String.self, forKey: .words) {
      answer = .text(words)
    } else {
      answer = .notApplicable
    }
    comment = try values.decodeIfPresent(String.self, forKey: .comment)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch answer {
    case .option(let option): try values.encode(option, forKey: .option)
    case .number(let number): try values.encode(number, forKey: .number)
    case .text(let words): try values.encode(words, forKey: .words)
    case .notApplicable: try values.encode(false, forKey: .applies)
    }
    try values.encodeIfPresent(comment, forKey: .comment)
  }
}

extension Answer: CustomStringConvertible {
  /// As it is typed.
  public var description: String {
    switch self {
    case .option(let option): option
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .text(let words): words
    case .notApplicable: "n/a"
    }
  }
}
