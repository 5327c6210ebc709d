internal import Postgres

/// The audit: who changed what, sealed so that a change of history is found.
///
/// Events are written by triggers, in the transaction that makes the change. Auditors read them; they read no business.
public struct Audit: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// The newest events that match.
  public func log(_ filter: AuditFilter = AuditFilter(), limit: Int = 100) async throws(StoreError) -> [AuditEvent] {
    try await store.read(or: StoreError.init) { session in
      try session.all(AuditEvent.matching(filter, limit: limit))
    }
  }

  /// Seals every finished event that no seal covers, and answers how many.
  ///
  /// An event whose transaction still runs waits for the next seal.
  public func seal(key: String? = nil, dryRun: Bool = false) async throws(StoreError) -> Outcome<Int> {
    try await store.write(Operation("audit.seal", key: key, dryRun: dryRun), or: StoreError.init) { session in
      try session.one(Query<Int>("seal.make", "SELECT audit.seal()"))
    }
  }

  /// Recomputes every seal, and compares with an anchor kept elsewhere.
  public func verify(against anchor: Anchor? = nil) async throws(StoreError) -> AuditVerification {
    try await store.read(or: StoreError.init) { session in
      AuditVerification(
        seals: try session.all(SealCheck.all),
        unsealed: try session.one(Self.unsealed),
        anchorHolds: try anchor.map { try session.one($0.stands) })
    }
  }

  /// The newest seal, to be kept where the database's masters cannot reach; `nil` before the first.
  public func anchor() async throws(StoreError) -> Anchor? {
    try await store.read(or: StoreError.init) { session in try session.first(Anchor.newest) }
  }

  private static var unsealed: Query<Int> {
    Query(
      "event.unsealed",
      """
      SELECT count(*)
        FROM audit.event
       WHERE id > (SELECT coalesce(max(after_id), 0) FROM audit.seal)
         AND xid >= coalesce((SELECT upto_xid FROM audit.seal ORDER BY id DESC LIMIT 1), '0'::xid8)
      """)
  }
}
