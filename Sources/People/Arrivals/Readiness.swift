public import Postgres
public import Store

/// When a person is expected to be ready for live contacts of a skill.
///
/// An estimate is noted anew whenever it changes; the newest counts, the older ones stay.
public struct Readiness: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let skill: Skill.ID
  /// The day by which it is as likely as not.
  public let readyP50On: LocalDate
  /// The day by which nine of ten would be.
  public let readyP90On: LocalDate
  /// Output against a tenured agent's, who is 1; `nil` when unknown, which is not 0.
  public let proficiency: Double?
  /// When somebody else let them onto live contacts; `nil` while nobody has.
  public let gatePassedAt: Instant?

  public init(
    person: Person.ID, skill: Skill.ID, readyP50On: LocalDate, readyP90On: LocalDate, proficiency: Double? = nil,
    gatePassedAt: Instant? = nil
  ) {
    self.person = person
    self.skill = skill
    self.readyP50On = readyP50On
    self.readyP90On = readyP90On
    self.proficiency = proficiency
    self.gatePassedAt = gatePassedAt
  }
}

// MARK: - SQL

extension Readiness: RowDecodable {
  public static let columns: StaticString = """
    readiness.person_id, readiness.skill_id, readiness.ready_p50_on, readiness.ready_p90_on, readiness.proficiency,
    readiness.gate_passed_at
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    skill = try row.next()
    readyP50On = try row.next()
    readyP90On = try row.next()
    proficiency = try row.next()
    gatePassedAt = try row.next()
  }

  /// The newest word on each person and skill the caller may see.
  static let current = Query<Readiness>(
    "readiness.current",
    """
    SELECT \(raw: columns)
      FROM people.current_readiness AS readiness
     ORDER BY readiness.ready_p90_on, readiness.person_id
    """)

  /// Notes this estimate in the caller's transaction.
  ///
  /// For Onboarding; a gate is passed in the caller's own name.
  public func note(in tx: Session) throws(PostgresError) {
    try tx.run(
      Statement(
        "readiness.note",
        """
        INSERT INTO people.readiness
            (entity_id, person_id, skill_id, ready_p50_on, ready_p90_on, proficiency, gate_passed_at, gate_passed_by)
        SELECT skill.entity_id, \(person), skill.id, \(readyP50On), \(readyP90On), \(proficiency), \(gatePassedAt),
               CASE WHEN \(gatePassedAt) IS NOT NULL THEN sec.me() END
          FROM people.skill
         WHERE skill.id = \(skill)
        """))
  }
}
