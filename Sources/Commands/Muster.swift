public import ArgumentParser

/// The command line: `muster <noun> <verb>`, one folder a noun and one file a verb.
public struct Muster: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract: "Get a shop's customer-service team through its peak season.",
    usage: "muster <noun> <verb> [options]",
    discussion: """
      \(Examples.text)

      More: muster help <noun> <verb>, and about \(Topic.allCases.map(\.rawValue).joined(separator: ", ")): \
      muster help <topic>.
      """,
    version: "0.1.0",
    subcommands: [
      SeasonCommand.self, Shifts.self, Absences.self, Persons.self, Teams.self, Sites.self, Skills.self, Entities.self,
      Imports.self, Demand.self, Sources.self, Queues.self, Channels.self, Audits.self, Op.self, Database.self, Local.self,
      Checkup.self, Config.self,
    ])

  public init() {}

  /// `muster` alone: concise help.
  public func run() async throws {
    try Stream.output.write(Examples.concise(nouns: Self.nouns))
  }

  static var nouns: [(name: String, abstract: String)] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .map { ($0._commandName, $0.configuration.abstract) }
  }
}
