public import People
public import Postgres
public import Store

/// A talk with a candidate: when, where, and who sits in it.
public struct Interview: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Interview>

  public enum State: String, Codable, Sendable, CaseIterable {
    case proposed, scheduled, rescheduled, completed, cancelled
    case noShow = "no_show"
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let application: Application.ID
  public let requisition: Requisition.ID
  public let candidate: String
  public let kit: String?
  public let site: String
  public let zone: String
  public let startsAt: Instant
  public let endsAt: Instant
  /// The wall clock at the site.
  public let startsLocally: LocalDateTime
  public let place: String
  public let state: State
  public let interviewers: [String]
  /// How often it was moved: calendars ask.
  public let sequence: Int
  public let replaces: ID?
}

/// An interview as somebody proposes it; its time is the site's wall clock.
public struct PlannedInterview: Codable, Sendable, Equatable {
  public var startsAt: LocalDateTime
  public var minutes: Int
  public var interviewers: [String]
  public var kit: String?
  public var place = ""
  /// Whether it takes place as planned, or is only proposed.
  public var isSettled = true

  public init(at startsAt: LocalDateTime, minutes: Int = 30, with interviewers: [String]) {
    self.startsAt = startsAt
    self.minutes = minutes
    self.interviewers = interviewers
  }
}

// MARK: - SQL

extension Interview: RowDecodable {
  public static let columns: StaticString = """
    interview.id, interview.entity_id, interview.application_id, interview.requisition_id, candidate.name, kit.name,
    site.name, site.zone, interview.starts_at, interview.ends_at, interview.starts_at AT TIME ZONE site.zone,
    interview.place, interview.state, panel.names, interview.sequence, interview.replaces_id
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    application = try row.next()
    requisition = try row.next()
    candidate = try row.next()
    kit = try row.next()
    site = try row.next()
    zone = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    startsLocally = try row.next()
    place = try row.next()
    state = try row.word()
    interviewers = try row.next()
    sequence = try row.next()
    replaces = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.interview
      JOIN recruiting.application ON application.id = interview.application_id
      JOIN recruiting.candidate ON candidate.id = application.candidate_id
      JOIN people.site ON site.id = interview.site_id
      LEFT JOIN recruiting.kit ON kit.id = interview.kit_id
     CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(coalesce(person.name, '#' || panel.person_id) ORDER BY panel.id), '{}') AS names
             FROM recruiting.interview_panel AS panel
             LEFT JOIN people.person ON person.id = panel.person_id
            WHERE panel.interview_id = interview.id
         ) AS panel
     WHERE \(condition)
     ORDER BY interview.starts_at, interview.id
    """
  }

  static func all(of application: Application.ID?, with person: Person.ID?) -> Query<Interview> {
    Query(
      "interview.all",
      list(
        """
        (\(application) IS NULL OR interview.application_id = \(application))
        AND (\(person) IS NULL OR EXISTS (SELECT FROM recruiting.interview_panel AS sits
                                           WHERE sits.interview_id = interview.id AND sits.person_id = \(person)))
        """))
  }

  static func with(_ id: ID) -> Query<Interview> {
    Query("interview.with", list("interview.id = \(id)"))
  }

  static func move(_ id: ID, to state: State, note: String) -> Statement {
    Statement(
      "interview.move",
      "UPDATE recruiting.interview SET state = \(state.rawValue), state_note = \(note) WHERE id = \(id)")
  }
}

extension PlannedInterview {
  /// Adds the interview with its panel, in place of another if one is named.
  func add(for application: Application, replacing other: Interview? = nil, in tx: Session) throws -> Interview {
    let kit = try self.kit.map { name in
      guard let kit = try tx.first(Kit.newest(name)) else {
        throw RecruitingError.unknown(.kit, name, known: try tx.all(Kit.all).map(\.name))
      }
      return kit.id
    }
    let panel = try interviewers.map { try Person.find($0, in: tx) }
    if let other { try tx.run(Interview.move(other.id, to: .rescheduled, note: "moved")) }
    let id = try tx.one(insert(application, kit: kit, replacing: other))
    for person in panel {
      try tx.run(
        Statement(
          "interview_panel.add",
          """
          INSERT INTO recruiting.interview_panel (entity_id, interview_id, person_id)
          VALUES (\(application.entity), \(id), \(person.id))
          """))
    }
    if isSettled { try tx.run(Interview.move(id, to: .scheduled, note: "")) }
    return try tx.one(Interview.with(id))
  }

  private func insert(_ application: Application, kit: Kit.ID?, replacing other: Interview?) -> Query<Interview.ID> {
    Query(
      "interview.add",
      """
      INSERT INTO recruiting.interview
          (entity_id, application_id, requisition_id, stage_id, kit_id, site_id, starts_at, ends_at, place, replaces_id,
           sequence)
      SELECT requisition.entity_id, \(application.id), requisition.id, \(application.stageID), \(kit), site.id,
             moment.starts_at, moment.starts_at + make_interval(mins => \(Int32(minutes))), \(place), \(other?.id),
             \(Int32(other.map { $0.sequence + 1 } ?? 0))
        FROM recruiting.requisition
        JOIN people.site ON site.id = requisition.site_id
       CROSS JOIN LATERAL (SELECT people.instant(\(startsAt), site.zone, 1::smallint) AS starts_at) AS moment
       WHERE requisition.id = \(application.requisitionID)
      RETURNING id
      """)
  }
}
