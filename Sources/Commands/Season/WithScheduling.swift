import ArgumentParser
import Scheduling
import Store

extension Globals {
  /// Opens the database and lends the room Scheduling to the body.
  func withScheduling<Value>(_ body: (Scheduling) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Scheduling(store: $0)) }
  }
}
