import Postgres
import Store
import StoreTesting
import Testing

struct OpeningTests {
  @Test func `a person opens the store through their own login`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Ana")
      let name = try await store.read(or: StoreError.init) { session in
        try session.one(Query<String>("person.me", "SELECT name FROM people.person WHERE id = sec.me()"))
      }
      #expect(name == "Ana")
    }
  }

  @Test func `a login that is nobody is told so`() async throws {
    try await withStore { test in
      let error = await #expect(throws: StoreError.self) { try await Store.open(.server(test.options())) }
      #expect(error?.kind == .denied)
      #expect(error?.description.contains("nobody here") == true)
    }
  }

  @Test func `a database nobody migrated is told from one that is behind`() async throws {
    try await withBareDatabase { test in
      let error = await #expect(throws: StoreError.self) { try await Store.open(.server(test.options())) }
      guard case .empty = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `a database behind this program names what it lacks`() async throws {
    try await withStore { test in
      let next = Script(name: "0099_later", checksum: String(repeating: "a", count: 64), text: "SELECT 1;")
      let newer = Scripts(migrations: Scripts.carried.migrations + [next], code: Scripts.carried.code)
      let error = await #expect(throws: StoreError.self) {
        try await Store.open(.server(test.options(as: "Ana")), scripts: newer)
      }
      guard case .behind(let missing) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(missing == ["0099_later"])
    }
  }

  @Test func `a database of a newer program is refused`() async throws {
    try await withStore { test in
      let older = Scripts(migrations: Array(Scripts.carried.migrations.dropLast()), code: Scripts.carried.code)
      let error = await #expect(throws: StoreError.self) {
        try await Store.open(.server(test.options(as: "Ana")), scripts: older)
      }
      guard case .ahead = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: [
    ("Ana", "u_ana"), ("u_ana", "u_ana"), ("Mary Ann", "u_mary_ann"), ("O'Neil", "u_o_neil"), ("ZOË", "u_zo_"),
    ("ana7", "u_ana7"),
  ])
  func `a name makes a login`(name: String, login: String) {
    #expect(Login(of: name)?.rawValue == login)
  }

  @Test(arguments: ["", String(repeating: "a", count: 80)])
  func `a name that makes no login is refused`(name: String) {
    #expect(Login(of: name) == nil)
  }
}
