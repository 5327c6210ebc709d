import Foundation
import Onboarding
import Testing

/// GIFT as others write it: each file of the corpus beside the JSON its own tests expect.
@Suite struct GIFTCorpusTests {
  static let names = Shared.files(in: "gift/tests/questions", ending: ".gift").map { String($0.dropLast(5)) }

  /// Where we read otherwise than the corpus, and why. Nothing else may differ.
  static let differences: [String: String] = [:]

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `the corpus is here`() {
    #expect(Self.names.count == 30)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: names)
  func `a file parses to its JSON`(name: String) throws {
    let reading = GIFT.read(try Shared.text(name + ".gift"))
    #expect(reading.rejects.isEmpty)
    let expected = try #require(
      JSONSerialization.jsonObject(with: Data(Shared.bytes(name + ".json"))) as? [NSDictionary])
    let ours = reading.entries.map(\.json)
    #expect(ours.count == expected.count)
    for (mine, theirs) in zip(ours, expected) where mine != theirs {
      #expect(Self.differences[name] != nil, "\(name)\nours: \(mine)\ntheirs: \(theirs)")
    }
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: names)
  func `export and import give the same again`(name: String) throws {
    let first = GIFT.read(try Shared.text(name + ".gift"))
    let again = GIFT.read(GIFT.write(first.entries))
    #expect(again.rejects.isEmpty, "\(GIFT.write(first.entries))")
    #expect(again.entries == first.entries, "\(GIFT.write(first.entries))")
  }
}

@Suite struct GIFTTests {
  private func only(_ text: String) throws -> Question {
    let reading = GIFT.read(text)
    #expect(reading.rejects.isEmpty)
    return try #require(reading.questions.first)
  }

  @Test(arguments: [
    ("{#3.14:0.01}", Question.Span.Reach.near(3.14, tolerance: 0.01)), ("{#1..5}", .between(1, 5)),
    ("{#-4}", .near(-4, tolerance: 0)), ("{#1e3:5}", .near(1000, tolerance: 5)), ("{#*}", .anything),
  ])
  func `numbers have a tolerance or two ends`(answers: String, reach: Question.Span.Reach) throws {
    #expect(try only("How many?\(answers)").body == .numeric(answers: [Question.Span(reach)]))
  }

