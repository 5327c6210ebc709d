import People
public import Postgres
import Store
import Timekeeping

/// Why a time is taken, and which times are free instead.
public struct Busy: Codable, Sendable, Equatable, CustomStringConvertible {
  /// The rule that stands in the way, by its constraint's name.
  public let rule: String
  /// What is in the way, in its own words; empty when the caller may not see it.
  public let inTheWay: [String]
  public let free: [FreeSlot]

  public var description: String {
    let what = inTheWay.isEmpty ? "something you cannot see" : inTheWay.joined(separator: "; ")
    return "The time is taken: \(what). \(FreeSlot.sentence(free))"
      + (rule == "session_does_not_meet_a_shift" ? " Or --in-shift takes the time out of the shift." : "")
  }
}

/// A time at which both are free.
public struct FreeSlot: Codable, Sendable, Equatable {
  public let startsAt: Instant
  /// The same in the words of the site's clock.
  public let local: String
  public let zone: String

  static func sentence(_ slots: [FreeSlot]) -> String {
    guard let first = slots.first else { return "No time is free within a week of it." }
    return "Free: \(slots.map(\.local).joined(separator: ", ")) (\(first.zone))."
  }
}

// MARK: - SQL

extension FreeSlot: RowDecodable {
  public static let columns: StaticString = """
    slot.starts_at, to_char(slot.starts_at AT TIME ZONE slot.zone, 'YYYY-MM-DD HH24:MI'), slot.zone
    """

  public init(row: inout Row) throws(PostgresError) {
    startsAt = try row.next()
    local = try row.next()
    zone = try row.next()
  }

  static func near(_ plan: Booking, _ wanted: Int = 3) -> Query<FreeSlot> {
    Query(
      "session.slots",
      """
      SELECT \(raw: columns)
        FROM coaching.free_slots(\(plan.person.id),
                                 \(LocalDateTime(plan.on, plan.starts)) AT TIME ZONE \(plan.zone),
                                 \(Int32(plan.minutes)), \(plan.isInShift), \(Int32(wanted))) AS slot
      """)
  }
}

/// A session's time as it is tried: what a refusal is explained with.
struct Booking {
  let person: Person
  let on: LocalDate
  let starts: LocalTime
  let minutes: Int
  let isInShift: Bool
  let zone: String

  /// The rules whose breach is explained with what is in the way.
  private static let rules: Set<String> = [
    "session_does_not_meet_a_shift", "session_in_a_shift_leaves_its_breaks", "session_is_not_during_an_absence",
    "session_is_not_during_training", "session_does_not_meet_another", "session_does_not_overlap_another_of_the_person",
    "session_does_not_overlap_another_of_the_coach", "session_in_a_shift_lies_inside_one",
  ]

  /// Runs `body`; where the time is taken, says by what and which times are free.
  func explaining<T>(in tx: Session, _ body: () throws -> T) throws -> T {
    do {
      return try tx.savepoint { try body() }
    } catch let error as PostgresError {
      guard let rule = error.constraint, Self.rules.contains(rule) else { throw error }
      let free = try tx.all(FreeSlot.near(self))
      if rule == "session_in_a_shift_lies_inside_one" { throw CoachingError.noShift(person.name, free: free) }
      throw CoachingError.busy(Busy(rule: rule, inTheWay: try inTheWay(of: rule, in: tx), free: free))
    }
  }

  /// What the caller sees in the way.
  private func inTheWay(of rule: String, in tx: Session) throws -> [String] {
    switch rule {
    case "session_does_not_meet_a_shift", "session_in_a_shift_leaves_its_breaks":
      try tx.all(shifts).map(\.description)
    case "session_is_not_during_an_absence": ["\(person.name) or you are away then"]
    case "session_is_not_during_training": ["\(person.name) is in training then"]
    default:
      try tx.all(sessions).map {
        "session #\($0.id) of \($0.coachName) with \($0.personName), \($0.on) \($0.starts.clock)–\($0.ends.clock)"
      }
    }
  }

  private var span: SQL {
    """
    tstzrange(\(LocalDateTime(on, starts)) AT TIME ZONE \(zone),
              (\(LocalDateTime(on, starts)) AT TIME ZONE \(zone)) + make_interval(mins => \(Int32(minutes))))
    """
  }

  private var shifts: Query<Shift> {
    Query(
      "shift.in_the_way",
      """
      SELECT \(raw: Shift.columns)
        FROM timekeeping.named_shift AS shift
       WHERE shift.person_id IN (\(person.id), sec.me())
         AND shift.withdrawn_at IS NULL
         AND shift.during && \(span)
       ORDER BY shift.starts_at
      """)
  }

  private var sessions: Query<CoachingSession> {
    Query(
      "session.in_the_way",
      """
      SELECT \(raw: CoachingSession.columns)
        FROM coaching.named_session AS session
       WHERE (session.person_id IN (\(person.id), sec.me()) OR session.coach_id IN (\(person.id), sec.me()))
         AND session.state NOT IN ('cancelled', 'no show')
         AND tstzrange(session.starts_at, session.ends_at) && \(span)
       ORDER BY session.starts_at
      """)
  }

  /// The clock of the person's site on the day.
  static func zone(of person: Person.ID, on: LocalDate) -> Query<String?> {
    Query("session.zone", "SELECT coaching.zone_of(\(person), \(on))")
  }
}

extension LocalTime {
  /// The time as a clock on the wall shows it: `09:30`.
  var clock: String { String(description.prefix(5)) }
}
