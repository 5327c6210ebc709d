import ArgumentParser
import Onboarding
import Store

extension Assignments {
  struct Record: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "record",
      abstract: "Record what happened with an item: started, completed, passed or failed.",
      discussion: "Nothing that is recorded is edited; `assign void` takes it out of what counts.")

    @OptionGroup(title: "Whose") var whose: ItemWishes
    @Argument(help: "started, completed, passed or failed; several may be given.") var verbs: [ItemStanding.Verb]
    @Option(help: "The score in percent.") var score: Double?
    @Option(help: "What was shown.") var evidence: String?
    @Option(help: "The day it happened; now without one.") var on: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if let score, !(0...100).contains(score) { throw ValidationError("--score is from 0 to 100.") }
      if verbs.contains(.voided) { throw ValidationError("`assign void` voids a result.") }
    }

    func run() async throws {
      let words = verbs.map(\.rawValue)
      let asked = write.operation(
        "assign.record",
        input: whose.words + words + [score.map { "\($0)" } ?? "", evidence ?? "", on?.description ?? ""])
      let outcome = try await globals.withOnboarding {
        try await $0.record(
          verbs, whose.item, in: whose.code, of: whose.person, score: score.map { $0 / 100 }, evidence: evidence,
          on: on, as: asked)
      }
      try printer.changed(
        Change(outcome, "\(whose.person): \(whose.item) \(words.joined(separator: " and ")). \(outcome.value.standing)")
      )
    }
  }

  struct Void: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "void",
      abstract: "Take an item's results out of what counts; the rows stay, and the reason with them.")

    @OptionGroup(title: "Whose") var whose: ItemWishes
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.void(
          whose.item, in: whose.code, of: whose.person, because: reason,
          as: write.operation("assign.void", input: whose.words + [reason]))
      }
      try printer.changed(Change(outcome, "\(whose.item) counts no longer. \(outcome.value.standing)"))
    }
  }

  struct Waive: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "waive", abstract: "Spare somebody an item, until a day or for good.")

    @OptionGroup(title: "Whose") var whose: ItemWishes
    @Option(help: "Why.") var reason: String
    @Option(help: "The last day it is spared; for good without one.") var until: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.waive(
          whose.item, in: whose.code, of: whose.person, because: reason, until: until,
          as: write.operation("assign.waive", input: whose.words + [reason, until?.description ?? ""]))
      }
      try printer.changed(Change(outcome, "\(whose.person) is spared \(whose.item). \(outcome.value.standing)"))
    }
  }
}

/// One item of somebody's assignment.
struct ItemWishes: ParsableArguments {
  @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
  @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
  @Argument(help: "The key of the item.") var item: String

  var words: [String] { [code, person, item] }
}

extension ChangedAssignment {
  /// Where the assignment stands now.
  var standing: String {
    "\(assignment.code) is \(assignment.state.rawValue), \(percent(assignment.progress).plain) % done."
  }
}
