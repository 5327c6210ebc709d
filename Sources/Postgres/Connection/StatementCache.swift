/// Which statements the server has prepared for this connection.
///
/// A statement is prepared at its second use: the first costs one trip, as without a cache. The one unused for longest
/// gives way; the server forgets it at the next opportunity.
struct StatementCache {
  struct Key: Hashable {
    let text: String
    let types: [UInt32]
  }

  /// How a statement should be sent.
  enum Plan: Equatable {
    case unnamed
    case prepare(String)
    case prepared(String)
  }

  private struct Entry {
    var name: String?
    var usedAt: Int
  }

  private let limit: Int
  private var entries: [Key: Entry] = [:]
  /// The statement used last: loops find it without hashing its text.
  private var last: (key: Key, name: String)?
  private var clock = 0
  private var names = 0
  /// Names the server still knows and nobody will use again.
  private(set) var forgotten: [String] = []

  init(_ policy: ConnectionOptions.Statements) {
    limit = if case .cached(let limit) = policy { limit } else { 0 }
    entries.reserveCapacity(limit)
  }

  mutating func plan(_ sql: SQL) -> Plan {
    guard limit > 0 else { return .unnamed }
    if let last, last.key.text == sql.text, last.key.types == sql.parameters.types { return .prepared(last.name) }
    clock += 1
    let key = Key(text: sql.text, types: sql.parameters.types)
    guard let found = entries.index(forKey: key) else {
      if entries.count >= limit { evict() }
      entries[key] = Entry(usedAt: clock)
      return .unnamed
    }
    entries.values[found].usedAt = clock
    if let name = entries.values[found].name {
      last = (key, name)
      return .prepared(name)
    }
    names += 1
    let name = "s\(names)"
    entries.values[found].name = name
    return .prepare(name)
  }

  /// Drops a statement, because the server no longer has it or its plan is out of date.
  mutating func forget(_ sql: SQL) {
    last = nil
    let entry = entries.removeValue(forKey: Key(text: sql.text, types: sql.parameters.types))
    if let name = entry?.name { forgotten.append(name) }
  }

  /// The names to deallocate, once there are enough to be worth a trip.
  mutating func takeForgotten() -> [String] {
    guard forgotten.count >= 16 else { return [] }
    defer { forgotten = [] }
    return forgotten
  }

  private mutating func evict() {
    last = nil
    guard let oldest = entries.min(by: { $0.value.usedAt < $1.value.usedAt }) else { return }
    entries.removeValue(forKey: oldest.key)
    if let name = oldest.value.name { forgotten.append(name) }
  }
}
