import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Stages: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "stages", abstract: "List the stages of a pipeline's newest version.")

    @Argument(help: "The pipeline; the newest when left out.") var pipeline: String?
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.stages(of: pipeline, in: entity)) }
    }
  }
}

extension Stage: Listed {
  static let noun = "stage"
  static let columns: [Column<Stage>] = [
    Column("rank") { $0.rank },
    Column("name") { $0.name },
    Column("kind") { $0.kind.rawValue },
    Column("sla_hours") { $0.slaMinutes.map { Field.number(Double($0) / 60, decimals: 1) } },
    Column("required_feedback") { $0.requiredFeedback },
    Column("id", shown: false) { Field($0.id) },
  ]
}
