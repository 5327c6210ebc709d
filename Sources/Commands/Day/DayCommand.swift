import ArgumentParser
import Scheduling
import Store

/// A day that goes otherwise than planned: what to expect of the rest of it, and what mends it.
struct DayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "day", abstract: "A day that is under way: what to expect of the rest of it, and what mends it.",
    subcommands: [Outlook.self, Propose.self, Move.self, Break.self])
}

extension DayCommand {
  struct Outlook: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "outlook",
      abstract: "Tell for each queue what came so far, what is still to come, and how well it will be answered.",
      discussion: "Reads the volumes that were imported for the day; a queue that nobody counted keeps its forecast.")

    @OptionGroup var wishes: DayWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let advice = try await globals.withScheduling { try await $0.advise(wishes.request) }
      let printer = try printer
      try printer.list(advice.queues)
      printer.note("\(advice.summary) Next: muster day propose \(wishes.day)")
    }
  }

  struct Propose: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "propose",
      abstract: "Propose the fewest changes that mend the rest of a day: moves, breaks, offers and releases.",
      discussion: """
        Nothing is changed. Whoever would work more breaks no rule by it, and is asked by an offer; a move stays inside \
        the shift, a break inside the window of its kind of shift. Time away that was approved is known; --absent tells of somebody who just called.
        """)

    @OptionGroup var wishes: DayWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let advice = try await globals.withScheduling { try await $0.advise(wishes.request) }
      let printer = try printer
      try printer.list(advice.proposals)
      let people = Set(advice.proposals.map(\.person)).count
      printer.note(
        "\(advice.summary) \(people) people changed would \(advice.costInWords)leave \(advice.shortAfter.asHours) missing."
      )
    }
  }

  struct Move: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Put somebody on another queue for some hours of a published shift.")

    @Argument(help: "The shift's id.") var shift: Int64
    @Option(help: "The queue to work on.", completion: .queues) var queue: String
    @Option(help: "From, on the site's clock.") var from: LocalTime
    @Option(help: "To, on the site's clock.") var to: LocalTime
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let input = ["\(shift)", queue, "\(from)", "\(to)"]
      let outcome = try await globals.withScheduling {
        try await $0.moveWork(
          of: shift, to: queue, from: from, until: to, as: write.operation("day.move", input: input))
      }
      try printer.changed(
        Change(
          outcome, "Moved \(from) to \(to) to \(queue); the shift is now \(outcome.value).", ids: ["\(outcome.value)"],
          next: "muster shift list"))
    }
  }
}

extension DayCommand {
  struct Break: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "break",
      abstract: "Move a break inside a published shift; the work beside it takes its old place.")

    @Argument(help: "The shift's id.") var shift: Int64
    @Option(help: "When the break begins as published, on the site's clock.") var from: LocalTime
    @Option(help: "When it begins instead.") var to: LocalTime
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.moveBreak(
          of: shift, from: from, to: to, as: write.operation("day.break", input: ["\(shift)", "\(from)", "\(to)"]))
      }
      try printer.changed(
        Change(
          outcome, "Moved the break at \(from) to \(to); the shift is now \(outcome.value).", ids: ["\(outcome.value)"],
          next: "muster shift list"))
    }
  }
}

/// Which day, from when on, and without whom.
struct DayWishes: ParsableArguments {
  @Argument(help: "The day.") var day: LocalDate
  @Option(help: "From when on it can be changed, on the site's clock; now, when the day is today.") var from: LocalTime?
  @Option(help: "Somebody who will not come: a name, an employee number, or #id; may be given more than once.")
  var absent: [String] = []
  @Option(help: "The most people to change.") var people = 3

  var request: DayRequest {
    var request = DayRequest(day)
    request.from = from
    request.absent = absent
    request.people = people
    return request
  }

  func validate() throws {
    guard (0...3).contains(people) else {
      throw ValidationError("--people is 0 to 3: more than three is a new roster.")
    }
  }
}

extension DayAdvice {
  /// What is missing, and since when.
  fileprivate var summary: String {
    let gone = absent.isEmpty ? "" : " without \(absent.joined(separator: ", "))"
    return
      "From \(from.clock): \(shortNow.asHours) of agents are missing\(gone), \(shortPublished.asHours) as published."
  }
}

extension Int {
  /// Minutes as hours with one decimal.
  fileprivate var asHours: String { "\((Double(self) / 60).written(decimals: 1)) h" }
}

extension QueueOutlook: Listed {
  static let noun = "queue"
  static let columns: [Column<QueueOutlook>] = [
    Column("queue") { $0.queue },
    Column("seen") { $0.seen.map { Field.number($0, decimals: 0) } },
    Column("expected") { Field.number($0.expected, decimals: 1) },
    Column("planned_ahead") { Field.number($0.planned, decimals: 1) },
    Column("ahead") { Field.number($0.ahead, decimals: 1) },
    Column("answered_published") { $0.answeredPublished.map { Field.number($0, decimals: 3) } },
    Column("answered_now") { $0.answeredNow.map { Field.number($0, decimals: 3) } },
    Column("answered_after") { $0.answeredAfter.map { Field.number($0, decimals: 3) } },
    Column("short_minutes") { $0.shortNow },
    Column("short_after") { $0.shortAfter },
  ]
}

extension DayProposal: Listed {
  static let noun = "proposal"
  static let columns: [Column<DayProposal>] = [
    Column("kind") { $0.kind },
    Column("person") { $0.name },
    Column("shift", shown: false) { $0.shift },
    Column("from") { Field($0.from) },
    Column("to") { Field($0.until) },
    Column("queue") { $0.queue },
    Column("leaves") { $0.leaves },
    Column("minutes") { $0.minutes },
    Column("cost_minor") { $0.costMinor },
    Column("next") { $0.next },
  ]
}

extension DayAdvice {
  fileprivate var costInWords: String {
    costMinor.map { "cost \((Double($0) / 100).written(decimals: 2)) \(currency) and " } ?? ""
  }
}
