internal import People
internal import Postgres
public import Store

extension Onboarding {
  /// Takes a list of results in its order, with a verdict for every row.
  ///
  /// - Parameter allowed: How many rows may be refused while the others are taken.
  /// - Throws: ``OnboardingError/refusedRows(_:_:)`` when more are, and then nothing is taken.
  public func take(
    _ rows: [ResultRow], allowing allowed: Int = 0, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[ResultVerdict]> {
    try await write(operation) { tx in
      let known = try KnownPeople(rows.map(\.person), in: tx)
      var learners: [[String]: Learner] = [:]
      var verdicts: [ResultVerdict] = []
      for (place, row) in rows.enumerated() {
        var problem: String?
        do {
          guard let person = known.person(row.person) else {
            throw OnboardingError.unreadable(known.refusal(of: row.person))
          }
          let key = [row.person, row.curriculum]
          let learner = try learners[key] ?? Self.learner(row.curriculum, of: person, in: tx)
          try learner.record(row, in: tx)
          learners[key] = try Self.learner(row.curriculum, of: person, in: tx)
        } catch let error as OnboardingError {
          problem = error.description
        }
        verdicts.append(ResultVerdict(row: place + 1, person: row.person, item: row.item, problem: problem))
      }
      let refused = verdicts.filter { $0.problem != nil }
      guard refused.count <= allowed else {
        throw OnboardingError.refusedRows(
          refused.count, refused.prefix(10).map { "row \($0.row): “\($0.person)”, \($0.item): \($0.problem ?? "")" })
      }
      return verdicts
    }
  }

  private static func learner(_ code: String, of id: Person.ID, in tx: Session) throws -> Learner {
    let person = try Person.find("#\(id)", in: tx)
    return try Learner.read(try Assignment.find(code, of: person, in: tx), in: tx)
  }

  /// Gives all of a cohort who are still learning longer, for one item or for whatever they have not done.
  public func extend(
    cohort name: String, item: String? = nil, to day: LocalDate, because reason: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[ChangedAssignment]> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(name, in: tx)
      let live = try tx.all(Assignment.of(cohort.id)).filter(\.state.isLive)
      return try Learner.read(live, of: try Self.content(of: cohort, in: tx), in: tx).compactMap { learner in
        let open = try learner.items(named: item).filter { !$0.isSatisfied && (item != nil || $0.dueOn != nil) }
        try learner.extend(open, to: day, because: reason, in: tx)
        return open.isEmpty
          ? nil : ChangedAssignment(assignment: learner.assignment, items: open.map(\.item.item.key))
      }
    }
  }
}

extension Learner {
  /// Writes one result down, after the rules that the database would refuse the whole list by.
  fileprivate func record(_ row: ResultRow, in tx: Session) throws {
    guard row.verb != .voided else { throw OnboardingError.unreadable("`muster assign void` voids a result") }
    guard assignment.state.isLive && assignment.state != .suspended || assignment.state == .completed else {
      throw OnboardingError.unreadable("\(assignment.code) is \(assignment.state.rawValue)")
    }
    for open in try items(named: row.item) {
      guard open.missing.isEmpty else { throw OnboardingError.locked(row.item, missing: open.missing) }
      if row.verb == .passed, let score = row.score, let mark = open.item.item.masteryScore, score < mark {
        throw OnboardingError.unreadable("passed below the mark of \(mark)")
      }
      try tx.run(
        ItemResult(
          assignment, content.version.id, open.item.id, row.verb, score: row.score, evidence: row.evidence, on: row.on
        ).add)
    }
  }

  /// Puts off when these items are due.
  func extend(_ items: [LearnerItem], to day: LocalDate, because reason: String, in tx: Session) throws {
    for open in items {
      try tx.run(
        Statement(
          "extension.add",
          """
          INSERT INTO onboarding.extension (entity_id, person_id, assignment_id, version_id, item_id, due_on, reason)
          VALUES (\(assignment.entity), \(assignment.person), \(assignment.id), \(content.version.id),
                  \(open.item.id), \(day), \(reason))
          """))
    }
  }
}
