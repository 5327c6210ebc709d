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

  @Test func `a report dashes what nobody counted, and takes a shop's own count of its orders`() async throws {
    try await withStore { cast in
      let store = try await cast.store(as: "Hal")
      let scorecards = Scorecards(store: store)
      let silent = try await scorecards.review(from: day("2025-11-24"), through: day("2025-11-30")).drivers
      #expect(silent.orders == nil && silent.contacts == nil && silent.returns == nil && silent.refunds == nil)
      try await cast.asMaster {
        try $0.script(
          """
          SET session_replication_role = replica;
          INSERT INTO workload.series_volume (id, entity_id, source_id, series, local_on, local_minute, minutes, starts_at, volume, operation_id)
          SELECT n, entity_id, 1, 'orders', '2025-11-23'::date + n, 0, 1440, '2025-11-23'::date + n, 100 * n, 1
            FROM generate_series(1, 10) AS n, people.site WHERE site.name = 'Leeds';
          """)
      }
      let told = try await scorecards.review(from: day("2025-11-24"), through: day("2025-11-30")).drivers
      #expect(told.orders == 2800 && told.contacts == nil)
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
