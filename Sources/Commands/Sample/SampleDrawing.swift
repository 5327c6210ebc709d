import ArgumentParser
import Scorecards
import Store

extension Samples {
  struct Draw: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "draw",
      abstract: "Draw so many contacts of each agent, spread over channels or queues.",
      discussion: "muster sample draw returns-november --team Returns --from 2025-11-01 --to 2025-11-30 \\\n"
        + "  --per-agent 5 --seed 20251101\nThe seed and the list of contacts give the same draw to everyone.")

    @Argument(help: "A short name, such as returns-november.") var name: String
    @Option(help: "The first day.") var from: LocalDate
    @Option(help: "The last day.") var to: LocalDate
    @Option(help: "How many of each agent.") var perAgent: Int
    @Option(help: "Any whole number; written down with the draw.") var seed: Int64
    @Option(help: "What an agent's draws are spread over: channel, queue or none.")
    var strata: SamplingPlan.Strata = .channel
    @Option(help: "Only members of this team.", completion: .teams) var team: String?
    @Option(help: "The legal entity; may be left out when you work on one alone.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var planned = PlannedSample(name, from: from, through: to, perAgent: perAgent, seed: seed, strata: strata)
      planned.team = team
      planned.entity = entity
      let wished = planned
      let outcome = try await globals.withQuality {
        try await $0.draw(wished, write.operation("sample.draw", input: wished))
      }
      let plan = outcome.value.plan
      let printer = try printer
      if let widest = outcome.value.frames.compactMap({ $0.margin() }).max() {
        printer.note(
          "An agent's pass rate around 85 of 100 may be off by up to \(widest.written(decimals: 1)) points. "
            + "For five points: muster sample size --of \(plan.contacts / max(1, plan.agents)).")
      }
      try printer.changed(
        Change(
          outcome, "Drew \(plan.drawn) of \(plan.contacts) contacts of \(plan.agents) agents by seed \(seed).",
          ids: [name], next: "muster sample show \(name) --open"))
    }
  }

  struct Repeat: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "repeat",
      abstract: "Draw a sample again from today's contacts and compare; nothing changes.")

    @Argument(help: "The sample's name.") var name: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withQuality { try await printer.list($0.redraw(name)) }
    }
  }

  struct Size: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "size",
      abstract: "Tell how many contacts a margin of error takes; reads nothing.",
      discussion: "muster sample size --of 500 --margin 5 --rate 85")

    @Option(help: "How many contacts there are; very many by default.") var of: Int?
    @Option(help: "The margin in points, at 95 of 100.") var margin: Double = 5
    @Option(help: "The pass rate that is expected, of 100.") var rate: Double = 85
    @OptionGroup var globals: Globals

    func validate() throws {
      if !(margin > 0 && margin < 100) { throw ValidationError("--margin lies between 0 and 100 points.") }
      if !(rate > 0 && rate < 100) { throw ValidationError("--rate lies between 0 and 100.") }
      if let of, of < 1 { throw ValidationError("--of must be 1 or more.") }
    }

    func run() async throws {
      let needed = SampleFrame.needed(margin: margin, rate: rate, of: of)
      try printer.show(SizeLine(contacts: of, margin: margin, rate: rate, needed: needed))
    }
  }
}

/// How many contacts a margin takes.
struct SizeLine: Listed, Sendable {
  let contacts: Int?
  let margin: Double
  let rate: Double
  let needed: Int

  static let noun = "size"
  static let columns: [Column<SizeLine>] = [
    Column("contacts") { $0.contacts },
    Column("margin_points") { $0.margin },
    Column("pass_rate") { $0.rate },
    Column("needed") { $0.needed },
  ]
}

extension Redraw: Listed {
  static let noun = "redraw"
  static let columns: [Column<Redraw>] = [
    Column("agent") { $0.agentName },
    Column("contacts") { $0.contacts },
    Column("contacts_now") { $0.contactsNow },
    Column("same_contacts") { $0.isSameFrame },
    Column("same_draw") { $0.isSameDraw },
  ]
}
