internal import Postgres

/// Rows on their way to staging, a stretch at a time.
extension Merge {
  /// How many rows are asked about and copied at once.
  private static var stretch: Int { 8192 }

  mutating func stage(_ read: ((Int, Result<F, RefusedRow>) throws -> Void) throws -> Void) throws {
    var report = report
    var hidden = HiddenCustomers(session: session, source: source)
    var waiting = Stretch()
    try read { line, row in
      switch row {
      case .success(let fact):
        waiting.lines.append(Int32(clamping: line))
        waiting.facts.append(fact)
      case .failure(let refusal): report.refuse(refusal, keeping: mostRefusals)
      }
      guard waiting.lines.count == Self.stretch else { return }
      try copy(waiting, &hidden)
      waiting.lines.removeAll(keepingCapacity: true)
      waiting.facts.removeAll(keepingCapacity: true)
    }
    try copy(waiting, &hidden)
    self.report = report
  }

  /// Rows that wait to be copied.
  private struct Stretch {
    var lines: [Int32] = []
    var facts: [F] = []
  }

  private func copy(_ rows: Stretch, _ hidden: inout HiddenCustomers) throws {
    guard !rows.lines.isEmpty else { return }
    try hidden.learn(rows.facts)
    let hashes = hidden.hashes
    try session.copyIn("fact.stage", into: F.kind.stage, columns: F.stagedHead + F.stagedColumns) { writer in
      for row in rows.lines.indices {
        let hash = rows.facts[row].customer.flatMap { hashes[$0] }
        try rows.facts[row].stage(rows.lines[row], of: source, customer: hash, into: &writer)
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

  mutating func learn<F: Fact>(_ facts: [F]) throws {
    var unknown: Set<String> = []
    for row in facts.indices {
      if let customer = facts[row].customer, hashes[customer] == nil { unknown.insert(customer) }
    }
    guard !unknown.isEmpty else { return }
    if hashes.count + unknown.count > Self.most {
      hashes.removeAll(keepingCapacity: true)
      unknown = Set(facts.compactMap { $0.customer })
    }
    let names = Array(unknown)
    let told = try session.one(
      Query<[[UInt8]]>("customer.hide", "SELECT workload.hide_customers(\(source), \(names))"))
    for (name, hash) in zip(names, told) { hashes[name] = hash }
  }
}
