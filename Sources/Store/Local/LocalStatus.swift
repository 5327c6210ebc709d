internal import FoundationEssentials
internal import Postgres

/// What there is to say about the private cluster.
public struct LocalStatus: Sendable, Codable {
  /// Whether its data is there.
  public let isMade: Bool
  public let isRunning: Bool
  /// The folder of everything.
  public let home: String
  /// The folder of the socket, for `psql -h`.
  public let socket: String
  /// The server's release, `15.20`; `nil` while it does not run.
  public let version: String?
  /// The login that acts when no other is named.
  public let administrator: String
}

/// A program to become: the pager of SQL.
public struct ProgramCall: Sendable {
  public let path: String
  public let arguments: [String]
  /// What differs from this program's environment.
  public let environment: [String: String]
}

extension LocalCluster {
  /// Looks without starting anything.
  public func status() async -> LocalStatus {
    LocalStatus(
      isMade: isMade, isRunning: isRunning, home: home, socket: socket, version: try? await version(),
      administrator: administrator.rawValue)
  }

  private func version() async throws -> String? {
    guard isRunning else { return nil }
    let connection = try await Connection.open(masterOptions("postgres"))
    let version = try await connection.with { session in try ServerVersion.read(session).description }
    await connection.close()
    return version
  }

  /// How to call psql here as a person, with every wall the person has.
  ///
  /// - Parameter person: A name or login; `nil` is the administrator.
  public func psql(as person: String? = nil, _ arguments: [String] = []) throws(StoreError) -> ProgramCall {
    var login = administrator
    if let person {
      guard let asked = Login(of: person) else { throw .noSuchLogin(person) }
      login = asked
    }
    let programs = try ServerPrograms.find()
    return ProgramCall(
      path: programs.folder + "/psql", arguments: arguments,
      environment: [
        "PGHOST": socket, "PGPORT": "5432", "PGDATABASE": Self.database, "PGUSER": Self.visitor,
        "PGOPTIONS": "-c role=\(login.rawValue)",
      ])
  }
}
