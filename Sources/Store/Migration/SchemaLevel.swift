internal import Postgres

/// How far a database has come, as it says itself.
struct SchemaLevel: Sendable {
  /// The checksums of the migrations that are applied, by name, in order.
  let migrations: [(name: String, checksum: String)]
  /// The checksums of the code that was last re-created, by name.
  let code: [String: String]

  /// Compares the database with what this program was built with.
  ///
  /// - Throws: ``StoreError/ahead(of:)``, ``StoreError/changed(_:)`` or ``StoreError/outOfOrder(_:)``.
  /// - Returns: the migrations still to apply, oldest first.
  func missing(from scripts: Scripts) throws(StoreError) -> [Script] {
    let known = Dictionary(scripts.migrations.map { ($0.name, $0) }) { first, _ in first }
    for applied in migrations {
      guard let script = known[applied.name] else { throw .ahead(of: applied.name) }
      guard script.checksum == applied.checksum else { throw .changed(applied.name) }
    }
    let applied = Set(migrations.map(\.name))
    let missing = scripts.migrations.filter { !applied.contains($0.name) }
    let newest = migrations.last?.name ?? ""
    if let late = missing.first(where: { $0.name < newest }) { throw .outOfOrder(late.name) }
    return missing
  }

  /// Whether functions, views and policies are those of this program.
  func hasCode(of scripts: Scripts) -> Bool {
    code == Dictionary(scripts.code.map { ($0.name, $0.checksum) }) { first, _ in first }
  }
}

// MARK: - SQL

extension SchemaLevel {
  /// Reads the level, or `nil` from a database that was never migrated.
  static func read(_ session: Session) throws(PostgresError) -> SchemaLevel? {
    let isThere = try session.one(
      Query<Bool>("migration.exists", "SELECT to_regclass('op.migration') IS NOT NULL"))
    guard isThere else { return nil }
    let migrations = try session.tuples(
      "migration.applied",
      "SELECT name, checksum FROM op.migration WHERE applied_at IS NOT NULL ORDER BY version",
      as: (String, String).self)
    let code = try session.tuples(
      "code.applied", "SELECT name, checksum FROM op.code WHERE name <> '99_catalogue'", as: (String, String).self)
    return SchemaLevel(
      migrations: migrations.map { (name: $0.0, checksum: $0.1) },
      code: Dictionary(code.map { ($0.0, $0.1) }) { first, _ in first })
  }
}
