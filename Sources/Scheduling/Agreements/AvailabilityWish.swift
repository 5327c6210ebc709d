internal import People
public import Postgres
public import Store

/// When somebody cannot, would rather not, or would like to work.
public struct AvailabilityWish: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<AvailabilityWish>

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case unavailable, undesired, desired
  }

  public let id: ID
  public let name: String
  public let kind: String
  /// Monday is 1; `nil` for every day from `startsOn` through `endsOn`.
  public let weekday: Int?
  public let startsOn: LocalDate
  public let endsOn: LocalDate?
  public let starts: LocalTime
  public let ends: LocalTime
  public let weight: Int
}

/// A wish as it is told.
public struct AvailabilityDraft: Codable, Sendable {
  public let kind: AvailabilityWish.Kind
  public let weekday: Int?
  public let startsOn: LocalDate
  public let endsOn: LocalDate?
  public var starts = LocalTime(minutes: 0)
  public var ends = LocalTime(minutes: 1440)
  public var weight = 1

  public init(
    _ kind: AvailabilityWish.Kind, weekday: Int? = nil, from startsOn: LocalDate, through endsOn: LocalDate? = nil
  ) {
    self.kind = kind
    self.weekday = weekday
    self.startsOn = startsOn
    self.endsOn = endsOn
  }
}

extension Scheduling {
  /// The wishes that stand, as far as the caller may see them.
  public func wishes() async throws(SchedulingError) -> [AvailabilityWish] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(AvailabilityWish.list("wish.withdrawn_at IS NULL"))
    }
  }

  /// Tells a wish of the caller's own, before the deadline of the weeks that it touches; told again it stands once.
  public func wish(
    _ draft: AvailabilityDraft, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<AvailabilityWish> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      if let standing = try tx.first(AvailabilityWish.list(draft.stands)) { return standing }
      let id = try tx.one(draft.add)
      return try tx.one(AvailabilityWish.list("wish.id = \(id)"))
    }
  }

  /// Takes a wish of the caller's own back.
  public func withdraw(_ id: AvailabilityWish.ID, as operation: Operation) async throws(SchedulingError) -> Outcome<Int>
  {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let taken = try tx.run(
        Statement(
          "availability.withdraw",
          "UPDATE scheduling.availability SET withdrawn_at = now() WHERE id = \(id) AND withdrawn_at IS NULL"))
      guard taken == 1 else { throw SchedulingError.notThere("wish", Int(id.rawValue), "muster wish list") }
      return taken
    }
  }

  /// Says until when wishes for a week are taken; the newest word counts.
  ///
  /// - Parameter entity: The company's name; may be left out by who plans for one alone.
  public func setDeadline(
    week: LocalDate, closesAt: Instant, for entity: String? = nil, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Int> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let mine = try tx.one(
        Query<[String]>(
          "entity.mine",
          """
          SELECT coalesce(array_agg(name ORDER BY name), '{}') FROM people.legal_entity WHERE id = ANY (sec.my_entities())
          """))
      guard let name = entity ?? mine.first, entity != nil || mine.count == 1 else {
        throw SchedulingError.planning("Say which company: --entity \(mine.joined(separator: " or "))")
      }
      let set = try tx.run(
        Statement(
          "wish_deadline.add",
          """
          INSERT INTO scheduling.wish_deadline (entity_id, week_on, closes_at)
          SELECT id, \(week), \(closesAt) FROM people.legal_entity WHERE name = \(name)
          """))
      guard set == 1 else { throw SchedulingError.unknownEntity(name) }
      return set
    }
  }
}

// MARK: - SQL

extension AvailabilityDraft {
  /// The caller's own standing wish that says just this.
  var stands: SQL {
    """
    wish.withdrawn_at IS NULL AND wish.person_id = sec.me() AND wish.kind = \(kind.rawValue)
      AND wish.weekday IS NOT DISTINCT FROM \(weekday.map(Int16.init)) AND wish.starts_on = \(startsOn)
      AND wish.ends_on IS NOT DISTINCT FROM \(endsOn) AND wish.starts_time = \(starts) AND wish.ends_time = \(ends)
      AND wish.weight = \(Int16(weight))
    """
  }

  var add: Query<AvailabilityWish.ID> {
    Query(
      "availability.add",
      """
      INSERT INTO scheduling.availability
        (entity_id, person_id, kind, weekday, starts_on, ends_on, starts_time, ends_time, weight)
      SELECT person.entity_id, person.id, \(kind.rawValue), \(weekday.map(Int16.init)), \(startsOn), \(endsOn), \(starts), \(ends),
             \(Int16(weight))
        FROM people.person AS person WHERE person.id = sec.me()
      RETURNING id
      """)
  }
}

extension AvailabilityWish: RowDecodable {
  public static let columns: StaticString = """
    wish.id, person.name, wish.kind, wish.weekday::bigint, wish.starts_on, wish.ends_on, wish.starts_time, wish.ends_time,
    wish.weight::bigint
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    kind = try row.next()
    weekday = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    starts = try row.next()
    ends = try row.next()
    weight = try row.next()
  }

  static func list(_ condition: SQL) -> Query<AvailabilityWish> {
    Query(
      "availability.list",
      """
      SELECT \(raw: columns) FROM scheduling.availability AS wish JOIN people.person AS person ON person.id = wish.person_id
       WHERE \(condition) ORDER BY person.name, wish.starts_on, wish.id
      """)
  }
}
