import ArgumentParser
import Coaching
import Store

/// Which time a session is to have.
struct SessionWishes: ParsableArguments {
  @Argument(help: "Whom to coach: a name, an employee number, or #id.") var person: String
  @Option(help: "one-to-one, 'side by side', feedback, performance or conflict.")
  var kind: CoachingSession.Kind = .oneToOne
  @Option(help: "The day.") var on: LocalDate
  @Option(help: "The time on the clock of their site, such as 09:30.") var at: LocalTime
  @Option(help: "How long, in minutes.") var minutes = 30
  @Option(help: "What it is for; whoever knows of the session reads it, HR too.") var title = ""
  @Option(help: "1 or 2, for a time that the clocks show twice.") var fold: Int?
  @Option(help: "The session that it follows up.") var follows: CoachingSession.ID?
  @Flag(help: "Take the time out of a published shift; side by side always does.") var inShift = false

  func validate() throws {
    if let fold, fold != 1, fold != 2 { throw ValidationError("--fold is 1 or 2.") }
    if !(5...240).contains(minutes) { throw ValidationError("--minutes is 5 to 240.") }
  }

  var plan: SessionPlan {
    var plan = SessionPlan(with: person, kind, on: on, at: at)
    plan.minutes = minutes
    plan.title = title
    plan.startFold = fold
    plan.follows = follows
    plan.isInShift = plan.isInShift || inShift
    return plan
  }
}

extension Coach {
  struct Plan: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Plan a session that you coach, at a time when both are free.",
      discussion: "muster coach plan Ana --on 2025-11-24 --at 16:00 --title 'How returns go'")

    @OptionGroup var wishes: SessionWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = wishes.plan
      let outcome = try await globals.withCoaching {
        try await $0.plan(plan, as: write.operation("coach.plan", input: plan))
      }
      let session = outcome.value
      let next = session.kind == .conflict ? "invite \(session.id) PERSON" : "hold \(session.id)"
      try printer.changed(
        Change(outcome, "Planned: \(session.told).", ids: [session.id.description], next: "muster coach \(next)"))
    }
  }

  struct Slots: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "slots",
      abstract: "List times at which both of you are free, from a time on.")

    @OptionGroup var wishes: SessionWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let plan = wishes.plan
      let count = globals.output.limit ?? 8
      try printer.list(try await globals.withCoaching { try await $0.freeSlots(for: plan, wanted: count) })
    }
  }

  struct Move: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "move", abstract: "Move a planned session to another time.")

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @Option(help: "The day.") var on: LocalDate
    @Option(help: "The time on the clock of their site.") var at: LocalTime
    @Option(help: "How long, in minutes; as before by default.") var minutes: Int?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation(
        "coach.move", input: [id.description, on.description, at.description, minutes?.description ?? ""])
      let outcome = try await globals.withCoaching {
        try await $0.move(id, to: on, at: at, minutes: minutes, as: asked)
      }
      try printer.changed(Change(outcome, "Moved: \(outcome.value.told).", ids: [id.description]))
    }
  }
}

extension FreeSlot: Listed {
  static let noun = "free_slot"
  static let columns: [Column<FreeSlot>] = [
    Column("starts") { $0.local }, Column("zone") { $0.zone }, Column("starts_at", shown: false) { Field($0.startsAt) },
  ]
}
