internal import Planning
public import Postgres
internal import Store

/// A whole plan as it is kept, for reports and exports.
public struct KeptPlan: Codable, Sendable {
  public let season: Season
  public let assumptions: Assumptions
  public let forecast: ForecastVersion
  public let days: [ForecastDay]
  public let events: [SeasonEvent]
  /// Orders by day as they are known now, beyond the forecast's day too.
  public let orders: [OrderDay]
  public let slots: [RequirementSlot]
  public let hiring: HiringPlanVersion
  public let weeks: [HiringWeek]
  public let classes: [HiringClass]
  public let roster: RosterVersion
  public let activities: [RosterActivity]
  public let coverage: [RosterCoverage]
  public let people: [PersonName]
}

/// Orders of one local day.
public struct OrderDay: Codable, Hashable, Sendable {
  public let day: LocalDate
  public let orders: Double
}

/// Whom a roster's shifts belong to.
public struct PersonName: Codable, Hashable, Sendable, RowDecodable {
  public static let columns: StaticString = "person.id, person.name, site.name, site.zone"
  public let id: Int64
  public let name: String
  public let site: String
  /// IANA name of the site's time zone.
  public let zone: String

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    site = try row.next()
    zone = try row.next()
  }

  static func rostered(in roster: RosterVersion.ID) -> Query<PersonName> {
    Query(
      "person.rostered",
      """
      SELECT DISTINCT \(raw: columns)
        FROM scheduling.roster_activity AS activity
        JOIN people.person AS person ON person.id = activity.person_id
        JOIN people.site AS site ON site.id = activity.site_id
       WHERE activity.roster_id = \(roster) ORDER BY person.name, person.id
      """)
  }
}

extension Scheduling {
  /// The newest plan of a season, whole.
  ///
  /// - Throws: ``SchedulingError/nothingYet(step:season:command:)`` for the first step that is missing.
  public func kept(_ code: String) async throws(SchedulingError) -> KeptPlan {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let roster = try season.newestRoster(in: tx)
      let hiring = try season.newestHiringPlan(in: tx)
      let forecast = try season.newestForecast(in: tx)
      return KeptPlan(
        season: season, assumptions: try tx.one(AssumptionVersion.called(forecast.assumption)).body, forecast: forecast,
        days: try tx.all(ForecastDay.all(of: forecast.id)), events: try tx.all(SeasonEvent.all(entity: season.entity)),
        orders: try OrderHistory.read(tx, entity: season.entity, asOf: season.endsOn).days.map {
          OrderDay(day: $0.day, orders: $0.orders)
        },
        slots: try tx.all(RequirementSlot.all(of: roster.requirement)), hiring: hiring,
        weeks: try tx.all(HiringWeek.all(of: hiring.id)), classes: try tx.all(HiringClass.all(of: hiring.id)),
        roster: roster, activities: try tx.all(RosterActivity.all(of: roster.id)),
        coverage: try tx.all(RosterCoverage.all(of: roster.id)),
        people: try tx.all(PersonName.rostered(in: roster.id)))
    }
  }

  /// Holds the newest plan against what is known by now.
  public func replay(_ code: String) async throws(SchedulingError) -> Replay {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let forecast = try season.newestForecast(in: tx)
      let plan = try season.newestHiringPlan(in: tx)
      let assumptions = try tx.one(AssumptionVersion.called(forecast.assumption)).body
      let inputs = ReplayInputs(
        season: season, forecast: forecast, forecastDays: try tx.all(ForecastDay.all(of: forecast.id)),
        profile: try ProfileShare.profile(of: forecast.id, slotMinutes: assumptions.slotMinutes, in: tx),
        slots: try tx.all(RequirementSlot.all(of: plan.requirement)), plan: plan,
        weeks: try tx.all(HiringWeek.all(of: plan.id)), classes: try tx.all(HiringClass.all(of: plan.id)),
        roster: try tx.first(RosterVersion.newest(of: season.id)).map { try tx.all(RosterCoverage.all(of: $0.id)) }
          ?? [],
        actual: try OrderHistory.read(tx, entity: season.entity, asOf: season.endsOn),
        workforce: try Workforce.read(tx, season: season, assumptions: assumptions, asOf: forecast.asOf),
        assumptions: assumptions)
      do {
        return try inputs.replay()
      } catch {
        throw SchedulingError.planning("\(error)")
      }
    }
  }
}
