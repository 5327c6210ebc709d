public import Postgres
public import Store

/// Runs `body` against a freshly migrated database of its own with the cast of the peak week in it.
///
/// The database is a clone of a template that is made once for each state of sql/, and is dropped afterwards. Login
/// roles are the server's, shared by all databases: a test that grants or revokes does so for people it made itself.
public func withStore<T>(_ body: (TestStore) async throws -> T) async throws -> T {
  try await withDatabase(.castTemplate, body)
}

/// Runs `body` against a freshly migrated database without a single person in it.
public func withEmptyStore<T>(_ body: (TestStore) async throws -> T) async throws -> T {
  try await withDatabase(.emptyTemplate, body)
}

/// Runs `body` against a database nobody has migrated.
public func withBareDatabase<T>(_ body: (TestStore) async throws -> T) async throws -> T {
  try await withDatabase(.bare, body)
}

private enum Origin {
  case castTemplate, emptyTemplate, bare
}

private func withDatabase<T>(_ origin: Origin, _ body: (TestStore) async throws -> T) async throws -> T {
  let cluster = try await TestCluster.shared
  let template: String? =
    switch origin {
    case .castTemplate: try await Template.shared(.cast, cluster)
    case .emptyTemplate: try await Template.shared(.empty, cluster)
    case .bare: nil
    }
  let store = TestStore(cluster: cluster, database: TestCluster.newName("test"))
  try await cluster.create(store.database, from: template)
  if template != nil {
    try await store.asMaster { session in try session.script("CALL sec.close_database()") }
  }
  do {
    let result = try await body(store)
    try await cluster.drop(store.database)
    return result
  } catch {
    try? await cluster.drop(store.database)
    throw error
  }
}

/// One test's database, and the ways into it.
public struct TestStore: Sendable {
  public let cluster: TestCluster
  public let database: String

  /// How to reach it as `name`, a person's name or a role's; nobody is the server's superuser.
  public func options(as name: String? = nil) -> ConnectionOptions {
    cluster.options(database, as: name.map { Login(of: $0)?.rawValue ?? $0 } ?? "postgres")
  }

  /// The store as a person sees it, through their own login.
  public func store(as name: String) async throws -> Store {
    try await Store.open(.server(options(as: name)))
  }

  /// A plain connection as a person's own login, past everything but the database's own walls.
  public func raw(as name: String? = nil) async throws -> Connection {
    try await Connection.open(options(as: name))
  }

  /// A plain connection as a role of the server that is no person.
  public func raw(role: String) async throws -> Connection {
    try await Connection.open(cluster.options(database, as: role))
  }

  /// Runs `body` as the server's superuser, who sees everything: to arrange and to inspect, not to test with.
  @discardableResult
  public func asMaster<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws -> T {
    try await cluster.asMaster(database, body)
  }
}

/// A path nobody has, short enough for a socket in it; the folder is not made.
public func briefFolder(_ purpose: String) -> String {
  TestCluster.newFolder(purpose)
}
