import ArgumentParser
import Scorecards

/// Metrics: what is measured, by which wording, against which target.
struct Metrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metric", abstract: "Metrics: definitions, targets and peer groups.",
    subcommands: [
      List.self, Show.self, Adopt.self, Change.self, SetTarget.self, Peers.self, AddPeers.self,
    ])
}

extension Globals {
  /// Opens the database and lends the room Scorecards to the body.
  func withScorecards<Value>(_ body: (Scorecards) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Scorecards(store: $0)) }
  }
}
