internal import Postgres

extension Store {
  /// Opens the database at `place` as a person, who must be somebody there.
  ///
  /// The private cluster is started, made and migrated when it has to be; when it answers already, no program is
  /// started. Elsewhere the schema must be the one this program was built with.
  ///
  /// - Parameter person: A person's name or login to act as; `nil` is whoever the connection's login is, and on the
  ///   private cluster its administrator.
  /// - Parameter request: The one run of a program that this store is opened for; nil tells the server no more than
  ///   the program's name.
  public static func open(
    _ place: StorePlace = .resolve(), as person: String? = nil, scripts: Scripts = .carried, for request: Request? = nil
  ) async throws(StoreError) -> Store {
    let asked = try person.map(login(of:))
    switch place {
    case .server(let options):
      let store = Store(place: place, options: options.told(of: request), acting: asked)
      try await store.check(against: scripts)
      return store
    case .privateCluster(let cluster):
      let options = try await cluster.ready(scripts)
      let store = Store(place: place, options: options.told(of: request), acting: asked ?? cluster.administrator)
      do {
        try await store.check(against: scripts)
      } catch .empty, .behind {
        try await cluster.prepare(scripts)
        try await store.check(against: scripts)
      } catch .noSuchLogin where asked == nil {
        // The one who made it was killed between the last migration and letting themselves in.
        try await cluster.prepare(scripts)
        try await store.check(against: scripts)
      } catch .unreachable {
        // A server that was just being killed still took the call; by now it is gone and can be started.
        try? await Task.sleep(for: .milliseconds(300))
        _ = try await cluster.ready(scripts)
        try await store.check(against: scripts)
      }
      return store
    }
  }

  private static func login(of name: String) throws(StoreError) -> Login {
    guard let login = Login(of: name) else { throw .noSuchLogin(name) }
    return login
  }

  /// Refuses a schema that is not this program's, and a login that is nobody.
  private func check(against scripts: Scripts) async throws(StoreError) {
    let (level, me, login) = try await read(or: opening) { session in
      let level = try SchemaLevel.read(session)
      guard level != nil else { return (level, Int64?.none, "") }
      let me = try session.one(Query<Int64?>("login.me", "SELECT sec.me()"))
      return (level, me, try session.one(Query<String>("login.name", "SELECT session_user::text")))
    }
    guard let level else { throw .empty }
    let missing = try level.missing(from: scripts)
    guard missing.isEmpty else { throw .behind(missing: missing.map(\.name)) }
    guard level.hasCode(of: scripts) else { throw .behind(missing: ["functions and policies"]) }
    guard me != nil else { throw .nobody(acting?.rawValue ?? login) }
  }

  /// A role that does not exist is a person who does not.
  private func opening(_ error: PostgresError) -> StoreError {
    if error.query == "session.become", let acting { return .noSuchLogin(acting.rawValue) }
    return StoreError(error)
  }
}
