import ArgumentParser
import Onboarding
import Store

extension Assignments {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show every item of somebody's assignment: done, open or locked.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.learner(code, of: person).items) }
    }
  }

  struct WhyLocked: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "why-locked",
      abstract: "Say what has to be done before an item, or everything that is locked, opens.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "Only this item.") var item: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      let learner = try await globals.withOnboarding { try await $0.learner(code, of: person) }
      let asked = learner.items.filter { $0.item.item.key == item || item == nil }
      if asked.isEmpty, let item { throw Failure(exit: .missing, "There is no item “\(item)” in \(code).") }
      let locked = asked.filter { !$0.missing.isEmpty && !$0.isSatisfied }
      if locked.isEmpty {
        return Stream.errors.say(item.map { "\($0) is open to \(person)." } ?? "Nothing is locked for \(person).")
      }
      try printer.list(locked.flatMap { open in open.missing.map { LockedLine(key: open.item.item.key, missing: $0) } })
    }
  }

  struct History: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Show everything that happened to somebody's learning of a curriculum.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.history(code, of: person)) }
    }
  }
}

/// One thing that keeps an item closed.
struct LockedLine: Listed, Sendable {
  let key: String
  let missing: String

  static let noun = "lock"
  static let columns: [Column<LockedLine>] = [
    Column("item") { $0.key },
    Column("missing") { $0.missing },
  ]
}

extension LearnerItem: Listed {
  static let noun = "item"
  static let columns: [Column<LearnerItem>] = [
    Column("module") { $0.item.module },
    Column("item") { $0.item.item.key },
    Column("state") { $0.state.rawValue },
    Column("score") { percent($0.standing?.bestScore) },
    Column("tries") { $0.standing?.tries },
    Column("due_on") { Field($0.dueOn) },
    Column("rule", shown: false) { $0.item.item.due },
    Column("satisfied", shown: false) { $0.standing?.how },
    Column("missing") { $0.missing },
  ]
}

extension ItemHistoryLine: Listed {
  static let noun = "event"
  static let columns: [Column<ItemHistoryLine>] = [
    Column("at") { Field($0.at) },
    Column("kind") { $0.kind },
    Column("version") { $0.version },
    Column("what") { $0.what },
    Column("score") { percent($0.score) },
    Column("by") { $0.by },
    Column("reason") { $0.reason },
  ]
}
