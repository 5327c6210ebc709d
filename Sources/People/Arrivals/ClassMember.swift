public import Postgres
public import Store

/// Somebody's seat in a class, from joining it until they left.
///
/// A trainer reaches people by it. Leaving keeps the row, with the reason.
public struct ClassMember: Codable, Sendable, Identifiable, Equatable {
  public let id: Identifier<ClassMember>
  public let trainingClass: TrainingClass.ID
  public let person: Person
  public let joinedAt: Instant
  public let leftAt: Instant?
  public let leftReason: String?
}

// MARK: - SQL

extension ClassMember: RowDecodable {
  public static let columns: StaticString = """
    member.id, member.class_id, member.joined_at, member.left_at, member.left_reason, person.id, person.entity_id,
    person.number, person.name
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    trainingClass = try row.next()
    joinedAt = try row.next()
    leftAt = try row.next()
    leftReason = try row.next()
    person = try Person(row: &row)
  }
}

extension TrainingClass {
  /// Who sits in the class now, by name, for rooms with a transaction of their own.
  public func members(in tx: Session) throws(PostgresError) -> [ClassMember] {
    try tx.all(
      Query(
        "class_member.of",
        """
        SELECT \(raw: ClassMember.columns)
          FROM people.class_member AS member
          JOIN people.person ON person.id = member.person_id
         WHERE member.class_id = \(id) AND member.left_at IS NULL
         ORDER BY person.name, person.id
        """))
  }

  /// Who is expected to start in the class and is on the books already.
  public func starters(in tx: Session) throws(PostgresError) -> [Person] {
    try tx.all(
      Query(
        "arrival.starters",
        """
        SELECT \(raw: Person.columns)
          FROM people.person
         WHERE person.id IN (SELECT arrival.person_id FROM people.arrival
                              WHERE arrival.class_id = \(id) AND arrival.withdrawn_at IS NULL)
         ORDER BY person.name, person.id
        """))
  }

  /// Gives each of them a seat who has none; answers how many that were.
  @discardableResult
  public func seat(_ persons: [Person.ID], in tx: Session) throws(PostgresError) -> Int {
    try tx.run(
      Statement(
        "class_member.seat",
        """
        INSERT INTO people.class_member (entity_id, class_id, person_id)
        SELECT \(entity), \(id), person
          FROM unnest(\(persons)) AS person
         WHERE NOT EXISTS (SELECT FROM people.class_member AS held
                            WHERE held.class_id = \(id) AND held.person_id = person AND held.left_at IS NULL)
        """))
  }

  /// Takes a seat back, with the reason; answers whether there was one.
  public func unseat(_ person: Person.ID, because reason: String, in tx: Session) throws(PostgresError) -> Bool {
    try tx.run(
      Statement(
        "class_member.leave",
        """
        UPDATE people.class_member SET left_at = now(), left_reason = \(reason)
         WHERE class_id = \(id) AND person_id = \(person) AND left_at IS NULL
        """)) == 1
  }

  /// Moves the class by so many days; the plan reads when it was to start before.
  public func move(byDays days: Int, in tx: Session) throws(PostgresError) -> TrainingClass {
    try tx.run(
      Statement(
        "training_class.move",
        """
        UPDATE people.training_class SET starts_on = starts_on + \(Int32(days)), ends_on = ends_on + \(Int32(days))
         WHERE id = \(id)
        """))
    return try tx.one(TrainingClass.with(id))
  }
}
