internal import FoundationEssentials
public import Postgres

/// Muster's own PostgreSQL on this machine: reached by a unix socket only, by whoever made it and by root.
///
/// It is made at first use and started on demand. While it answers, nothing is spawned: opening the store costs a
/// connection and no more. As root the server runs as an unprivileged user, and everything lives in a folder of its own.
public struct LocalCluster: Sendable, Equatable {
  /// The folder that holds the data, the socket and the log.
  public let home: String
  /// The operating system's user the server runs as.
  let owner: SystemUser
  /// The first administrator: whoever runs Muster here.
  public let administrator: Login

  static let database = "muster"
  static let superuser = "postgres"
  /// The login of the program here; it may become every person, and is none itself.
  static let visitor = "muster_local"

  /// The cluster of this user: in `MUSTER_HOME`, else in the XDG data folder, for root in `/var/lib/muster`.
  public static var standard: LocalCluster {
    let me = SystemUser.current
    let environment = ProcessEnvironment.current
    let home =
      environment["MUSTER_HOME"]
      ?? (me.isRoot
        ? "/var/lib/muster"
        : (environment["XDG_DATA_HOME"] ?? me.home + "/.local/share") + "/muster")
    return LocalCluster(home: home)
  }

  public init(home: String) {
    self.home = home
    let me = SystemUser.current
    owner = me.isRoot ? SystemUser.unprivileged : me
    administrator = Login(of: me.name) ?? Login.owner
  }

  var data: String { home + "/data" }
  /// The folder of the socket.
  public var socket: String { home + "/run" }
  /// Where the server's log is.
  public var logs: String { home + "/log" }
  var isMade: Bool { FileManager.default.fileExists(atPath: data + "/PG_VERSION") }

  /// Whether a server answers, asked without saying anything to it.
  public var isRunning: Bool { UnixSocket.answers(socket + "/.s.PGSQL.5432") }

  /// How the program reaches it.
  public var options: ConnectionOptions {
    ConnectionOptions(keywords: [
      "host": socket, "port": "5432", "dbname": Self.database, "user": Self.visitor, "sslmode": "disable",
    ])
  }

  /// How migrations reach it; `database` may be the maintenance database.
  func masterOptions(_ database: String = LocalCluster.database) -> ConnectionOptions {
    var options = options
    options.keywords["user"] = Self.superuser
    options.keywords["dbname"] = database
    return options
  }
}

extension Login {
  /// For a user of the system whose name makes no login.
  static let owner = Login(unchecked: "u_owner")
}

// MARK: - Life

extension LocalCluster {
  /// Sees to it that a server answers; the way to it is returned at once when one does.
  func ready(_ scripts: Scripts) async throws(StoreError) -> ConnectionOptions {
    if !isRunning {
      try await start()
      try await prepare(scripts)
    }
    return options
  }

  /// Makes the cluster where there is none, and starts it; two starts at once wait for each other.
  public func start() async throws(StoreError) {
    guard socket.utf8.count <= 90 else {
      throw .local("the path \(socket) is too long for a socket; set MUSTER_HOME to a shorter one")
    }
    try makeFolder(home)
    try await FileLock.holding(home + "/lock") { () throws(StoreError) in
      if isRunning { return }
      let programs = try ServerPrograms.find()
      if !isMade { try await make(programs) }
      try await start(programs)
    }
  }

  /// Stops the server; connections are cut, what was committed stays.
  public func stop() async throws(StoreError) {
    guard isMade else { return }
    let programs = try ServerPrograms.find()
    try await FileLock.holding(home + "/lock") { () throws(StoreError) in
      guard isRunning else { return }
      try await programs.run("pg_ctl", ["-D", data, "-m", "fast", "-w", "stop"], as: owner)
    }
  }

  /// Stops the server and removes everything, data included.
  public func destroy() async throws(StoreError) {
    try await stop()
    do {
      if FileManager.default.fileExists(atPath: home) { try FileManager.default.removeItem(atPath: home) }
    } catch {
      throw .local("\(home) cannot be removed: \(error)")
    }
  }

  /// Creates the database, migrates it and lets its owner in; what is done already stays.
  @discardableResult
  public func prepare(
    _ scripts: Scripts = .carried, progress: @Sendable (String) -> Void = { _ in }
  ) async throws(StoreError) -> Migrator.Report {
    try await FileLock.holding(home + "/lock") { () throws(StoreError) in
      try await onMaster("postgres") { session in
        try Self.createDatabase(session)
      }
      let report = try await Migrator(masterOptions(), scripts: scripts).migrate(progress: progress)
      let administrator = administrator
      try await onMaster(Self.database) { session in
        try session.transaction { session in try Self.admit(administrator, session) }
      }
      return report
    }
  }

