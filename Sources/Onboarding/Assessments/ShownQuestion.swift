internal import FoundationEssentials

/// A question without its key: what a learner is shown.
public struct ShownQuestion: Codable, Sendable, Hashable {
  public var title: String?
  public var stem: Prose
  public var hasBlank: Bool
  /// What a choice offers, in the author's order.
  public var options: [Prose]?
  /// What is to be matched.
  public var things: [Prose]?
  /// What it can be matched with.
  public var matches: [String]?
}

extension Question {
  /// The question as learners see it.
  public var shown: ShownQuestion {
    var shown = ShownQuestion(title: title, stem: stem, hasBlank: hasBlank)
    switch body {
    case .choice(let options, _): shown.options = options.map(\.text)
    case .matching(let pairs):
      shown.things = pairs.filter { !$0.misleads }.map(\.thing)
      shown.matches = Self.matchesOffered(by: pairs)
    default: break
    }
    return shown
  }

  /// The key in the form that the database grades with.
  var marks: Marks {
    switch body {
    case .description, .essay: .byHand
    case .choice(let options, _): .worths(options.map(\.worth))
    case .trueFalse(let isTrue, _, _): .truth(isTrue)
    case .matching(let pairs):
      .matches(pairs.filter { !$0.misleads }.map { 1 + (Self.matchesOffered(by: pairs).firstIndex(of: $0.match) ?? 0) })
    case .short(let answers): .patterns(answers.map { (Scoring.pattern($0.text.text), $0.worth) })
    case .numeric(let answers): .spans(answers.map { ($0.reach.ends, $0.worth) })
    }
  }
}

/// The right answers as plain JSON: each kind has a shape of its own, which `onboarding.worth` reads.
enum Marks: Encodable {
  case byHand
  case worths([Double])
  case truth(Bool)
  case matches([Int])
  case patterns([(String, Double)])
  case spans([(ClosedRange<Double>?, Double)])

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .byHand:
      var container = encoder.singleValueContainer()
      try container.encode([Int]())
    case .worths(let worths): try worths.encode(to: encoder)
    case .truth(let isTrue):
      var container = encoder.singleValueContainer()
      try container.encode(isTrue)
    case .matches(let matches): try matches.encode(to: encoder)
    case .patterns(let patterns):
      var list = encoder.unkeyedContainer()
      for (pattern, worth) in patterns {
        var pair = list.nestedUnkeyedContainer()
        try pair.encode(pattern)
        try pair.encode(worth)
      }
    case .spans(let spans):
      var list = encoder.unkeyedContainer()
      for (ends, worth) in spans {
        var triple = list.nestedUnkeyedContainer()
        if let ends { try triple.encode(ends.lowerBound) } else { try triple.encodeNil() }
        if let ends { try triple.encode(ends.upperBound) } else { try triple.encodeNil() }
        try triple.encode(worth)
      }
    }
  }
}

extension Response {
  /// The answer as plain JSON: a list, a truth, a text or a number.
  var json: String {
    switch self {
    case .picks(let numbers), .matches(let numbers): PlainJSON.text(numbers)
    case .truth(let truth): truth ? "true" : "false"
    case .text(let text): PlainJSON.text(text)
    case .number(let number): PlainJSON.text(number)
    }
  }

  /// Reads what was kept as an answer to a question of that kind.
  init?(json: String, to kind: Question.Kind) {
    switch kind {
    case .description: return nil
    case .one, .several: self = .picks(PlainJSON.value([Int].self, json) ?? [])
    case .matching: self = .matches(PlainJSON.value([Int].self, json) ?? [])
    case .trueFalse: self = .truth(json == "true")
    case .numeric:
      guard let number = PlainJSON.value(Double.self, json) else { return nil }
      self = .number(number)
    case .short, .essay:
      guard let text = PlainJSON.value(String.self, json) else { return nil }
      self = .text(text)
    }
  }
}

/// JSON as jsonb takes it: keys sorted, nothing escaped that need not be.
enum PlainJSON {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  static func value<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
