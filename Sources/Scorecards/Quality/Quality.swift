internal import People
internal import Postgres
public import Store

/// Quality work: forms, the contacts drawn for evaluation, evaluations, and calibration of those who evaluate.
///
/// Every answer is what the person the store is opened as may see.
public struct Quality: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Forms

  /// Every version of every form, by code, the newest first.
  public func forms() async throws(QualityError) -> [FormVersion] {
    try await read { tx in try tx.all(FormVersion.all) }
  }

  /// One version of a form: the one that is published, the newest when none is, or the one of a number.
  public func form(_ code: String, version: Int? = nil) async throws(QualityError) -> FormVersion {
    try await read { tx in try FormVersion.find(code, version, in: tx) }
  }

  /// Keeps a form as the next version of its code; the very same content is no new version.
  ///
  /// - Parameter remarks: What an import could not say in our words.
  /// - Throws: ``QualityError/badForm(_:)`` with every problem.
  public func draft(
    _ form: EvaluationForm, as code: String, of entity: String? = nil, remarks: [String] = [],
    _ operation: Operation
  ) async throws(QualityError) -> Outcome<FormVersion> {
    let problems = form.problems
    guard problems.isEmpty else { throw .badForm(problems) }
    return try await write(operation) { tx in
      let entity = try FormVersion.entity(entity, in: tx)
      if let newest = try tx.first(FormVersion.newest(code, of: entity)), newest.form == form { return newest }
      _ = try tx.first(FormVersion.open(code, of: entity))
      return try tx.one(FormVersion.add(form, remarks, to: code, of: entity))
    }
  }

  /// Publishes a version, so that it can be evaluated by; the newest one published counts.
  public func publish(
    _ code: String, version: Int? = nil, _ operation: Operation
  ) async throws(QualityError) -> Outcome<FormVersion> {
    try await write(operation) { tx in
      let found = try FormVersion.find(code, version, newest: true, in: tx)
      if found.publishedAt == nil { try tx.run(found.publish) }
      return try FormVersion.find(code, found.number, in: tx)
    }
  }
}

// MARK: - Transactions

extension Quality {
  /// Says what People refuses in this room's words too.
  private static func inOurWords<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PeopleError {
      throw QualityError.people(error)
    }
  }

  func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(QualityError) -> T {
    try await store.read(or: QualityError.init) { tx in try Self.inOurWords { try body(tx) } }
  }

  func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(QualityError) -> Outcome<T> {
    try await store.write(operation, or: QualityError.init) { tx in try Self.inOurWords { try body(tx) } }
  }
}
