public import Postgres
public import Store

/// Seasons: from a shop's orders to published shifts, every step a version that never changes.
public struct Scheduling: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// The seasons the caller may see, the latest first.
  public func seasons() async throws(SchedulingError) -> [Season] {
    try await store.read(or: SchedulingError.init) { tx in try tx.all(Season.all()) }
  }

  /// One season by its code.
  ///
  /// - Throws: ``SchedulingError/unknownSeason(_:)``.
  public func season(_ code: String) async throws(SchedulingError) -> Season {
    try await store.read(or: SchedulingError.init) { tx in try Season.find(code, in: tx) }
  }

  /// Opens a season for a legal entity.
  ///
  /// - Parameter peakWeek: The Monday of the week whose roster is drawn first.
  /// - Throws: ``SchedulingError/unknownEntity(_:)``, ``SchedulingError/seasonExists(_:)``,
  ///   ``SchedulingError/badSeason(_:)``.
  public func open(
    _ code: String, name: String, for entity: String, from: LocalDate, to: LocalDate, peakWeek: LocalDate,
    as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Season> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try tx.first(
        Season.add(entity: entity, code: code, name: name, from: from, to: to, peakWeek: peakWeek))
      guard let season else { throw SchedulingError.unknownEntity(entity) }
      return season
    }
  }

  /// Keeps a new version of a season's assumptions.
  ///
  /// - Throws: ``SchedulingError/badAssumptions(_:)`` with every problem, ``SchedulingError/unknownSeason(_:)``.
  public func assume(
    _ assumptions: Assumptions, note: String = "", for code: String, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<AssumptionVersion> {
    let problems = assumptions.problems
    guard problems.isEmpty else { throw .badAssumptions(problems) }
    return try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      if let newest = try tx.first(AssumptionVersion.newest(of: season.id)), newest.body == assumptions {
        return newest
      }
      return try tx.one(AssumptionVersion.add(assumptions, note: note, to: season))
    }
  }

  /// Adds events to the calendar of the season's entity; those known already stay as they are.
  ///
  /// - Returns: How many were new.
  public func addEvents(
    _ drafts: [EventDraft], for code: String, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Int> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      return try drafts.reduce(0) { try $0 + tx.run(SeasonEvent.add($1, entity: season.entity)) }
    }
  }

  /// The events of the season's entity, the earliest first.
  public func events(for code: String) async throws(SchedulingError) -> [SeasonEvent] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(SeasonEvent.all(entity: Season.find(code, in: tx).entity))
    }
  }
}

extension Season {
  static func find(_ code: String, in tx: Session) throws -> Season {
    guard let season = try tx.first(Season.called(code)) else { throw SchedulingError.unknownSeason(code) }
    return season
  }

  /// Assumptions the season stands on now.
  func assumptions(in tx: Session) throws -> AssumptionVersion {
    guard let newest = try tx.first(AssumptionVersion.newest(of: id)) else {
      throw SchedulingError.noAssumptions(season: code)
    }
    return newest
  }
}
