import ArgumentParser
import Onboarding
import Store

extension Assignments {
  struct Extend: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "extend",
      abstract: "Give somebody longer, for one item or for all that is open.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "The new due day.") var to: LocalDate
    @Option(help: "Only this item.") var item: String?
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.extend(
          code, of: person, item: item, to: to, because: reason,
          as: write.operation("assign.extend", input: [code, person, item ?? "", to.description, reason]))
      }
      try printer.changed(
        Change(outcome, "\(person) has until \(to) for \(outcome.value.items.joined(separator: ", "))."))
    }
  }

  struct Suspend: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "suspend", abstract: "Pause somebody's learning.")

    @OptionGroup(title: "Whose") var whose: AssignmentWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await whose.step(to: .suspended, write, globals, printer) }
  }

  struct Resume: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "resume", abstract: "Let somebody go on who was paused.")

    @OptionGroup(title: "Whose") var whose: AssignmentWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await whose.step(to: .inProgress, write, globals, printer) }
  }

  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "End somebody's learning; the record stays.")

    @OptionGroup(title: "Whose") var whose: AssignmentWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await whose.step(to: .withdrawn, write, globals, printer) }
  }

  struct Fail: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "fail", abstract: "Say that somebody did not make it.")

    @OptionGroup(title: "Whose") var whose: AssignmentWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await whose.step(to: .failed, write, globals, printer) }
  }
}

/// Whose assignment takes a step, and why.
struct AssignmentWishes: ParsableArguments {
  @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
  @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
  @Option(help: "Why.") var reason: String?

  fileprivate func step(
    to state: Assignment.State, _ write: WriteWishes, _ globals: Globals, _ printer: Printer
  ) async throws {
    let outcome = try await globals.withOnboarding {
      try await $0.step(
        code, of: person, to: state, because: reason,
        as: write.operation("assign.step", input: [code, person, state.rawValue, reason ?? ""]))
    }
    try printer.changed(
      Change(
        outcome, "\(person): \(outcome.value.standing)", ids: [outcome.value.assignment.id.description],
        next: "muster assign history \(code) '\(person)'"))
  }
}
