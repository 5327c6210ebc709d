import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// Orders and contacts by day, as `demand drivers` reads them.
@Suite struct DriversTests {
  private func contact(
    _ id: String, _ time: String, _ change: (inout Contact) throws -> Void = { _ in }
  ) throws
    -> Contact
  {
    var contact = Contact(id, openedAt: try november(time), queue: "returns", channel: "email")
    contact.reason = "late"
    try change(&contact)
    return contact
  }

  @Test func `orders and contacts are counted by the site's own day, what was deleted or sent out is not`() async throws
  {
    try await withStore { store in
      let shop = try await store.openQueues()
      let workload = try await store.workload()
      let desk = try await workload.addSource("desk", site: "Leeds", as: Operation("source.add")).value
      var cancelled = Order("3", placedAt: try november("28T10:00"))
      cancelled.cancelledAt = try november("28T11:00")
      try await store.merge(
        [
          Order("1", placedAt: try november("27T23:30")), Order("2", placedAt: try november("28T00:30")), cancelled,
        ], from: shop)
      try await store.merge(
        [
          try contact("1", "28T09:00"), try contact("2", "28T10:00") { $0.channel = "phone" },
          try contact("3", "28T11:00") { $0.reason = nil },
          try contact("4", "28T12:00") { $0.deletedAt = try november("29T09:00") },
          try contact("5", "28T12:30") { $0.isInbound = false }, try contact("6", "29T09:00"),
        ], from: desk)
      try await store.merge([try contact("7", "28T09:00")], from: shop)
      let drivers = try await workload.drivers(shop: "shop", desk: "desk")
      #expect(drivers.orders.first.map { "\($0.localOn) \($0.volume)" } == "2025-11-27 1")
      #expect(
        drivers.contacts.map { "\($0.localOn) \($0.channel) \($0.reason ?? "–") \($0.contacts)" } == [
          "2025-11-28 email late 1", "2025-11-28 email – 1", "2025-11-28 phone late 1", "2025-11-29 email late 1",
        ])
      await #expect(throws: WorkloadError.self) { try await workload.drivers(shop: "shop", desk: "nobody") }
    }
  }

  @Test func `a shop that told no orders one by one is read by its series`() async throws {
    try await withStore { store in
      let shop = try await store.openQueues()
      let day = try #require(LocalDate("2025-11-28"))
      try await store.merge([SeriesVolume("orders", on: day, volume: 120)], from: shop)
      let drivers = try await store.workload().drivers(shop: "shop", desk: "shop")
      #expect(drivers.orders.map(\.volume) == [120] && drivers.contacts.isEmpty)
    }
  }

  @Test func `who sees nothing of the entity learns no counts`() async throws {
    try await withStore { store in
      let shop = try await store.openQueues()
      try await store.merge([try contact("1", "28T09:00")], from: shop)
      let bruno = try await store.workload(as: "Bruno")
      await #expect(throws: WorkloadError.self) { try await bruno.drivers(shop: "shop", desk: "shop") }
    }
  }
}
