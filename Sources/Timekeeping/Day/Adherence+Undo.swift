internal import Postgres
public import Store

extension Timekeeping {
  /// Takes back the states that one operation took in, and says how many.
  ///
  /// - Throws: ``TimekeepingError/notThere(_:)`` when it took in none, or they are gone;
  ///   ``TimekeepingError/explained(_:)`` when somebody has explained some of their minutes.
  public func unsee(_ operation: Int64, as undoing: Operation) async throws(TimekeepingError) -> Outcome<Int> {
    try await write(undoing) { tx in
      let explained = try tx.one(
        Query<Int64>(
          "explanation.of_operation",
          """
          SELECT count(DISTINCT said.id)
            FROM timekeeping.state_spell AS spell
            JOIN timekeeping.explanation AS said
              ON said.person_id = spell.person_id
             AND said.starts_at < spell.ends_at
             AND said.ends_at > spell.starts_at
           WHERE spell.operation_id = \(operation)
          """))
      guard explained == 0 else { throw TimekeepingError.explained(Int(explained)) }
      let gone = try tx.run(
        Statement("state_spell.unsee", "DELETE FROM timekeeping.state_spell WHERE operation_id = \(operation)"))
      guard gone > 0 else { throw TimekeepingError.notThere("feed") }
      try tx.run(Feed.undo(operation))
      return gone
    }
  }
}
