import ArgumentParser

/// Forms: what is asked of a contact, and how the answers are scored.
struct Forms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "Evaluation forms: draft, import, publish and try out.",
    subcommands: [List.self, Show.self, Draft.self, Import.self, Publish.self, Score.self])
}
