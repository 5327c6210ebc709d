public import People
public import Postgres
public import Store

/// One version of what was published: whose shifts it replaced, in which days, and who said so.
public struct Publication: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Publication>

  public enum Kind: String, Codable, Sendable {
    /// A new plan.
    case publish
    /// An earlier version, published again.
    case revert
    /// The same wall clocks under newer time zone rules.
    case rederive
    /// Offered hours as people claim them.
    case offer
    /// Shifts exchanged between two people.
    case swap
  }

  /// Whose shifts a version replaces.
  public enum Scope: Codable, Sendable, Equatable, Hashable {
    /// The whole company's.
    case entity
    case site(Site.ID)
    /// The members', those of teams below too, each on the days they are members.
    case team(Team.ID)
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let version: Int
  public let kind: Kind
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let scope: Scope
  public let note: String
  public let publishedAt: Instant
  /// Who published it, where the caller may know.
  public let publishedBy: String?
}

// MARK: - SQL

extension Publication: RowDecodable {
  public static let columns: StaticString = """
    publication.id, publication.entity_id, publication.version, publication.kind, publication.starts_on,
    publication.ends_on, publication.site_id, publication.team_id, publication.note, publication.published_at,
    (SELECT person.name FROM people.person WHERE person.id = publication.published_by)
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    version = try row.next()
    kind = try row.word()
    startsOn = try row.next()
    endsOn = try row.next()
    let site: Site.ID? = try row.next()
    let team: Team.ID? = try row.next()
    scope = site.map(Scope.site) ?? team.map(Scope.team) ?? .entity
    note = try row.next()
    publishedAt = try row.next()
    publishedBy = try row.next()
  }

  /// The newest first.
  static func newest(_ count: Int) -> Query<Publication> {
    Query(
      "publication.newest",
      """
      SELECT \(raw: columns)
        FROM timekeeping.publication
       ORDER BY publication.published_at DESC, publication.id DESC
       LIMIT \(count)
      """)
  }

  /// A version by its number; the company may be left out by who works for one alone.
  ///
  /// - Throws: ``TimekeepingError/noSuchVersion(_:)``.
  static func find(_ version: Int, of entity: String?, in tx: Session) throws -> Publication {
    let entity = try LegalEntity.find(entity, in: tx)
    guard let found = try tx.first(called(version, of: entity.id)) else {
      throw TimekeepingError.noSuchVersion(version)
    }
    return found
  }

  private static func called(_ version: Int, of entity: LegalEntity.ID) -> Query<Publication> {
    Query(
      "publication.version",
      """
      SELECT \(raw: columns)
        FROM timekeeping.publication
       WHERE publication.entity_id = \(entity) AND publication.version = \(version)
      """)
  }

  static func lock(_ entity: LegalEntity.ID) -> Query<Bool> {
    Query("publication.turn", "SELECT people.lock_entity(\(entity)) IS NOT NULL")
  }

  static func lock(_ persons: [Person.ID]) -> Query<Bool> {
    Query("shift.persons", "SELECT people.lock_persons(\(persons)) IS NOT NULL")
  }

  /// Writes the version's own row; its number is the entity's next.
  static func open(
    _ kind: Kind, of entity: LegalEntity.ID, days: ClosedRange<LocalDate>, scope: Scope, note: String,
    restoring: ID? = nil
  ) -> Query<Publication> {
    Query(
      "publication.open",
      """
      INSERT INTO timekeeping.publication AS publication
          (entity_id, version, kind, restores_id, starts_on, ends_on, site_id, team_id, note)
      SELECT \(entity), coalesce(max(earlier.version), 0) + 1, \(kind.rawValue), \(restoring),
             \(days.lowerBound), \(days.upperBound), \(scope.site), \(scope.team), \(note)
        FROM timekeeping.publication AS earlier
       WHERE earlier.entity_id = \(entity)
      RETURNING \(raw: columns)
      """)
  }

  /// Live shifts this version stands for.
  var reach: SQL {
    """
    shift.entity_id = \(entity)
    AND shift.works_on BETWEEN \(startsOn) AND \(endsOn)
    AND \(SQL.startsAround(startsOn...endsOn))
    AND shift.withdrawn_at IS NULL
    AND \(scope.condition)
    """
  }

  /// Whose live shifts would be withdrawn.
  var persons: Query<Person.ID> {
    Query("shift.affected", "SELECT DISTINCT shift.person_id FROM timekeeping.shift WHERE \(reach)")
  }

  var withdrawEarlier: Statement {
    Statement(
      "shift.withdraw",
      "UPDATE timekeeping.shift SET withdrawn_at = now(), withdrawn_by = \(id) WHERE \(reach)")
  }

  /// Shifts of this version that lie outside of what it may replace.
  var strays: Query<Int> {
    Query(
      "shift.strays",
      "SELECT count(*) FROM timekeeping.shift WHERE shift.publication_id = \(id) AND NOT (\(reach))")
  }

  /// How many of this version's shifts are as they were before.
  var kept: Query<Int> {
    Query(
      "shift.kept",
      """
      SELECT count(*)
        FROM timekeeping.shift
        JOIN timekeeping.shift AS earlier
          ON earlier.withdrawn_by = \(id)
         AND earlier.person_id = shift.person_id
         AND earlier.starts_at = shift.starts_at
         AND earlier.ends_at = shift.ends_at
       WHERE shift.publication_id = \(id)
      """)
  }
}

extension Publication.Scope {
  var site: Site.ID? { if case .site(let id) = self { id } else { nil } }
  var team: Team.ID? { if case .team(let id) = self { id } else { nil } }

  /// A condition on `shift`.
  var condition: SQL {
    switch self {
    case .entity: "true"
    case .site(let id): "shift.site_id = \(id)"
    case .team(let id):
      """
      EXISTS (
          WITH RECURSIVE below AS (
              SELECT \(id) AS id
              UNION
              SELECT team.id FROM people.team JOIN below ON team.parent_id = below.id
          )
          SELECT FROM people.membership JOIN below ON below.id = membership.team_id
           WHERE membership.person_id = shift.person_id
             AND membership.starts_on <= shift.works_on
             AND coalesce(membership.ends_on, shift.works_on) >= shift.works_on)
      """
    }
  }
}
