internal import Postgres
internal import Store

/// Takes back what one operation did to persons, terms and skills.
///
/// Rows it added carry its id and have no image in `people.before`; rows it changed have one.
struct Undo {
  let operation: Int64
  let tx: Session

  func carryOut() throws -> UndoReport {
    try refuseIfChangedSince()
    var removed = 0
    for tab in ["skill_grant", "membership", "employment", "person_private", "person"] {
      removed += try remove(from: tab)
    }
    let restored = try restore()
    try tx.run(Statement("before.forget", "DELETE FROM people.before WHERE operation_id = \(operation)"))
    guard removed + restored > 0 else { throw PeopleError.nothingToUndo(operation) }
    try tx.run(Roll.undo(operation))
    return UndoReport(operation: operation, removed: removed, restored: restored)
  }

  /// A later operation that changed a row of this one kept its image, signed by this one.
  private func refuseIfChangedSince() throws {
    let later = try tx.one(
      Query<Int64?>(
        "before.later",
        "SELECT max(operation_id) FROM people.before WHERE image ->> 'operation_id' = \(String(operation))"))
    if let later { throw PeopleError.changedSince(by: later) }
  }

  private func remove(from tab: String) throws -> Int {
    do throws(PostgresError) {
      return try tx.run(unmake(tab))
    } catch {
      guard error.sqlState == .foreignKeyViolation else { throw error }
      throw PeopleError.inUse(error.table ?? tab)
    }
  }

  private func unmake(_ tab: String) -> Statement {
    let key: SQL = tab == "person_private" ? "person_id" : "id"
    return Statement(
      "person.unmake",
      """
      DELETE FROM \(TableName(schema: "people", tab)) AS added
       WHERE added.operation_id = \(operation)
         AND NOT EXISTS (
             SELECT FROM people.before
              WHERE before.operation_id = \(operation) AND before.tab = \(tab) AND before.row_id = added.\(key))
      """)
  }

  /// Gives each changed row its values back, and to the operation before its name.
  private func restore() throws(PostgresError) -> Int {
    var restored = 0
    for (tab, statement) in Self.restorations {
      restored += try tx.run(
        Statement(
          "before.restore",
          """
          WITH was AS (
              SELECT row.*
                FROM people.before
               CROSS JOIN LATERAL jsonb_populate_record(NULL::\(TableName(schema: "people", tab)), before.image) AS row
               WHERE before.operation_id = \(operation) AND before.tab = \(tab)
          )
          \(statement)
          """))
    }
    return restored
  }

  private static let restorations: [(String, SQL)] = [
    (
      "person",
      """
      UPDATE people.person AS row
         SET number = was.number, name = was.name, operation_id = was.operation_id
        FROM was WHERE row.id = was.id
      """
    ),
    (
      "person_private",
      """
      UPDATE people.person_private AS row
         SET legal_name = was.legal_name, email = was.email, phone = was.phone, birth_on = was.birth_on,
             operation_id = was.operation_id
        FROM was WHERE row.person_id = was.person_id
      """
    ),
    (
      "employment",
      """
      UPDATE people.employment AS row
         SET site_id = was.site_id, kind = was.kind, ends_on = was.ends_on, end_reason = was.end_reason,
             weekly_minutes = was.weekly_minutes, minimum_weekly_minutes = was.minimum_weekly_minutes,
             maximum_weekly_minutes = was.maximum_weekly_minutes, operation_id = was.operation_id
        FROM was WHERE row.id = was.id
      """
    ),
    (
      "membership",
      """
      UPDATE people.membership AS row
         SET team_id = was.team_id, ends_on = was.ends_on, operation_id = was.operation_id
        FROM was WHERE row.id = was.id
      """
    ),
    (
      "skill_grant",
      """
      UPDATE people.skill_grant AS row
         SET revoked_at = was.revoked_at, revoked_by = was.revoked_by, operation_id = was.operation_id
        FROM was WHERE row.id = was.id
      """
    ),
  ]
}
