import ArgumentParser

/// Hires and their reversal.
struct Hires: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hire", abstract: "Hires: on the books in one step, and back before day one.",
    subcommands: [
      List.self, Make.self, Undo.self, Start.self, NoShow.self,
    ])
}
