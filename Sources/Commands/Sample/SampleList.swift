import ArgumentParser
import Scorecards
import Store

extension Samples {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the samples that were drawn.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withQuality { try await printer.list($0.samples()) }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the contacts of a sample, or how far off each agent's pass rate may be.")

    @Argument(help: "The sample's name.") var name: String
    @Flag(help: "Show each agent's contacts, draws and margin of error instead.") var agents = false
    @Flag(help: "Only contacts nobody has evaluated yet.") var open = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let sample = try await globals.withQuality { try await $0.sample(name) }
      if agents { return try printer.list(sample.frames) }
      try printer.list(open ? sample.draws.filter { !$0.isEvaluated } : sample.draws)
    }
  }
}

extension SamplingPlan: Listed {
  static let noun = "sample"
  static let columns: [Column<SamplingPlan>] = [
    Column("name") { $0.name },
    Column("team") { $0.team },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("strata") { $0.strata.rawValue },
    Column("per_agent") { $0.perAgent },
    Column("seed") { $0.seed },
    Column("agents") { $0.agents },
    Column("contacts") { $0.contacts },
    Column("drawn") { $0.drawn },
  ]
}

extension SampleFrame: Listed {
  static let noun = "frame"
  static let columns: [Column<SampleFrame>] = [
    Column("agent") { $0.agentName },
    Column("contacts") { $0.contacts },
    Column("drawn") { $0.drawn },
    Column("evaluated") { $0.evaluated },
    Column("margin_points") { frame in frame.margin().map { Field.number($0, decimals: 1) } },
  ]
}

extension SampleDraw: Listed {
  static let noun = "draw"
  static let columns: [Column<SampleDraw>] = [
    Column("agent") { $0.agentName },
    Column("contact") { $0.reference },
    Column("opened_at") { Field($0.openedAt) },
    Column("stratum") { $0.stratum },
    Column("place") { $0.place },
    Column("evaluated") { $0.isEvaluated },
  ]
}
