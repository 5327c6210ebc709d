internal import People
internal import Postgres
public import Store

/// What became of one row of a list of people to assign.
public struct AssignVerdict: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case assigned
    /// They learn it already; nothing was changed.
    case unchanged
    case rejected
  }

  /// The row, from 1.
  public let row: Int
  public let person: String
  public let kind: Kind
  public let reason: String?
}

/// Something that was done to one assignment.
public struct ChangedAssignment: Codable, Sendable, Equatable {
  public let assignment: Assignment
  /// Items it concerned, by key.
  public let items: [String]
}

extension Onboarding {
  /// Assigns a curriculum to people one by one, with a verdict for every row; who is not listed keeps what they have.
  ///
  /// - Parameters:
  ///   - site: Whose calendar counts the working days.
  ///   - allowed: How many rows may be refused while the others are taken.
  /// - Throws: ``OnboardingError/refusedRows(_:)`` when more are, and then nobody is assigned.
  public func assign(
    _ people: [String], _ code: String, version: Int? = nil, at site: String, from day: LocalDate, source: String,
    allowing allowed: Int = 0, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[AssignVerdict]> {
    try await write(operation) { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let version =
        try version.map { try CurriculumVersion.find($0, of: curriculum, in: tx) }
        ?? CurriculumVersion.published(of: curriculum, in: tx)
      let known = try KnownPeople(people, in: tx)
      let rejected = people.count { known.person($0) == nil }
      guard rejected <= allowed else { throw OnboardingError.refusedRows(rejected, known.refusals(of: people)) }
      let wanted = Array(Set(people.compactMap { known.person($0) }))
      let new = Set(
        try NewAssignments(
          content: try VersionContent.read(version, of: curriculum, in: tx), site: try Site.find(site, in: tx).id,
          startsOn: day, source: source
        ).add(wanted, in: tx))
      var seen: Set<Person.ID> = []
      return people.enumerated().map { row, text in
        guard let person = known.person(text) else {
          return AssignVerdict(row: row + 1, person: text, kind: .rejected, reason: known.refusal(of: text))
        }
        let isNew = new.contains(person) && seen.insert(person).inserted
        return AssignVerdict(
          row: row + 1, person: text, kind: isNew ? .assigned : .unchanged,
          reason: isNew ? nil : new.contains(person) ? "listed twice" : "learns it already")
      }
    }
  }

  /// The assignments the caller may see: of a person, of a curriculum, or all that are live.
  public func assignments(
    of person: String? = nil, curriculum: String? = nil, past: Bool = false
  ) async throws(OnboardingError) -> [Assignment] {
    try await read { tx in
      let id = try person.map { try Person.find($0, in: tx).id }
      return try tx.all(
        Assignment.list(
          """
          (\(id) IS NULL OR assignment.person_id = \(id)) AND (\(curriculum) IS NULL OR curriculum.code = \(curriculum))
          AND (\(past) OR assignment.state IN ('assigned', 'in progress', 'suspended'))
          """))
    }
  }

  /// Takes an assignment to another state, with the reason where it ends or pauses.
  public func step(
    _ code: String, of person: String, to state: Assignment.State, because reason: String? = nil,
    as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedAssignment> {
    try await change(code, of: person, operation) { assignment, _, tx in
      try tx.run(Assignment.step(assignment.id, to: state, because: reason))
      return []
    }
  }

  /// Gives somebody longer for an item, or for all that they have not done yet.
  public func extend(
    _ code: String, of person: String, item: String? = nil, to day: LocalDate, because reason: String,
    as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedAssignment> {
    try await change(code, of: person, operation) { _, learner, tx in
      let items = try learner.items(named: item).filter { item != nil || (!$0.isSatisfied && $0.dueOn != nil) }
      try learner.extend(items, to: day, because: reason, in: tx)
      return items.map(\.item.item.key)
    }
  }

  /// Spares somebody an item, with the reason; until a day, or for good.
  public func waive(
    _ item: String, in code: String, of person: String, because reason: String, until: LocalDate? = nil,
    as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedAssignment> {
    try await change(code, of: person, operation) { assignment, learner, tx in
      let waived = try learner.items(named: item)
      for open in waived {
        try tx.run(
          Statement(
            "waiver.add",
            """
            INSERT INTO onboarding.waiver (entity_id, person_id, assignment_id, version_id, item_id, reason, expires_on)
            VALUES (\(assignment.entity), \(assignment.person), \(assignment.id), \(learner.content.version.id),
                    \(open.item.id), \(reason), \(until))
            """))
      }
      return waived.map(\.item.item.key)
    }
  }

  // MARK: Results

  /// Records what happened with an item: nothing that is recorded is ever edited.
  ///
  /// - Parameters:
  ///   - verbs: In cmi5's words; an item may be completed and passed at once.
  ///   - score: Between 0 and 1.
  ///   - day: When it happened; now without one.
  /// - Throws: ``OnboardingError/locked(_:missing:)`` while the item waits for others.
  public func record(
    _ verbs: [ItemStanding.Verb], _ item: String, in code: String, of person: String, score: Double? = nil,
    evidence: String? = nil, on day: LocalDate? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedAssignment> {
    try await change(code, of: person, operation) { assignment, learner, tx in
      for open in try learner.items(named: item) {
        guard open.missing.isEmpty else { throw OnboardingError.locked(item, missing: open.missing) }
        for verb in verbs {
          try tx.run(
            ItemResult(
              assignment, learner.content.version.id, open.item.id, verb, score: score, evidence: evidence, on: day
            )
            .add)
        }
      }
      return [item]
    }
  }

  /// Voids what counts of an item's results; the rows stay, and so does the reason.
  public func void(
    _ item: String, in code: String, of person: String, because reason: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ChangedAssignment> {
    try await change(code, of: person, operation) { assignment, learner, tx in
      for voided in try learner.items(named: item) {
        let standing = try tx.all(ItemResult.standing(assignment.id, voided.item.id))
        guard !standing.isEmpty else { throw OnboardingError.nothingToVoid(item) }
        for result in standing {
          try tx.run(
            ItemResult(assignment, learner.content.version.id, voided.item.id, .voided, evidence: reason, voids: result)
              .add)
        }
      }
      return [item]
    }
  }

  // MARK: Asking

  /// Every item of an assignment: done, open, or what it still waits for.
  public func learner(_ code: String, of person: String) async throws(OnboardingError) -> Learner {
    try await read { tx in
      try Learner.read(Assignment.find(code, of: Person.find(person, in: tx), in: tx), in: tx)
    }
  }

  /// Everything that happened to an assignment, oldest first.
  public func history(_ code: String, of person: String) async throws(OnboardingError) -> [ItemHistoryLine] {
    try await read { tx in
      try tx.all(ItemHistoryLine.of(code, Person.find(person, in: tx).id))
    }
  }

  private func change(
    _ code: String, of person: String, _ operation: Operation,
    _ body: @escaping @Sendable (Assignment, Learner, Session) throws -> [String]
  ) async throws(OnboardingError) -> Outcome<ChangedAssignment> {
    try await write(operation) { tx in
      let assignment = try Assignment.find(code, of: Person.find(person, in: tx), in: tx)
      let items = try body(assignment, Learner.read(assignment, in: tx), tx)
      return ChangedAssignment(assignment: try tx.one(Assignment.with(assignment.id)), items: items)
    }
  }
}
