import Foundation
import Glibc
import Postgres
import Testing

/// Opens, closes, and says what went wrong.
func refusal(_ keywords: [String: String]) async -> PostgresError? {
  var options = Cluster.shared.options
  options.keywords.merge(keywords) { _, new in new }
  return await refusal(options)
}

func refusal(_ options: ConnectionOptions) async -> PostgresError? {
  do {
    await (try Connection.open(options)).close()
    return nil
  } catch {
    return error
  }
}

@Suite struct `connecting` {
  @Test func `takes a database's name for a name and nothing else`() async {
    #expect(await refusal(["dbname": "host=/nowhere user=x"])?.sqlState == .noSuchDatabase)
    #expect(await refusal(["dbname": "postgresql:///postgres"])?.sqlState == .noSuchDatabase)
  }

  @Test func `says why the server refused`() async {
    let error = await refusal(["user": "nobody at all"])
    #expect(error?.sqlState == .invalidAuthorization)
    #expect(error?.message == "role \"nobody at all\" does not exist")
  }

  @Test(arguments: [
    "-c role=postgres", "-c session_replication_role=replica", "-csearch_path=evil", "-c row_security=off",
  ])
  func `lets no options choose who we are or what our names mean`(options: String) async {
    #expect(await refusal(["options": options])?.kind == .usage)
  }

  @Test func `refuses a NUL and an unknown keyword`() async {
    #expect(await refusal(["dbname": "postgres\0x"])?.kind == .usage)
    #expect(await refusal(["hots": "x"])?.kind == .connection)
  }

  @Test func `sets the session as told`() async throws {
    var options = Cluster.shared.options
    options.settings["statement_timeout"] = "4321"
    options.settings["DateStyle"] = "ISO, DMY"
    let shown = try await withSession(options) { session in
      try session.tuples(
        "shown",
        """
        SELECT current_setting('statement_timeout'), current_setting('DateStyle'),
               current_setting('TimeZone'), current_setting('client_encoding')
        """, as: (String, String, String, String).self)
    }
    #expect(shown.map { [$0.0, $0.1, $0.2, $0.3] } == [["4321ms", "ISO, DMY", "UTC", "UTF8"]])
  }

  @Test func `goes to the next host, and to the one that may be written to`() async throws {
    let socket = Cluster.shared.socket
    #expect(await refusal(["host": "/nowhere,\(socket)"]) == nil)
    #expect(await refusal(["host": "/nowhere,\(socket)", "target_session_attrs": "read-write"]) == nil)
    #expect(await refusal(["target_session_attrs": "standby"])?.kind == .connection)
  }

  @Test func `gives up on a server that says nothing`() async throws {
    let folder = try Cluster.run(["mktemp", "-d", "-t", "muster-silence.XXXXXX"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let silent = try Proxy.listen(at: folder + "/.s.PGSQL.5432")
    defer { close(silent) }
    var options = Cluster.shared.options
    options.keywords["host"] = folder
    options.connectTimeout = .milliseconds(200)
    #expect(await refusal(options)?.kind == .connection)
  }

  @Test func `reads service files and password files as every program does`() async throws {
    let folder = try Cluster.run(["mktemp", "-d", "-t", "muster-service.XXXXXX"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let service =
      "[peak]\nhost=\(Cluster.shared.socket)\nuser=postgres\ndbname=postgres\napplication_name=from_service\n"
    try service.write(toFile: folder + "/services", atomically: true, encoding: .utf8)
    setenv("PGSERVICEFILE", folder + "/services", 1)
    let name = try await withSession(ConnectionOptions(keywords: ["service": "peak"])) { session in
      try session.one(Query<String>("service", "SELECT current_setting('application_name')"))
    }
    #expect(name == "from_service")
  }

  @Test func `tells its observer names and numbers`() async throws {
    let observer = Recorder()
    var options = Cluster.shared.options
    options.observer = observer
    try await withSession(options) { session in
      let query = Query<Int>("observed", "SELECT \(4711)")
      for _ in 0..<2 { _ = try session.one(query) }
      _ = try? session.one(Query<Int>("observed.error", "SELECT 1 / \(0)"))
    }
    #expect(
      observer.words == ["connected", "observed 1 -", "prepared observed", "observed 1 -", "observed.error 0 22012"])
  }
}

final class Recorder: PostgresObserver, @unchecked Sendable {
  private(set) var words: [String] = []

  func note(_ event: PostgresEvent) {
    switch event {
    case .connected: words.append("connected")
    case .finished(let query, let rows, _, let state): words.append("\(query) \(rows) \(state?.rawValue ?? "-")")
    case .prepared(let query): words.append("prepared \(query)")
    default: words.append("other")
    }
  }
}

@Suite struct `over a network` {
  @Test func `the server must prove who it is, unless told otherwise`() async throws {
    let port = String(Int.random(in: 20_000...32_000))
    let folder = try Cluster.run(["mktemp", "-d", "-t", "muster-tls.XXXXXX"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Cluster.run([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-addext", "subjectAltName=DNS:localhost", "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem",
    ])
    try Cluster.run(["sh", "-c", "chmod 755 \(folder); chmod 600 \(folder)/key.pem"])
    if geteuid() == 0 { try Cluster.run(["chown", "postgres", folder + "/key.pem"]) }
    let hba =
      "local all all trust\nhostssl all locked 127.0.0.1/32 scram-sha-256\nhost all postgres 127.0.0.1/32 trust\n"
    try hba.write(toFile: folder + "/hba", atomically: true, encoding: .utf8)
    let cluster = try Cluster(
      settings: [
        "listen_addresses=127.0.0.1", "ssl=on", "ssl_cert_file=\(folder)/cert.pem",
        "ssl_key_file=\(folder)/key.pem", "hba_file=\(folder)/hba",
      ], port: port)
    var local = cluster.options
    local.keywords["port"] = port
    try await withSession(local) { try $0.script("CREATE ROLE locked LOGIN PASSWORD 'sesame'") }
    func tried(_ keywords: [String: String]) async -> PostgresError? {
      let standard = ["host": "localhost", "port": port, "dbname": "postgres", "user": "locked", "password": "sesame"]
      return await refusal(ConnectionOptions(keywords: standard.merging(keywords) { _, new in new }))
    }
    let root = ["sslrootcert": folder + "/cert.pem"]
    #expect(await tried(root) == nil)
    // No root certificate, another name, no channel binding, no encryption, a wrong password: each is refused.
    #expect(await tried(["sslrootcert": folder + "/none.pem"])?.kind == .connection)
    #expect(await tried(root.merging(["host": "127.0.0.1"]) { $1 })?.kind == .connection)
    #expect(await tried(root.merging(["user": "postgres"]) { $1 })?.message.contains("channel binding") == true)
    #expect(await tried(["sslmode": "disable"])?.sqlState == .invalidAuthorization)
    #expect(await tried(root.merging(["password": "wrong"]) { $1 })?.sqlState == SQLState(rawValue: "28P01"))
    // Told otherwise in so many words.
    #expect(await tried(["sslmode": "disable", "user": "postgres"]) == nil)
    #expect(await tried(["sslmode": "require"]) == nil)
  }
}
