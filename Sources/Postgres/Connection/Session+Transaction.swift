internal import CLibPQ

extension Session {
  /// Runs `body` in a transaction of its own, committed when it returns and rolled back when it throws.
  ///
  /// - Throws: what `body` throws; otherwise what COMMIT says. A connection that breaks during COMMIT is
  ///   ``PostgresError/Kind/inDoubt``, with ``PostgresError/transaction`` to ask `pg_xact_status` about.
  public func transaction<T>(_ mode: TransactionMode = .readWrite, _ body: (Session) throws -> T) throws -> T {
    guard !isInTransaction else {
      throw PostgresError(.usage, "a transaction is open already: use a savepoint inside it")
    }
    (lastState, lastPlanWasStale) = (nil, false)
    _ = try simple(mode.begin, name: "transaction.begin")
    let value: T
    do {
      value = try body(self)
    } catch {
      rollback()
      throw error
    }
    try commit(mode)
    return value
  }

  /// Runs `body` so that it alone is undone when it throws.
  public func savepoint<T>(_ body: () throws -> T) throws -> T {
    depth += 1
    let name = "savepoint_\(depth)"
    defer { depth -= 1 }
    _ = try simple("SAVEPOINT \(name)", name: "savepoint.begin")
    do {
      let value = try body()
      _ = try simple("RELEASE SAVEPOINT \(name)", name: "savepoint.release")
      return value
    } catch {
      if isInTransaction {
        _ = try simple("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)", name: "savepoint.rollback")
      }
      throw error
    }
  }

  /// Leaves the transaction without a trace; a connection that cannot even do that is found broken later.
  func rollback() {
    canceller.settle()
    guard isInTransaction else { return }
    _ = try? simple("ROLLBACK", name: "transaction.rollback", isShielded: true)
  }

  /// Why the last transaction may succeed when it is begun again, or nil.
  var retryableState: SQLState? {
    guard let lastState, lastState.isRetryable || lastPlanWasStale else { return nil }
    return handle.isBroken ? nil : lastState
  }

  /// Commits and believes nothing but a clean `COMMIT`.
  private func commit(_ mode: TransactionMode) throws(PostgresError) {
    let id = mode.isReadOnly ? nil : try transactionID()
    notices.forget()
    let tag: String
    do {
      tag = try simple("COMMIT", name: "transaction.commit").tag
    } catch {
      guard handle.isBroken else { throw error }
      throw PostgresError.inDoubt("the connection broke during COMMIT: the outcome is not known", transaction: id)
    }
    guard tag == "COMMIT" else {
      throw PostgresError(.server(.inFailedTransaction), "a statement had failed, so the server rolled back on COMMIT")
    }
    if let warning = notices.lastWarning, warning.state == .warning, warning.message.contains("synchronous replication")
    {
      throw PostgresError.inDoubt("committed here, but on no copy for certain", transaction: id, kind: .unreplicated)
    }
  }

  /// The id the server gave this transaction, if it wrote anything.
  private func transactionID() throws(PostgresError) -> UInt64? {
    guard unsafe PQtransactionStatus(handle.pointer) == PQTRANS_INTRANS else { return nil }
    let id: String? = try one(
      Query("transaction.id", "SELECT pg_current_xact_id_if_assigned()::text"))
    return id.flatMap { UInt64($0) }
  }
}

extension PostgresError {
  static func inDoubt(_ message: String, transaction: UInt64?, kind: Kind = .inDoubt) -> PostgresError {
    PostgresError(Fields(kind: kind, message: message, query: "transaction.commit", transaction: transaction))
  }
}
