import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// Many tests run at once, and all of them are Pia.
private let manyConnections = Task {
  try await withStore { store in
    try await store.asMaster { try $0.script("ALTER ROLE u_pia CONNECTION LIMIT -1") }
  }
}

extension TestStore {
  /// Pia's workload: the planner of Lantern Gifts Ltd.
  func workload(as name: String = "Pia") async throws -> Workload {
    Workload(store: try await store(as: name))
  }

  /// A source, the queues returns and delivery, and the channels phone and email, all of Leeds.
  func openQueues() async throws -> Source {
    try await manyConnections.value
    let workload = try await workload()
    for code in ["returns", "delivery"] {
      _ = try await workload.addQueue(code, site: "Leeds", as: Operation("queue.add"))
    }
    _ = try await workload.addChannel("phone", isLive: true, site: "Leeds", as: Operation("channel.add"))
    _ = try await workload.addChannel("email", isLive: false, site: "Leeds", as: Operation("channel.add"))
    return try await workload.addSource("shop", site: "Leeds", as: Operation("source.add")).value
  }

  /// Merges `facts` as Pia, each on a line of its own from 2.
  @discardableResult
  func merge<F: Fact>(
    _ facts: [F], from source: Source, dryRun: Bool = false, as name: String = "Pia"
  ) async throws -> Outcome<BatchReport> {
    let store = try await store(as: name)
    defer { Task { await store.close() } }
    return try await store.write(Operation("import.run", dryRun: dryRun), or: WorkloadError.init) { session in
      try Workload.merge(F.self, from: source.id, in: session) { take in
        for (index, fact) in facts.enumerated() { try take(index + 2, .success(fact)) }
      }
    }
  }

  /// What a query without values answers the master of the database, as one text.
  func text(_ sql: SQL) async throws -> String {
    try await asMaster { session in
      try session.all(Query<String?>("test.text", sql)).map { $0 ?? "–" }.joined(separator: " | ")
    }
  }
}

/// An instant of the peak week, such as `28T09:00` of November 2025.
func november(_ text: String) throws -> Instant {
  try #require(Instant("2025-11-\(text):00Z"))
}
