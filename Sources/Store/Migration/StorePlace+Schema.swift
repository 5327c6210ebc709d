internal import Postgres

/// One script of the schema, and whether this database has it.
public struct ScriptStanding: Sendable, Equatable {
  public enum State: String, Sendable {
    case applied, missing
    /// Functions, views and policies of another version of this program.
    case outdated
  }

  public let name: String
  public let state: State
}

extension StorePlace {
  /// Brings the database here to the schema of this program; the private cluster is started, or made, first.
  public func migrate(progress: @Sendable (String) -> Void = { _ in }) async throws(StoreError) -> Migrator.Report {
    switch self {
    case .server(let options):
      return try await Migrator(options).migrate(progress: progress)
    case .privateCluster(let cluster):
      try await cluster.start()
      let before = (try? await standing()) ?? []
      try await cluster.prepare()
      var report = Migrator.Report()
      let had = Set(before.filter { $0.state == .applied }.map(\.name))
      report.applied = Scripts.carried.migrations.map(\.name).filter { !had.contains($0) }
      report.refreshedCode = Scripts.carried.code.contains { !had.contains("code/" + $0.name) }
      return report
    }
  }

  /// Every script that this program carries, with its standing in the database here.
  ///
  /// - Throws: ``StoreError`` also when the database is ahead of this program, or was changed behind its back.
  public func standing() async throws(StoreError) -> [ScriptStanding] {
    do {
      let connection = try await Connection.open(schemaOptions)
      do {
        let level = try await connection.with { session in try SchemaLevel.read(session) }
        await connection.close()
        return try Self.compare(level ?? SchemaLevel(migrations: [], code: [:]))
      } catch {
        await connection.close()
        throw error
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(PostgresError(reading: error))
    }
  }

  private var schemaOptions: ConnectionOptions {
    switch self {
    case .server(let options): options
    case .privateCluster(let cluster): cluster.masterOptions()
    }
  }

  private static func compare(_ level: SchemaLevel) throws(StoreError) -> [ScriptStanding] {
    let missing = Set(try level.missing(from: .carried).map(\.name))
    let migrations = Scripts.carried.migrations.map { script in
      ScriptStanding(name: script.name, state: missing.contains(script.name) ? .missing : .applied)
    }
    let code = Scripts.carried.code.map { script in
      let applied = level.code[script.name]
      return ScriptStanding(
        name: "code/" + script.name,
        state: applied == nil ? .missing : applied == script.checksum ? .applied : .outdated)
    }
    return migrations + code
  }
}
