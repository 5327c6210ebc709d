import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Sources: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "sources", abstract: "List where candidates come from.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.sources()) }
    }
  }
}

extension CandidateSource: Listed {
  static let noun = "candidate_source"
  static let columns: [Column<CandidateSource>] = [
    Column("name") { $0.name }, Column("kind") { $0.kind.rawValue }, Column("id", shown: false) { Field($0.id) },
  ]
}
