public import Postgres

/// Brings a database to the schema of this program: forward only, one at a time, each file whole or not at all.
///
/// Every file is one transaction that first takes a lock, which also holds behind a pooler; a kill anywhere leaves the
/// file undone and the next run goes on from it. A file that runs without a transaction is marked as begun first and
/// must bear being run again.
public struct Migrator: Sendable {
  let options: ConnectionOptions
  let scripts: Scripts
  /// How long a statement waits for a table someone uses before it steps back and tries again.
  let lockTimeout: Duration
  let patience: Duration

  public init(
    _ options: ConnectionOptions, scripts: Scripts = .carried, lockTimeout: Duration = .seconds(5),
    patience: Duration = .seconds(60)
  ) {
    self.options = options
    self.scripts = scripts
    self.lockTimeout = lockTimeout
    self.patience = patience
  }

  /// What one migrate did.
  public struct Report: Sendable, Equatable {
    /// The migrations applied now.
    public var applied: [String] = []
    /// Whether functions, views and policies were re-created.
    public var refreshedCode = false

    public init() {}
  }

  /// Applies what is missing, calling `progress` with each file's name before it runs.
  @discardableResult
  public func migrate(progress: @Sendable (String) -> Void = { _ in }) async throws(StoreError) -> Report {
    do {
      let connection = try await Connection.open(options)
      do {
        let report = try await migrate(on: connection, progress)
        await connection.close()
        return report
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

  private func migrate(on connection: Connection, _ progress: @Sendable (String) -> Void) async throws -> Report {
    try await connection.with { session in try ServerVersion.read(session).require() }
    var report = Report()
    while let script = try await next(connection) {
      progress(script.name)
      let isMine = try await patiently { try await apply(script, on: connection) }
      if isMine { report.applied.append(script.name) }
    }
    report.refreshedCode = try await patiently { try await refreshCode(on: connection, progress) }
    return report
  }

  /// The next file to apply, or nothing when all are.
  private func next(_ connection: Connection) async throws -> Script? {
    let level = try await connection.transaction(.readOnly) { session in
      try SchemaLevel.read(session)
    }
    guard let level else { return scripts.migrations.first }
    return try level.missing(from: scripts).first
  }

  /// Tries again while someone else has the turn or a table, as long as there is patience.
  private func patiently<T>(_ body: () async throws -> T) async throws -> T {
    let end = ContinuousClock.now + patience
    while true {
      do {
        return try await body()
      } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
        guard ContinuousClock.now < end else { throw StoreError.busy }
        try await Task.sleep(for: .milliseconds(Int.random(in: 50...250)))
      }
    }
  }
}

// MARK: - One file

extension Migrator {
  /// Applies `script` unless another migrator was faster; answers whether it was this one.
  private func apply(_ script: Script, on connection: Connection) async throws -> Bool {
    if script.runsWithoutTransaction { return try await applyInPieces(script, on: connection) }
    return try await connection.transaction { session in
      try takeTurn(session)
      guard try isMissing(script, session) else { return false }
      try run(script, session)
      try session.run(Statement.applied(script))
      return true
    }
  }

  /// Runs `script` statement by statement, holding the turn for the session: this needs a direct connection.
  private func applyInPieces(_ script: Script, on connection: Connection) async throws -> Bool {
    try await connection.with { session in
      let turn = try session.one(
        Query<Bool>("migration.hold", "SELECT pg_try_advisory_lock(hashtext('muster.migrate'))"))
      guard turn else { throw PostgresError.othersTurn }
      defer { try? session.script("RESET ROLE; SELECT pg_advisory_unlock(hashtext('muster.migrate'))") }
      guard try isMissing(script, session) else { return false }
      try session.run(Statement.begun(script))
      if !script.runsAsLogin { try session.script("SET ROLE muster_owner") }
      for statement in script.statements { try run(statement, of: script, session) }
      try session.script("RESET ROLE")
      try session.run(Statement.applied(script))
      return true
    }
  }

  func run(_ script: Script, _ session: Session) throws {
    if !script.runsAsLogin { try session.script("SET LOCAL ROLE muster_owner") }
    try run(script.text, of: script, session)
    try session.script("RESET ROLE")
  }

  private func run(_ text: String, of script: Script, _ session: Session) throws {
    do throws(PostgresError) {
      try session.script(text)
    } catch {
      guard error.isOfTheScript else { throw error }
      throw StoreError.migrationFailed(script.name, error.description)
    }
  }

  private func refreshCode(on connection: Connection, _ progress: @Sendable (String) -> Void) async throws -> Bool {
    try await connection.transaction { session in
      try takeTurn(session)
      let level = try SchemaLevel.read(session)
      if level?.hasCode(of: scripts) == true, try session.one(.catalogueIsAsMade) { return false }
      progress("functions and policies")
      try session.run(Statement("code.forget", "DELETE FROM op.code"))
      for script in scripts.code {
        try run(script, session)
        try session.run(Statement.refreshed(script))
      }
      try session.script("SELECT audit.refresh()")
      try session.run(Statement.catalogueMade)
      return true
    }
  }

  /// Takes the turn, or steps back: to wait inside a transaction would hold up the very index being built.
  private func takeTurn(_ session: Session) throws(PostgresError) {
    try session.run(
      Statement(
        "migration.patience",
        "SELECT set_config('lock_timeout', \(String(lockTimeout.milliseconds)), true)"))
    try session.run(Statement("migration.quiet", "SELECT set_config('client_min_messages', 'warning', true)"))
    let turn = try session.one(
      Query<Bool>("migration.turn", "SELECT pg_try_advisory_xact_lock(hashtext('muster.migrate'))"))
    guard turn else { throw PostgresError.othersTurn }
  }

  private func isMissing(_ script: Script, _ session: Session) throws -> Bool {
    guard let level = try SchemaLevel.read(session) else { return true }
    return try level.missing(from: scripts).contains { $0.name == script.name }
  }
}

extension Duration {
  var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}

extension Script {
  /// The statements of a file that runs without a transaction: each ends with a semicolon at the end of a line.
  var statements: [String] {
    text.split(separator: ";\n").map(String.init).filter { $0.contains { !$0.isWhitespace } }
  }
}

extension PostgresError {
  /// Another migrator is at work.
  static var othersTurn: PostgresError { PostgresError(.server(.lockNotAvailable), "another migration is running") }

  /// Whether the statement is to blame, rather than the lock it waited for or the way to the server.
  var isOfTheScript: Bool {
    guard let sqlState else { return false }
    return !sqlState.isRetryable && sqlState != .lockNotAvailable && sqlState != .queryCanceled
      && sqlState.classCode != "57"
  }
}

// MARK: - SQL

extension Statement {
  /// Writes down that a migration is applied; a file begun before and now finished has its row already.
  static func applied(_ script: Script) -> Statement {
    Statement(
      "migration.applied",
      """
      INSERT INTO op.migration (version, name, checksum, applied_at)
      VALUES (\(Int32(script.version)), \(script.name), \(script.checksum), clock_timestamp())
          ON CONFLICT (version) DO UPDATE SET applied_at = clock_timestamp()
      """)
  }

  static func begun(_ script: Script) -> Statement {
    Statement(
      "migration.begun",
      """
      INSERT INTO op.migration (version, name, checksum)
      VALUES (\(Int32(script.version)), \(script.name), \(script.checksum))
          ON CONFLICT (version) DO UPDATE SET checksum = excluded.checksum
      """)
  }

  /// Keeps a digest of what now stands, to know later whether someone changed it by hand.
  static var catalogueMade: Statement {
    Statement("code.made", "INSERT INTO op.code (name, checksum) VALUES ('99_catalogue', op.catalogue())")
  }

  static func refreshed(_ script: Script) -> Statement {
    Statement(
      "code.refreshed",
      "INSERT INTO op.code (name, checksum) VALUES (\(script.name), \(script.checksum))")
  }
}

extension Query<Bool> {
  /// Whether tables, functions and policies still are what the last migrate made.
  static var catalogueIsAsMade: Query<Bool> {
    Query(
      "code.stands",
      "SELECT EXISTS (SELECT FROM op.code WHERE name = '99_catalogue' AND checksum = op.catalogue())")
  }
}
