internal import People
internal import Postgres
public import Store

/// A cohort and whom an operation brought into it or moved.
public struct ChangedCohort: Codable, Sendable, Equatable {
  public let cohort: Cohort
  public let names: [String]
}

extension Onboarding {
  /// The cohorts the caller may see, by first day.
  public func cohorts() async throws(OnboardingError) -> [Cohort] {
    try await read { tx in try tx.all(Cohort.all) }
  }

  /// Opens a cohort: a class takes the newest published version of a curriculum, or the one that is named.
  ///
  /// Whoever sits in the class or is expected in it and on the books is seated and assigned at once.
  public func open(
    class name: String, curriculum code: String, version: Int? = nil, room: String? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedCohort> {
    try await write(operation) { tx in
      let trainingClass = try TrainingClass.find(name, in: tx)
      let curriculum = try Curriculum.find(code, in: tx)
      let version =
        try version.map { try CurriculumVersion.find($0, of: curriculum, in: tx) }
        ?? CurriculumVersion.published(of: curriculum, in: tx)
      let id = try tx.one(Cohort.open(trainingClass, version, room: room))
      let sitting = try trainingClass.members(in: tx).map(\.person)
      let coming = try trainingClass.starters(in: tx).filter { !sitting.contains($0) }
      return try Self.bring(sitting + coming, into: try tx.one(Cohort.with(id)), in: tx)
    }
  }

  /// Brings people into a cohort: a seat, the assignment, and the meetings that are still to come.
  ///
  /// - Throws: the rule `class_member_has_a_seat` when the class is full.
  public func add(
    _ people: [String], to cohort: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedCohort> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(cohort, in: tx)
      return try Self.bring(try people.map { try Person.find($0, in: tx) }, into: cohort, in: tx)
    }
  }

  /// Lets somebody leave a cohort; what they did there stays on record.
  public func leave(
    _ person: String, _ cohort: String, because reason: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedCohort> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(cohort, in: tx)
      let person = try Person.find(person, in: tx)
      let assignment = try Self.unseat(person, from: cohort, because: reason, in: tx)
      try tx.run(Assignment.step(assignment.id, to: .withdrawn, because: reason))
      return ChangedCohort(cohort: try tx.one(Cohort.with(cohort.id)), names: [person.name])
    }
  }

  /// Moves somebody to another cohort of the same version: their record comes along, their due dates begin anew.
  public func move(
    _ person: String, from: String, to: String, because reason: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedCohort> {
    try await write(operation) { tx in
      let (old, new) = (try Cohort.find(from, in: tx), try Cohort.find(to, in: tx))
      guard old.version == new.version else { throw OnboardingError.otherVersion(old.name, new.name, code: old.code) }
      let person = try Person.find(person, in: tx)
      let assignment = try Self.unseat(person, from: old, because: reason, in: tx)
      let content = try Self.content(of: new, in: tx)
      let sheet = try DueSheet.resolve(content, at: new.site, startsOn: new.startsOn, in: tx)
      try tx.run(
        Statement(
          "assignment.move",
          """
          UPDATE onboarding.assignment
             SET cohort_id = \(new.id), sheet_id = \(sheet), state_reason = \(reason)
           WHERE id = \(assignment.id)
          """))
      try Self.seat([person], in: new, in: tx)
      return ChangedCohort(cohort: try tx.one(Cohort.with(new.id)), names: [person.name])
    }
  }

  /// Begins, finishes or cancels a cohort.
  public func step(
    cohort name: String, to state: Cohort.State, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Cohort> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(name, in: tx)
      try tx.run(Cohort.step(cohort.id, to: state))
      return try tx.one(Cohort.with(cohort.id))
    }
  }

  // MARK: The timetable

  /// Plans meetings; each member's hours are set aside in Timekeeping in the same transaction, or nothing is.
  public func plan(
    _ meetings: [PlannedMeeting], of cohort: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedCohort> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(cohort, in: tx)
      let persons = try Self.members(of: cohort, in: tx)
      for meeting in meetings { try Meeting.add(meeting, to: cohort, with: persons, in: tx) }
      return ChangedCohort(cohort: cohort, names: persons.map(\.name))
    }
  }

  /// Delays a cohort: its class, the meetings to come, the due dates of all who learn in it, and what the plan is told of
  /// them move along.
  public func delay(
    _ name: String, to day: LocalDate, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedCohort> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(name, in: tx)
      let days = cohort.startsOn.days(until: day)
      guard days != 0 else { throw OnboardingError.unreadable("\(cohort.name) starts on \(day) already.") }
      let meetings = try tx.all(Meeting.of(cohort.id, from: cohort.startsOn))
      try Meeting.release(meetings.map(\.id), in: tx)
      try tx.run(Meeting.cancel(meetings.map(\.id)))
      _ = try TrainingClass.find(cohort.name, in: tx).move(byDays: days, in: tx)
      let moved = try tx.one(Cohort.with(cohort.id))
      guard moved.startsOn == day else { throw OnboardingError.denied }
      let persons = try Self.members(of: cohort, in: tx)
      for meeting in meetings {
        try Meeting.add(meeting.planned.moved(byDays: days), to: moved, with: persons, in: tx)
      }
      let sheet = try DueSheet.resolve(
        try Self.content(of: moved, in: tx), at: moved.site, startsOn: moved.startsOn, in: tx)
      try tx.run(
        Statement(
          "assignment.delay",
          """
          UPDATE onboarding.assignment SET sheet_id = \(sheet)
           WHERE cohort_id = \(cohort.id) AND version_id = \(cohort.version)
             AND state IN ('assigned', 'in progress', 'suspended')
          """))
      _ = try ToldReadiness.tell(moved, asOf: min(moved.startsOn.adding(days: -1), try tx.today()), in: tx)
      return ChangedCohort(cohort: moved, names: persons.map(\.name))
    }
  }
}

