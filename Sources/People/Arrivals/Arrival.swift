public import Postgres
public import Store

/// Somebody likely to start: into a class or on a date, with a probability.
public struct Arrival: Codable, Sendable, Identifiable, Equatable {
  public let id: Identifier<Arrival>
  public let site: String
  public let className: String?
  public let skill: String?
  /// Who it is, once they are on the books.
  public let person: String?
  /// Which room or file says so.
  public let source: String
  /// What the source calls them: an application's number, never a name.
  public let reference: String
  public let expectedOn: LocalDate
  public let probability: Double
  public let weeklyMinutes: Int
  public let kind: Employment.Kind
}

/// An arrival as its source tells it.
public struct ExpectedArrival: Codable, Sendable, Equatable {
  public let reference: String
  public let site: Site.ID
  public let entity: LegalEntity.ID
  public let trainingClass: TrainingClass.ID?
  public let skill: Skill.ID?
  public let person: Person.ID?
  public let expectedOn: LocalDate
  public let probability: Double
  public let weeklyMinutes: Int
  public let kind: Employment.Kind

  public init(
    reference: String, site: Site, trainingClass: TrainingClass.ID? = nil, skill: Skill.ID? = nil,
    person: Person.ID? = nil, expectedOn: LocalDate, probability: Double, weeklyMinutes: Int, kind: Employment.Kind
  ) {
    self.reference = reference
    self.site = site.id
    entity = site.entity
    self.trainingClass = trainingClass
    self.skill = skill
    self.person = person
    self.expectedOn = expectedOn
    self.probability = probability
    self.weeklyMinutes = weeklyMinutes
    self.kind = kind
  }
}

// MARK: - SQL

extension Arrival: RowDecodable {
  public static let columns: StaticString = """
    arrival.id, site.name, class.name, skill.name, person.name, arrival.source, arrival.reference,
    arrival.expected_on, arrival.probability, arrival.weekly_minutes, arrival.kind
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    site = try row.next()
    className = try row.next()
    skill = try row.next()
    person = try row.next()
    source = try row.next()
    reference = try row.next()
    expectedOn = try row.next()
    probability = try row.next()
    weeklyMinutes = try row.next()
    kind = try row.word()
  }

  static func expected(from: LocalDate, through: LocalDate) -> Query<Arrival> {
    Query(
      "arrival.expected",
      """
      SELECT \(raw: columns)
        FROM people.arrival
        JOIN people.site ON site.id = arrival.site_id
        LEFT JOIN people.training_class AS class ON class.id = arrival.class_id
        LEFT JOIN people.skill ON skill.id = arrival.skill_id
        LEFT JOIN people.person ON person.id = arrival.person_id
       WHERE arrival.withdrawn_at IS NULL
         AND arrival.expected_on BETWEEN \(from) AND \(through)
       ORDER BY arrival.expected_on, arrival.source, arrival.reference
      """)
  }

  static func withdraw(source: String, of entity: LegalEntity.ID, references: [String]?) -> Statement {
    Statement(
      "arrival.withdraw",
      """
      UPDATE people.arrival
         SET withdrawn_at = now()
       WHERE entity_id = \(entity)
         AND source = \(source)
         AND withdrawn_at IS NULL
         AND (\(references) IS NULL OR reference = ANY (\(references)))
      """)
  }

  static func add(_ arrivals: [ExpectedArrival], source: String) -> Statement {
    Statement(
      "arrival.add",
      """
      INSERT INTO people.arrival
          (source, entity_id, site_id, class_id, skill_id, person_id, reference, expected_on, probability,
           weekly_minutes, kind)
      SELECT \(source), *
        FROM unnest(
               \(arrivals.map(\.entity)), \(arrivals.map(\.site)), \(arrivals.map(\.trainingClass)),
               \(arrivals.map(\.skill)), \(arrivals.map(\.person)), \(arrivals.map(\.reference)),
               \(arrivals.map(\.expectedOn)), \(arrivals.map(\.probability)), \(arrivals.map(\.weeklyMinutes)),
               \(arrivals.map(\.kind.rawValue)))
      """)
  }
}

extension Arrival {
  /// Replaces everything a source expects in a company; what it said before is withdrawn, not deleted.
  ///
  /// For rooms that write in a transaction of their own: Recruiting after each offer.
  @discardableResult
  public static func replace(
    all arrivals: [ExpectedArrival], source: String, of entity: LegalEntity.ID, in tx: Session
  ) throws(PostgresError) -> Int {
    try tx.run(withdraw(source: source, of: entity, references: nil))
    return try tx.run(add(arrivals, source: source))
  }

  /// Adds arrivals, or replaces those the source told of under the same references.
  @discardableResult
  public static func note(
    _ arrivals: [ExpectedArrival], source: String, of entity: LegalEntity.ID, in tx: Session
  ) throws(PostgresError) -> Int {
    try tx.run(withdraw(source: source, of: entity, references: arrivals.map(\.reference)))
    return try tx.run(add(arrivals, source: source))
  }
}
