import People
import Postgres
import Store
import StoreTesting
import Testing
import Workload

@Suite struct NamesTests {
  @Test func `what was added is listed, with its site`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let workload = try await store.workload()
      #expect(try await workload.sources() == [source])
      #expect(try await workload.source("shop").site == "Leeds")
      #expect(try await workload.queues().map(\.code) == ["delivery", "returns"])
      #expect(try await workload.channels().map { "\($0.code) \($0.isLive)" } == ["email false", "phone true"])
    }
  }

  @Test func `a name is taken once, and a bad one never`() async throws {
    try await withStore { store in
      _ = try await store.openQueues()
      let workload = try await store.workload()
      await #expect(throws: WorkloadError.nameTaken("queue")) {
        _ = try await workload.addQueue("returns", site: "Galway", as: Operation("queue.add"))
      }
      await #expect(throws: WorkloadError.nameTaken("channel")) {
        _ = try await workload.addChannel("email", isLive: true, site: "Leeds", as: Operation("channel.add"))
      }
      await #expect(throws: WorkloadError.nameTaken("source")) {
        _ = try await workload.addSource("shop", site: "Leeds", as: Operation("source.add"))
      }
      for name in ["", "Returns", "1st", "a b", "é", "x;--", String(repeating: "a", count: 61)] {
        await #expect(throws: WorkloadError.badName("queue"), "\(name)") {
          _ = try await workload.addQueue(name, site: "Leeds", as: Operation("queue.add"))
        }
        await #expect(throws: WorkloadError.badName("source"), "\(name)") {
          _ = try await workload.addSource(name, site: "Leeds", as: Operation("source.add"))
        }
      }
      await #expect(throws: WorkloadError.unknownSite) {
        _ = try await workload.addQueue("chat", site: "Atlantis", as: Operation("queue.add"))
      }
    }
  }

  @Test func `the other company may use the same names`() async throws {
    try await withStore { store in
      _ = try await store.openQueues()
      let bruno = try await store.workload(as: "Bruno")
      let source = try await bruno.addSource("shop", site: "Berlin", as: Operation("source.add")).value
      #expect(try await bruno.sources() == [source])
      #expect(try await bruno.queues().isEmpty)
    }
  }

  @Test func `an agent of the other company is nobody's agent here`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let uwe = try await store.asMaster { session in
        try session.one(Query<Int64>("test.uwe", "SELECT id FROM people.person WHERE name = 'Uwe'"))
      }
      let workload = try await store.workload()
      await #expect(throws: WorkloadError.agentOfAnotherEntity) {
        _ = try await workload.identify(
          "4711", of: source.id, as: Person.ID(rawValue: uwe), operation: Operation("agent.identify"))
      }
    }
  }

  @Test func `each refusal names a next step`() {
    let refusals: [WorkloadError] = [
      .unknownSource, .unknownBatch, .alreadyUndone, .changedSince(7), .nameTaken("queue"), .badName("queue"),
      .agentOfAnotherEntity, .unknownSite, .ambiguousSite, .rule("a rule"), .store(.denied, ""),
      .store(.temporary, "x"),
    ]
    #expect(Set(refusals.map(\.description)).count == refusals.count)
    #expect(refusals.map(\.kind).allSatisfy { $0 != .unexpected })
  }

  @Test func `the ledger tells what each import came to`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let order = Order("1", placedAt: try november("28T09:00"))
      let first = try await store.merge([order], from: source)
      try await store.merge([order], from: source)
      let batches = try await store.workload().batches()
      #expect(batches.map(\.added) == [0, 1] && batches.map(\.unchanged) == [1, 0])
      #expect(batches.last?.operation == first.id && batches.last?.source == "shop")
      #expect(batches.allSatisfy { $0.kind == .order && $0.undoneAt == nil })
    }
  }
}