  @Test func `numbers may be worth different percents`() throws {
    let question = try only("When was Ulysses S. Grant born?{#\n  =1822:0 #Right!\n  =%50%1822:2 #Near.\n}")
    #expect(
      question.body
        == .numeric(answers: [
          Question.Span(.near(1822, tolerance: 0), feedback: Prose("Right!")),
          Question.Span(.near(1822, tolerance: 2), percent: 50, feedback: Prose("Near.")),
        ]))
  }

  @Test(arguments: [
    ("Who?{=Ana ~Ben", 1, "not closed"), ("Two\n\nWho?{=Ana\n\n~Ben}", 3, "not closed"),
    ("::Title with no end {T}", 1, "not closed by ::"), ("A {=b} c {=d}", 1, "second"),
    ("How many?{#many}", 1, "no number"), ("How many?{#0x10}", 1, "no number"), ("How many?{#nan}", 1, "no number"),
    ("How many?{#5..1}", 1, "no number"), ("How many?{#5:-1}", 1, "no number"),
    ("Who?{~%150%Ana ~Ben}", 1, "no weight"), ("Who?{~%x%Ana ~Ben}", 1, "no weight"),
    ("Match{=a -> b =c}", 1, "->"), ("Who?{Ana ~Ben}", 1, "before the first"), ("Who?{=A\0na}", 1, "NUL"),
  ])
  func `what makes no sense is named with its line`(text: String, line: Int, reason: String) {
    let reading = GIFT.read(text)
    #expect(reading.rejects.contains { $0.line == line && $0.reason.contains(reason) }, "\(reading.rejects)")
  }

  @Test func `one bad question does not spoil the others`() {
    let reading = GIFT.read("One{T}\n\nTwo{~%900%x}\n\nThree{F}\r\n\r\nFour{}\r\n")
    #expect(reading.questions.map(\.stem.text) == ["One", "Three", "Four"])
    #expect(reading.rejects.map(\.line) == [3])
  }

  @Test func `files and questions have a largest size`() {
    #expect(GIFT.read(String(repeating: "x", count: GIFT.largestFile + 1)).rejects.count == 1)
    #expect(GIFT.read(String(repeating: "x", count: GIFT.longestText + 1) + "{T}").rejects.count == 1)
  }

  @Test(arguments: [
    "50% off", "[html] in brackets", "// no comment", "$CATEGORY: none", "a -> b", "{braces} = ~ # : \\ \\n",
    "::no title",
    "two\nlines", "\\->", "100%", "%50%", "ends with \\", "x_____y",
  ])
  func `any text survives export and import`(text: String) throws {
    func check(_ question: Question) {
      let written = GIFT.write([.question(question)])
      #expect(GIFT.read(written).entries == [.question(question)], "\(written)")
    }
    let prose = Prose(text)
    check(Question(prose, .essay))
    check(Question(prose, .description, key: "k-1", tags: ["a", "b c"]))
    check(Question(prose, .trueFalse(isTrue: true, onTrue: prose, onFalse: nil), title: "T"))
    check(Question(prose, .trueFalse(isTrue: false, onTrue: prose, onFalse: prose), feedback: prose))
    let options = [
      Question.Option(prose, isRight: true, percent: 50, feedback: Prose(text, format: .html)),
      Question.Option(Prose(text, format: .plain), isRight: false),
    ]
    check(Question(Prose(text, format: .markdown), .choice(options: options, several: false)))
    check(
      Question(prose, .matching(pairs: [Question.Pair(prose, text.replacing("\n", with: " ")), .init(Prose(""), "z")])))
    check(Question(prose, .short(answers: [Question.Option(prose, isRight: true, percent: 12.5)])))
    check(
      Question(prose, .numeric(answers: [Question.Span(.near(0.1, tolerance: 0.025), percent: 50, feedback: prose)])))
  }
}

extension GIFT.Entry {
  /// The shape of the corpus.
  fileprivate var json: NSDictionary {
    switch self {
    case .category(let title): ["type": "Category", "title": title]
    case .question(let question): question.json
    }
  }
}

extension Question {
  fileprivate var json: NSDictionary {
    var fields: [String: Any] = [
      "id": key ?? NSNull(), "tags": tags.isEmpty ? NSNull() : tags, "title": title ?? NSNull(), "stem": stem.json,
      "hasEmbeddedAnswers": hasBlank,
    ]
    if body != .description { fields["globalFeedback"] = feedback?.json ?? NSNull() }
    switch body {
    case .description: fields["type"] = "Description"
    case .essay: fields["type"] = "Essay"
    case .choice(let options, _):
      fields["type"] = "MC"
      fields["choices"] = options.map(\.json)
    case .short(let options):
      fields["type"] = "Short"
      fields["choices"] = options.map(\.json)
    case .trueFalse(let isTrue, let onTrue, let onFalse):
      fields["type"] = "TF"
      fields["isTrue"] = isTrue
      fields["trueFeedback"] = onTrue?.json ?? NSNull()
      fields["falseFeedback"] = onFalse?.json ?? NSNull()
    case .matching(let pairs):
      fields["type"] = "Matching"
      fields["matchPairs"] = pairs.map { ["subquestion": $0.thing.json, "subanswer": $0.match] }
    case .numeric(let answers):
      fields["type"] = "Numerical"
      if case .near(let number, tolerance: 0)? = answers.first?.reach {
        fields["choices"] = ["type": "simple", "number": number]
      }
    }
    return fields as NSDictionary
  }
}

extension Question.Option {
  fileprivate var json: NSDictionary {
    [
      "isCorrect": isRight, "weight": percent ?? NSNull(), "text": text.json, "feedback": feedback?.json ?? NSNull(),
    ] as [String: Any] as NSDictionary
  }
}

extension Prose {
  fileprivate var json: NSDictionary { ["format": format.rawValue, "text": text] }
}
