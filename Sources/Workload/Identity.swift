public import People
public import Postgres
public import Store

extension Workload {
  /// Says whom a source means by `reference`; facts already there learn it too.
  ///
  /// Without days it is always that person, whoever it was before. With days it is that person from `first` to before
  /// `end`, and somebody else may have been or become it.
  ///
  /// - Returns: How many facts now have their agent.
  /// - Throws: ``WorkloadError/unknownSource``, ``WorkloadError/agentOfAnotherEntity``, or
  ///   ``WorkloadError/referenceIsTaken`` when somebody else is meant on some of the days.
  public func identify(
    _ reference: String, of source: Source.ID, as person: Person.ID, since first: LocalDate? = nil,
    before end: LocalDate? = nil, operation: Operation
  ) async throws(WorkloadError) -> Outcome<Int> {
    let isAlways = first == nil && end == nil
    return try await store.write(operation, or: WorkloadError.init) { session in
      if isAlways, try session.run(Identity.change(reference, of: source, to: person)) == 1 {
        return try Self.tellFacts(of: reference, from: source, in: session)
      }
      let known = try session.run(Identity.claim(reference, of: source, as: person, first, end))
      guard known == 1 else { throw WorkloadError.unknownSource }
      return try Self.tellFacts(of: reference, from: source, in: session)
    }
  }

  /// Says whom a source means by `reference`, by the address it has for them; inside the caller's transaction.
  ///
  /// - Returns: Whether somebody new was found; facts already there then know it.
  public static func identify(
    _ reference: String, of source: Source.ID, byEmail email: String, in session: Session
  ) throws -> Bool {
    guard try session.one(Identity.claim(reference, of: source, email: email)) != nil else { return false }
    _ = try tellFacts(of: reference, from: source, in: session)
    return true
  }

  /// Gives facts the agent that their source's reference means on their day.
  private static func tellFacts(of reference: String, from source: Source.ID, in session: Session) throws -> Int {
    try Identity.facts.reduce(0) { count, kind in try count + session.run(Identity.tell(kind, reference, of: source)) }
  }
}

/// Who a source means by a reference of its own.
private enum Identity {
  static let facts = FactKind.allCases.filter(\.names.agent)

  /// Changes who is always meant.
  static func change(_ reference: String, of source: Source.ID, to person: Person.ID) -> Statement {
    Statement(
      "agent_identity.change",
      """
      UPDATE workload.agent_identity
         SET person_id = \(person)
       WHERE source_id = \(source)
         AND reference = \(reference)
         AND lower_inf(valid)
         AND upper_inf(valid)
      """)
  }

  static func claim(
    _ reference: String, of source: Source.ID, as person: Person.ID, _ first: LocalDate?, _ end: LocalDate?
  ) -> Statement {
    Statement(
      "agent_identity.claim",
      """
      INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id, valid)
      SELECT entity_id, id, \(reference), \(person), daterange(\(first), \(end))
        FROM workload.source
       WHERE id = \(source)
      """)
  }

  static func claim(_ reference: String, of source: Source.ID, email: String) -> Query<Int64?> {
    Query(
      "agent_identity.claim_by_email",
      "SELECT workload.claim_by_email(\(source), \(reference), \(email))")
  }

  static func tell(_ kind: FactKind, _ reference: String, of source: Source.ID) -> Statement {
    Statement(
      "fact.tell_agent",
      """
      UPDATE \(kind.table) AS fact
         SET agent_id = identity.person_id
        FROM workload.agent_identity AS identity
       WHERE identity.source_id = \(source)
         AND identity.reference = \(reference)
         AND identity.valid @> (fact.\(raw: kind.instant) AT TIME ZONE 'UTC')::date
         AND fact.source_id = \(source)
         AND fact.agent_reference = \(reference)
         AND fact.agent_id IS DISTINCT FROM identity.person_id
      """)
  }
}
