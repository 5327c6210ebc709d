public import Postgres
public import Store

/// A line of the list of people: the person with their place, team, terms and skills on one day.
public struct Colleague: Codable, Sendable, Identifiable, Equatable {
  public let id: Person.ID
  public let number: String?
  public let name: String
  /// The site of the employment; `nil` when not employed on the day.
  public let site: String?
  public let team: String?
  public let kind: Employment.Kind?
  public let weeklyMinutes: Int?
  public let startsOn: LocalDate?
  public let endsOn: LocalDate?
  /// Skills held on the day, by name.
  public let skills: [String]
}

/// Which people to list; what is left out does not narrow.
public struct PeopleFilter: Codable, Sendable, Equatable {
  public var entity: String?
  public var site: String?
  public var team: String?
  public var skill: String?
  public var kind: Employment.Kind?
  /// Part of a name, as typed: `%` and `_` mean themselves.
  public var name: String?
  /// The day of the answer; today when left out.
  public var on: LocalDate?
  /// Whether people not employed on the day are listed too.
  public var includesFormer = false

  public init() {}
}

// MARK: - SQL

extension Colleague: RowDecodable {
  public static let columns: StaticString = """
    person.id, person.number, person.name, site.name, team.name, employment.kind, employment.weekly_minutes,
    employment.starts_on, employment.ends_on, skills.names
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    number = try row.next()
    name = try row.next()
    site = try row.next()
    team = try row.next()
    kind = (try row.next(String?.self)).flatMap(Employment.Kind.init)
    weeklyMinutes = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    skills = try row.next()
  }

  /// Names are searched with `strpos`, so a wildcard is only a character.
  static func list(_ filter: PeopleFilter) -> Query<Colleague> {
    Query(
      "person.list",
      """
      SELECT \(raw: columns)
        FROM (SELECT coalesce(\(filter.on), current_date) AS today) AS day
       CROSS JOIN people.person
        LEFT JOIN people.employment
               ON employment.person_id = person.id
              AND employment.starts_on <= day.today
              AND coalesce(employment.ends_on, day.today) >= day.today
        LEFT JOIN people.site ON site.id = employment.site_id
        LEFT JOIN people.membership
               ON membership.person_id = person.id
              AND membership.starts_on <= day.today
              AND coalesce(membership.ends_on, day.today) >= day.today
        LEFT JOIN people.team ON team.id = membership.team_id
        LEFT JOIN people.legal_entity AS entity ON entity.id = person.entity_id
       CROSS JOIN LATERAL (
             SELECT coalesce(array_agg(skill.name ORDER BY skill.name), '{}') AS names
               FROM people.skill_grant AS held
               JOIN people.skill ON skill.id = held.skill_id
              WHERE held.person_id = person.id
                AND held.revoked_at IS NULL
                AND held.starts_on <= day.today
                AND coalesce(held.expires_on, day.today) >= day.today
           ) AS skills
       WHERE (\(filter.entity) IS NULL OR entity.name = \(filter.entity))
         AND (\(filter.site) IS NULL OR site.name = \(filter.site))
         AND (\(filter.team) IS NULL OR team.name = \(filter.team))
         AND (\(filter.skill) IS NULL OR \(filter.skill) = ANY (skills.names))
         AND (\(filter.kind?.rawValue) IS NULL OR employment.kind = \(filter.kind?.rawValue))
         AND (\(filter.name) IS NULL OR strpos(lower(person.name), lower(\(filter.name))) > 0)
         AND (\(filter.includesFormer) OR employment.id IS NOT NULL)
       ORDER BY person.name, person.id
      """)
  }

  /// One person on a day, whether employed then or not.
  static func of(_ person: Person.ID, on: LocalDate) -> Query<Colleague> {
    var everybody = PeopleFilter()
    everybody.on = on
    everybody.includesFormer = true
    return Query(
      "person.of", "SELECT found.* FROM (\(list(everybody).sql)) AS found (id) WHERE found.id = \(person)")
  }
}
