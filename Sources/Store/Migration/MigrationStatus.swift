public import Postgres

/// Where one migration stands in one database.
public struct MigrationStatus: Sendable, Codable, Equatable {
  /// The file, such as `0002_people`.
  public let name: String
  /// When it was applied; `nil` while it is missing.
  public let appliedAt: Instant?
  /// The login that applied it.
  public let appliedBy: String?
}

extension Migrator {
  /// Every migration this program carries, and whether the database has it.
  ///
  /// - Throws: ``StoreError/ahead(of:)``, ``StoreError/changed(_:)`` or ``StoreError/outOfOrder(_:)``.
  public func status() async throws(StoreError) -> [MigrationStatus] {
    do {
      let connection = try await Connection.open(options)
      let (level, applied) = try await connection.transaction(.readOnly) { session in
        let level = try SchemaLevel.read(session)
        return (level, level == nil ? [] : try session.all(MigrationStatus.applied))
      }
      await connection.close()
      _ = try level?.missing(from: scripts)
      return scripts.migrations.map { script in
        applied.first { $0.name == script.name }
          ?? MigrationStatus(name: script.name, appliedAt: nil, appliedBy: nil)
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(PostgresError(reading: error))
    }
  }
}

// MARK: - SQL

extension MigrationStatus: RowDecodable {
  public static let columns: StaticString = "name, applied_at, applied_by::text"

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    appliedAt = try row.next()
    appliedBy = try row.next()
  }

  static var applied: Query<MigrationStatus> {
    Query(
      "migration.status", "SELECT \(raw: columns) FROM op.migration WHERE applied_at IS NOT NULL ORDER BY version")
  }
}
