import ArgumentParser
import Documents
import Onboarding
import Store

extension Assess {
  struct Take: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "take",
      abstract: "Take a test here: one question after the other.",
      discussion: """
        muster assess take returns-test
        Answers are read from stdin, one line each, so a pipe works as well as a keyboard. An empty line leaves a question \
        out. Each answer is kept at once; when stdin ends early, or with --later, the attempt stays open and the same \
        command goes on with it.
        """)

    @Argument(help: "The assessment's code.") var code: String
    @Flag(help: "Keep the answers and hand in another time.") var later = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withAssessments { assessments in
        let sitting = try await assessments.start(code, as: Operation("assess.start")).value
        try Stream.output.write(sitting.heading)
        let isComplete = try await ask(sitting, assessments)
        guard isComplete, !later else {
          return try printer.note("Attempt \(sitting.attempt.id) stays open. Go on: muster assess take \(code)")
        }
        let attempt = try await assessments.submit(sitting.attempt.id, as: Operation("assess.submit")).value
        try Stream.output.write(attempt.verdict + "\n")
        try printer.note("Next: muster assess show \(attempt.id)")
      }
    }

    /// Asks what is not answered yet; says whether it came to the end.
    private func ask(_ sitting: Sitting, _ assessments: Assessments) async throws -> Bool {
      for question in sitting.questions where question.response == nil {
        try Stream.output.write(question.asked(of: sitting.questions.count))
        guard question.kind != .description else { continue }
        guard case .given(let response) = try answer(to: question) else { return false }
        guard let given = response else { continue }
        _ = try await assessments.answer(
          sitting.attempt.id, at: question.position, given, as: Operation("assess.answer"))
      }
      return true
    }

    /// What a prompt came to.
    private enum Typed {
      /// An answer, or none for an empty line.
      case given(Response?)
      case end
    }

    private func answer(to question: AskedQuestion) throws -> Typed {
      while true {
        try Stream.output.write("> ")
        guard let line = readLine() else {
          try Stream.output.write("\n")
          return .end
        }
        do {
          return .given(try question.response(typed: line))
        } catch {
          Stream.errors.say(error.description)
        }
      }
    }
  }
}

extension Sitting {
  fileprivate var heading: String {
    let limit = attempt.dueAt.map { " It is handed in by itself at \($0)." } ?? ""
    return
      "\(title.escapedForTerminal), attempt \(attempt.number): \(questions.count { $0.kind != .description }) questions, "
      + "\(attempt.passPercent.written(decimals: 0)) % passes.\(limit)\n"
  }
}

extension AskedQuestion {
  /// The question as it stands on a terminal, with its options in the order of this attempt.
  func asked(of count: Int) -> String {
    let earns = kind == .description ? "" : points == 1 ? " (1 point)" : " (\(points) points)"
    var lines = ["", "\(position)/\(count)\(earns)"]
    lines += shown.stem.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let options = (shown.options?.map(\.text) ?? shown.matches).map { all in
      order.enumerated().map { "  \($0 + 1)  \(all.indices.contains($1 - 1) ? all[$1 - 1] : "")" }
    }
    if let things = shown.things?.map(\.text) { lines += things.enumerated().map { "  line \($0 + 1): \($1)" } }
    lines += options ?? []
    lines.append(hint)
    return lines.map(\.escapedForTerminal).filter { !$0.isEmpty || lines.first == $0 }.joined(separator: "\n") + "\n"
  }

  private var hint: String {
    switch kind {
    case .description: ""
    case .one: "Pick one number."
    case .several: "Pick the numbers of all that are right, such as 1,3."
    case .trueFalse: "true or false?"
    case .matching: "For each line the number that belongs to it, such as 2,1."
    case .short: "Type the answer."
    case .numeric: "Type a number."
    case .essay: "Write your answer on one line; somebody will read it."
    }
  }
}

extension Attempt {
  /// What became of it, in a sentence.
  var verdict: String {
    switch (state, percent, isPass) {
    case (.graded, let percent?, let isPass?):
      "\(isPass ? "Passed" : "Not passed"): \(percent.written(decimals: 2)) % of the points, "
        + "\(passPercent.written(decimals: 0)) % passes."
    case (.submitted, _, _), (.overdue, _, _): "Handed in. Somebody must read what you wrote before it is graded."
    default: "This attempt is \(state.rawValue)."
    }
  }
}
