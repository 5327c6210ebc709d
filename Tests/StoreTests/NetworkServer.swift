import FoundationEssentials
import Postgres
import Store
import StoreTesting

/// Runs `body` with a server of its own that listens on a port of this machine, without TLS.
func withNetworkServer(_ body: (ConnectionOptions) async throws -> Void) async throws {
  let folder = briefFolder("network")
  let owner = SystemUser.current.isRoot ? SystemUser.unprivileged : SystemUser.current
  let port = String(Int.random(in: 20_000..<60_000))
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  try owner.takeOver(folder, mode: 0o700)
  let programs = try ServerPrograms.find()
  try await programs.run(
    "initdb", ["-D", folder + "/data", "-U", "postgres", "--auth=trust", "--locale=C.UTF-8", "--no-sync"], as: owner)
  let settings = "-c listen_addresses=127.0.0.1 -p \(port) -k \(folder) -c fsync=off"
  try await programs.run(
    "pg_ctl", ["-D", folder + "/data", "-l", folder + "/log", "-w", "-o", settings, "start"], as: owner)
  try await programs.watch(folder)
  let options = ConnectionOptions(keywords: [
    "host": "127.0.0.1", "port": port, "dbname": "postgres", "user": "postgres", "sslmode": "disable",
    "channel_binding": "prefer",
  ])
  let result: Result<Void, any Error>
  do { result = .success(try await body(options)) } catch { result = .failure(error) }
  try await programs.run("pg_ctl", ["-D", folder + "/data", "-m", "immediate", "stop"], as: owner)
  try FileManager.default.removeItem(atPath: folder)
  try result.get()
}
