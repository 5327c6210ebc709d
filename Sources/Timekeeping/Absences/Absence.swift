public import People
public import Postgres
public import Store

/// Away: whole days, or part of one, asked for and decided by someone else.
public struct Absence: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Absence>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case holiday, sick, parental, unpaid, other
    case publicDuty = "public duty"
  }

  public enum Decision: String, Codable, Sendable, CaseIterable {
    case approved, declined
  }

  public let id: ID
  public let person: Person.ID
  public let personName: String
  public let kind: Kind
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  /// Only for part of one day.
  public let starts: LocalTime?
  public let ends: LocalTime?
  public let startsAt: Instant
  public let endsAt: Instant
  public let note: String
  /// `nil` while nobody has decided.
  public let decision: Decision?
  public let decidedBy: String?
  public let decidedAt: Instant?
  public let withdrawnAt: Instant?
}

/// An absence as it is asked for.
public struct AbsenceRequest: Codable, Sendable, Equatable {
  /// A name, a number or `#id`.
  public let person: String
  public let kind: Absence.Kind
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  /// Both, for part of one day.
  public let starts: LocalTime?
  public let ends: LocalTime?
  public let note: String

  public init(
    of person: String, _ kind: Absence.Kind, from startsOn: LocalDate, through endsOn: LocalDate,
    starts: LocalTime? = nil, ends: LocalTime? = nil, note: String = ""
  ) {
    self.person = person
    self.kind = kind
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.starts = starts
    self.ends = ends
    self.note = note
  }
}

/// A decided absence, and the published shifts it leaves without their person.
public struct DecidedAbsence: Codable, Sendable, Equatable {
  public let absence: Absence
  /// What has to be covered or republished; empty when declined.
  public let openShifts: [Shift]
}

/// That somebody is away, and when; not why.
public struct Away: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let personName: String
  public let startsAt: Instant
  public let endsAt: Instant
  /// Whether it is decided, or only asked for.
  public let isApproved: Bool
}

// MARK: - SQL

extension Absence: RowDecodable {
  public static let columns: StaticString = """
    absence.id, absence.person_id, person.name, absence.kind, absence.starts_on, absence.ends_on, absence.starts_time,
    absence.ends_time, absence.starts_at, absence.ends_at, absence.note, absence.decision,
    (SELECT decider.name FROM people.person AS decider WHERE decider.id = absence.decided_by),
    absence.decided_at, absence.withdrawn_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    person = try row.next()
    personName = try row.next()
    kind = try row.word()
    startsOn = try row.next()
    endsOn = try row.next()
    starts = try row.next()
    ends = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    note = try row.next()
    decision = (try row.next(String?.self)).flatMap(Decision.init)
    decidedBy = try row.next()
    decidedAt = try row.next()
    withdrawnAt = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM timekeeping.absence
      JOIN people.person ON person.id = absence.person_id
     WHERE \(condition)
     ORDER BY absence.starts_at, person.name
    """
  }

  static func with(_ id: ID) -> Query<Absence> {
    Query("absence.with", list("absence.id = \(id)"))
  }

  static func between(_ from: LocalDate, _ through: LocalDate) -> Query<Absence> {
    Query(
      "absence.between",
      list("absence.withdrawn_at IS NULL AND absence.starts_on <= \(through) AND absence.ends_on >= \(from)"))
  }

  static func decide(_ id: ID, _ decision: Decision) -> Statement {
    Statement(
      "absence.decide", "UPDATE timekeeping.absence SET decision = \(decision.rawValue) WHERE id = \(id)")
  }

  static func withdraw(_ id: ID) -> Statement {
    Statement(
      "absence.withdraw",
      "UPDATE timekeeping.absence SET withdrawn_at = now() WHERE id = \(id) AND withdrawn_at IS NULL")
  }
}

extension AbsenceRequest {
  /// Asks, at the site where the person is employed on the first day.
  func add(for person: Person) -> Query<Absence.ID> {
    Query(
      "absence.add",
      """
      INSERT INTO timekeeping.absence
          (entity_id, person_id, site_id, kind, starts_on, ends_on, starts_time, ends_time, note)
      SELECT employment.entity_id, employment.person_id, employment.site_id, \(kind.rawValue), \(startsOn), \(endsOn),
             \(starts), \(ends), \(note)
        FROM people.employment
       WHERE employment.person_id = \(person.id)
         AND employment.starts_on <= \(startsOn)
         AND coalesce(employment.ends_on, \(startsOn)) >= \(startsOn)
      RETURNING id
      """)
  }
}

extension Away: RowDecodable {
  public static let columns: StaticString = """
    absence.person_id, person.name, absence.starts_at, absence.ends_at, absence.decision IS NOT NULL
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    personName = try row.next()
    startsAt = try row.next()
    endsAt = try row.next()
    isApproved = try row.next()
  }

  static func between(_ from: LocalDate, _ through: LocalDate) -> Query<Away> {
    Query(
      "absence.away",
      """
      SELECT \(raw: columns)
        FROM timekeeping.absence
        JOIN people.person ON person.id = absence.person_id
       WHERE absence.withdrawn_at IS NULL
         AND absence.decision IS DISTINCT FROM 'declined'
         AND absence.starts_on <= \(through)
         AND absence.ends_on >= \(from)
       ORDER BY absence.starts_at, person.name
      """)
  }
}
