public import Postgres
public import Store

/// Extra hours, or leave to go early: so many places, until an instant.
public struct HoursOffer: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<HoursOffer>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// More work, by whoever claims it.
    case extra
    /// Leave before the shift ends.
    case release
  }

  public let id: ID
  public let kind: String
  public let site: String
  public let team: String?
  public let queue: String?
  public let day: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let zone: String
  public let places: Int
  public let taken: Int
  public let closesAt: Instant
  /// `open`, `full`, `closed` or `withdrawn`.
  public let state: String
  public let note: String
}

/// An offer as it is to be made.
public struct HoursOfferDraft: Codable, Sendable {
  public let kind: HoursOffer.Kind
  public let site: String
  public var team: String?
  public var queue: String?
  public let day: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let places: Int
  public let closesAt: Instant
  public var note = ""

  public init(
    _ kind: HoursOffer.Kind, at site: String, on day: LocalDate, starts: LocalTime, ends: LocalTime, places: Int,
    closesAt: Instant
  ) {
    self.kind = kind
    self.site = site
    self.day = day
    self.starts = starts
    self.ends = ends
    self.places = places
    self.closesAt = closesAt
  }
}

/// What a claim came to: a place, or in one line why there is none.
public struct HoursClaim: Codable, Hashable, Sendable {
  public let place: Int?
  public let places: Int
  public let reason: String?
  /// The published shift it became.
  public let shift: Int64?
}

/// One line of an offer's log: who claimed when, and what it came to.
public struct ClaimRecord: Codable, Hashable, Sendable {
  public let id: Int64
  public let name: String
  public let claimedAt: Instant
  public let place: Int?
  public let reason: String?
}

extension Scheduling {
  /// Offers hours; claiming one publishes it, so it takes the right to publish.
  public func offer(
    _ draft: HoursOfferDraft, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<HoursOffer> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      if let team = draft.team, try tx.first(draft.named(team)) == nil { throw SchedulingError.unknownPlace(team) }
      guard let id = try tx.first(draft.add) else { throw SchedulingError.unknownPlace(draft.site) }
      return try tx.one(HoursOffer.list("offer.id = \(id)"))
    }
  }

  /// The offers the caller may see from a day on; an agent sees those that are for them.
  public func offers(from day: LocalDate) async throws(SchedulingError) -> [HoursOffer] {
    try await store.read(or: SchedulingError.init) { tx in try tx.all(HoursOffer.list("offer.works_on >= \(day)")) }
  }

  /// Claims a place for the caller.
  public func claim(_ id: HoursOffer.ID, as operation: Operation) async throws(SchedulingError) -> Outcome<HoursClaim> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.one(
        Query<HoursClaim>(
          "hours_offer.claim", "SELECT \(raw: HoursClaim.columns) FROM scheduling.claim_hours(\(id)) AS claim"))
    }
  }

  /// Every claim on an offer in the order in which they came, as far as the caller may see.
  public func claims(on id: HoursOffer.ID) async throws(SchedulingError) -> [ClaimRecord] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(
        Query<ClaimRecord>(
          "hours_claim.of",
          """
          SELECT \(raw: ClaimRecord.columns) FROM scheduling.hours_claim AS claim
            JOIN people.person AS person ON person.id = claim.person_id
           WHERE claim.offer_id = \(id) ORDER BY claim.id
          """))
    }
  }

  /// Withdraws an offer; who has a place keeps it.
  public func withdraw(
    _ id: HoursOffer.ID, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<HoursOffer> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.run(
        Statement(
          "hours_offer.withdraw",
          "UPDATE scheduling.hours_offer SET withdrawn_at = now() WHERE id = \(id) AND withdrawn_at IS NULL"))
      guard let offer = try tx.first(HoursOffer.list("offer.id = \(id)")) else {
        throw SchedulingError.notThere("offer of hours", Int(id.rawValue), "muster hours list")
      }
      return offer
    }
  }
}

// MARK: - SQL

extension HoursOfferDraft {
  /// A team of the site's company by its name.
  func named(_ team: String) -> Query<Int64> {
    Query(
      "hours_offer.team",
      """
      SELECT team.id FROM people.team JOIN people.site ON site.entity_id = team.entity_id
       WHERE team.name = \(team) AND site.name = \(site)
      """)
  }

  var add: Query<HoursOffer.ID> {
    Query(
      "hours_offer.add",
      """
      SELECT scheduling.offer_hours(\(kind.rawValue), site.id, (
               SELECT team.id FROM people.team WHERE team.entity_id = site.entity_id AND team.name = \(team)),
             \(queue), \(day), \(starts), \(ends), \(Int32(places)), \(closesAt), \(note))
        FROM people.site WHERE site.name = \(site)
      """)
  }
}

extension HoursOffer: RowDecodable {
  public static let columns: StaticString = """
    offer.id, offer.kind, offer.site_name, offer.team_name, offer.queue, offer.works_on, offer.starts_time,
    offer.ends_time, offer.zone, offer.places::bigint, offer.taken::bigint, offer.closes_at, offer.state, offer.note
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    kind = try row.next()
    site = try row.next()
    team = try row.next()
    queue = try row.next()
    day = try row.next()
    starts = try row.next()
    ends = try row.next()
    zone = try row.next()
    places = try row.next()
    taken = try row.next()
    closesAt = try row.next()
    state = try row.next()
    note = try row.next()
  }

  static func list(_ condition: SQL) -> Query<HoursOffer> {
    Query(
      "hours_offer.list",
      """
      SELECT \(raw: columns) FROM scheduling.named_offer AS offer WHERE \(condition) ORDER BY offer.starts_at, offer.id
      """)
  }
}

extension HoursClaim: RowDecodable {
  public static let columns: StaticString = "claim.place::bigint, claim.places::bigint, claim.reason, claim.shift_id"

  public init(row: inout Row) throws(PostgresError) {
    place = try row.next()
    places = try row.next()
    reason = try row.next()
    shift = try row.next()
  }
}

extension ClaimRecord: RowDecodable {
  public static let columns: StaticString = "claim.id, person.name, claim.claimed_at, claim.place::bigint, claim.reason"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    claimedAt = try row.next()
    place = try row.next()
    reason = try row.next()
  }
}
