import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Reasons: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reasons", abstract: "List the reasons to choose from.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.reasons()) }
    }
  }
}

extension Reason: Listed {
  static let noun = "reason"
  static let columns: [Column<Reason>] = [
    Column("kind") { $0.kind.rawValue }, Column("name") { $0.name }, Column("id", shown: false) { Field($0.id) },
  ]
}
