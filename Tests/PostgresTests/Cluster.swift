import Foundation
import Postgres
import Synchronization

/// A server of the tests' own: made at first use, without durability, gone with the process.
///
/// `MUSTER_TEST_SOCKET` names the folder of a server that somebody else started; its superuser is `postgres`.
final class Cluster: Sendable {
  static let shared: Cluster = {
    do {
      guard let given = ProcessInfo.processInfo.environment["MUSTER_TEST_SOCKET"] else { return try Cluster() }
      return Cluster(socket: given)
    } catch {
      fatalError("no PostgreSQL for the tests: \(error)")
    }
  }()

  /// The folder of the server's socket.
  let socket: String

  var options: ConnectionOptions {
    ConnectionOptions(keywords: ["host": socket, "user": "postgres", "dbname": "postgres"])
  }

  private init(socket: String) {
    self.socket = socket
  }

  /// Starts a server with further settings, each `name=value`.
  init(settings more: [String] = [], port: String = "5432") throws {
    let folder = try Self.run(["mktemp", "-d", "-t", "muster-postgres.XXXXXX"])
    socket = folder
    let programs = try Self.run(["sh", "-c", "ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1"])
    let user = geteuid() == 0 ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] : []
    if geteuid() == 0 { _ = try Self.run(["chown", "postgres", folder]) }
    _ = try Self.run(
      user + [
        programs + "/initdb", "--no-sync", "-U", "postgres", "-A", "trust", "--no-locale", "-E", "UTF8",
        "-D", folder + "/data",
      ])
    let settings =
      [
        "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300",
        "-c", "max_prepared_transactions=5", "-c", "unix_socket_directories=\(folder)",
        "-p", port,
      ] + more.flatMap { ["-c", $0] }
    // The watcher outlives this process by a moment and takes the server and its folder with it.
    let watcher = """
      "$@" >"\(folder)/log" 2>&1 & server=$!
      while kill -0 \(getpid()) 2>/dev/null; do sleep 0.5; done
      kill -QUIT $server; wait $server; rm -rf "\(folder)"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["sh", "-c", watcher, "sh"] + user + [programs + "/postgres", "-D", folder + "/data"] + settings
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    _ = try Self.run([
      "sh", "-c",
      "for i in $(seq 100); do \(programs)/pg_isready -q -h \(folder) -p \(port) && exit 0; sleep 0.1; done; exit 1",
    ])
  }

  /// Runs a program to its end and returns what it printed.
  @discardableResult
  static func run(_ command: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(command: command.joined(separator: " ")) }
    return String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct Failure: Error {
    let command: String
  }
}

/// Lends a session on a fresh connection, which is closed afterwards.
func withSession<T: Sendable>(
  _ options: ConnectionOptions = Cluster.shared.options, _ body: @Sendable (Session) throws -> T
) async throws -> T {
  let connection = try await Connection.open(options)
  do {
    let value = try await connection.with(body)
    await connection.close()
    return value
  } catch {
    await connection.close()
    throw error
  }
}
