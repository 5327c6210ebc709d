public import Postgres

/// The one PostgreSQL database every room shares, seen by one person.
///
/// Rooms reach it only through ``read(or:_:)`` and ``write(_:or:_:)``: a transaction's edges are the braces one sees
/// in the use case. Who may see and change what is decided by the database, for the person it is opened as.
public struct Store: Sendable {
  /// Where the database is.
  public let place: StorePlace
  /// The login role transactions act as, when the connection belongs to someone else.
  public let acting: Login?
  let options: ConnectionOptions
  let pool: Pool

  init(place: StorePlace, options: ConnectionOptions, acting: Login?) {
    self.place = place
    self.acting = acting
    self.options = options
    pool = Pool(options, maximum: 4)
  }

  /// Lets go of the connections.
  public func close() async {
    await pool.close()
  }

  /// Runs `body` in one read-only transaction: every query in it sees the same moment.
  ///
  /// - Parameter refusal: Turns the server's no into the room's own words; an error of the room passes as it is.
  public func read<T: Sendable, R: Refusal>(
    or refusal: @Sendable (PostgresError) -> R, _ body: @Sendable (Session) throws -> T
  ) async throws(R) -> T {
    do {
      return try await pool.transaction(.readOnly) { session in
        try become(session)
        return try body(session)
      }
    } catch let error as R {
      throw error
    } catch {
      throw refusal(PostgresError(reading: error))
    }
  }

  /// Runs `body` in one transaction: all of it happens, or none, and at most once for the operation's key.
  ///
  /// `body` may run more than once when transactions collide, so it changes nothing outside the database. In a
  /// rehearsal everything is done, constraints included, and then undone.
  ///
  /// - Parameter refusal: Turns the server's no into the room's own words; an error of the room passes as it is.
  public func write<T: Codable & Sendable, R: Refusal>(
    _ operation: Operation, or refusal: @Sendable (PostgresError) -> R, _ body: @Sendable (Session) throws -> T
  ) async throws(R) -> Outcome<T> {
    do {
      return try await perform(operation, body)
    } catch let rehearsed as Undone<Outcome<T>> {
      return rehearsed.value
    } catch let error as R {
      throw error
    } catch {
      throw refusal(PostgresError(reading: error))
    }
  }

  /// What became of the write under `key`, if I made one.
  public func operation(_ key: String) async throws(StoreError) -> RecordedOperation? {
    try await read(or: StoreError.init) { session in try session.first(RecordedOperation.of(key)) }
  }

  /// Acts as the person this store is opened as until the transaction ends.
  func become(_ session: Session) throws(PostgresError) {
    guard let acting else { return }
    try session.run(Statement("session.become", "SET LOCAL ROLE \(identifier: acting.rawValue)"))
  }
}

// MARK: - Writing

/// Carries a value out of a transaction that is rolled back.
struct Undone<Value: Sendable>: Error {
  let value: Value
}

extension Store {
  private func perform<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws -> Outcome<T> {
    do {
      return try await pool.transaction { session in
        try become(session)
        let started = try session.one(operation.start)
        if started.isReplay { return try started.replay(of: operation) }
        let value = try body(session)
        try session.run(started.finish(try JSON.text(value)))
        let outcome = Outcome(
          value: value, id: started.id, key: operation.key, isRehearsal: operation.isRehearsal, isReplay: false)
        if operation.isRehearsal { throw Undone(value: outcome) }
        return outcome
      }
    } catch let doubt as PostgresError where doubt.kind == .inDoubt {
      return try await settle(doubt, operation)
    } catch let doubt as PostgresError where doubt.kind == .unreplicated {
      throw doubt.asked(under: operation.key)
    }
  }

  /// Asks on a fresh connection what became of a COMMIT whose answer was lost.
  ///
  /// Opening the same key again waits for the lost transaction to end, one way or the other; then either its outcome
  /// is there, or nothing ever happened.
  private func settle<T: Codable & Sendable>(_ doubt: PostgresError, _ operation: Operation) async throws -> Outcome<T>
  {
    let asked: StartedOperation
    do {
      let connection = try await Connection.open(options)
      do {
        try await connection.transaction(retry: .never) { session in
          try become(session)
          throw Undone(value: try session.one(operation.start))
        }
        throw doubt
      } catch let undone as Undone<StartedOperation> {
        await connection.close()
        asked = undone.value
      }
    } catch {
      throw doubt.asked(under: operation.key)
    }
    guard asked.isReplay else {
      throw PostgresError(.connection, "the connection was lost before the change was kept: nothing was changed")
    }
    return try asked.replay(of: operation)
  }
}

extension StartedOperation {
  /// The outcome an earlier call under the same key was told.
  func replay<T: Codable & Sendable>(of operation: Operation) throws(PostgresError) -> Outcome<T> {
    guard let outcome, let value = try? JSON.value(T.self, from: outcome.text) else {
      throw PostgresError(.decoding, "the outcome kept under this key is of another version of Muster")
    }
    return Outcome(value: value, id: id, key: operation.key, isRehearsal: false, isReplay: true)
  }
}

extension PostgresError {
  /// The same doubt, with the question that resolves it later.
  fileprivate func asked(under key: String) -> PostgresError {
    PostgresError(kind, message + "; `muster op status \(key)` tells", query: query)
  }

  /// Any error as one of the database: a cancelled task, an outcome that is no JSON.
  init(reading error: any Error) {
    self =
      switch error {
      case let error as PostgresError: error
      case is CancellationError: PostgresError(.cancelled, "interrupted: nothing was changed")
      default: PostgresError(.usage, "\(error)")
      }
  }
}
