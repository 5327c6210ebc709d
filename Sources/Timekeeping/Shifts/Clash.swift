public import People
public import Postgres
public import Store

/// Why a shift cannot be published, with the name of what is in its way.
public struct Clash: Codable, Sendable, Equatable {
  public enum Reason: String, Codable, Sendable {
    /// Another shift of the person, published outside the scope or the period.
    case published
    /// Another shift of the same draft.
    case draft
    /// An approved absence.
    case away
    /// No employment on the day.
    case notEmployed = "not employed"
  }

  public let person: Person.ID
  public let personName: String
  public let on: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let reason: Reason
  /// The shift in the way, where it is a published one.
  public let shift: Shift.ID?
  /// The version of that shift.
  public let version: Int?
  /// When it is in the way, in the words of its site's clock.
  public let during: String?
}

extension Clash: CustomStringConvertible {
  public var description: String {
    let who = "\(personName), \(on) \(starts.clock)–\(ends.clock)"
    return switch reason {
    case .published:
      "\(who): already works \(during ?? "then"), shift #\(shift.map(\.description) ?? "?"), version \(version ?? 0)"
    case .draft: "\(who): another shift of this draft is \(during ?? "then")"
    case .away: "\(who): away \(during ?? "then")"
    case .notEmployed: "\(who): not employed that day"
    }
  }
}

// MARK: - SQL

extension Clash {
  /// The rules whose breach is explained with what is in the way.
  static let constraints: Set<String> = [
    "shift_does_not_overlap_another_of_the_person", "shift_is_not_during_an_absence",
    "shift_person_is_employed_that_day",
  ]
}

extension Clash: RowDecodable {
  public static let columns: StaticString = """
    person_id, person_name, works_on, starts_time, ends_time, reason, shift_id, version, during
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    personName = try row.next()
    on = try row.next()
    starts = try row.next()
    ends = try row.next()
    reason = try row.word()
    shift = try row.next()
    version = try row.next()
    during = try row.next()
  }

  /// What is in the way of these shifts, as far as the caller may see it; at most fifty.
  static func of(_ shifts: [PlannedShift]) -> Query<Clash> {
    Query(
      "shift.clashes",
      """
      WITH given AS (
          SELECT planned.*,
                 row_number() OVER () AS n,
                 person.name AS person_name,
                 site.zone,
                 people.instant(planned.works_on + planned.starts_time, site.zone, planned.start_fold) AS starts_at,
                 people.instant(
                     timekeeping.ends_local(planned.works_on, planned.starts_time, planned.ends_time,
                                            planned.start_fold, planned.end_fold),
                     site.zone, planned.end_fold) AS ends_at
            FROM \(shifts.table)
            JOIN people.site ON site.id = planned.site_id
            JOIN people.person ON person.id = planned.person_id
      ), clash AS (
          SELECT given.*, 'published' AS reason, shift.id AS shift_id, shift.version,
                 shift.starts_at AS from_at, shift.ends_at AS until_at
            FROM given
            JOIN timekeeping.named_shift AS shift
              ON shift.person_id = given.person_id AND shift.withdrawn_at IS NULL
             AND shift.starts_at < given.ends_at AND shift.ends_at > given.starts_at
          UNION ALL
          SELECT given.*, 'draft', NULL, NULL, other.starts_at, other.ends_at
            FROM given
            JOIN given AS other
              ON other.person_id = given.person_id AND other.n < given.n
             AND other.starts_at < given.ends_at AND other.ends_at > given.starts_at
          UNION ALL
          SELECT given.*, 'away', NULL, NULL, absence.starts_at, absence.ends_at
            FROM given
            JOIN timekeeping.absence
              ON absence.person_id = given.person_id
             AND absence.decision = 'approved' AND absence.withdrawn_at IS NULL
             AND absence.starts_at < given.ends_at AND absence.ends_at > given.starts_at
          UNION ALL
          SELECT given.*, 'not employed', NULL, NULL, NULL, NULL
            FROM given
           WHERE NOT EXISTS (
                 SELECT FROM people.employment
                  WHERE employment.person_id = given.person_id
                    AND employment.starts_on <= given.works_on
                    AND coalesce(employment.ends_on, given.works_on) >= given.works_on)
      )
      SELECT person_id, person_name, works_on, starts_time, ends_time, reason, shift_id, version,
             to_char(from_at AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI') || ' to '
                 || to_char(until_at AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI') AS during
        FROM clash
       ORDER BY person_name, works_on, starts_time, reason
       LIMIT 50
      """)
  }
}
