internal import People
public import Postgres
public import Store

/// When people work: published shifts, absences and training.
///
/// Every answer is what the person the store is opened as may see.
public struct Timekeeping: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Shifts

  /// Shifts that count, or those of one version as it was, by start.
  ///
  /// - Throws: ``TimekeepingError/unknownZone(_:near:)``, and what names nobody.
  public func shifts(_ filter: ShiftFilter) async throws(TimekeepingError) -> [Shift] {
    try await read { tx in
      if let zone = filter.zone, try !tx.one(.knowsZone(zone)) {
        throw TimekeepingError.unknownZone(zone, near: try tx.first(.zoneNear(zone)))
      }
      return try tx.all(Shift.list(filter, person: try filter.person.map { try Person.find($0, in: tx).id }))
    }
  }

  /// What a shift is made of, in order; empty for contact work throughout.
  public func activities(of shift: Shift.ID) async throws(TimekeepingError) -> [Activity] {
    try await read { tx in try tx.all(Shift.activities(of: shift)) }
  }

  /// The newest versions first.
  public func publications(limit: Int = 50) async throws(TimekeepingError) -> [Publication] {
    try await read { tx in try tx.all(Publication.newest(limit)) }
  }

  /// What was published under a number, by the company's name; it may be left out by who works for one alone.
  ///
  /// - Throws: ``TimekeepingError/noSuchVersion(_:)``.
  public func publication(_ version: Int, of entity: String? = nil) async throws(TimekeepingError) -> Publication {
    try await read { tx in try Publication.find(version, of: entity, in: tx) }
  }

  /// Publishes a draft: it replaces every shift of its scope in its period, at one instant.
  ///
  /// - Throws: what ``Draft/publish(in:)`` throws.
  public func publish(
    _ draft: Draft, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<PublishedVersion> {
    try await write(operation) { tx in try draft.publish(in: tx) }
  }

  /// Publishes an earlier version again, as a new one.
  ///
  /// Who has left or is away by now is left out, and counted.
  ///
  /// - Parameter entity: The company's name; may be left out by who works on one alone.
  public func revert(
    to version: Int, of entity: String? = nil, note: String = "", as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<RevertedVersion> {
    try await write(operation) { tx in
      let earlier = try Publication.find(version, of: entity, in: tx)
      let (draft, leftOut) = try earlier.draftAgain(note: note, in: tx)
      let published = try draft.publish(as: .revert, restoring: earlier.id, in: tx)
      return RevertedVersion(version: published, restored: version, leftOut: leftOut)
    }
  }

  /// Live shifts from a day on whose instants the server's time zone rules would derive differently today.
  public func movedShifts(from day: LocalDate) async throws(TimekeepingError) -> [MovedShift] {
    try await read { tx in try tx.all(MovedShift.list(from: day)) }
  }

  /// Publishes those shifts anew, with the same wall clocks; `nil` when none would move.
  public func rederive(
    from day: LocalDate, note: String = "", as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<PublishedVersion?> {
    try await write(operation) { tx in
      try MovedShift.republish(try tx.all(MovedShift.list(from: day)), note: note, in: tx)
    }
  }

  // MARK: Absences

  /// Absences that meet a period, for whoever may know why; planners ask ``away(from:through:)``.
  public func absences(from: LocalDate, through: LocalDate) async throws(TimekeepingError) -> [Absence] {
    try await read { tx in try tx.all(Absence.between(from, through)) }
  }

  /// Who is away in a period, approved or asked for; not why.
  public func away(from: LocalDate, through: LocalDate) async throws(TimekeepingError) -> [Away] {
    try await read { tx in try tx.all(Away.between(from, through)) }
  }

  /// Asks for an absence.
  public func ask(_ request: AbsenceRequest, as operation: Operation) async throws(TimekeepingError) -> Outcome<Absence>
  {
    try await write(operation) { tx in
      let person = try Person.find(request.person, in: tx)
      guard let id = try tx.first(request.add(for: person)) else {
        throw TimekeepingError.notEmployed(person.name, on: request.startsOn)
      }
      return try tx.one(Absence.with(id))
    }
  }

  /// Decides on an absence of somebody else, once; says which published shifts it leaves open.
  public func decide(
    _ id: Absence.ID, _ decision: Absence.Decision, as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<DecidedAbsence> {
    try await write(operation) { tx in
      guard let asked = try tx.first(Absence.with(id)) else { throw TimekeepingError.notThere("absence") }
      _ = try tx.one(Publication.lock([asked.person]))
      guard try tx.run(Absence.decide(id, decision)) == 1 else { throw TimekeepingError.notThere("absence") }
      let absence = try tx.one(Absence.with(id))
      let open =
        decision == .approved
        ? try tx.all(Shift.of(absence.person, from: absence.startsAt, until: absence.endsAt)) : []
      return DecidedAbsence(absence: absence, openShifts: open)
    }
  }

  /// Takes an absence back, decided or not.
  public func withdraw(_ id: Absence.ID, as operation: Operation) async throws(TimekeepingError) -> Outcome<Absence> {
    try await write(operation) { tx in
      guard try tx.run(Absence.withdraw(id)) == 1 else { throw TimekeepingError.notThere("absence") }
      return try tx.one(Absence.with(id))
    }
  }

  // MARK: Training

  /// Training in a period.
  public func training(from: LocalDate, through: LocalDate) async throws(TimekeepingError) -> [TrainingBlock] {
    try await read { tx in try tx.all(TrainingBlock.between(from, through)) }
  }

  /// Sets hours aside for training; two of one person do not overlap.
  public func plan(
    _ training: [PlannedTraining], as operation: Operation
  ) async throws(TimekeepingError) -> Outcome<[TrainingBlock]> {
    try await write(operation) { tx in
      _ = try tx.one(Publication.lock(training.map(\.person)))
      return try training.map { try $0.add(in: tx) }
    }
  }

  /// Gives the hours back.
  public func cancel(_ id: TrainingBlock.ID, as operation: Operation) async throws(TimekeepingError) -> Outcome<Int> {
    try await write(operation) { tx in
      let withdrawn = try tx.run(TrainingBlock.withdraw(id))
      guard withdrawn == 1 else { throw TimekeepingError.notThere("training") }
      return withdrawn
    }
  }
}

/// An earlier version as it was published again.
public struct RevertedVersion: Codable, Sendable, Equatable {
  public let version: PublishedVersion
  /// The number of the version that was brought back.
  public let restored: Int
  /// Shifts of it that could not come: their person left, or is away by now.
  public let leftOut: Int
}

// MARK: - Transactions

extension Timekeeping {
  /// Says what People refuses in this room's words too.
  private static func inOurWords<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PeopleError {
      throw TimekeepingError.people(error)
    }
  }

  func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(TimekeepingError) -> T {
    try await store.read(or: TimekeepingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }

  func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(TimekeepingError) -> Outcome<T> {
    try await store.write(operation, or: TimekeepingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }
}
