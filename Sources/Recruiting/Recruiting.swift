internal import People
internal import Postgres
public import Store

/// From a requisition to a seat filled in the right class.
///
/// Every answer is what the person the store is opened as may see; what may follow what is the database's to say.
public struct Recruiting: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// Reads in one transaction; what People cannot find is told in its own words.
  func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(RecruitingError) -> T {
    try await store.read(or: RecruitingError.init) { tx in try naming { try body(tx) } }
  }

  /// Writes in one transaction; what People refuses is told in its own words.
  func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(RecruitingError) -> Outcome<T> {
    try await store.write(operation, or: RecruitingError.init) { tx in try naming { try body(tx) } }
  }
}

/// Runs a body that looks up people, sites and classes.
func naming<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as PeopleError {
    throw RecruitingError.people(error)
  }
}
