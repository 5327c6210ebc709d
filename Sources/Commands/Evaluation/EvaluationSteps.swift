import ArgumentParser
import Scorecards
import Store

extension Evaluations {
  struct Submit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "submit",
      abstract: "Hand a draft in; from then on it is not edited.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("evaluation.submit", input: id)
      let outcome = try await globals.withQuality { try await $0.submit(id, asked) }
      try printer.changed(
        Change(
          outcome, "Submitted \(outcome.value.told).", ids: [id.description],
          next: "muster evaluation publish \(id)"))
    }
  }

  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish", abstract: "Show a submitted evaluation to its agent.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @Option(help: "What is to be said with it.") var comment = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(
        id, .published, comment, write, globals,
        told: {
          "Published \($0.told)" + ($0.disputableTo.map { "; it can be disputed until \($0.utc.date)" } ?? "") + "."
        },
        next: "muster evaluation show \(id) --steps")
    }
  }

  struct Acknowledge: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "acknowledge", abstract: "Say that you have read an evaluation of yours.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @Option(help: "What you say to it.") var comment = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(
        id, .acknowledged, comment, write, globals, told: { "You have read \($0.told)." },
        next: "muster evaluation dispute \(id) --because …")
    }
  }

  struct Dispute: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "dispute",
      abstract: "Dispute an evaluation of yours, once and within its days; someone else resolves it.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @Option(help: "Why.") var because: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(
        id, .disputed, because, write, globals,
        told: { "Disputed \($0.told). Somebody who did not evaluate it resolves it." },
        next: "muster evaluation show \(id) --steps")
    }
  }

  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "Drop a draft of yours.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(id, .withdrawn, "", write, globals, told: { "Withdrew \($0.told)." }, next: nil)
    }
  }

  struct Finish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "finish",
      abstract: "Write down that the days to dispute an evaluation are over; it is final by itself.")

    @Argument(help: "The evaluation's id.") var id: Evaluation.ID
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(id, .final, "", write, globals, told: { "\($0.told) is final." }, next: nil)
    }
  }
}

extension MusterCommand {
  /// Takes one step and tells it.
  fileprivate func step(
    _ id: Evaluation.ID, _ state: Evaluation.State, _ comment: String, _ write: WriteWishes, _ globals: Globals,
    told: (Evaluation) -> String, next: String?
  ) async throws {
    let asked = write.operation("evaluation.\(state.rawValue)", input: [id.description, comment])
    let outcome = try await globals.withQuality { try await $0.step(id, to: state, comment: comment, asked) }
    try printer.changed(Change(outcome, told(outcome.value), ids: [id.description], next: next))
  }
}

extension Evaluation {
  /// `evaluation 7 of Ana's ticket-1041, 95.0 of 100`.
  var told: String {
    "evaluation \(id) of \(agentName)'s \(reference), "
      + (reported.map { "\($0.written(decimals: 1)) of 100" } ?? "without a score")
  }
}
