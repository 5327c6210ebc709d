import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Pipelines: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "pipelines", abstract: "List every published version of every pipeline.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.pipelines()) }
    }
  }
}

extension Pipeline: Listed {
  static let noun = "pipeline"
  static let columns: [Column<Pipeline>] = [
    Column("name") { $0.name }, Column("version") { $0.version }, Column("id", shown: false) { Field($0.id) },
  ]
}
