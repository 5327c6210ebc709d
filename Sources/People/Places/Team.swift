public import Postgres
public import Store

/// Who works together under one lead; a team may stand below another.
public struct Team: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Team>

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  public let site: String
  /// The team above, by name.
  public let parent: String?
  /// Who leads it now, by name; `nil` also when the caller may not see them.
  public let lead: String?
}

// MARK: - SQL

extension Team: RowDecodable {
  public static let columns: StaticString = "team.id, team.entity_id, team.name, site.name, parent.name, lead.name"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    site = try row.next()
    parent = try row.next()
    lead = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM people.team
      JOIN people.site ON site.id = team.site_id
      LEFT JOIN people.team AS parent ON parent.id = team.parent_id
      LEFT JOIN LATERAL (
             SELECT person.name
               FROM people.team_lead
               JOIN people.person ON person.id = team_lead.person_id
              WHERE team_lead.team_id = team.id
                AND team_lead.kind = 'lead'
                AND team_lead.starts_at <= now()
                AND coalesce(team_lead.ends_at, 'infinity') > now()
           ) AS lead ON true
     WHERE \(condition)
     ORDER BY team.entity_id, team.name
    """
  }

  static let all = Query<Team>("team.all", list("true"))

  static func named(_ name: String) -> Query<Team> {
    Query("team.named", list("team.name = \(name)"))
  }

  static func with(_ id: ID) -> Query<Team> {
    Query("team.with", list("team.id = \(id)"))
  }

  static func add(_ name: String, at site: Site, below parent: ID?) -> Query<ID> {
    Query(
      "team.add",
      """
      INSERT INTO people.team (entity_id, site_id, parent_id, name)
      VALUES (\(site.entity), \(site.id), \(parent), \(name))
      RETURNING id
      """)
  }

  /// Ends what the present lead leads, as of now.
  static func relieve(_ team: ID) -> Statement {
    Statement(
      "team_lead.relieve",
      """
      UPDATE people.team_lead
         SET ends_at = now(), operation_id = op.current()
       WHERE team_id = \(team)
         AND kind = 'lead'
         AND starts_at < now()
         AND coalesce(ends_at, 'infinity') > now()
      """)
  }

  /// Gives the team a lead as of now, or a delegate until an instant.
  static func appoint(_ person: Person.ID, to team: Team, until: Instant?) -> Statement {
    Statement(
      "team_lead.appoint",
      """
      INSERT INTO people.team_lead (entity_id, team_id, person_id, kind, ends_at)
      VALUES (\(team.entity), \(team.id), \(person), \(until == nil ? "lead" : "delegate"), \(until))
      """)
  }

  static func move(_ team: ID, below parent: ID?) -> Statement {
    Statement(
      "team.move",
      "UPDATE people.team SET parent_id = \(parent), operation_id = op.current() WHERE id = \(team)")
  }
}
