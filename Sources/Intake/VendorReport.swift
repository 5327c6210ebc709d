internal import Workload

/// What a run came to.
public struct VendorReport: Sendable, Codable, Equatable {
  /// Its number; `nil` where nothing was kept.
  public var run: Int64?
  public var records = 0
  public var added = 0
  public var changed = 0
  public var unchanged = 0
  public var older = 0
  public var repeated = 0
  /// Facts by kind, whatever became of them.
  public var facts: [String: Int] = [:]
  /// Records that tell nothing Muster keeps, by the vendor's name for them.
  public var skipped: [String: Int] = [:]
  /// How many records were refused in whole or in part, and the first of them.
  public var refused = 0
  public var refusals: [RefusedRecord] = []
  /// Keys that no description of the vendor's has.
  public var unknownKeys: [String: Int] = [:]
  /// Agents nobody claims and groups nobody has mapped, with how many facts each has.
  public var unclaimedAgents: [String: Int] = [:]
  public var unmappedGroups: [String: Int] = [:]
  /// Agents and groups the file names.
  public var names: [String: Int] = [:]
  /// Agents that were found by their address, and groups that a queue has the name of.
  public var foundAgents = 0
  public var foundGroups = 0

  public init() {}

  /// Whether the facts are as they were before.
  public var changesNothing: Bool { added + changed == 0 }
}

extension VendorReport {
  static let shown = 100

  mutating func add(_ batch: BatchReport) {
    added += batch.added
    changed += batch.changed
    unchanged += batch.unchanged
    older += batch.older
    repeated += batch.repeated
    facts[batch.kind.rawValue, default: 0] += batch.rows
    unclaimedAgents.merge(batch.unclaimedAgents, uniquingKeysWith: +)
  }

  /// What a step adds to what the steps before it came to.
  mutating func add(_ step: VendorReport) {
    run = step.run ?? run
    records += step.records
    added += step.added
    changed += step.changed
    unchanged += step.unchanged
    older += step.older
    repeated += step.repeated
    refused += step.refused
    refusals += step.refusals.prefix(max(0, Self.shown - refusals.count))
    foundAgents += step.foundAgents
    foundGroups += step.foundGroups
    facts.merge(step.facts, uniquingKeysWith: +)
    names.merge(step.names, uniquingKeysWith: +)
    skipped.merge(step.skipped, uniquingKeysWith: +)
    unknownKeys.merge(step.unknownKeys, uniquingKeysWith: +)
    unclaimedAgents.merge(step.unclaimedAgents, uniquingKeysWith: +)
    unmappedGroups.merge(step.unmappedGroups, uniquingKeysWith: +)
  }
}
