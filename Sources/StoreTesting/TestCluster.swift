private import FoundationEssentials
public import Postgres
package import Store
internal import Synchronization

/// A throw-away server for one test process, or the one `MUSTER_TEST_SOCKET` names.
///
/// It may lose everything in a crash, and is fast for it. A watcher ends it with the process, however that ends.
public struct TestCluster: Sendable {
  /// The folder of the socket.
  public let socket: String

  /// The cluster of this process, started by whoever asks first.
  public static var shared: TestCluster {
    get async throws { try await once.value }
  }

  private static let once = Task { try await start() }

  public func options(_ database: String, as role: String = "postgres") -> ConnectionOptions {
    ConnectionOptions(keywords: [
      "host": socket, "port": "5432", "dbname": database, "user": role, "sslmode": "disable",
    ])
  }

  @discardableResult
  public func asMaster<T: Sendable>(_ database: String, _ body: @Sendable (Session) throws -> T) async throws -> T {
    let connection = try await Connection.open(options(database))
    do {
      let value = try await connection.with(body)
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Makes a database, a copy of `template` when there is one.
  public func create(_ name: String, from template: String? = nil) async throws {
    try await asMaster("postgres") { session in
      try session.script("CREATE DATABASE \(name) TEMPLATE \(template ?? "template0")")
    }
  }

  /// Drops a database and whoever is still in it.
  public func drop(_ name: String) async throws {
    try await asMaster("postgres") { session in try session.script("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }
  }

  /// A path no other test has; `TMPDIR` only when it is short, since a socket's path must be.
  static func newFolder(_ purpose: String) -> String {
    let given = ProcessEnvironment.current["TMPDIR"] ?? "/tmp"
    return "\(given.utf8.count < 30 ? given : "/tmp")/muster-\(purpose)-\(UUID().uuidString.lowercased().prefix(8))"
  }

  /// A name no other test has.
  static func newName(_ prefix: String) -> String {
    prefix + "_" + UUID().uuidString.lowercased().replacing("-", with: "").prefix(20)
  }
}

// MARK: - Starting

extension TestCluster {
  private static func start() async throws -> TestCluster {
    if let given = ProcessEnvironment.current["MUSTER_TEST_SOCKET"] { return TestCluster(socket: given) }
    let folder = newFolder("cluster")
    let me = SystemUser.current
    let owner = me.isRoot ? SystemUser.unprivileged : me
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try owner.takeOver(folder, mode: 0o700)
    let programs = try ServerPrograms.find()
    try await programs.run(
      "initdb",
      [
        "-D", folder + "/data", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
      ], as: owner)
    let settings = [
      "-k \(folder)", "-c listen_addresses=", "-c fsync=off", "-c full_page_writes=off", "-c synchronous_commit=off",
      "-c max_connections=200", "-c timezone=UTC", "-c log_error_verbosity=terse",
    ]
    try await programs.run(
      "pg_ctl",
      ["-D", folder + "/data", "-l", folder + "/log", "-w", "-o", settings.joined(separator: " "), "start"], as: owner)
    try await programs.watch(folder)
    return TestCluster(socket: folder)
  }
}

extension ServerPrograms {
  /// Ends the server in `folder` and removes it as soon as this process is gone, even if it was killed.
  package func watch(_ folder: String) async throws {
    let me = ProcessInfo.processInfo.processIdentifier
    let watcher = """
      (while kill -0 \(me) 2>/dev/null; do sleep 1; done
       kill -QUIT "$(head -1 \(folder)/data/postmaster.pid)" 2>/dev/null
       sleep 1; rm -rf \(folder)) </dev/null >/dev/null 2>&1 &
      """
    try await ServerPrograms(folder: "/bin").run("sh", ["-c", watcher], as: SystemUser.current)
  }
}
