import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing
import Workload

/// What a help desk has deleted was spam or a mistake: nobody asked for it, and nobody is judged by it.
@Suite(.serialized) struct DeletedContactTests {
  private func open(_ cast: TestStore) async throws {
    let desk = try await Desk.open(cast)
    func contact(_ id: String, deleted: Bool) throws -> Contact {
      var contact = Contact(id, openedAt: try november("26T09:00"), queue: "returns", channel: "phone")
      contact.agent = "ana"
      contact.deletedAt = deleted ? try november("27T09:00") : nil
      return contact
    }
    try await desk.take([try contact("1", deleted: false), try contact("2", deleted: true)])
  }

  @Test func `a deleted contact is no demand in a report`() async throws {
    try await withStore { cast in
      try await open(cast)
      let store = try await cast.store(as: "Hal")
      let review = try await Scorecards(store: store).review(from: day("2025-11-24"), through: day("2025-11-30"))
      #expect(review.drivers.contacts == 1)
      #expect(review.queues.filter { $0.queue == "returns" }.map(\.contacts) == [1])
      await store.close()
    }
  }

  @Test func `a deleted contact is not drawn to be listened to`() async throws {
    try await withStore { cast in
      try await open(cast)
      let plan = PlannedSample(
        "november", from: try day("2025-11-01"), through: try day("2025-11-30"), perAgent: 5, seed: 7)
      let sample = try await cast.quality(as: "Hal").draw(plan, .test).value
      #expect(sample.frames.map(\.contacts) == [1] && sample.draws.map(\.reference) == ["1"])
    }
  }
}
