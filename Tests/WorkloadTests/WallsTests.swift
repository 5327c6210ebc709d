import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// Who sees what, through plain connections as each person's own login.
@Suite struct WallsTests {
  /// One contact of Ana's (team Returns), one order, one interval.
  private func fill(_ store: TestStore) async throws {
    let source = try await store.openQueues()
    try await store.asMaster { session in
      try session.script(
        """
        INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id)
        SELECT source.entity_id, source.id, '4711', person.id
          FROM workload.source, people.person WHERE person.name = 'Ana'
        """)
    }
    var contact = Contact("T-1", openedAt: try november("28T09:00"), queue: "returns", channel: "email")
    contact.agent = "4711"
    try await store.merge([contact], from: source)
    try await store.merge([Order("1", placedAt: try november("28T09:00"))], from: source)
    try await store.merge(
      [IntervalVolume(queue: "returns", channel: "email", start: .at(try november("28T09:00")), offered: 1)],
      from: source)
  }

  /// How many rows `name` sees, or the refusal.
  private func seen(_ sql: SQL, as name: String, in store: TestStore) async throws -> String {
    let connection = try await store.raw(as: name)
    defer { Task { await connection.close() } }
    do {
      return try await connection.with { "\(try $0.one(Query<Int64>("test.count", sql)))" }
    } catch let error as PostgresError {
      return error.sqlState?.rawValue ?? error.message
    }
  }

  @Test(arguments: [
    // who, contacts, orders, intervals
    ("Pia", "1", "1", "1"), ("Hal", "1", "1", "1"),
    ("Lev", "1", "42501", "1"), ("Mara", "1", "42501", "1"), ("Noor", "0", "42501", "1"),
    ("Ana", "1", "42501", "42501"), ("Ben", "0", "42501", "42501"),
    ("Bruno", "0", "0", "0"), ("Tess", "42501", "42501", "42501"), ("Rui", "42501", "42501", "42501"),
    ("Otto", "42501", "42501", "42501"), ("Ada", "42501", "42501", "42501"),
  ])
  func `each sees what their work needs`(
    name: String, contacts: String, orders: String, intervals: String
  )
    async throws
  {
    try await withStore { store in
      try await fill(store)
      #expect(try await seen("SELECT count(*) FROM workload.contact", as: name, in: store) == contacts)
      #expect(try await seen("SELECT count(*) FROM workload.shop_order", as: name, in: store) == orders)
      #expect(try await seen("SELECT count(*) FROM workload.interval_volume", as: name, in: store) == intervals)
    }
  }

  @Test func `nobody reaches a month past the policies of its table, or the customers' key`() async throws {
    try await withStore { store in
      try await fill(store)
      for name in ["Pia", "Hal", "Ana", "Mara"] {
        #expect(try await seen("SELECT count(*) FROM workload.contact_2025_11", as: name, in: store) == "42501")
        #expect(try await seen("SELECT count(*) FROM workload.customer_key", as: name, in: store) == "42501")
      }
    }
  }

  @Test func `only who brings a company's facts in has its customers hidden`() async throws {
    try await withStore { store in
      try await fill(store)
      let hidden: SQL = """
        SELECT octet_length((workload.hide_customers(id, '{ana@example.org}'))[1])::bigint
          FROM workload.source LIMIT 1
        """
      for (name, told) in [("Pia", "32"), ("Hal", "32"), ("Ana", "42501"), ("Mara", "42501"), ("Otto", "42501")] {
        #expect(try await seen(hidden, as: name, in: store) == told, "\(name)")
      }
      let byNumber: SQL = "SELECT workload.hide_customers(1, '{ana@example.org}')"
      #expect(try await seen(byNumber, as: "Bruno", in: store) == "42501", "HR of the other company")
    }
  }

  @Test func `an agent brings nothing in, and a planner nothing into the other company`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let order = Order("1", placedAt: try november("28T09:00"))
      for name in ["Ana", "Mara", "Bruno"] {
        await #expect(throws: WorkloadError.self, "\(name)") {
          try await store.merge([order], from: source, as: name)
        }
      }
      await #expect(throws: WorkloadError.unknownSite) {
        _ = try await store.workload().addSource("shop", site: "Berlin", as: Operation("source.add"))
      }
      #expect(try await store.text("SELECT count(*)::text FROM workload.origin") == "0")
    }
  }

  @Test func `rows someone left in staging are not taken in by the next import`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.raw(as: "Bruno").with { session in
        try session.script(
          """
          INSERT INTO stage.shop_order (line, source_id, external_id, version, happened_at)
          VALUES (1, \(source.id.rawValue), 'smuggled', 0, '2025-11-28 09:00Z')
          """)
      }
      let report = try await store.merge([Order("1", placedAt: try november("28T09:00"))], from: source).value
      #expect(report.added == 1)
      #expect(try await store.text("SELECT external_id FROM workload.origin") == "1")
      await #expect(throws: PostgresError.self) {
        try await store.raw(as: "Bruno").with { session in
          try session.script("INSERT INTO stage.shop_order (xid) VALUES (pg_current_xact_id())")
        }
      }
    }
  }

  @Test(arguments: [
    // RFC 4231, test cases 1 to 3: key, message, HMAC-SHA-256
    (
      "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
  ])
  func `customers are hashed by HMAC as RFC 4231 prints it`(key: String, message: String, hash: String) async throws {
    try await withStore { store in
      let computed = try await store.text(
        """
        SELECT encode(workload.hmac(workload.pad(decode(\(key), 'hex'), 54), workload.pad(decode(\(key), 'hex'), 92),
                                    decode(\(message), 'hex')), 'hex')
        """)
      #expect(computed == hash)
    }
  }
}
