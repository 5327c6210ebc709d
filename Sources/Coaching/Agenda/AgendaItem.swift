public import People
public import Postgres
public import Store

/// One thing to do or to know, with the day it is due.
public struct AgendaItem: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case session, clash, hr, share, answer, unanswered, close, action
    case theirAction = "their action"
    case followUp = "follow-up"
    /// HR broke the glass over a note: told to its author and to whom it is about.
    case readByHR = "read by HR"
    /// Nobody has held a session with them for longer than was asked for.
    case notCoached = "not coached"
  }

  public let kind: Kind
  public let dueOn: LocalDate?
  public let person: Person.ID
  public let personName: String
  /// Whose it is to do.
  public let whose: String
  public let session: CoachingSession.ID?
  public let about: String
  /// Days past the day; `nil` while it is not past.
  public let daysLate: Int?
}

// MARK: - SQL

extension AgendaItem: RowDecodable {
  public static let columns: StaticString = """
    item.kind, item.due_on, item.person_id, item.person_name, item.whose_name, item.session_id, item.about,
    nullif(greatest(current_date - item.due_on, 0), 0)::bigint
    """

  public init(row: inout Row) throws(PostgresError) {
    kind = try row.word()
    dueOn = try row.next()
    person = try row.next()
    personName = try row.next()
    whose = try row.next()
    session = try row.next()
    about = try row.next()
    daysLate = try row.next()
  }

  /// What waits until a day: for the caller, or for everybody the caller leads too.
  static func upcoming(until day: LocalDate?, ofEveryone: Bool) -> Query<AgendaItem> {
    Query(
      "agenda.upcoming",
      """
      SELECT \(raw: columns)
        FROM (SELECT agenda.*, coalesce(person.name, coaching.name_of(agenda.person_id), '#' || agenda.person_id) AS person_name,
                     coalesce(other.name, coaching.name_of(agenda.whose), '#' || agenda.whose) AS whose_name
                FROM coaching.agenda
                LEFT JOIN people.person ON person.id = agenda.person_id
                LEFT JOIN people.person AS other ON other.id = agenda.whose
               WHERE \(ofEveryone) OR agenda.whose = sec.me()) AS item
       WHERE \(day) IS NULL OR item.due_on <= \(day)
       ORDER BY item.due_on, item.kind, item.person_name, item.session_id
      """)
  }

  /// Whom of my people nobody has held a session with for so many days, the longest first.
  static func notCoached(for days: Int) -> Query<AgendaItem> {
    Query(
      "agenda.not_coached",
      """
      SELECT \(raw: columns)
        FROM (SELECT 'not coached' AS kind, max(session.takes_place_on) + \(Int32(days)) AS due_on, person.id AS person_id,
                     person.name AS person_name, '' AS whose_name, max(session.id) AS session_id,
                     coalesce('last on ' || max(session.takes_place_on), 'never yet') AS about
                FROM people.person
                LEFT JOIN coaching.session
                       ON session.person_id = person.id AND session.state IN ('held', 'shared', 'acknowledged', 'closed')
               WHERE person.id = ANY (sec.my_people()) AND person.id <> sec.me()
                 AND NOT EXISTS (SELECT FROM coaching.session AS planned
                                  WHERE planned.person_id = person.id AND planned.state = 'planned'
                                    AND planned.takes_place_on >= current_date)
               GROUP BY person.id
              HAVING coalesce(max(session.takes_place_on), '-infinity') < current_date - \(Int32(days))) AS item
       ORDER BY item.due_on NULLS FIRST, item.person_name
      """)
  }
}
