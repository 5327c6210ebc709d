public import Postgres
public import Store

/// A spell of employment: from a first day to a last one, or still open.
public struct Employment: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Employment>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case permanent, seasonal, agency
  }

  public enum EndReason: String, Codable, Sendable, CaseIterable {
    case resigned, dismissed, other
    case seasonOver = "season over"
    case contractOver = "contract over"
    case noShow = "no show"
  }

  public let id: ID
  public let person: Person.ID
  public let site: String
  public let kind: Kind
  public let startsOn: LocalDate
  /// The last day, inclusive; `nil` while open.
  public let endsOn: LocalDate?
  public let endReason: EndReason?
  public let hours: ContractHours
}

/// How much somebody works in a week, and between which bounds a roster may go.
public struct ContractHours: Codable, Sendable, Equatable, Hashable {
  public let weeklyMinutes: Int
  public let minimumWeeklyMinutes: Int
  public let maximumWeeklyMinutes: Int

  /// Hours of a contract; bounds that are not given are the contract itself.
  public init(weeklyMinutes: Int, minimum: Int? = nil, maximum: Int? = nil) {
    self.weeklyMinutes = weeklyMinutes
    minimumWeeklyMinutes = minimum ?? weeklyMinutes
    maximumWeeklyMinutes = maximum ?? weeklyMinutes
  }
}

// MARK: - SQL

extension Employment: RowDecodable {
  public static let columns: StaticString = """
    employment.id, employment.person_id, site.name, employment.kind, employment.starts_on, employment.ends_on,
    employment.end_reason, employment.weekly_minutes, employment.minimum_weekly_minutes,
    employment.maximum_weekly_minutes
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    site = try row.next()
    kind = try row.word()
    startsOn = try row.next()
    endsOn = try row.next()
    endReason = (try row.next(String?.self)).flatMap(EndReason.init)
    hours = ContractHours(
      weeklyMinutes: try row.next(), minimum: try row.next(Int.self), maximum: try row.next(Int.self))
  }

  static func of(_ persons: [Person.ID]) -> Query<Employment> {
    Query(
      "employment.of",
      """
      SELECT \(raw: columns)
        FROM people.employment
        JOIN people.site ON site.id = employment.site_id
       WHERE employment.person_id = ANY (\(persons))
       ORDER BY employment.person_id, employment.starts_on
      """)
  }

  static func start(
    _ person: Person, at site: Site.ID, kind: Kind, from startsOn: LocalDate, until endsOn: LocalDate?,
    hours: ContractHours
  ) -> Statement {
    Statement(
      "employment.start",
      """
      INSERT INTO people.employment
          (entity_id, person_id, site_id, kind, starts_on, ends_on,
           weekly_minutes, minimum_weekly_minutes, maximum_weekly_minutes)
      VALUES (\(person.entity), \(person.id), \(site), \(kind.rawValue), \(startsOn), \(endsOn),
              \(hours.weeklyMinutes), \(hours.minimumWeeklyMinutes), \(hours.maximumWeeklyMinutes))
      """)
  }

  static func change(
    _ employment: ID, site: Site.ID, kind: Kind, until endsOn: LocalDate?, hours: ContractHours
  ) -> Statement {
    Statement(
      "employment.change",
      """
      UPDATE people.employment
         SET site_id = \(site),
             kind = \(kind.rawValue),
             ends_on = \(endsOn),
             end_reason = CASE WHEN \(endsOn) IS NOT NULL THEN end_reason END,
             weekly_minutes = \(hours.weeklyMinutes),
             minimum_weekly_minutes = \(hours.minimumWeeklyMinutes),
             maximum_weekly_minutes = \(hours.maximumWeeklyMinutes)
       WHERE id = \(employment)
      """)
  }

  /// Ends the spell that covers `day` with that day as its last.
  static func end(_ person: Person.ID, on day: LocalDate, reason: EndReason) -> Statement {
    Statement(
      "employment.end",
      """
      UPDATE people.employment
         SET ends_on = \(day), end_reason = \(reason.rawValue)
       WHERE person_id = \(person)
         AND starts_on <= \(day)
         AND coalesce(ends_on, \(day)) >= \(day)
      """)
  }
}
