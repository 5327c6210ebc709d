import ArgumentParser
import Coaching
import Store

extension Coach {
  /// What was agreed on: who does it, by which day.
  struct Actions: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "action", abstract: "What was agreed on: who does it, by which day.",
      subcommands: [List.self, Add.self, Done.self, Drop.self, Carry.self])
  }
}

extension Coach.Actions {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the actions that are open, by day.")

    @Option(help: "Only of sessions with this person.", completion: .people) var person: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      try printer.list(try await globals.withCoaching { try await $0.openActions(of: person) })
    }
  }

  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Agree on an action in a session.")

    @Argument(help: "The session's id.") var session: CoachingSession.ID
    @Argument(help: "What is to be done.") var task: String
    @Option(help: "By which day.") var due: LocalDate
    @Option(help: "Who does it; the person coached by default.") var owner: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = ActionPlan(task, due: due, owner: owner)
      let outcome = try await globals.withCoaching {
        try await $0.agree(plan, in: session, as: write.operation("coach.action.add", input: plan))
      }
      try printer.changed(
        Change(
          outcome, "Agreed: action \(outcome.value.id) of \(outcome.value.ownerName), due \(outcome.value.dueOn).",
          ids: [outcome.value.id.description], next: "muster coach action done \(outcome.value.id)"))
    }
  }

  struct Done: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "done", abstract: "Say that an action is done: its owner, or the coach.")

    @Argument(help: "The action's id.") var id: Action.ID
    @Option(help: "How it went.") var remark = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.action.done", input: [id.description, remark])
      let outcome = try await globals.withCoaching { try await $0.settle(id, .done, reason: remark, as: asked) }
      try printer.changed(Change(outcome, "Action \(id) of \(outcome.value.ownerName) is done.", ids: [id.description]))
    }
  }

  struct Drop: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "drop", abstract: "Drop an action, for a reason.")

    @Argument(help: "The action's id.") var id: Action.ID
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.action.drop", input: [id.description, reason])
      let outcome = try await globals.withCoaching { try await $0.settle(id, .dropped, reason: reason, as: asked) }
      try printer.changed(
        Change(outcome, "Action \(id) of \(outcome.value.ownerName) is dropped.", ids: [id.description]))
    }
  }

  struct Carry: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "carry",
      abstract: "Carry open actions into a later session with the same person; they keep their ids.")

    @Argument(help: "The later session's id.") var session: CoachingSession.ID
    @Argument(help: "The actions' ids.") var ids: [Action.ID]
    @Option(help: "A new day for them.") var due: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.action.carry", input: [session.description] + ids.map(\.description))
      let outcome = try await globals.withCoaching { try await $0.carry(ids, to: session, due: due, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.count) carried into session \(session).",
          ids: outcome.value.map(\.id.description)))
    }
  }
}

extension Action: Listed {
  static let noun = "action"
  static let columns: [Column<Action>] = [
    Column("id") { Field($0.id) },
    Column("due_on") { Field($0.dueOn) },
    Column("owner") { $0.ownerName },
    Column("person") { $0.personName },
    Column("state") { $0.state.rawValue },
    Column("carried") { $0.carried },
    Column("session") { Field($0.session) },
    Column("first_due_on", shown: false) { Field($0.firstDueOn) },
    Column("agreed_in", shown: false) { Field($0.agreedIn) },
    Column("task") { $0.task },
  ]
}
