internal import People
internal import Postgres
public import Store

/// Who learns what by when, and what it allows them to do.
///
/// Every answer is what the person the store is opened as may see: a trainer their own cohorts, a lead their team,
/// whoever learns their own record.
public struct Onboarding: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }
}

// MARK: - Transactions

extension Onboarding {
  /// Says what People refuses in this room's words too.
  private static func inOurWords<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PeopleError {
      throw OnboardingError.people(error)
    }
  }

  func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(OnboardingError) -> T {
    try await store.read(or: OnboardingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }

  func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(OnboardingError) -> Outcome<T> {
    try await store.write(operation, or: OnboardingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }
}

extension Session {
  func today() throws(PostgresError) -> LocalDate {
    try one(Query("day.today", "SELECT current_date"))
  }
}
