import ArgumentParser

/// Seats of requisitions.
struct Openings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opening", abstract: "Seats: one row each, offered to one and filled by one.",
    subcommands: [
      List.self, Add.self, Approve.self, Release.self, Shift.self, Cancel.self,
    ])
}
