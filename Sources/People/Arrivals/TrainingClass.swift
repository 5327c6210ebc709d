public import Postgres
public import Store

/// A class of new starters: its days, its seats and who trains it.
public struct TrainingClass: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<TrainingClass>

  public let id: ID
  public let entity: LegalEntity.ID
  public let site: String
  public let name: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seats: Int
  public let trainer: String?
  public let skill: String?
  /// How many starters are expected, each counted by their probability; `nil` when the caller may not see arrivals.
  public let expected: Double?
}

// MARK: - SQL

extension TrainingClass: RowDecodable {
  public static let columns: StaticString = """
    class.id, class.entity_id, site.name, class.name, class.starts_on, class.ends_on, class.seats, trainer.name,
    skill.name, arrivals.expected
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    site = try row.next()
    name = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    seats = try row.next()
    trainer = try row.next()
    skill = try row.next()
    expected = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM people.training_class AS class
      JOIN people.site ON site.id = class.site_id
      LEFT JOIN people.person AS trainer ON trainer.id = class.trainer_id
      LEFT JOIN people.skill ON skill.id = class.skill_id
     CROSS JOIN LATERAL (
           SELECT sum(arrival.probability) AS expected
             FROM people.arrival
            WHERE arrival.class_id = class.id AND arrival.withdrawn_at IS NULL
         ) AS arrivals
     WHERE class.cancelled_at IS NULL AND \(condition)
     ORDER BY class.starts_on, class.name
    """
  }

  static let all = Query<TrainingClass>("training_class.all", list("true"))

  static func named(_ name: String) -> Query<TrainingClass> {
    Query("training_class.named", list("class.name = \(name)"))
  }

  static func with(_ id: ID) -> Query<TrainingClass> {
    Query("training_class.with", list("class.id = \(id)"))
  }
}

/// A class as it is planned.
public struct PlannedClass: Codable, Sendable, Equatable {
  public let site: String
  public let name: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seats: Int
  public let trainer: String?
  public let skill: String?

  public init(
    site: String, name: String, startsOn: LocalDate, endsOn: LocalDate, seats: Int, trainer: String? = nil,
    skill: String? = nil
  ) {
    self.site = site
    self.name = name
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.seats = seats
    self.trainer = trainer
    self.skill = skill
  }

  func add(in tx: Session) throws -> TrainingClass {
    let place = try tx.site(site)
    let trainer = try self.trainer.map { try tx.person($0).id }
    let skill = try self.skill.map { try tx.skill($0, of: place.entity).id }
    let id = try tx.one(
      Query<TrainingClass.ID>(
        "training_class.add",
        """
        INSERT INTO people.training_class
            (entity_id, site_id, name, starts_on, ends_on, seats, trainer_id, skill_id)
        VALUES (\(place.entity), \(place.id), \(name), \(startsOn), \(endsOn), \(seats), \(trainer), \(skill))
        RETURNING id
        """))
    return try tx.one(TrainingClass.with(id))
  }
}
