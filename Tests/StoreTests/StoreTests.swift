import Postgres
import Store
import StoreTesting
import Testing

struct StoreTests {
  @Test func `a migrated database has a level and nobody in it`() async throws {
    try await withEmptyStore { test in
      let people = try await test.asMaster { session in
        try session.one(Query<Int>("login.count", "SELECT count(*) FROM sec.login"))
      }
      #expect(people == 0)
    }
  }
}
