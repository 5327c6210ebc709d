import ArgumentParser

/// Pools of candidates who agreed to be asked again.
struct Pools: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool", abstract: "Pools: whom we may ask again, until a day they agreed to.",
    subcommands: [
      List.self, Members.self, Keep.self, Invite.self, Expire.self,
    ])
}
