public import Postgres
public import Store

/// Being in a team, from a first day to a last one.
public struct Membership: Codable, Sendable, Identifiable, Equatable {
  public let id: Identifier<Membership>
  public let person: Person.ID
  public let team: String
  public let startsOn: LocalDate
  /// The last day, inclusive; `nil` while open.
  public let endsOn: LocalDate?
}

// MARK: - SQL

extension Membership: RowDecodable {
  public static let columns: StaticString = """
    membership.id, membership.person_id, team.name, membership.starts_on, membership.ends_on
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    team = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
  }

  static func of(_ persons: [Person.ID]) -> Query<Membership> {
    Query(
      "membership.of",
      """
      SELECT \(raw: columns)
        FROM people.membership
        JOIN people.team ON team.id = membership.team_id
       WHERE membership.person_id = ANY (\(persons))
       ORDER BY membership.person_id, membership.starts_on
      """)
  }

  static func start(_ person: Person, in team: Team.ID, from: LocalDate, until: LocalDate?) -> Statement {
    Statement(
      "membership.start",
      """
      INSERT INTO people.membership (entity_id, person_id, team_id, starts_on, ends_on)
      VALUES (\(person.entity), \(person.id), \(team), \(from), \(until))
      """)
  }

  /// Closes every membership that reaches past `day`.
  static func end(_ person: Person.ID, on day: LocalDate) -> Statement {
    Statement(
      "membership.end",
      """
      UPDATE people.membership
         SET ends_on = \(day)
       WHERE person_id = \(person)
         AND starts_on <= \(day)
         AND coalesce(ends_on, 'infinity') > \(day)
      """)
  }

  /// Moves a person as of `day`, to the end of the membership they are in.
  ///
  /// A membership that began that very day changes its team; an older one ends the day before.
  static func transfer(_ person: Person, to team: Team.ID, on day: LocalDate, in tx: Session) throws(PostgresError) {
    let moved = try tx.run(
      Statement(
        "membership.correct",
        """
        UPDATE people.membership
           SET team_id = \(team)
         WHERE person_id = \(person.id) AND starts_on = \(day)
        """))
    guard moved == 0 else { return }
    let until = try tx.first(
      Query<LocalDate?>(
        "membership.until",
        """
        SELECT ends_on
          FROM people.membership
         WHERE person_id = \(person.id)
           AND starts_on < \(day)
           AND coalesce(ends_on, \(day)) >= \(day)
        """))
    try tx.run(end(person.id, on: day.adding(days: -1)))
    try tx.run(start(person, in: team, from: day, until: until ?? nil))
  }
}
