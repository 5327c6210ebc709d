import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// The chain of everything that was shown.
@Suite struct ChainTests {
  @Test func `where nothing was shown, nothing is broken`() async throws {
    try await withStore { cast in
      let scorecards = Scorecards(store: try await cast.store(as: "Hal"))
      #expect(try await scorecards.verify().isEmpty)
    }
  }
}