// MARK: - Steps of a transaction

extension Onboarding {
  static func content(of cohort: Cohort, in tx: Session) throws -> VersionContent {
    try VersionContent.read(
      try tx.one(CurriculumVersion.with(cohort.version)), of: try Curriculum.find(cohort.code, in: tx), in: tx)
  }

  private static func bring(_ persons: [Person], into cohort: Cohort, in tx: Session) throws -> ChangedCohort {
    let assigned = try NewAssignments(
      content: try content(of: cohort, in: tx), site: cohort.site, startsOn: cohort.startsOn, cohort: cohort.id,
      source: "cohort"
    ).add(persons.map(\.id), in: tx)
    let new = persons.filter { assigned.contains($0.id) }
    try seat(new, in: cohort, in: tx)
    return ChangedCohort(cohort: try tx.one(Cohort.with(cohort.id)), names: new.map(\.name))
  }

  /// Gives people their seat, and their hours at the meetings still to come.
  private static func seat(_ persons: [Person], in cohort: Cohort, in tx: Session) throws {
    let trainingClass = try TrainingClass.find(cohort.name, in: tx)
    let sitting = Set(try trainingClass.members(in: tx).map(\.person.id))
    let standing = persons.filter { !sitting.contains($0.id) }
    if !standing.isEmpty { try trainingClass.seat(standing.map(\.id), in: tx) }
    for meeting in try tx.all(Meeting.of(cohort.id, from: max(cohort.startsOn, try tx.today()))) {
      try Meeting.seat(persons, at: meeting.id, meeting.planned, of: cohort, in: tx)
    }
  }

  private static func unseat(
    _ person: Person, from cohort: Cohort, because reason: String, in tx: Session
  ) throws -> Assignment {
    guard let assignment = try tx.all(Assignment.of(cohort.id)).first(where: { $0.person == person.id }) else {
      throw OnboardingError.unknown(.assignment, "\(cohort.name) of \(person.name)", known: [])
    }
    _ = try TrainingClass.find(cohort.name, in: tx).unseat(person.id, because: reason, in: tx)
    try Meeting.release(try tx.all(Meeting.of(cohort.id, from: try tx.today())).map(\.id), of: person.id, in: tx)
    return assignment
  }

  private static func members(of cohort: Cohort, in tx: Session) throws -> [Person] {
    try tx.all(Assignment.of(cohort.id)).filter { $0.state.isLive || $0.state == .completed }.map {
      try Person.find("#\($0.person)", in: tx)
    }
  }
}
