public import People
public import Postgres
public import Store

/// A wish for people, and what became of its seats.
public struct Requisition: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Requisition>

  public enum State: String, Codable, Sendable, CaseIterable {
    case draft, pending, approved, rejected, open, filled, cancelled
    case onHold = "on_hold"
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let title: String
  public let season: String?
  public let site: String
  public let skill: String?
  public let kind: Employment.Kind
  public let weeklyMinutes: Int
  public let isEvergreen: Bool
  public let state: State
  /// Seats that are not cancelled.
  public let seats: Int
  /// Seats of an accepted offer.
  public let filled: Int
  public let openedAt: Instant?
}

/// A requisition as somebody asks for it.
public struct NewRequisition: Codable, Sendable, Equatable {
  public var code: String
  public var title: String
  public var site: String
  public var kind: Employment.Kind
  public var weeklyMinutes: Int
  public var season: String?
  public var family: String?
  public var skill: String?
  public var language: String?
  public var pipeline: String?
  public var manager: String?
  public var recruiter: String?
  public var why = ""
  public var payUnit = "hour"
  /// What may be offered without a second approval, in minor units.
  public var band: ClosedRange<Int64>?
  /// What the posting says, in minor units; an offer outside it is refused.
  public var posted: ClosedRange<Int64>?
  public var isEvergreen = false
  /// When the hours were offered to those already employed, where a law asks for it.
  public var hoursOfferedOn: LocalDate?
  public var neededOn: LocalDate?

  public init(_ code: String, title: String, at site: String, kind: Employment.Kind, weeklyMinutes: Int) {
    self.code = code
    self.title = title
    self.site = site
    self.kind = kind
    self.weeklyMinutes = weeklyMinutes
  }
}

// MARK: - SQL

extension Requisition: RowDecodable {
  public static let columns: StaticString = """
    requisition.id, requisition.entity_id, requisition.code, requisition.title, requisition.season, site.name,
    skill.name, requisition.kind, requisition.weekly_minutes, requisition.is_evergreen, requisition.state,
    seat.seats, seat.filled, requisition.opened_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    title = try row.next()
    season = try row.next()
    site = try row.next()
    skill = try row.next()
    kind = try row.word()
    weeklyMinutes = try row.next()
    isEvergreen = try row.next()
    state = try row.word()
    seats = try row.next()
    filled = try row.next()
    openedAt = try row.next()
  }

  static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.requisition
      JOIN people.site ON site.id = requisition.site_id
      LEFT JOIN people.skill ON skill.id = requisition.skill_id
     CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE opening.state <> 'cancelled') AS seats,
                  count(*) FILTER (WHERE opening.state IN ('filled', 'occupied')) AS filled
             FROM recruiting.opening
            WHERE opening.requisition_id = requisition.id
         ) AS seat
     WHERE \(condition)
     ORDER BY requisition.code
    """
  }

  static func all(state: State?, season: String?) -> Query<Requisition> {
    Query(
      "requisition.all",
      list(
        """
        (\(state?.rawValue) IS NULL OR requisition.state = \(state?.rawValue))
        AND (\(season) IS NULL OR requisition.season = \(season))
        """))
  }

  static func called(_ code: String) -> Query<Requisition> {
    Query("requisition.called", list("requisition.code = \(code)"))
  }

  static let codes = Query<String>(
    "requisition.codes", "SELECT code FROM recruiting.requisition ORDER BY id DESC LIMIT 12")

  static func move(_ id: ID, to state: State, note: String) -> Statement {
    Statement(
      "requisition.move",
      "UPDATE recruiting.requisition SET state = \(state.rawValue), state_note = \(note) WHERE id = \(id)")
  }

  static func copy(_ id: ID, as code: String, season: String?) -> Statement {
    Statement(
      "requisition.copy",
      """
      INSERT INTO recruiting.requisition
          (entity_id, code, title, family, season, site_id, skill_id, language, kind, weekly_minutes, pipeline_id,
           manager_id, why, currency, pay_unit, band_low_minor, band_high_minor, posted_low_minor, posted_high_minor,
           is_evergreen)
      SELECT entity_id, \(code), title, family, coalesce(\(season), season), site_id, skill_id, language, kind,
             weekly_minutes, pipeline_id, manager_id, why, currency, pay_unit, band_low_minor, band_high_minor,
             posted_low_minor, posted_high_minor, is_evergreen
        FROM recruiting.requisition
       WHERE id = \(id)
      """)
  }

  static func decide(_ requisition: Requisition, _ decision: String, note: String) -> Statement {
    Statement(
      "requisition.decide",
      """
      INSERT INTO recruiting.requisition_approval (entity_id, requisition_id, decision, note)
      VALUES (\(requisition.entity), \(requisition.id), \(decision), \(note))
      """)
  }
}

extension NewRequisition {
  func add(in tx: Session) throws -> Requisition {
    let place = try Site.find(site, in: tx)
    let entity = place.entity
    let manager = try self.manager.map { try Person.find($0, in: tx).id }
    let recruiter = try self.recruiter.map { try Person.find($0, in: tx).id }
    let skill = try self.skill.map { try Skill.find($0, of: entity, in: tx).id }
    let pipeline = try tx.pipeline(self.pipeline, of: entity)
    try tx.run(
      Statement(
        "requisition.add",
        """
        INSERT INTO recruiting.requisition
            (entity_id, code, title, family, season, site_id, skill_id, language, kind, weekly_minutes, pipeline_id,
             manager_id, recruiter_id, why, currency, pay_unit, band_low_minor, band_high_minor, posted_low_minor,
             posted_high_minor, is_evergreen, hours_offered_on, needed_on)
        SELECT \(entity), \(code), \(title), \(family), \(season), \(place.id), \(skill), \(language), \(kind.rawValue),
               \(Int32(weeklyMinutes)), \(pipeline.id), \(manager), \(recruiter), \(why), entity.currency, \(payUnit),
               \(band?.lowerBound), \(band?.upperBound), \(posted?.lowerBound), \(posted?.upperBound), \(isEvergreen),
               \(hoursOfferedOn), \(neededOn)
          FROM people.legal_entity AS entity
         WHERE entity.id = \(entity)
        """))
    return try tx.requisition(code)
  }
}