  private func onMaster(_ database: String, _ body: @Sendable (Session) throws -> Void) async throws(StoreError) {
    do {
      let connection = try await Connection.open(masterOptions(database))
      do {
        try await connection.with(body)
        await connection.close()
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      throw StoreError(PostgresError(reading: error))
    }
  }
}

// MARK: - Making it

extension LocalCluster {
  /// Makes the cluster beside its place and moves it there whole: a kill on the way leaves none.
  private func make(_ programs: ServerPrograms) async throws(StoreError) {
    let draft = home + "/data.new"
    try? FileManager.default.removeItem(atPath: draft)
    try makeFolder(socket)
    try makeFolder(logs)
    try await programs.run(
      "initdb",
      [
        "-D", draft, "-U", Self.superuser, "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        "--auth-local=peer", "--auth-host=reject",
      ], as: owner)
    try write(settings, to: draft + "/postgresql.auto.conf")
    try write("local all all peer map=muster\n", to: draft + "/pg_hba.conf")
    try write(identities, to: draft + "/pg_ident.conf")
    do {
      try FileManager.default.moveItem(atPath: draft, toPath: data)
    } catch {
      throw .local("\(data) cannot be made: \(error)")
    }
  }

  /// What differs from PostgreSQL's own defaults; durability stays as it is: on.
  var settings: String {
    """
    listen_addresses = ''
    unix_socket_directories = '\(socket)'
    unix_socket_permissions = 0700
    max_connections = 40
    timezone = 'UTC'
    jit = off
    temp_file_limit = '4GB'
    idle_in_transaction_session_timeout = '10min'
    logging_collector = on
    log_directory = '\(logs)'
    log_filename = 'postgresql-%a.log'
    log_truncate_on_rotation = on
    log_error_verbosity = terse
    log_line_prefix = '%m [%p] %u %a: '
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    cluster_name = 'muster'

    """
  }

  /// Which user of the system may be which role of the server: the owner and root, and nobody else.
  var identities: String {
    let users = Set([SystemUser.current.name, owner.name, "root"]).sorted()
    return users.flatMap { user in [Self.superuser, Self.visitor].map { "muster \(user) \($0)\n" } }.joined()
  }

  /// Starts the server; after a crash the first try may find the old one's children still leaving.
  private func start(_ programs: ServerPrograms) async throws(StoreError) {
    let arguments = ["-D", data, "-l", logs + "/start.log", "-w", "-t", "60", "start"]
    for _ in 1..<5 {
      do throws(StoreError) {
        return try await programs.run("pg_ctl", arguments, as: owner)
      } catch {
        try? await Task.sleep(for: .milliseconds(500))
        if isRunning { return }
      }
    }
    try await programs.run("pg_ctl", arguments, as: owner)
  }

  private func makeFolder(_ path: String) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .local("the folder \(path) cannot be made: \(error)")
    }
    try owner.takeOver(path, mode: 0o700)
  }

  private func write(_ text: String, to path: String) throws(StoreError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      throw .local("\(path) cannot be written: \(error)")
    }
    try owner.takeOver(path, mode: 0o600)
  }
}

// MARK: - SQL

extension LocalCluster {
  /// The roles all people share are made by the first migration; these two come before it.
  private static func createDatabase(_ session: Session) throws(PostgresError) {
    let exists = try session.one(
      Query<Bool>(
        "local.database", "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(database))"))
    if !exists { try session.script("CREATE DATABASE muster TEMPLATE template0") }
    let visits = try session.one(
      Query<Bool>("local.visitor", "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = \(visitor))"))
    if !visits { try session.script("CREATE ROLE muster_local LOGIN NOINHERIT") }
  }

  /// Person 0 is whoever owns the cluster: no employee, but in every role, and let into every legal entity they found.
  private static func admit(_ administrator: Login, _ session: Session) throws(PostgresError) {
    let isIn = try session.one(
      Query<Bool>("local.administrator", "SELECT EXISTS (SELECT FROM sec.login WHERE person_id = 0)"))
    if isIn { return }
    try session.run(
      Statement("local.admit", "SELECT sec.add_login(0, \(administrator.rawValue)::name)"))
    for role in GroupRole.allCases {
      try session.run(Statement("local.empower", "SELECT sec.grant_role(0, \(role.rawValue))"))
    }
  }
}
