import Postgres
import Store
import StoreTesting
import Testing

struct DoctorTests {
  private func diagnose(_ options: ConnectionOptions) async -> [String: Finding] {
    let findings = await Doctor(.server(options)).diagnose()
    return Dictionary(findings.map { ($0.id, $0) }) { first, _ in first }
  }

  @Test func `a migrated database is in health, but for a backup nobody told of`() async throws {
    try await withStore { test in
      let findings = await diagnose(test.options())
      #expect(findings["connection"]?.verdict == .fine)
      for id in [
        "server version", "transport", "pooler", "migrations", "drift", "catalogue", "roles", "clock", "server log",
      ] {
        #expect(findings[id]?.verdict == .fine, "\(id): \(findings[id]?.says ?? "not looked at")")
      }
      #expect(findings["backup"]?.verdict == .warning)
      #expect(findings["backup"]?.fix != nil)
    }
  }

  @Test func `nothing that answers is one finding with a fix`() async throws {
    let findings = await Doctor(.server(ConnectionOptions(keywords: ["host": "/nowhere", "user": "x"]))).diagnose()
    #expect(findings.map(\.verdict) == [.failed])
    #expect(findings.first?.kind == .unavailable)
    #expect(findings.first?.fix != nil)
  }

  @Test func `a database nobody migrated is told to migrate`() async throws {
    try await withBareDatabase { test in
      let findings = await diagnose(test.options())
      #expect(findings["migrations"]?.verdict == .failed)
      #expect(findings["migrations"]?.fix == "`muster database migrate`")
    }
  }

  @Test(arguments: [
    ("ALTER TABLE people.person ADD COLUMN nickname integer", "drift"),
    ("GRANT UPDATE (name) ON people.person TO muster_agent", "drift"),
    ("CREATE POLICY open ON people.person TO muster_agent USING (true)", "catalogue"),
    ("ALTER TABLE people.person NO FORCE ROW LEVEL SECURITY", "catalogue"),
    ("GRANT TRUNCATE ON people.person TO muster_hr", "catalogue"),
    ("CREATE VIEW people.everyone AS SELECT * FROM people.person", "catalogue"),
    ("ALTER FUNCTION audit.capture() RESET ALL", "catalogue"),
    ("GRANT EXECUTE ON FUNCTION sec.grant_role(bigint, text) TO PUBLIC", "catalogue"),
    ("CREATE TABLE people.extra (id bigint, note text, at timestamp)", "catalogue"),
    ("GRANT CONNECT ON DATABASE CURRENT TO PUBLIC", "catalogue"),
  ])
  func `a wall changed by hand is found`(change: String, by check: String) async throws {
    try await withStore { test in
      try await test.asMaster { session in
        try session.script(change.replacing("DATABASE CURRENT", with: "DATABASE \(test.database)"))
      }
      let findings = await diagnose(test.options())
      #expect(findings[check]?.verdict == .failed)
      #expect(findings[check]?.fix != nil)
    }
  }

  @Test func `a month made by an import is no drift`() async throws {
    try await withStore { test in
      try await test.asMaster { session in
        try session.script("SELECT workload.open_months('contact', '2025-11-01', '2025-12-31')")
      }
      let findings = await diagnose(test.options())
      #expect(findings["drift"]?.verdict == .fine)
      #expect(findings["catalogue"]?.verdict == .fine)
    }
  }

  @Test func `a membership nobody granted is found`() async throws {
    try await withStore { test in
      let login = test.database.replacing("test_", with: "u_")
      try await test.asMaster { session in
        // Out of the pool's reach first: the pool's login is the server's, and other tests look at what it may become.
        try session.script(
          "SELECT sec.add_login(1000, '\(login)'); REVOKE \(login) FROM muster_web; GRANT muster_hr TO \(login)")
      }
      let findings = await diagnose(test.options())
      #expect(findings["roles"]?.verdict == .failed)
      #expect(findings["roles"]?.kind == .denied)
      try await test.asMaster { session in try session.script("REVOKE muster_hr FROM \(login)") }
    }
  }

  @Test(arguments: [
    ("log_min_duration_statement = 1000000", Finding.Verdict.warning, "log_parameter_max_length = 0"),
    ("log_min_duration_sample = 1000000", .warning, "log_parameter_max_length = 0"),
    ("log_statement = 'mod'", .warning, "log_parameter_max_length = 0"),
    ("log_transaction_sample_rate = 0.5", .warning, "log_parameter_max_length = 0"),
    ("log_parameter_max_length_on_error = 64", .warning, "log_parameter_max_length_on_error = 0"),
    ("log_statement = 'ddl'", .fine, ""),
  ])
  func `a server that writes values into its log is found`(
    setting: String, verdict: Finding.Verdict, fix: String
  ) async throws {
    try await withStore { test in
      try await test.asMaster { session in
        try session.script(
          "ALTER DATABASE \(test.database) SET log_parameter_max_length = -1; ALTER DATABASE \(test.database) SET \(setting)"
        )
      }
      let finding = try #require(await diagnose(test.options())["server log"])
      #expect(finding.verdict == verdict)
      #expect(finding.fix?.contains(fix) ?? fix.isEmpty)
      try await test.asMaster { session in
        try session.script("ALTER DATABASE \(test.database) SET log_parameter_max_length = 0")
      }
      guard !setting.contains("on_error") else { return }
      #expect(await diagnose(test.options())["server log"]?.verdict == .fine)
    }
  }

  @Test func `clear text over a network is a failure with a fix`() async throws {
    try await withNetworkServer { options in
      let findings = await diagnose(options)
      #expect(findings["transport"]?.verdict == .failed)
      #expect(findings["transport"]?.fix?.contains("ssl") == true)
    }
  }
}
