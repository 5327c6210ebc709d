internal import FoundationEssentials
internal import Postgres

/// Looks at a database from outside and says what is wrong with it, each with a fix.
///
/// It needs no person, only a connection: a server that is too old or never migrated has a diagnosis, too.
public struct Doctor: Sendable {
  let place: StorePlace
  let scripts: Scripts

  public init(_ place: StorePlace, scripts: Scripts = .carried) {
    self.place = place
    self.scripts = scripts
  }

  /// Everything looked at, in the order of how much else depends on it.
  public func diagnose() async -> [Finding] {
    let connection: Connection
    do {
      connection = try await Connection.open(try await options())
    } catch {
      return [unreachable(error)]
    }
    var findings = [Finding.fine("connection", "the server answers")]
    for check in [version, transport, pooler, level, drift, lints, roles, zones, clock, serverLog, backup] {
      findings.append(await run(check, connection))
    }
    findings += headroom()
    await connection.close()
    return findings
  }

  typealias Check = @Sendable (Session) throws -> Finding

  private func options() async throws(StoreError) -> ConnectionOptions {
    switch place {
    case .server(let options): options
    case .privateCluster(let cluster): try await cluster.inspectionOptions(scripts)
    }
  }

  /// A check that cannot be made is a finding, too.
  private func run(_ check: @escaping Check, _ connection: Connection) async -> Finding {
    do {
      return try await connection.transaction(.readOnly, retry: .never, check)
    } catch {
      let error = PostgresError(reading: error)
      return .warning(error.query ?? "check", "could not be looked at: \(error.message)", fix: "ask as another login")
    }
  }

  private func unreachable(_ error: any Error) -> Finding {
    let refusal = (error as? StoreError) ?? StoreError(PostgresError(reading: error))
    let fix =
      switch place {
      case .server: "check PGHOST, PGPORT and PGUSER, or the profile: `muster config show --origin`"
      case .privateCluster: "`muster local start`; its log is in the folder `muster local status` names"
      }
    return .failed("connection", refusal.description, fix: fix, .unavailable)
  }
}

// MARK: - The server

extension Doctor {
  @Sendable func version(_ session: Session) throws -> Finding {
    let version = try ServerVersion.read(session)
    guard version.isFixed else {
      return .failed(
        "server version", "PostgreSQL \(version) lacks fixes of row-level security",
        fix: "update it to 15.20, 16.16, 17.12 or 18.6, or a later one: `apt-get install --only-upgrade postgresql-15`")
    }
    return .fine("server version", "PostgreSQL \(version)")
  }

  @Sendable func transport(_ session: Session) throws -> Finding {
    let overNetwork = try session.one(
      Query<Bool>("transport.network", "SELECT inet_server_addr() IS NOT NULL"))
    guard overNetwork else { return .fine("transport", "a unix socket: nothing leaves this machine") }
    let encrypted = try session.one(
      Query<Bool>(
        "transport.tls", "SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)"))
    guard encrypted else {
      return .failed(
        "transport", "the connection is in clear text", fix: "set `ssl = on` at the server and sslmode=verify-full here"
      )
    }
    return .fine("transport", "TLS")
  }

  /// A server that says another port than was asked for stands behind something.
  @Sendable func pooler(_ session: Session) throws -> Finding {
    guard case .server(let options) = place, let asked = options.keywords["port"] else {
      return .fine("pooler", "none: a direct connection")
    }
    let port = try session.one(Query<String>("pooler.port", "SELECT current_setting('port')"))
    guard port != asked else { return .fine("pooler", "none: a direct connection") }
    return .warning(
      "pooler", "port \(asked) leads to a server on port \(port): a pooler or a proxy",
      fix: "transaction mode is fine for everything but `muster database migrate`, which wants a direct connection")
  }

