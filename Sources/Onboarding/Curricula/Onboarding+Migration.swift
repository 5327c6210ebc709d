internal import People
internal import Postgres
public import Store

/// What becomes of somebody's record when they are moved to another version.
public struct MigrationLine: Codable, Sendable, Equatable {
  public let person: String
  /// Weight satisfied of weight required, before and after.
  public let before: Double
  public let after: Double
  /// Items that come along, by their key in the new version.
  public let kept: [String]
  /// Items that were satisfied and have no place in the new version, or ask for more there.
  public let lost: [String]
  /// Items of the new version that are asked for and not yet satisfied.
  public let gained: [String]
}

/// How people in flight are taken to a new version.
public enum MigrationStrategy: String, Codable, Sendable, CaseIterable {
  /// What is equal in both comes along.
  case keep
  /// Everybody begins anew.
  case restart
}

extension Onboarding {
  /// Who would keep and lose what on the way from one version to another; nothing is changed.
  public func migration(
    of code: String, from old: Int, to new: Int, _ strategy: MigrationStrategy = .keep
  ) async throws(OnboardingError) -> [MigrationLine] {
    try await read { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let target = try Self.target(new, of: curriculum, in: tx)
      return try Self.inFlight(old, of: curriculum, in: tx).map {
        try Self.line($0, to: target, strategy, of: curriculum, in: tx)
      }
    }
  }

  /// Moves everybody in flight: the old assignment ends as migrated, a new one follows it.
  public func migrate(
    _ code: String, from old: Int, to new: Int, _ strategy: MigrationStrategy = .keep, because reason: String,
    as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[MigrationLine]> {
    try await write(operation) { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let target = try Self.target(new, of: curriculum, in: tx)
      return try Self.inFlight(old, of: curriculum, in: tx).map { assignment in
        let line = try Self.line(assignment, to: target, strategy, of: curriculum, in: tx)
        let site = try tx.one(
          Query<Site.ID>(
            "due_sheet.of",
            """
            SELECT sheet.site_id FROM onboarding.assignment
              JOIN onboarding.due_sheet AS sheet ON sheet.id = assignment.sheet_id
             WHERE assignment.id = \(assignment.id)
            """))
        try tx.run(Assignment.step(assignment.id, to: .migrated, because: reason))
        _ = try NewAssignments(
          content: target, site: site, startsOn: assignment.startsOn, cohort: assignment.cohort,
          follows: assignment.id, source: "migration"
        ).add([assignment.person], in: tx)
        if strategy == .keep {
          _ = try tx.one(
            Query<Int>(
              "assignment.carry_over",
              """
              SELECT onboarding.carry_over(\(assignment.id), following.id)::bigint
                FROM onboarding.assignment AS following WHERE following.follows_id = \(assignment.id)
              """))
        }
        return line
      }
    }
  }

  /// Says that an item of one version counts as one of another, where their keys differ.
  public func equate(
    _ code: String, _ oldKey: String, of old: Int, _ newKey: String, of new: Int, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Int> {
    try await write(operation) { tx in
      let curriculum = try Curriculum.find(code, in: tx)
      let versions = try [old, new].map { try CurriculumVersion.find($0, of: curriculum, in: tx) }
      let added = try tx.run(
        Statement(
          "equivalence.add",
          """
          INSERT INTO onboarding.equivalence (entity_id, from_item_id, from_version, to_item_id, to_version)
          SELECT source.entity_id, source.id, source.version_id, target.id, target.version_id
            FROM onboarding.item AS source
            JOIN onboarding.item AS target ON target.version_id = \(versions[1].id) AND target.key = \(newKey)
           WHERE source.version_id = \(versions[0].id) AND source.key = \(oldKey)
          """))
      guard added == 1 else { throw OnboardingError.strayKeys([oldKey, newKey]) }
      return added
    }
  }

  private static func target(_ number: Int, of curriculum: Curriculum, in tx: Session) throws -> VersionContent {
    let version = try CurriculumVersion.find(number, of: curriculum, in: tx)
    guard version.state == .published else { throw OnboardingError.nothingPublished("\(curriculum.code) \(number)") }
    return try VersionContent.read(version, of: curriculum, in: tx)
  }

  private static func inFlight(_ number: Int, of curriculum: Curriculum, in tx: Session) throws -> [Assignment] {
    let version = try CurriculumVersion.find(number, of: curriculum, in: tx)
    return try tx.all(
      Assignment.list(
        """
        assignment.version_id = \(version.id) AND assignment.state IN ('assigned', 'in progress', 'suspended')
        """))
  }

  private static func line(
    _ assignment: Assignment, to target: VersionContent, _ strategy: MigrationStrategy, of curriculum: Curriculum,
    in tx: Session
  ) throws -> MigrationLine {
    let pairs =
      strategy == .restart
      ? []
      : try tx.tuples(
        "assignment.kept",
        """
        SELECT kept.from_item_id, kept.to_item_id
          FROM onboarding.kept_by_migration(\(assignment.id), \(target.version.id)) AS kept
        """, as: (VersionItem.ID, VersionItem.ID).self)
    let (from, kept) = (Set(pairs.map(\.0)), Set(pairs.map(\.1)))
    let done = try Learner.read(assignment, in: tx).items.filter {
      $0.isSatisfied && $0.standing?.how != "not applicable"
    }
    let free = target.items.filter { $0.item.moveOn == .notApplicable }.map(\.id)
    let held = target.items.filter { kept.contains($0.id) || free.contains($0.id) }
    let weight = held.filter(\.isRequired).map(\.item.weight).reduce(0, +)
    return MigrationLine(
      person: assignment.name, before: assignment.progress,
      after: Double(weight) / Double(max(1, target.version.requiredWeight ?? 1)),
      kept: target.items.filter { kept.contains($0.id) && !free.contains($0.id) }.map(\.item.key),
      lost: done.filter { !from.contains($0.item.id) }.map(\.item.item.key),
      gained: target.items.filter { $0.isRequired && $0.item.weight > 0 && !held.contains($0) }.map(\.item.key))
  }
}
