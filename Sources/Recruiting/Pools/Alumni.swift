public import People
public import Postgres
public import Store

/// Somebody who worked here in a season and has left.
public struct Alumnus: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let name: String
  public let number: String?
  /// Who they are among the candidates; `nil` until they are invited.
  public let candidate: Candidate.ID?
  /// Whether we would have them back; `nil` while nobody said.
  public let isWelcome: Bool?
  public let invitedAt: Instant?
}

/// Which alumni are meant: whoever's seasonal contract ended between two days.
public struct AlumniFilter: Codable, Sendable, Equatable {
  public var from: LocalDate
  public var through: LocalDate
  /// Leaves out whom somebody said not to have back.
  public var onlyWelcome: Bool

  public init(from: LocalDate, through: LocalDate, onlyWelcome: Bool = true) {
    self.from = from
    self.through = through
    self.onlyWelcome = onlyWelcome
  }
}

/// What inviting alumni came to.
public struct InvitationReport: Codable, Sendable, Equatable {
  public let batch: Batch.ID
  public let invited: Int
  /// Whom we had invited for it before.
  public let known: Int
}

/// How a season's invitations of alumni were answered: the return yield.
public struct ReturnYield: Codable, Sendable, Equatable {
  public let season: String
  public let invited: Int
  public let yes: Int
  public let no: Int
  public let hired: Int
}

// MARK: - SQL

extension Alumnus: RowDecodable {
  public static let columns: StaticString = "person_id, name, number, candidate_id, is_welcome, invited_at"

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    number = try row.next()
    candidate = try row.next()
    isWelcome = try row.next()
    invitedAt = try row.next()
  }

  static func matching(_ filter: AlumniFilter) -> Query<Alumnus> {
    Query(
      "alumnus.matching",
      """
      SELECT \(raw: columns)
        FROM recruiting.alumni(\(filter.from), \(filter.through))
       WHERE NOT \(filter.onlyWelcome) OR is_welcome IS DISTINCT FROM false
       ORDER BY name, person_id
      """)
  }

  static func invite(_ filter: AlumniFilter, for requisition: Requisition.ID, batch: Batch.ID) -> Query<Int> {
    Query(
      "alumnus.invite",
      """
      SELECT recruiting.invite_alumni(\(requisition), \(batch), \(filter.from), \(filter.through), \(filter.onlyWelcome))
      """)
  }
}

extension ReturnYield: RowDecodable {
  public static let columns: StaticString = "season, invited, yes, no, hired"

  public init(row: inout Row) throws(PostgresError) {
    season = try row.next()
    invited = try row.next()
    yes = try row.next()
    no = try row.next()
    hired = try row.next()
  }

  static let all = Query<ReturnYield>(
    "invitation.yield",
    """
    SELECT invitation.season,
           count(*) AS invited,
           count(*) FILTER (WHERE invitation.answer = 'yes') AS yes,
           count(*) FILTER (WHERE invitation.answer = 'no') AS no,
           count(hire.id) AS hired
      FROM recruiting.invitation
      LEFT JOIN recruiting.hire ON hire.application_id = invitation.application_id AND hire.ended_at IS NULL
     WHERE invitation.pool_id IS NULL
     GROUP BY invitation.season
     ORDER BY invitation.season
    """)
}
