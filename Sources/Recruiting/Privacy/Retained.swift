public import Postgres
internal import Store

/// A candidate's records, and the days that bound how long they stay.
public struct Retained: Codable, Sendable, Hashable {
  public let candidate: Int64
  public let name: String
  public let jurisdiction: String
  /// The last decision, or the day they were noted when there was none.
  public let decidedOn: LocalDate
  public let consentUntil: LocalDate?
  public let isOpen: Bool
  public let isEmployee: Bool
  public let isHeld: Bool
  /// The rule the two days below come from.
  public let rule: String?
  /// Not before this day.
  public let keepUntil: LocalDate?
  /// Not after this day; `nil` where the law sets no end.
  public let eraseBy: LocalDate?

  /// What happens on a day, in a word or two.
  public func verdict(on day: LocalDate) -> String {
    if isOpen { return "applying" }
    if isHeld { return "held" }
    if let keepUntil, keepUntil > day { return "keep until \(keepUntil)" }
    guard let eraseBy else { return "no end set" }
    return eraseBy <= day ? "erase" : "erase by \(eraseBy)"
  }

  /// Whether it should be gone by that day and nothing stands in the way.
  public func isDue(on day: LocalDate) -> Bool { verdict(on: day) == "erase" }
}

// MARK: - SQL

extension Retained: RowDecodable {
  public static let columns: StaticString = """
    retained.candidate_id, candidate.name, retained.jurisdiction, retained.decided_on, retained.consent_until_on,
    retained.is_open, retained.is_employee, retained.is_held, retained.rule_code, retained.keep_until_on,
    retained.erase_by_on
    """

  public init(row: inout Row) throws(PostgresError) {
    candidate = try row.next()
    name = try row.next()
    jurisdiction = try row.next()
    decidedOn = try row.next()
    consentUntil = try row.next()
    isOpen = try row.next()
    isEmployee = try row.next()
    isHeld = try row.next()
    rule = try row.next()
    keepUntil = try row.next()
    eraseBy = try row.next()
  }

  static let all = Query<Retained>(
    "retained.all",
    """
    SELECT \(raw: columns)
      FROM privacy.retained
      JOIN recruiting.candidate ON candidate.id = retained.candidate_id
     ORDER BY retained.erase_by_on NULLS LAST, retained.candidate_id
    """)
}

/// The candidate somebody means: by `#id`, e-mail address or name.
struct Subject: RowDecodable {
  static let columns: StaticString = """
    candidate.id, candidate.entity_id, candidate.name, coalesce(candidate.jurisdiction, home.jurisdiction)
    """
  let id: Int64
  let entity: Int64
  let name: String
  let jurisdiction: String

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    jurisdiction = try row.next()
  }

  static func called(_ text: String) -> Query<Subject> {
    Query(
      "subject.called",
      """
      SELECT DISTINCT \(raw: columns)
        FROM recruiting.candidate
        LEFT JOIN recruiting.candidate_contact AS contact
          ON contact.candidate_id = candidate.id AND contact.normalised = lower(\(text))
       CROSS JOIN LATERAL (
             SELECT site.jurisdiction FROM people.site WHERE site.entity_id = candidate.entity_id ORDER BY site.id LIMIT 1
           ) AS home
       WHERE candidate.merged_into_id IS NULL
         AND (candidate.name = \(text) OR contact.id IS NOT NULL OR '#' || candidate.id = \(text))
       ORDER BY 1
      """)
  }

  static func find(_ text: String, in tx: Session) throws -> Subject {
    let found = try tx.all(called(text))
    guard let first = found.first else { throw HiringError.unknown(.candidate, text) }
    guard found.count == 1 else { throw HiringError.several(.candidate, text, found.map { "#\($0.id)" }) }
    return first
  }
}
