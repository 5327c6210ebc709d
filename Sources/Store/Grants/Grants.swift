public import Postgres

/// What one person may do: their login, their roles, the legal entities they may work on.
public struct Rights: Sendable, Codable {
  /// The person's number in the room People; 0 is the owner of a private cluster.
  public let person: Int64
  public let login: String
  public let revokedAt: Instant?
  public let roles: [GroupRole]
  public let entities: [Int64]
}

/// Who may do what: given and taken by administrators, for anyone but themselves, and audited.
public struct Grants: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// Everyone's rights as far as I may see them: an administrator's view is whole, anyone's is their own.
  public func all() async throws(StoreError) -> [Rights] {
    try await store.read(or: StoreError.init) { session in try session.all(Rights.visible) }
  }

  /// Makes a login for a person.
  ///
  /// - Parameter verifier: A SCRAM verifier; without one the server lets the login in by certificate or peer only.
  /// - Throws: ``StoreError/loginExists``, ``StoreError/ownRights``.
  public func addLogin<Person>(
    _ login: Login, for person: Identifier<Person>, verifier: String? = nil, key: String? = nil, dryRun: Bool = false
  ) async throws(StoreError) -> Outcome<Bool> {
    try await store.write(
      Operation("login.add", key: key, input: [person.description, login.rawValue], dryRun: dryRun),
      or: StoreError.init
    ) { session in
      try session.run(
        Statement("login.add", "SELECT sec.add_login(\(person), \(login)::name, \(verifier))"))
      return true
    }
  }

  /// Closes a person's login and takes every right with it, at once.
  public func revokeLogin<Person>(
    of person: Identifier<Person>, key: String? = nil, dryRun: Bool = false
  ) async throws(StoreError) -> Outcome<Bool> {
    try await store.write(
      Operation("login.revoke", key: key, input: [person], dryRun: dryRun), or: StoreError.init
    ) { session in
      try session.run(Statement("login.revoke", "SELECT sec.revoke_login(\(person))"))
      return true
    }
  }

  /// Gives a person a role; the value tells whether they did not have it before.
  ///
  /// - Throws: ``StoreError/ownRights``, ``StoreError/noLogin``.
  public func grant<Person>(
    _ role: GroupRole, to person: Identifier<Person>, key: String? = nil, dryRun: Bool = false
  ) async throws(StoreError) -> Outcome<Bool> {
    try await change(
      "role.grant", "SELECT sec.grant_role(\(person), \(role))", [person.description, role.rawValue], key, dryRun)
  }

  /// Takes a role from a person; their very next statement is without it.
  public func revoke<Person>(
    _ role: GroupRole, from person: Identifier<Person>, key: String? = nil, dryRun: Bool = false
  ) async throws(StoreError) -> Outcome<Bool> {
    try await change(
      "role.revoke", "SELECT sec.revoke_role(\(person), \(role))", [person.description, role.rawValue], key, dryRun)
  }

  /// Opens a legal entity's people and plans to a person.
  public func open<Entity, Person>(
    _ entity: Identifier<Entity>, to person: Identifier<Person>, key: String? = nil, dryRun: Bool = false
  ) async throws(StoreError) -> Outcome<Bool> {
    try await change(
      "entity.open", "SELECT sec.grant_entity(\(person), \(entity))", [person.description, entity.description], key,
      dryRun)
  }

  /// Closes a legal entity to a person.
  public func close<Entity, Person>(
    _ entity: Identifier<Entity>, to person: Identifier<Person>, key: String? = nil, dryRun: Bool = false
  ) async throws(StoreError) -> Outcome<Bool> {
    try await change(
      "entity.close", "SELECT sec.revoke_entity(\(person), \(entity))", [person.description, entity.description], key,
      dryRun)
  }

  private func change(
    _ name: StaticString, _ sql: SQL, _ input: [String], _ key: String?, _ dryRun: Bool
  ) async throws(StoreError) -> Outcome<Bool> {
    try await store.write(
      Operation("\(name)", key: key, input: input, dryRun: dryRun), or: StoreError.init
    ) { session in try session.one(Query<Bool>(name, sql)) }
  }
}

// MARK: - SQL

extension Rights: RowDecodable {
  public static let columns: StaticString = """
    login.person_id,
    login.login::text,
    login.revoked_at,
    array(SELECT role FROM sec.role_grant WHERE person_id = login.person_id ORDER BY role),
    array(SELECT entity_id FROM sec.entity_access WHERE person_id = login.person_id ORDER BY entity_id)
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    login = try row.next()
    revokedAt = try row.next()
    roles = try row.next()
    entities = try row.next()
  }

  static var visible: Query<Rights> {
    Query("login.visible", "SELECT \(raw: columns) FROM sec.login ORDER BY login.login")
  }
}
