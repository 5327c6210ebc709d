public import Postgres
public import Store

extension Workload {
  /// Takes back what one operation merged: added facts go, changed facts become what they were.
  ///
  /// - Throws: ``WorkloadError/unknownBatch`` when the operation merged nothing the caller may see,
  ///   ``WorkloadError/alreadyUndone``, or ``WorkloadError/changedSince(_:)`` when a later operation changed some of
  ///   its facts again: that one must be undone first.
  public func undo(
    _ operation: Int64, as undoing: Operation
  ) async throws(WorkloadError) -> Outcome<UndoneBatch> {
    try await store.write(undoing, or: WorkloadError.init) { try Self.undo(operation, in: $0) }
  }

  /// The same, inside the caller's transaction.
  public static func undo(_ operation: Int64, in session: Session) throws -> UndoneBatch {
    var report = UndoneBatch(operation: operation)
    for kind in try Undo.kinds(of: operation, in: session) {
      let undo = Undo(session: session, operation: operation, kind: kind)
      try undo.refuseIfChangedSince()
      try undo.removeFacts()
      report.restored += try undo.restoreOrigins()
      try undo.restoreFacts()
      report.removed += try undo.removeOrigins()
      try undo.record()
    }
    return report
  }
}

/// What an undo came to.
public struct UndoneBatch: Codable, Sendable, Equatable {
  /// The operation that was undone.
  public let operation: Int64
  /// Facts it had added, now gone.
  public var removed = 0
  /// Facts it had changed, now what they were.
  public var restored = 0
}

/// The steps of an undo for one kind of facts.
private struct Undo {
  let session: Session
  let operation: Int64
  let kind: FactKind

  static func kinds(of operation: Int64, in session: Session) throws -> [FactKind] {
    let batches = try session.tuples(
      "batch.of",
      """
      SELECT batch.kind, batch.undone_at IS NOT NULL
        FROM workload.batch
        JOIN workload.source ON source.id = batch.source_id
       WHERE batch.operation_id = \(operation)
         FOR UPDATE OF batch
         FOR NO KEY UPDATE OF source
      """, as: (String, Bool).self)
    guard !batches.isEmpty else { throw WorkloadError.unknownBatch }
    guard batches.allSatisfy({ !$0.1 }) else { throw WorkloadError.alreadyUndone }
    return batches.compactMap { FactKind(rawValue: $0.0) }
  }

  /// An operation that came later may have built on this one.
  func refuseIfChangedSince() throws {
    let later = try session.first(
      Query<Int64>(
        "superseded.later",
        """
        SELECT max(operation_id)
          FROM workload.superseded
         WHERE was_operation = \(operation) AND kind = \(kind.rawValue)
        HAVING max(operation_id) IS NOT NULL
        """))
    if let later { throw WorkloadError.changedSince(later) }
  }

  func removeFacts() throws {
    try session.run(
      Statement(
        "fact.undo",
        """
        DELETE FROM \(kind.table) AS fact
         USING workload.origin AS known
         WHERE known.operation_id = \(operation)
           AND known.kind = \(kind.rawValue)
           AND fact.id = known.id
           AND fact.\(raw: kind.instant) = known.happened_at
        """))
  }

  func restoreOrigins() throws -> Int {
    try session.run(
      Statement(
        "origin.restore",
        """
        UPDATE workload.origin AS known
           SET version = previous.version,
               digest = previous.digest,
               happened_at = previous.happened_at,
               operation_id = previous.was_operation
          FROM workload.superseded AS previous
         WHERE previous.operation_id = \(operation)
           AND previous.kind = \(kind.rawValue)
           AND known.id = previous.origin_id
        """))
  }

  func restoreFacts() throws {
    try session.run(
      Statement(
        "fact.restore",
        """
        WITH previous AS (
            DELETE FROM workload.superseded
             WHERE operation_id = \(operation) AND kind = \(kind.rawValue)
            RETURNING fact
        )
        INSERT INTO \(kind.table)
        SELECT restored.*
          FROM previous
         CROSS JOIN LATERAL jsonb_populate_record(NULL::\(kind.table), previous.fact) AS restored
        """))
  }

  func removeOrigins() throws -> Int {
    try session.run(
      Statement(
        "origin.undo",
        "DELETE FROM workload.origin WHERE operation_id = \(operation) AND kind = \(kind.rawValue)"))
  }

  func record() throws {
    try session.run(
      Statement(
        "batch.undo",
        """
        UPDATE workload.batch
           SET undone_by = sec.me(), undone_at = now()
         WHERE operation_id = \(operation) AND kind = \(kind.rawValue)
        """))
  }
}
