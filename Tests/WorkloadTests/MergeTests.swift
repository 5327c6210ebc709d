import People
import Postgres
import Store
import StoreTesting
import Testing
import Workload

@Suite struct MergeTests {
  @Test func `facts told twice are there once, and the second time nothing is written`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      var order = Order("1001", placedAt: try november("28T09:00"))
      order.customer = "ana@example.com"
      order.value = Money(minor: 1999, currency: "GBP")
      let orders = [order, Order("1002", placedAt: try november("28T09:01"))]

      let first = try await store.merge(orders, from: source).value
      #expect((first.added, first.changed, first.unchanged) == (2, 0, 0))
      let before = try await store.text(Self.rowVersions)
      let again = try await store.merge(orders, from: source).value
      #expect((again.added, again.changed, again.unchanged) == (0, 0, 2))
      #expect(again.changesNothing)
      #expect(try await store.text(Self.rowVersions) == before)
    }
  }

  /// The physical versions of every row: a write of any kind would show.
  static let rowVersions: SQL = """
    SELECT concat_ws(' ', 'origin', origin.xmin, origin.xmax, origin.ctid) FROM workload.origin
     UNION ALL
    SELECT concat_ws(' ', 'order', fact.xmin, fact.xmax, fact.tableoid::regclass, fact.ctid) FROM workload.shop_order AS fact
     ORDER BY 1
    """

  @Test func `a newer version replaces, an older one is left, in whatever order they come`() async throws {
    func contact(_ version: Int64, _ queue: String) throws -> Contact {
      Contact("T-1", version: version, openedAt: try november("28T09:00"), queue: queue, channel: "email")
    }
    for order in [[1, 2, 3], [3, 2, 1], [2, 3, 1], [3, 1, 2]] as [[Int64]] {
      try await withStore { store in
        let source = try await store.openQueues()
        for version in order {
          try await store.merge([try contact(version, version == 3 ? "returns" : "delivery")], from: source)
        }
        let standing: SQL = """
          SELECT queue.code || ' ' || origin.version
            FROM workload.contact JOIN workload.queue ON queue.id = contact.queue_id
            JOIN workload.origin ON origin.id = contact.id
          """
        #expect(try await store.text(standing) == "returns 3")
      }
    }
  }

  @Test func `of a name told twice in one batch the newest version counts, then the last line`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      var late = SeriesVolume("orders", on: try #require(LocalDate("2025-11-28")), volume: 7)
      let report = try await store.merge(
        [
          SeriesVolume("orders", on: late.localOn, volume: 5, version: 2),
          SeriesVolume("orders", on: late.localOn, volume: 6, version: 2), late,
        ], from: source
      ).value
      #expect((report.added, report.repeated) == (1, 2))
      #expect(try await store.text("SELECT volume::text FROM workload.series_volume") == "6")
      late = SeriesVolume("orders", on: late.localOn, volume: 9)
      #expect(try await store.merge([late], from: source).value.older == 1)
    }
  }

  @Test func `a corrected instant moves a fact to its month and leaves no second one`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.merge([Order("1", placedAt: try november("30T23:59"))], from: source)
      let december = try #require(Instant("2025-12-01T00:00:00Z"))
      let report = try await store.merge([Order("1", version: 1, placedAt: december)], from: source).value
      #expect((report.added, report.changed) == (0, 1))
      #expect(
        try await store.text("SELECT tableoid::regclass::text FROM workload.shop_order")
          == "workload.shop_order_2025_12")
    }
  }

  @Test func `the database itself refuses a second fact of one name`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.merge([Order("1", placedAt: try november("28T09:00"))], from: source)
      try await store.merge([Order("2", placedAt: try #require(Instant("2025-12-01T00:00:00Z")))], from: source)
      let error = await #expect(throws: PostgresError.self) {
        try await store.asMaster { session in
          try session.script(
            """
            INSERT INTO workload.shop_order (id, entity_id, source_id, placed_at, operation_id)
            SELECT id, entity_id, source_id, '2025-12-02 00:00Z', operation_id
              FROM workload.shop_order WHERE placed_at < '2025-12-01'
            """)
        }
      }
      #expect(error?.constraint == "shop_order_has_an_origin")
    }
  }

  @Test func `a customer is a keyed hash and nowhere written out`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      var order = Order("1", placedAt: try november("28T09:00"))
      order.customer = "cleartext@example.com"
      try await store.merge([order], from: source)
      let hashed: SQL = """
        SELECT (customer = workload.hmac(inner_pad, outer_pad, 'cleartext@example.com'))::text
          FROM workload.shop_order JOIN workload.customer_key USING (entity_id)
        """
      #expect(try await store.text(hashed) == "true")
      // The page itself, dead rows included: the name never reached it.
      try await store.asMaster { try $0.script("CREATE EXTENSION pageinspect") }
      let onPage: SQL = """
        SELECT count(*) || ' ' || bool_or(position('cleartext'::bytea IN t_data) > 0)
          FROM heap_page_items(get_raw_page('stage.shop_order', 0))
        """
      #expect(try await store.text(onPage) == "1 false")
    }
  }

  @Test func `a dry run tells the same and changes nothing`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let orders = [Order("1", placedAt: try november("28T09:00"))]
      let rehearsal = try await store.merge(orders, from: source, dryRun: true)
      #expect(rehearsal.isRehearsal && rehearsal.value.added == 1)
      #expect(try await store.text("SELECT count(*)::text FROM workload.origin") == "0")
      #expect(try await store.merge(orders, from: source).value == rehearsal.value)
    }
  }

  @Test func `a queue nobody added is refused by its line, and the others may stay`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let at = try november("28T09:00")
      let report = try await store.merge(
        [
          Contact("1", openedAt: at, queue: "returns", channel: "email"),
          Contact("2", openedAt: at, queue: "retuns", channel: "email"),
          Contact("3", openedAt: at, queue: "returns", channel: "fax"),
        ], from: source
      ).value
      #expect((report.added, report.refused) == (1, 2))
      #expect(report.refusals.map(\.line) == [3, 4])
      #expect(report.refusals.first?.problem == "no queue is called “retuns”")
    }
  }

  @Test func `an agent nobody claims is reported, and learns their name later`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      var contact = Contact("1", openedAt: try november("28T09:00"), queue: "returns", channel: "email")
      contact.agent = "4711"
      let report = try await store.merge([contact], from: source).value
      #expect(report.unclaimedAgents == ["4711": 1])

      let ana = try await store.asMaster { session in
        try session.one(Query<Int64>("test.ana", "SELECT id FROM people.person WHERE name = 'Ana'"))
      }
      let workload = try await store.workload()
      let told = try await workload.identify(
        "4711", of: source.id, as: Person.ID(rawValue: ana), operation: Operation("agent.identify"))
      #expect(told.value == 1)
      #expect(try await store.merge([contact], from: source).value.unchanged == 1)
      let seen = try await store.raw(as: "Ana").with { session in
        try session.one(Query<Int64>("test.seen", "SELECT count(*) FROM workload.contact"))
      }
      #expect(seen == 1)
    }
  }
}
