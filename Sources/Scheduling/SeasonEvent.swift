internal import Planning
public import Postgres
public import Store

/// Something that moves demand and is known beforehand: a promotion, a holiday, a closed week.
///
/// Events of one name are the same kind of day: the next is expected to do what the last one did.
public struct SeasonEvent: Codable, Hashable, Sendable, Identifiable {
  public typealias ID = Identifier<SeasonEvent>

  public let id: ID
  public let name: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  /// Multiples of an ordinary day's orders that the planner expects; `nil` leaves it to the history.
  public let upliftLow: Double?
  public let upliftMid: Double?
  public let upliftHigh: Double?

  var planningEvent: Event {
    var uplift: Uplift?
    if let upliftLow, let upliftMid, let upliftHigh {
      uplift = Uplift(low: upliftLow, mid: upliftMid, high: upliftHigh)
    }
    return Event(name, startsOn.planningDay...endsOn.planningDay, uplift: uplift)
  }
}

/// An event as a planner gives it, before it is kept.
public struct EventDraft: Codable, Hashable, Sendable {
  public let name: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let uplift: [Double]

  /// - Parameter uplift: Low, middle and high multiples of an ordinary day; empty to let the history tell.
  public init(name: String, startsOn: LocalDate, endsOn: LocalDate, uplift: [Double] = []) {
    self.name = name
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.uplift = uplift
  }
}

// MARK: - SQL

extension SeasonEvent: RowDecodable {
  public static let columns: StaticString = """
    event.id, event.name, event.starts_on, event.ends_on, event.uplift_low, event.uplift_mid, event.uplift_high
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    upliftLow = try row.next()
    upliftMid = try row.next()
    upliftHigh = try row.next()
  }

  static func all(entity: Int64) -> Query<SeasonEvent> {
    Query(
      "event.all",
      """
      SELECT \(raw: columns) FROM scheduling.event AS event
       WHERE event.entity_id = \(entity) ORDER BY event.starts_on, event.name
      """)
  }

  /// Adds what is not known yet; an event of the same name and day stays as it is.
  static func add(_ draft: EventDraft, entity: Int64) -> Statement {
    let uplift = draft.uplift.count == 3 ? draft.uplift.map(Optional.some) : [nil, nil, nil]
    return Statement(
      "event.add",
      """
      INSERT INTO scheduling.event (entity_id, name, starts_on, ends_on, uplift_low, uplift_mid, uplift_high)
      VALUES (\(entity), \(draft.name), \(draft.startsOn), \(draft.endsOn), \(uplift[0]), \(uplift[1]), \(uplift[2]))
      ON CONFLICT ON CONSTRAINT event_is_known_once DO NOTHING
      """)
  }
}
