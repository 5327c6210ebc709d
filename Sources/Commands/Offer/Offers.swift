import ArgumentParser

/// Offers in versions.
struct Offers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer", abstract: "Offers: drafted, approved by another, sent, answered.",
    subcommands: [
      List.self, Draft.self, Check.self, Submit.self, Approve.self, Reject.self, Send.self, Accept.self, Decline.self,
      Rescind.self, Expire.self,
    ])
}
