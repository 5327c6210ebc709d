import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Diff: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Show what changes from one version to another.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "The older version.") var old: Int
    @Argument(help: "The newer version.") var new: Int
    @OptionGroup var globals: Globals

    func run() async throws {
      let diff = try await globals.withOnboarding { try await $0.diff(code, from: old, to: new) }
      try printer.list(diff.changes)
    }
  }
}

extension VersionDiff.Change: Listed {
  static let noun = "change"
  static let columns: [Column<VersionDiff.Change>] = [
    Column("change") { $0.kind.rawValue },
    Column("part") { $0.part },
    Column("key") { $0.key },
    Column("field") { $0.field },
    Column("was") { $0.was },
    Column("becomes") { $0.becomes },
    Column("structural") { $0.isStructural },
  ]
}
