import Postgres
import Store
import StoreTesting
import Testing

/// Roles of the server are shared by all databases, so these tests make people of their own.
struct GrantsTests {
  private enum Person {}

  /// Someone new in Leeds, with a login no other test has.
  private func newcomer(_ test: TestStore) async throws -> (id: Identifier<Person>, login: Login) {
    let login = try #require(Login(of: test.database))
    let id = try await test.asMaster { session in
      try session.one(
        Query<Identifier<Person>>(
          "person.add",
          """
          INSERT INTO people.person (entity_id, number, name)
          SELECT entity_id, 'N1', 'Newcomer' FROM people.person WHERE name = 'Ada'
          RETURNING id
          """))
    }
    return (id, login)
  }

  private func visiblePeople(_ store: Store) async throws -> Int {
    try await store.read(or: StoreError.init) { session in
      try session.one(Query<Int>("person.count", "SELECT count(*) FROM people.person"))
    }
  }

  @Test func `an administrator makes a login and gives it a role, and the next statement has it`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      #expect(try await grants.grant(.agent, to: id).value)
      let store = try await test.store(as: login.rawValue)
      #expect(try await visiblePeople(store) == 1)
      #expect(try await grants.revoke(.agent, from: id).value)
      await #expect(throws: StoreError.self) { try await visiblePeople(store) }
    }
  }

  @Test func `two databases of a server that name one login do not wait for each other`() async throws {
    try await withStore { one in
      try await withStore { other in
        let login = try #require(Login(of: one.database))
        let name: @Sendable (Session) throws -> Void = {
          try $0.script("SET lock_timeout = '5s'; SELECT sec.add_login(1000, '\(login)')")
        }
        try await one.asMaster {
          try $0.script("CREATE ROLE \(login) LOGIN; GRANT muster_person TO \(login); GRANT \(login) TO muster_web")
        }
        try await one.asMaster { session in
          try session.script("BEGIN")
          try name(session)
          let named = Gate()
          Task {
            await #expect(throws: Never.self) { try await other.asMaster(name) }
            named.open()
          }
          named.wait()
          try session.script("ROLLBACK")
        }
      }
    }
  }

  @Test func `a role given twice is given once, and says so`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      #expect(try await grants.grant(.trainer, to: id).value)
      #expect(try await !grants.grant(.trainer, to: id).value)
      #expect(try await grants.revoke(.trainer, from: id).value)
      #expect(try await !grants.revoke(.trainer, from: id).value)
    }
  }

  @Test func `a rehearsal of a grant gives nothing`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      #expect(try await grants.grant(.hr, to: id, dryRun: true).value)
      let rights = try await grants.all().first { $0.login == login.rawValue }
      #expect(rights?.roles == [])
    }
  }

  @Test func `a revoked login is nobody at once, even where a session is open`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      _ = try await grants.grant(.agent, to: id)
      let raw = try await test.raw(as: login.rawValue)
      let me = Query<Int64?>("login.me", "SELECT sec.me()")
      #expect(try await raw.with { try $0.one(me) } == id.rawValue)
      _ = try await grants.revokeLogin(of: id)
      await #expect(throws: PostgresError.self) { try await raw.with { try $0.one(me) } }
      await raw.close()
      await #expect(throws: PostgresError.self) { try await test.raw(as: login.rawValue) }
    }
  }

  @Test func `the pool's login may become a newcomer, not HR, and nobody whose login is closed`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      func isWithinReach() async throws -> Bool {
        try await test.asMaster { session in
          try session.one(
            Query<Bool>("web.reach", "SELECT pg_has_role('muster_web', \(login.rawValue)::name, 'MEMBER')"))
        }
      }
      _ = try await grants.addLogin(login, for: id)
      _ = try await grants.grant(.agent, to: id)
      #expect(try await isWithinReach())
      _ = try await grants.grant(.hr, to: id)
      #expect(try await !isWithinReach())
      _ = try await grants.revoke(.hr, from: id)
      #expect(try await isWithinReach())
      _ = try await grants.revokeLogin(of: id)
      #expect(try await !isWithinReach())
    }
  }

  @Test func `an entity opens its people to HR, and closes them again`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      _ = try await grants.grant(.hr, to: id)
      let store = try await test.store(as: login.rawValue)
      #expect(try await visiblePeople(store) == 0)
      let berlin = try await test.asMaster { session in
        try session.one(
          Query<Identifier<Login>>("entity.berlin", "SELECT id FROM people.legal_entity WHERE country = 'DE'"))
      }
      #expect(try await grants.open(berlin, to: id).value)
      #expect(try await visiblePeople(store) == 3)
      #expect(try await grants.close(berlin, to: id).value)
      #expect(try await visiblePeople(store) == 0)
    }
  }

  @Test func `nobody changes their own rights, not even an administrator`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Ada")
      let ada = try await store.read(or: StoreError.init) { session in
        try session.one(Query<Identifier<Person>>("login.me", "SELECT sec.me()"))
      }
      let error = await #expect(throws: StoreError.self) { try await Grants(store: store).grant(.hr, to: ada) }
      guard case .ownRights = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: ["Ana", "Mara", "Hal", "Pia", "Otto", "Bruno"])
  func `who is no administrator grants nothing`(name: String) async throws {
    try await withStore { test in
      let (id, _) = try await newcomer(test)
      let error = await #expect(throws: StoreError.self) {
        try await Grants(store: try await test.store(as: name)).grant(.agent, to: id)
      }
      #expect(error?.kind == .denied)
    }
  }

  @Test func `a role needs a login to hang on`() async throws {
    try await withStore { test in
      let (id, _) = try await newcomer(test)
      let error = await #expect(throws: StoreError.self) {
        try await Grants(store: try await test.store(as: "Ada")).grant(.agent, to: id)
      }
      #expect(error?.kind == .missing)
    }
  }

  @Test func `a person has one login, and a login one person`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      let error = await #expect(throws: StoreError.self) { try await grants.addLogin(login, for: id) }
      #expect(error?.kind == .conflict)
    }
  }

  @Test func `a password in clear is refused where a verifier belongs`() async throws {
    try await withStore { test in
      let (id, login) = try await newcomer(test)
      let grants = Grants(store: try await test.store(as: "Ada"))
      await #expect(throws: StoreError.self) { try await grants.addLogin(login, for: id, verifier: "sesame") }
    }
  }

  @Test func `grants are in the audit, and everyone sees their own`() async throws {
    try await withStore { test in
      let grants = Grants(store: try await test.store(as: "Ada"))
      let (id, login) = try await newcomer(test)
      _ = try await grants.addLogin(login, for: id)
      _ = try await grants.grant(.agent, to: id)
      let events = try await Audit(store: try await test.store(as: "Otto")).log(
        AuditFilter(relation: "sec.role_grant"), limit: 1)
      #expect(events.first?.login == "u_ada")
      let own = try await Grants(store: try await test.store(as: login.rawValue)).all()
      #expect(own.map(\.login) == [login.rawValue])
      #expect(own.first?.roles == [.agent])
    }
  }
}
