public import People
internal import Postgres
public import Store

extension Workload {
  /// Says whom a source means by `reference`; facts already there learn it too.
  ///
  /// - Returns: How many facts now have their agent.
  /// - Throws: ``WorkloadError/unknownSource``, or ``WorkloadError/agentOfAnotherEntity``.
  public func identify(
    _ reference: String, of source: Source.ID, as person: Person.ID, operation: Operation
  ) async throws(WorkloadError) -> Outcome<Int> {
    try await store.write(operation, or: WorkloadError.init) { session in
      let known = try session.run(Identity.claim(reference, of: source, as: person))
      guard known == 1 else { throw WorkloadError.unknownSource }
      return try Identity.tables.reduce(0) { count, table in
        try count + session.run(Identity.tell(table, reference, of: source, person: person))
      }
    }
  }
}

/// Who a source means by a reference of its own.
private enum Identity {
  static let tables = FactKind.allCases.filter(\.names.agent).map(\.table)

  static func claim(_ reference: String, of source: Source.ID, as person: Person.ID) -> Statement {
    Statement(
      "agent_identity.claim",
      """
      INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id)
      SELECT entity_id, id, \(reference), \(person) FROM workload.source WHERE id = \(source)
          ON CONFLICT ON CONSTRAINT agent_identity_is_one_person DO UPDATE SET person_id = excluded.person_id
      """)
  }

  static func tell(_ table: TableName, _ reference: String, of source: Source.ID, person: Person.ID) -> Statement {
    Statement(
      "fact.tell_agent",
      """
      UPDATE \(table)
         SET agent_id = \(person)
       WHERE source_id = \(source)
         AND agent_reference = \(reference)
         AND agent_id IS DISTINCT FROM \(person)
      """)
  }
}
