import ArgumentParser

/// Requisitions: how many people are sought, for which season, at which pay.
struct Requisitions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requisition", abstract: "Requisitions: asked for, approved by another, opened.",
    subcommands: [
      List.self, Show.self, New.self, Submit.self, Approve.self, Reject.self, Open.self, Hold.self, Cancel.self,
      Close.self, Clone.self,
    ])
}
