import ArgumentParser
import Recruiting
import Store

/// What the law says, as parameters with their source.
struct Laws: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "law", abstract: "Parameters of the law on hiring and hours, with their sources.",
    subcommands: [List.self])
}

extension Laws {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the rules that may apply at a place.",
      discussion:
        "Not legal advice. evidence tells whether the source was read or recalled: read it before you rely on "
        + "it. A place's rules are its own, its country's and its union's; coverage says whom a rule binds.")

    @Option(help: "An ISO 3166 code, such as US-CA or DE.") var at: String?
    @Option(help: "selection, records, privacy, 'pay transparency', hours, minors or scheduling.") var topic: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(EqualOpportunity(store: $0).law(at: at, topic: topic)) }
    }
  }
}

extension LawRule: Listed {
  static let noun = "rule"
  static let columns: [Column<LawRule>] = [
    Column("code") { $0.code },
    Column("jurisdiction") { $0.jurisdiction },
    Column("locality") { $0.locality },
    Column("topic", shown: false) { $0.topic },
    Column("words") { $0.words },
    Column("amount") { $0.amount },
    Column("unit") { $0.unit },
    Column("coverage", shown: false) { $0.coverage },
    Column("starts_on", shown: false) { Field($0.startsOn) },
    Column("citation") { $0.citation },
    Column("evidence") { $0.evidence },
    Column("checked_on", shown: false) { Field($0.checkedOn) },
  ]
}
