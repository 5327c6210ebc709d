internal import People
internal import Postgres
public import Store

/// What is measured of people and how fairly, over which weeks, and what was signed.
///
/// Every answer is what the person the store is opened as may see.
public struct Scorecards: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// What is wrong with the chain of everything that was shown; empty when every byte is as it was.
  public func verify() async throws(ScorecardsError) -> [Breach] {
    try await read { tx in try tx.all(Breach.all) }
  }
}

// MARK: - Transactions

extension Scorecards {
  /// Says what People refuses in this room's words too.
  private static func inOurWords<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PeopleError {
      throw ScorecardsError.people(error)
    }
  }

  func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(ScorecardsError) -> T {
    try await store.read(or: ScorecardsError.init) { tx in try Self.inOurWords { try body(tx) } }
  }

  func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(ScorecardsError) -> Outcome<T> {
    try await store.write(operation, or: ScorecardsError.init) { tx in try Self.inOurWords { try body(tx) } }
  }
}
