import ArgumentParser

/// People: who works here, where, in which team and on what terms.
struct Persons: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "People: terms, teams, skills and roles.",
    subcommands: [
      List.self, Show.self, Hiring.self, Transfer.self, End.self, Grant.self, Revoke.self, Export.self,
    ])
}
