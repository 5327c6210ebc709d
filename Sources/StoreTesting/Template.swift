private import FoundationEssentials
internal import Postgres
internal import Store

/// A sealed database that tests are cloned from, made once for each state of sql/.
enum Template: String {
  /// Migrated, and nobody in it.
  case empty
  /// With the people of sql/fixtures/peak_week.sql.
  case cast

  private static let emptyOnce = Task { try await Template.empty.make() }
  private static let castOnce = Task { try await Template.cast.make() }

  /// The template's name, once it is there.
  static func shared(_ template: Template, _ cluster: TestCluster) async throws -> String {
    switch template {
    case .empty: try await emptyOnce.value
    case .cast: try await castOnce.value
    }
  }

  private func make() async throws -> String {
    let cluster = try await TestCluster.shared
    let fixture = self == .cast ? try Self.fixture() : ""
    let name = "template_\(rawValue)_\(Self.digest(Scripts.carried.fingerprint + fixture))"
    let turn = try await Connection.open(cluster.options("postgres"))
    defer { Task { await turn.close() } }
    // Other test processes on the same server wait here: the lock is the session's and ends with it.
    let isThere = try await turn.with { session in
      try session.script("SELECT pg_advisory_lock(hashtext('muster.template'))")
      return try session.one(
        Query<Bool>("template.exists", "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(name))"))
    }
    if isThere { return name }
    let draft = TestCluster.newName("draft")
    try await cluster.create(draft)
    try await Migrator(cluster.options(draft)).migrate()
    try await cluster.asMaster(draft) { session in
      try session.transaction { session in try session.script(fixture + Self.afterwards) }
    }
    try await turn.with { session in
      try session.script("ALTER DATABASE \(draft) RENAME TO \(name)")
      try session.script("ALTER DATABASE \(name) WITH IS_TEMPLATE true ALLOW_CONNECTIONS false")
    }
    return name
  }

  /// Tests run side by side and all speak as the same few people, who need more than a person's connections.
  private static let afterwards = """

    ;SELECT audit.refresh();
    DO $$
    DECLARE
        login text;
    BEGIN
        FOR login IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'u\\_%' LOOP
            EXECUTE format('ALTER ROLE %I CONNECTION LIMIT 200', login);
        END LOOP;
    END
    $$;
    """

  /// The cast, read from the package this file is part of.
  private static func fixture(_ file: String = #filePath) throws -> String {
    let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "sql/fixtures/peak_week.sql").path
    guard let bytes = FileManager.default.contents(atPath: path) else { throw StoreError.local("no cast at \(path)") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// FNV-1a: a short name for a long text, not a secret.
  private static func digest(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
