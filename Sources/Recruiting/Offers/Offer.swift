public import People
public import Postgres
public import Store

/// What we offered somebody, in one version.
public struct Offer: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Offer>

  public enum State: String, Codable, Sendable, CaseIterable {
    case draft, pending, approved, sent, accepted, declined, expired, rescinded, superseded, void
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let application: Application.ID
  public let candidate: String
  public let requisition: String
  public let requisitionID: Requisition.ID
  public let version: Int
  public let seat: Int?
  public let className: String?
  /// In minor units; `nil` in an import that does not say it.
  public let pay: Int64?
  public let currency: String
  public let payUnit: String
  public let weeklyMinutes: Int
  public let startsOn: LocalDate
  public let endsOn: LocalDate?
  public let expiresAt: Instant?
  public let state: State
  /// When they said yes, also when it came to nothing later.
  public let acceptedAt: Instant?
}

/// An offer as somebody drafts it.
public struct DraftOffer: Codable, Sendable, Equatable {
  /// The seat's number within the application's requisition.
  public var seat: Int
  /// In minor units of the company's currency.
  public var pay: Int64
  /// The hours to expect, estimated in good faith.
  public var hoursEstimate: String
  public var expiresAt: Instant
  /// The last day of a seasonal contract.
  public var endsOn: LocalDate?
  /// The seat's when left out.
  public var weeklyMinutes: Int?

  public init(seat: Int, pay: Int64, hoursEstimate: String, expiresAt: Instant, endsOn: LocalDate? = nil) {
    self.seat = seat
    self.pay = pay
    self.hoursEstimate = hoursEstimate
    self.expiresAt = expiresAt
    self.endsOn = endsOn
  }
}

// MARK: - SQL

extension Offer: RowDecodable {
  public static let columns: StaticString = """
    offer.id, offer.entity_id, offer.application_id, candidate.name, requisition.code, offer.requisition_id,
    offer.version, opening.number, class.name, offer.pay_minor, offer.currency, offer.pay_unit, offer.weekly_minutes,
    offer.starts_on, offer.ends_on, offer.expires_at, offer.state, offer.accepted_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    application = try row.next()
    candidate = try row.next()
    requisition = try row.next()
    requisitionID = try row.next()
    version = try row.next()
    seat = try row.next()
    className = try row.next()
    pay = try row.next()
    currency = try row.next()
    payUnit = try row.next()
    weeklyMinutes = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    expiresAt = try row.next()
    state = try row.word()
    acceptedAt = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.offer
      JOIN recruiting.application ON application.id = offer.application_id
      JOIN recruiting.candidate ON candidate.id = application.candidate_id
      JOIN recruiting.requisition ON requisition.id = offer.requisition_id
      LEFT JOIN recruiting.opening ON opening.id = offer.opening_id
      LEFT JOIN people.training_class AS class ON class.id = offer.class_id
     WHERE \(condition)
     ORDER BY requisition.code, offer.application_id, offer.version DESC
    """
  }

  static func all(of requisition: String?, state: State?) -> Query<Offer> {
    Query(
      "offer.all",
      list(
        """
        (\(requisition) IS NULL OR requisition.code = \(requisition))
        AND (\(state?.rawValue) IS NULL OR offer.state = \(state?.rawValue))
        """))
  }

  /// The newest version for an application.
  static func newest(of application: Application.ID) -> Query<Offer> {
    Query("offer.newest", "\(list("offer.application_id = \(application)")) LIMIT 1")
  }

  static func move(_ id: ID, to state: State, note: String, reason: Reason.ID? = nil) -> Statement {
    Statement(
      "offer.move",
      """
      UPDATE recruiting.offer
         SET state = \(state.rawValue), state_note = \(note), reason_id = coalesce(\(reason), reason_id)
       WHERE id = \(id)
      """)
  }

  /// Lets every sent offer lapse whose time had come at an instant.
  static func expire(at instant: Instant) -> Statement {
    Statement(
      "offer.expire",
      "UPDATE recruiting.offer SET state = 'expired' WHERE state = 'sent' AND expires_at <= \(instant)")
  }

  static func decide(_ offer: Offer, _ decision: String, note: String) -> Statement {
    Statement(
      "offer.decide",
      """
      INSERT INTO recruiting.offer_approval (entity_id, offer_id, requisition_id, decision, note)
      VALUES (\(offer.entity), \(offer.id), \(offer.requisitionID), \(decision), \(note))
      """)
  }
}

extension DraftOffer {
  /// Drafts the next version; one that nobody answered yet is superseded by it.
  func add(for application: Application, in tx: Session) throws -> Offer {
    if let before = try tx.first(Offer.newest(of: application.id)),
      [.draft, .pending, .approved, .sent].contains(before.state)
    {
      try tx.run(Offer.move(before.id, to: .superseded, note: "another version"))
    }
    let seat = try tx.seat(self.seat, of: application.requisition)
    try tx.run(
      Statement(
        "offer.draft",
        """
        INSERT INTO recruiting.offer
            (entity_id, application_id, requisition_id, version, opening_id, class_id, kind, pay_minor, currency, pay_unit,
             weekly_minutes, hours_estimate, starts_on, ends_on, expires_at)
        SELECT \(application.entity), \(application.id), requisition.id,
               1 + (SELECT count(*) FROM recruiting.offer WHERE application_id = \(application.id)), opening.id,
               opening.class_id, requisition.kind, \(pay), requisition.currency, requisition.pay_unit,
               coalesce(\(weeklyMinutes.map(Int32.init)), opening.weekly_minutes), \(hoursEstimate), opening.starts_on,
               \(endsOn), \(expiresAt)
          FROM recruiting.opening
          JOIN recruiting.requisition ON requisition.id = opening.requisition_id
         WHERE opening.id = \(seat.id)
        """))
    return try tx.one(Offer.newest(of: application.id))
  }
}
