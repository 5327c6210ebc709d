import ArgumentParser
import Intake
import Store
import Timekeeping

/// Adherence: whether people did what was planned when it was planned, and why not.
struct AdherenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adherence", abstract: "Adherence: whether people did what was planned, when it was planned.",
    subcommands: [List.self, Means.self, Import.self, Explain.self, Explanations.self, Decide.self])
}

extension AdherenceCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List adherence and conformance by shift.",
      discussion: "adherence: minutes in which the planned thing was seen, of the minutes that are not excused. "
        + "conformance: work seen against work planned, whenever. A shift of which the feed says nothing is not listed."
    )

    @OptionGroup var period: PeriodWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in
        try await printer.list(Timekeeping(store: store).adherence(from: period.first, through: period.last))
      }
    }
  }

  struct Means: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "means",
      abstract: "Say what a state of the feed counts as.",
      discussion: "Where two systems disagree about a minute, the state with the lower priority number is believed.")

    @Argument(help: "The state as the feed calls it.") var state: String
    @Argument(help: "contact, break, training, meeting or off.") var countsAs: String
    @Option(help: "1 to 99; the lower is believed.") var priority = 50
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      guard ["contact", "break", "training", "meeting", "off"].contains(countsAs) else {
        throw ValidationError("A state counts as contact, break, training, meeting or off.")
      }
      guard (1...99).contains(priority) else { throw ValidationError("--priority is 1 to 99.") }
    }

    func run() async throws {
      let outcome = try await globals.withStore {
        try await Timekeeping(store: $0).mean(
          state, countsAs, priority: priority,
          as: write.operation("adherence.means", input: [state, countsAs, "\(priority)"]))
      }
      try printer.changed(Change(outcome, "\(state) counts as \(countsAs)."))
    }
  }

  struct Import: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take in a feed of states: person, state, starts_at, ends_at.",
      discussion: """
        Another system's CSV comes with --mapping, which muster import inspect FILE states drafts. Agents are named, \
        numbered or #id, or as muster source agent says of the source. What was told before stays; a file can be taken \
        in again safely.
        """)

    @Option(help: "What the feed is called; a source's name where its agents are mapped.") var source: String
    @OptionGroup(title: "Import") var wishes: ImportWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.states, from: source, write, globals) }
  }

  struct Explain: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain", abstract: "Explain minutes of your own to your lead.")

    @Argument(help: "Why.") var words: String
    @Option(help: "From this instant.") var from: Instant
    @Option(help: "Until this instant.") var until: Instant
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore {
        try await Timekeeping(store: $0).explain(
          from: from, until: until, words,
          as: write.operation("adherence.explain", input: ["\(from)", "\(until)", words]))
      }
      try printer.changed(
        Change(
          outcome, "Told your lead.", ids: [outcome.value.id.description],
          next: "muster adherence decide \(outcome.value.id) accepted, by your lead"))
    }
  }

  struct Explanations: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "explanations", abstract: "List explanations, yours and those of your people.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(Timekeeping(store: $0).explanations()) }
    }
  }

  struct Decide: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide", abstract: "Accept or decline somebody else's explanation, once.")

    @Argument(help: "The explanation's id.") var id: Identifier<AdherenceNote>
    @Argument(help: "accepted or declined.") var decision: AdherenceNote.Decision
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore {
        try await Timekeeping(store: $0).decide(
          id, decision, as: write.operation("adherence.decide", input: [id.description, decision.rawValue]))
      }
      try printer.changed(
        Change(outcome, "\(outcome.value.name)'s explanation is \(decision.rawValue).", ids: [id.description]))
    }
  }
}

extension Adherence: Listed {
  static let noun = "shift"
  static let columns: [Column<Adherence>] = [
    Column("day_on") { Field($0.on) },
    Column("person") { $0.name },
    Column("minutes") { $0.planned },
    Column("excused") { $0.excused },
    Column("kept") { $0.kept },
    Column("adherence") { $0.adherence.map { Field.number($0, decimals: 3) } },
    Column("due") { $0.due },
    Column("worked") { $0.worked },
    Column("conformance") { $0.conformance.map { Field.number($0, decimals: 3) } },
    Column("shift", shown: false) { $0.shift },
  ]
}

extension AdherenceNote: Listed {
  static let noun = "explanation"
  static let columns: [Column<AdherenceNote>] = [
    Column("id") { Field($0.id) },
    Column("person") { $0.name },
    Column("starts_at") { Field($0.startsAt) },
    Column("ends_at") { Field($0.endsAt) },
    Column("words") { $0.words },
    Column("decision") { $0.decision },
    Column("decided_by") { $0.decidedBy },
  ]
}
