public import People
public import Postgres
public import Store

/// Shifts to be published: all those of a scope in a period.
public struct Draft: Codable, Sendable, Equatable {
  public let entity: LegalEntity.ID
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let scope: Publication.Scope
  public let note: String
  public let shifts: [PlannedShift]

  public init(
    of entity: LegalEntity.ID, from startsOn: LocalDate, through endsOn: LocalDate,
    scope: Publication.Scope = .entity, note: String = "", shifts: [PlannedShift]
  ) {
    self.entity = entity
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.scope = scope
    self.note = note
    self.shifts = shifts
  }

  /// Publishes in a transaction of another room: Scheduling with its own versions.
  ///
  /// Readers see the shifts before or the shifts after, never both and never neither.
  ///
  /// - Throws: ``TimekeepingError/clashes(_:)`` naming each, ``TimekeepingError/time(_:hint:)`` for a time the clocks
  ///   skip or show twice, ``TimekeepingError/outsideScope(_:)``, or the server's no as ``PostgresError``.
  public func publish(in tx: Session) throws -> PublishedVersion {
    try publish(as: .publish, restoring: nil, in: tx)
  }

  func publish(as kind: Publication.Kind, restoring: Publication.ID?, in tx: Session) throws -> PublishedVersion {
    guard startsOn <= endsOn else { throw TimekeepingError.endsBeforeItStarts }
    _ = try tx.one(Publication.lock(entity))
    let version = try tx.one(
      Publication.open(kind, of: entity, days: startsOn...endsOn, scope: scope, note: note, restoring: restoring))
    FaultPoint.opened.reach()
    let affected = Set(try tx.all(version.persons)).union(shifts.map(\.person))
    _ = try tx.one(Publication.lock(affected.sorted()))
    let withdrawn = try tx.run(version.withdrawEarlier)
    FaultPoint.withdrawn.reach()
    try shifts.write(into: version, tx)
    FaultPoint.written.reach()
    let strays = try tx.one(version.strays)
    guard strays == 0 else { throw TimekeepingError.outsideScope(strays) }
    return PublishedVersion(
      publication: version, published: shifts.count, withdrawn: withdrawn, kept: try tx.one(version.kept),
      people: affected.count)
  }
}

extension FaultPoint {
  fileprivate static let opened = FaultPoint("publish.opened")
  fileprivate static let withdrawn = FaultPoint("publish.withdrawn")
  fileprivate static let written = FaultPoint("publish.written")
}

extension Timekeeping {
  /// Where a publication may be cut off by a test.
  public static let faultPoints: [FaultPoint] = [.opened, .withdrawn, .written]
}

/// What a publication came to.
public struct PublishedVersion: Codable, Sendable, Equatable {
  public let publication: Publication
  /// Shifts of this version.
  public let published: Int
  /// Shifts of earlier versions that no longer count.
  public let withdrawn: Int
  /// Shifts that are as they were before.
  public let kept: Int
  /// People whose shifts were written, changed or not.
  public let people: Int
}

extension [PlannedShift] {
  /// Writes the shifts and what they are made of; where one cannot stand, says which and why.
  func write(into version: Publication, _ tx: Session) throws {
    do throws(any Error) {
      try tx.savepoint {
        try tx.run(insert(into: version))
        try tx.run(insertActivities(into: version))
      }
    } catch let error as PostgresError {
      guard Clash.constraints.contains(error.constraint ?? "") else { throw error }
      let clashes = try tx.all(Clash.of(self))
      throw clashes.isEmpty ? TimekeepingError.clashesUnseen : TimekeepingError.clashes(clashes)
    }
  }
}
