import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show what a version holds: modules, items, what waits for what.",
      discussion: "With --source it is printed as the JSON that `curriculum draft` reads.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Option(help: "The version; the newest published one by default.") var version: Int?
    @Flag(help: "Print the JSON it can be drafted from.") var source = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let content = try await globals.withOnboarding { try await $0.content(of: code, version: version) }
      if source { return try printer.document(content.draft.json + "\n") }
      try printer.list(content.items)
    }
  }
}

extension VersionItem: Listed {
  static let noun = "item"
  static let columns: [Column<VersionItem>] = [
    Column("module") { $0.module },
    Column("key") { $0.item.key },
    Column("title") { $0.item.title },
    Column("kind") { $0.item.kind.rawValue },
    Column("move_on") { $0.item.moveOn.rawValue },
    Column("mark") { percent($0.item.masteryScore) },
    Column("weight") { $0.item.weight },
    Column("minutes") { $0.item.minutes },
    Column("due") { $0.item.due },
    Column("after") { $0.item.after },
    Column("required", shown: false) { $0.isRequired },
    Column("policy", shown: false) { $0.item.policy },
    Column("reference", shown: false) { $0.item.reference },
    Column("id", shown: false) { Field($0.id) },
  ]
}
