public import People
public import Postgres
public import Store

/// Hours set aside for somebody's training.
public struct TrainingBlock: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<TrainingBlock>

  public let id: ID
  public let person: Person.ID
  public let personName: String
  public let className: String?
  public let title: String
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let zone: String
  public let startsAt: Instant
  public let endsAt: Instant
}

/// Training as it is planned: a wall clock, not instants.
public struct PlannedTraining: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let entity: LegalEntity.ID
  public let site: Site.ID
  public let trainingClass: TrainingClass.ID?
  public let title: String
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public var startFold: Int?
  public var endFold: Int?

  public init(
    _ title: String, of person: Person, at site: Site.ID, class trainingClass: TrainingClass.ID? = nil,
    on: LocalDate, starts: LocalTime, ends: LocalTime
  ) {
    self.person = person.id
    entity = person.entity
    self.site = site
    self.trainingClass = trainingClass
    self.title = title
    self.on = on
    self.starts = starts
    self.ends = ends
  }

  /// Sets the hours aside in a transaction of another room: Onboarding when it plans a cohort.
  @discardableResult
  public func add(in tx: Session) throws(PostgresError) -> TrainingBlock {
    let id = try tx.one(
      Query<TrainingBlock.ID>(
        "training_block.add",
        """
        INSERT INTO timekeeping.training_block
            (entity_id, person_id, site_id, class_id, title, works_on, starts_time, ends_time, start_fold, end_fold)
        VALUES (\(entity), \(person), \(site), \(trainingClass), \(title), \(on), \(starts), \(ends),
                \(startFold), \(endFold))
        RETURNING id
        """))
    return try tx.one(TrainingBlock.with(id))
  }
}

// MARK: - SQL

extension TrainingBlock: RowDecodable {
  public static let columns: StaticString = """
    block.id, block.person_id, person.name, class.name, block.title, block.works_on, block.starts_time,
    block.ends_time, block.zone, block.starts_at, block.ends_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    personName = try row.next()
    className = try row.next()
    title = try row.next()
    on = try row.next()
    starts = try row.next()
    ends = try row.next()
    zone = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM timekeeping.training_block AS block
      JOIN people.person ON person.id = block.person_id
      LEFT JOIN people.training_class AS class ON class.id = block.class_id
     WHERE \(condition)
     ORDER BY block.starts_at, person.name
    """
  }

  static func with(_ id: ID) -> Query<TrainingBlock> {
    Query("training_block.with", list("block.id = \(id)"))
  }

  static func between(_ from: LocalDate, _ through: LocalDate) -> Query<TrainingBlock> {
    Query(
      "training_block.between",
      list("block.withdrawn_at IS NULL AND block.works_on BETWEEN \(from) AND \(through)"))
  }

  static func withdraw(_ id: ID) -> Statement {
    Statement(
      "training_block.withdraw",
      "UPDATE timekeeping.training_block SET withdrawn_at = now() WHERE id = \(id) AND withdrawn_at IS NULL")
  }
}

extension TrainingBlock {
  /// Gives hours back in a transaction of another room: Onboarding when a cohort is moved.
  @discardableResult
  public static func withdraw(all ids: [ID], in tx: Session) throws(PostgresError) -> Int {
    try tx.run(
      Statement(
        "training_block.withdraw_all",
        "UPDATE timekeeping.training_block SET withdrawn_at = now() WHERE id = ANY (\(ids)) AND withdrawn_at IS NULL"))
  }
}
