import ArgumentParser
import Scorecards
import Store

/// What every step with a card asks for.
struct CardWishes: ParsableArguments {
  @Argument(help: "The period's code.", completion: .periods) var period: String
  @Argument(help: "Whose cards; all whose turn it is and that are yours to move when left out.") var people: [String] =
    []
  @Option(help: "What you want to say; some steps need it.") var comment: String?
}

extension MusterCommand {
  /// Takes a step, and tells how many cards took it.
  func take(_ step: Card.Standing, _ wishes: CardWishes, _ write: WriteWishes) async throws {
    let asked = [wishes.period, step.rawValue, wishes.comment ?? ""] + wishes.people
    let outcome = try await globals.withScorecards {
      try await $0.take(
        step, in: wishes.period, of: wishes.people, comment: wishes.comment,
        as: write.operation("scorecard.step", input: asked))
    }
    let cards = outcome.value == 1 ? "1 card is" : "\(outcome.value) cards are"
    try printer.changed(
      Change(outcome, "\(cards) \(step.rawValue) now.", next: "muster scorecard list \(wishes.period)"))
  }
}

extension ScorecardCommand {
  struct Review: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "review",
      abstract: "Begin to review the cards of your people.")

    @OptionGroup var wishes: CardWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await take(.inReview, wishes, write) }
  }

  struct Sign: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "sign",
      abstract: "Sign cards, which lays them before the people they are about.")

    @OptionGroup var wishes: CardWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await take(.signed, wishes, write) }
  }

  struct Acknowledge: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "acknowledge",
      abstract: "Say that you have read your card.")

    @OptionGroup var wishes: CardWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await take(.acknowledged, wishes, write) }
  }

  struct Object: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "object",
      abstract: "Object to your card, and say why.")

    @OptionGroup var wishes: CardWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await take(.objected, wishes, write) }
  }

  struct Countersign: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "countersign",
      abstract: "Countersign cards for HR; one objected to or unanswered needs a comment.")

    @OptionGroup var wishes: CardWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await take(.countersigned, wishes, write) }
  }

  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publish countersigned cards.")

    @OptionGroup var wishes: CardWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await take(.published, wishes, write) }
  }
}
