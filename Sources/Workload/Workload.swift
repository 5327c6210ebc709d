public import Postgres
public import Store

/// What customers did: orders, refunds, returns, contacts, spells of work on them, surveys, and volumes counted.
public struct Workload: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: - Names

  /// Adds a source of facts; its days are those of `site`.
  public func addSource(
    _ name: String, site: String, as operation: Operation
  ) async throws(WorkloadError)
    -> Outcome<Source>
  {
    try await store.write(operation, or: WorkloadError.init) { session in
      try session.only(Source.add(name, site: site))
    }
  }

  /// Adds a queue; its days are those of `site`.
  public func addQueue(
    _ code: String, site: String, as operation: Operation
  ) async throws(WorkloadError)
    -> Outcome<Queue>
  {
    try await store.write(operation, or: WorkloadError.init) { session in
      try session.only(Queue.add(code, site: site))
    }
  }

  /// Adds a channel to the legal entity of `site`; live ones have the customer waiting on the line.
  public func addChannel(
    _ code: String, isLive: Bool, site: String, as operation: Operation
  )
    async throws(WorkloadError) -> Outcome<Channel>
  {
    try await store.write(operation, or: WorkloadError.init) { session in
      try session.only(Channel.add(code, isLive: isLive, site: site))
    }
  }

  /// The source called `name`, if there is one the caller may see.
  public func source(_ name: String) async throws(WorkloadError) -> Source {
    try await store.read(or: WorkloadError.init) { try Self.source(name, in: $0) }
  }

  public func sources() async throws(WorkloadError) -> [Source] {
    try await store.read(or: WorkloadError.init) { try $0.all(Source.all) }
  }

  public func queues() async throws(WorkloadError) -> [Queue] {
    try await store.read(or: WorkloadError.init) { try $0.all(Queue.all) }
  }

  public func channels() async throws(WorkloadError) -> [Channel] {
    try await store.read(or: WorkloadError.init) { try $0.all(Channel.all) }
  }

  /// Imports, the newest first.
  public func batches(limit: Int = 50) async throws(WorkloadError) -> [Batch] {
    try await store.read(or: WorkloadError.init) { try $0.all(Batch.newest(limit)) }
  }
}

extension Session {
  /// The one row a query about one site gives; none, and there is no such site.
  func only<R>(_ query: Query<R>) throws -> R {
    let rows = try all(query)
    guard rows.count < 2 else { throw WorkloadError.ambiguousSite }
    guard let row = rows.first else { throw WorkloadError.unknownSite }
    return row
  }
}

extension Workload {
  /// The source called `name`, inside the caller's transaction.
  public static func source(_ name: String, in session: Session) throws -> Source {
    guard let source = try session.first(Source.called(name)) else { throw WorkloadError.unknownSource }
    return source
  }
}
