internal import Postgres

/// Rows on their way to staging, a stretch at a time.
extension Merge {
  /// How many rows are asked about and copied at once.
  private static var stretch: Int { 8192 }

  mutating func stage(_ read: ((Int, Result<F, RefusedRow>) throws -> Void) throws -> Void) throws {
    var report = report
    var hidden = HiddenCustomers(session: session, source: source)
    var waiting: [(line: Int32, fact: F)] = []
    try read { line, row in
      switch row {
      case .success(let fact): waiting.append((Int32(clamping: line), fact))
      case .failure(let refusal): report.refuse(refusal, keeping: mostRefusals)
      }
      guard waiting.count == Self.stretch else { return }
      try copy(waiting, &hidden)
      waiting.removeAll(keepingCapacity: true)
    }
    try copy(waiting, &hidden)
    self.report = report
  }

  private func copy(_ rows: [(line: Int32, fact: F)], _ hidden: inout HiddenCustomers) throws {
    guard !rows.isEmpty else { return }
    var customers: Set<String> = []
    for row in rows { if let customer = row.fact.customer { customers.insert(customer) } }
    try hidden.learn(customers)
    let hashes = hidden.hashes
    try session.copyIn("fact.stage", into: F.kind.stage, columns: F.stagedHead + F.stagedColumns) { writer in
      for (line, fact) in rows {
        try fact.stage(line, of: source, customer: fact.customer.flatMap { hashes[$0] }, into: &writer)
      }
    }
  }
}

/// The keyed hashes of customers, as the database makes them: the key never leaves it.
private struct HiddenCustomers {
  /// So many are remembered, since customers come again, and no more, since memory is kept small.
  private static let most = 65_536

  let session: Session
  let source: Source.ID
  private(set) var hashes: [String: [UInt8]] = [:]

  init(session: Session, source: Source.ID) {
    (self.session, self.source) = (session, source)
  }

  mutating func learn(_ customers: Set<String>) throws {
    var unknown = customers.filter { hashes[$0] == nil }
    guard !unknown.isEmpty else { return }
    if hashes.count + unknown.count > Self.most {
      hashes.removeAll(keepingCapacity: true)
      unknown = customers
    }
    let names = Array(unknown)
    let told = try session.one(
      Query<[[UInt8]]>("customer.hide", "SELECT workload.hide_customers(\(source), \(names))"))
    for (name, hash) in zip(names, told) { hashes[name] = hash }
  }
}