  @Sendable func clock(_ session: Session) throws -> Finding {
    let server = try session.one(
      Query<Double>("clock.server", "SELECT extract(epoch FROM clock_timestamp())::double precision"))
    let skew = abs(server - Date().timeIntervalSince1970)
    guard skew < 5 else {
      return .warning(
        "clock", "this machine and the server are \(Int(skew)) s apart", fix: "let both follow the same time server")
    }
    return .fine("clock", "this machine and the server agree")
  }

  /// Alberta stays on summer time from 2026 on: a server that does not know is older than tzdata 2026f.
  @Sendable func zones(_ session: Session) throws -> Finding {
    let knows = try session.one(
      Query<Bool>(
        "zones.newest",
        """
        SELECT timestamp '2026-11-27 09:00' AT TIME ZONE 'America/Edmonton' = timestamptz '2026-11-27 15:00Z'
        """))
    guard knows else {
      return .warning(
        "time zones", "the server's tzdata is older than 2026f: shifts in places that changed their clocks are off",
        fix: "`apt-get install --only-upgrade tzdata`, restart the server, then re-derive the shifts")
    }
    return .fine("time zones", "tzdata 2026f or later")
  }

  /// Values go to the server as parameters: a log of statements that shows them holds customers' names and addresses.
  @Sendable func serverLog(_ session: Session) throws -> Finding {
    let told = try session.tuples(
      "log.parameters",
      """
      SELECT parameters.setting <> '0'
             AND (statements.setting IN ('mod', 'all') OR slow.setting <> '-1' OR sampled.setting <> '-1'
                  OR transactions.setting <> '0'),
             failing.setting <> '0'
        FROM pg_settings AS parameters, pg_settings AS statements, pg_settings AS slow, pg_settings AS sampled,
             pg_settings AS transactions, pg_settings AS failing
       WHERE parameters.name = 'log_parameter_max_length'
         AND statements.name = 'log_statement'
         AND slow.name = 'log_min_duration_statement'
         AND sampled.name = 'log_min_duration_sample'
         AND transactions.name = 'log_transaction_sample_rate'
         AND failing.name = 'log_parameter_max_length_on_error'
      """, as: (Bool, Bool).self)
    guard let (always, onError) = told.first, always || onError else {
      return .fine("server log", "statements are logged without their values, or not at all")
    }
    let name = always ? "log_parameter_max_length" : "log_parameter_max_length_on_error"
    return .warning(
      "server log", "the server writes what people and customers are called into its log, beside its statements",
      fix: "`ALTER SYSTEM SET \(name) = 0; SELECT pg_reload_conf()` as the server's administrator")
  }

  @Sendable func backup(_ session: Session) throws -> Finding {
    let archived = try session.one(
      Query<Double?>(
        "backup.age",
        """
        SELECT (SELECT extract(epoch FROM clock_timestamp() - last_archived_time)::double precision
                  FROM pg_stat_archiver
                 WHERE current_setting('archive_mode') <> 'off')
        """))
    guard let archived else {
      return .warning(
        "backup", "the server archives nothing, and nobody told of a backup",
        fix: "`pg_dump` as muster_backup every night, or pgBackRest; try a restore once a month")
    }
    guard archived < 86_400 else {
      return .warning(
        "backup", "the last archived segment is \(Int(archived / 3_600)) h old", fix: "look at the archiver's log")
    }
    return .fine("backup", "archived within the day")
  }

  /// How much room the private cluster's disk has; a server's own disk cannot be seen from here.
  func headroom() -> [Finding] {
    guard case .privateCluster(let cluster) = place else { return [] }
    guard let free = FreeSpace.bytes(at: cluster.home) else { return [] }
    let megabytes = free / 1_048_576
    guard megabytes > 1_024 else {
      return [
        .failed(
          "disk", "\(megabytes) MB are free at \(cluster.home)",
          fix: "make room: a full disk stops the server, though nothing is lost", .storage)
      ]
    }
    return [.fine("disk", "\(megabytes / 1_024) GB free")]
  }
}
