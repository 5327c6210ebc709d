import ArgumentParser

/// Last season's people.
struct Alumni: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alumni", abstract: "Last season's people: listed, invited, answered.",
    subcommands: [
      List.self, Invite.self, Answer.self, Welcome.self, Yield.self,
    ])
}
