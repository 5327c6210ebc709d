public import ArgumentParser
public import Scorecards
import Store

/// Evaluations: what was found in a contact, and what became of it.
struct Evaluations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluation", abstract: "Evaluations of contacts: draft, publish, dispute, resolve.",
    subcommands: [
      List.self, Show.self, Start.self, Fill.self, Submit.self, Publish.self, Acknowledge.self, Dispute.self,
      Resolve.self, Amend.self, Withdraw.self, Finish.self,
    ])
}

extension Globals {
  /// Opens the database and lends quality work to the body.
  func withQuality<Value>(_ body: (Quality) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Quality(store: $0)) }
  }
}

/// An argument of the form `name=value`.
struct Pair: ExpressibleByArgument, Codable {
  let name: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }
}

extension [Pair] {
  /// The values by name; a name that is there twice is refused.
  func byName() throws(Failure) -> [String: String] {
    var values: [String: String] = [:]
    for pair in self {
      guard values.updateValue(pair.value, forKey: pair.name) == nil else {
        throw .usage("\(pair.name) is answered twice.")
      }
    }
    return values
  }
}

/// Answers and what is said to them.
struct AnswerWishes: ParsableArguments {
  @Argument(help: "Answers, each as question=answer; n/a does not apply, - takes one back.") var answers: [Pair] = []
  @Option(name: .customLong("because"), help: "A comment to an answer, as question=words; may be repeated.")
  var comments: [Pair] = []
}

extension Evaluation.State: ExpressibleByArgument {}
