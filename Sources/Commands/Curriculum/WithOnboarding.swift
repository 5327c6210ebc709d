import ArgumentParser
import Onboarding
import Store

extension Globals {
  /// Opens the database and lends the room Onboarding to the body.
  func withOnboarding<Value>(_ body: (Onboarding) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Onboarding(store: $0)) }
  }
}

/// A share as a table shows it: 0 to 100, in whole percent.
func percent(_ share: Double?) -> Field {
  share.map { .number($0 * 100, decimals: 0) } ?? .missing
}
