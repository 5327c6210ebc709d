internal import People
public import Postgres
public import Store

/// What the world is told about a requisition on one channel.
public struct Posting: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Posting>

  public let id: ID
  public let requisition: String
  /// The version of the description it was filled from, as `customer-service-manager 2`.
  public let description: String
  public let channel: String
  public let state: PostingState
  public let company: String
  /// Seats that are still to be filled.
  public let openings: Int
  /// When it first went live.
  public let liveSince: Instant?
  public let content: PostingContent
}

// MARK: - SQL

extension Posting: RowDecodable {
  public static let columns: StaticString = """
    posting.id, requisition.code, description.code || ' ' || description.version, posting.channel, posting.state,
    entity.name, seats.open, lives.since, posting.title, posting.brief, posting.responsibilities,
    posting.qualifications, posting.benefits, posting.additional, posting.equal_opportunity, posting.pay,
    posting.pay_from_minor, posting.pay_to_minor, posting.pay_currency, posting.pay_unit, posting.hours,
    posting.work_hours, posting.city, posting.region, posting.country, posting.is_remote, posting.apply_to,
    posting.language, posting.starts_on, posting.opens_on, posting.closes_on
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    requisition = try row.next()
    description = try row.next()
    channel = try row.next()
    state = try row.word()
    company = try row.next()
    openings = try row.next()
    liveSince = try row.next()
    content = try PostingContent(next: &row)
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.posting
      JOIN recruiting.requisition ON requisition.id = posting.requisition_id
      JOIN recruiting.description ON description.id = posting.description_id
      JOIN people.legal_entity AS entity ON entity.id = posting.entity_id
     CROSS JOIN LATERAL (
           SELECT count(*) AS open
             FROM recruiting.opening
            WHERE opening.requisition_id = posting.requisition_id AND opening.state IN ('approved', 'open', 'reserved')
         ) AS seats
     CROSS JOIN LATERAL (
           SELECT min(step.stepped_at) AS since
             FROM recruiting.posting_step AS step
            WHERE step.posting_id = posting.id AND step.goes = 'live'
         ) AS lives
     WHERE \(condition)
     ORDER BY requisition.code, posting.id
    """
  }

  static let all = Query<Posting>("posting.all", list("true"))

  static func with(_ id: ID) -> Query<Posting> {
    Query("posting.with", list("posting.id = \(id)"))
  }

  /// Every live posting: a feed holds all jobs, or boards think the missing ones are gone.
  static let live = Query<Posting>("posting.live", list("posting.state = 'live'"))

  /// Live or paused, and past their last day or without a seat to fill.
  static func over(on day: LocalDate) -> Query<Posting> {
    Query(
      "posting.over",
      list("posting.state IN ('live', 'paused') AND (posting.closes_on < \(day) OR seats.open = 0)"))
  }

  static func add(
    _ content: PostingContent, for requisition: PostedRequisition, from description: JobDescription.ID,
    on channel: String
  ) -> Query<ID> {
    let text = content.text
    return Query(
      "posting.add",
      """
      INSERT INTO recruiting.posting
          (entity_id, requisition_id, description_id, channel, title, brief, responsibilities, qualifications, benefits,
           additional, equal_opportunity, pay, pay_from_minor, pay_to_minor, pay_currency, pay_unit, hours, work_hours,
           city, region, country, is_remote, apply_to, language, starts_on, opens_on, closes_on)
      VALUES (\(requisition.entity), \(requisition.id), \(description), \(channel), \(text.title), \(text.brief),
              \(text.responsibilities), \(text.qualifications), \(text.benefits), \(text.additional),
              \(text.equalOpportunity), \(text.pay), \(content.pay?.minimumMinor), \(content.pay?.maximumMinor),
              \(content.pay?.currency), \(content.pay?.unit.rawValue), \(content.hours.rawValue), \(content.workHours),
              \(content.city), \(content.region), \(content.country), \(content.isRemote), \(content.applyTo),
              \(content.language), \(content.startsOn), \(content.opensOn), \(content.closesOn))
      RETURNING id
      """)
  }

  static func step(_ id: ID, to state: PostingState, reason: String) -> Statement {
    Statement(
      "posting.step",
      """
      INSERT INTO recruiting.posting_step (entity_id, posting_id, goes, reason)
      SELECT posting.entity_id, posting.id, \(state.rawValue), \(reason)
        FROM recruiting.posting
       WHERE posting.id = \(id)
      """)
  }
}

extension PostingContent {
  /// Reads the 23 columns of a posting's content.
  init(next row: inout Row) throws(PostgresError) {
    text = try JobText(next: &row)
    let from: Int? = try row.next()
    let to: Int? = try row.next()
    let currency: String? = try row.next()
    let unit: String? = try row.next()
    pay =
      if let from, let to, let currency, let unit = unit.flatMap(PayRange.Unit.init) {
        PayRange(from, to: to, currency, per: unit)
      } else {
        nil
      }
    hours = try row.word()
    workHours = try row.next()
    city = try row.next()
    region = try row.next()
    country = try row.next()
    isRemote = try row.next()
    applyTo = try row.next()
    language = try row.next()
    startsOn = try row.next()
    opensOn = try row.next()
    closesOn = try row.next()
  }
}

/// What a posting needs to know of the requisition it is for.
struct PostedRequisition: RowDecodable {
  static let columns: StaticString = """
    requisition.id, requisition.entity_id, entity.name, requisition.posted_low_minor, requisition.posted_high_minor,
    requisition.currency, requisition.pay_unit, requisition.needed_on, requisition.is_evergreen, site.name,
    left(site.jurisdiction, 2)
    """
  let id: Int64
  let entity: LegalEntity.ID
  let company: String
  let pay: PayRange?
  let neededOn: LocalDate?
  let city: String
  let country: String

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    company = try row.next()
    let low: Int? = try row.next()
    let high: Int? = try row.next()
    let currency: String = try row.next()
    let unit: PayRange.Unit = try row.word()
    pay = if let low, let high { PayRange(low, to: high, currency, per: unit) } else { nil }
    let needed: LocalDate? = try row.next()
    let isEvergreen: Bool = try row.next()
    neededOn = isEvergreen ? nil : needed
    city = try row.next()
    country = try row.next()
  }

  static func called(_ code: String) -> Query<PostedRequisition> {
    Query(
      "requisition.posted",
      """
      SELECT \(raw: columns)
        FROM recruiting.requisition
        JOIN people.legal_entity AS entity ON entity.id = requisition.entity_id
        JOIN people.site ON site.id = requisition.site_id
       WHERE requisition.code = \(code)
      """)
  }
}
