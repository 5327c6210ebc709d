internal import People
public import Postgres
public import Store

/// Candidates' rights over their records: to see them, to have them erased, and that nothing stays longer than it may.
public struct Privacy: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Requests

  /// Requests by the day they are due.
  public func requests() async throws(HiringError) -> [PrivacyRequest] {
    try await store.read(or: HiringError.init) { tx in try tx.all(PrivacyRequest.all) }
  }

  /// Notes what a candidate asks for.
  public func receive(
    _ kind: PrivacyRequest.Kind, from candidate: String, on day: LocalDate, as operation: Operation
  ) async throws(HiringError) -> Outcome<PrivacyRequest> {
    try await store.write(operation, or: HiringError.init) { tx in
      let subject = try Subject.find(candidate, in: tx)
      let id = try tx.one(PrivacyRequest.add(kind, of: subject, receivedOn: day))
      return try tx.one(PrivacyRequest.with(id))
    }
  }

  /// Moves a request on; what may follow what is data.
  public func move(
    _ id: PrivacyRequest.ID, to state: PrivacyRequest.State, reason: String = "", as operation: Operation
  ) async throws(HiringError) -> Outcome<PrivacyRequest> {
    try await store.write(operation, or: HiringError.init) { tx in
      try tx.run(PrivacyRequest.step(id, to: state, reason: reason))
      guard let request = try tx.first(PrivacyRequest.with(id)) else { throw HiringError.unknown(.candidate, "#\(id)") }
      return request
    }
  }

  // MARK: Seeing and erasing

  /// Everything on record about a candidate, as JSON by table; the reading is audited.
  public func bundle(of candidate: String, as operation: Operation) async throws(HiringError) -> Outcome<AccessBundle> {
    try await store.write(operation, or: HiringError.init) { tx in
      let subject = try Subject.find(candidate, in: tx)
      let text = try tx.one(Query<JSONText>("privacy.bundle", "SELECT privacy.bundle(\(subject.id))")).text
      let tables = try tx.all(
        Query<AccessTable>(
          "privacy.bundle_tables",
          """
          SELECT part.key, jsonb_array_length(part.value)
            FROM jsonb_each(\(JSONText(text))::jsonb) AS part ORDER BY 1
          """))
      return AccessBundle(candidate: subject.id, json: text, tables: tables)
    }
  }

  /// Every personal column there is, with how a candidate's values in it are found.
  public func columns() async throws(HiringError) -> [PersonalColumn] {
    try await store.read(or: HiringError.init) { tx in try tx.all(PersonalColumn.all) }
  }

  /// Forgets a candidate; the answer names columns and counts, no value.
  public func erase(
    _ candidate: String, reason: String, on day: LocalDate, as operation: Operation
  ) async throws(HiringError) -> Outcome<Erasure> {
    try await store.write(operation, or: HiringError.init) { tx in
      try Erasure.make(of: try Subject.find(candidate, in: tx).id, reason: reason, on: day, in: tx)
    }
  }

  // MARK: Retention

  /// How long each candidate's records stay.
  public func retained() async throws(HiringError) -> [Retained] {
    try await store.read(or: HiringError.init) { tx in try tx.all(Retained.all) }
  }

  /// Forgets everybody whose records should be gone by that day.
  public func eraseDue(on day: LocalDate, as operation: Operation) async throws(HiringError) -> Outcome<[Erasure]> {
    try await store.write(operation, or: HiringError.init) { tx in
      try tx.all(Retained.all).filter { $0.isDue(on: day) && !$0.isEmployee }.map { due in
        try Erasure.make(of: due.candidate, reason: "kept as long as \(due.rule ?? "our rule") allows", on: day, in: tx)
      }
    }
  }

  /// Holds a candidate's records, or all of a requisition's, for a matter at law.
  public func hold(
    candidate: String?, requisition: String?, matter: String, as operation: Operation
  ) async throws(HiringError) -> Outcome<Int64> {
    try await store.write(operation, or: HiringError.init) { tx in
      let subject = try candidate.map { try Subject.find($0, in: tx) }
      return try tx.one(
        Query<Int64>(
          "legal_hold.place",
          """
          INSERT INTO privacy.legal_hold (entity_id, candidate_id, requisition_id, matter)
          SELECT coalesce(\(subject?.entity), asked.entity_id), \(subject?.id), asked.id, \(matter)
            FROM (SELECT) AS one
            LEFT JOIN recruiting.requisition AS asked ON asked.code = \(requisition)
          RETURNING id
          """))
    }
  }

  /// Ends a hold.
  public func release(_ hold: Int64, as operation: Operation) async throws(HiringError) -> Outcome<Int> {
    try await store.write(operation, or: HiringError.init) { tx in
      try tx.run(
        Statement(
          "legal_hold.release",
          """
          UPDATE privacy.legal_hold SET released_by = sec.me(), released_at = now()
           WHERE id = \(hold) AND released_at IS NULL
          """))
    }
  }
}
