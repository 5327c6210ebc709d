internal import Planning
public import Postgres
public import Store

/// A "what if" of a season, as multiples of what its plan assumes.
public struct SeasonScenario: Codable, Hashable, Sendable {
  public let name: String
  /// Contacts: 1.2 is a promotion a fifth stronger than forecast.
  public let demand: Double
  public let handleTime: Double
  /// Share of starters who pass their training.
  public let passRate: Double
  /// Weekly leavers, newcomers and tenured alike.
  public let attrition: Double
  /// Weeks by which recruiting takes longer.
  public let laterWeeks: Int

  public init(
    _ name: String, demand: Double = 1, handleTime: Double = 1, passRate: Double = 1, attrition: Double = 1,
    laterWeeks: Int = 0
  ) {
    self.name = name
    self.demand = demand
    self.handleTime = handleTime
    self.passRate = passRate
    self.attrition = attrition
    self.laterWeeks = laterWeeks
  }

  var planningScenario: Planning.Scenario {
    Planning.Scenario(
      name, demand: demand, handleTime: handleTime, passRate: passRate, attrition: attrition, laterBy: laterWeeks)
  }
}

/// A scenario beside the plan: what one would do, and what happens to the plan at hand.
public struct ScenarioComparison: Codable, Hashable, Sendable {
  public let scenario: String
  /// Starters of the plan one would make for it.
  public let starters: Int
  /// The last Monday on which that plan's first class may start; `nil` when it needs none.
  public let lastSafeOn: LocalDate?
  public let costMinor: Int
  /// Weeks that stay short even in that plan.
  public let weeksShort: Int
  /// Weeks that would be short with the classes of the plan at hand.
  public let weeksShortAsPlanned: Int
  /// The most productive agents missing in one week with the classes of the plan at hand.
  public let worstGapAsPlanned: Double
  public let costAsPlannedMinor: Int
  public let currency: String
}

extension Scheduling {
  /// The scenarios of a season, each as it was last described.
  public func scenarios(for code: String) async throws(SchedulingError) -> [SeasonScenario] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(SeasonScenario.all(of: Season.find(code, in: tx).id))
    }
  }

  /// Describes a scenario; one of the same name is described anew.
  public func describe(
    _ scenario: SeasonScenario, for code: String, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<SeasonScenario> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.one(SeasonScenario.add(scenario, to: Season.find(code, in: tx)))
    }
  }

  /// The newest hiring plan under each scenario, the plan as it stands first.
  ///
  /// - Parameter names: Which scenarios; all of the season's when empty.
  /// - Throws: ``SchedulingError/unknownScenario(_:season:)``, ``SchedulingError/nothingYet(step:season:command:)``.
  public func compare(_ names: [String], of code: String) async throws(SchedulingError) -> [ScenarioComparison] {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let all = try tx.all(SeasonScenario.all(of: season.id))
      let chosen =
        try names.isEmpty
        ? all
        : names.map { name in
          guard let found = all.first(where: { $0.name == name }) else {
            throw SchedulingError.unknownScenario(name, season: code)
          }
          return found
        }
      let made = try Stages(tx: tx, season: season).hiringAtHand()
      let asPlanned = Planning.Scenario("as planned")
      return try ScenarioOutcome.compare(
        [asPlanned] + chosen.map(\.planningScenario), plan: made.plan, in: made.hiring
      ).map { ScenarioComparison($0, currency: made.assumptions.currency) }
    }
  }
}

extension ScenarioComparison {
  init(_ outcome: ScenarioOutcome, currency: String) {
    self.init(
      scenario: outcome.scenario.name, starters: outcome.plan.starters,
      lastSafeOn: outcome.plan.classes.first.map { LocalDate($0.lastSafeMonday) },
      costMinor: outcome.plan.costMinor, weeksShort: outcome.plan.shortWeeks.count,
      weeksShortAsPlanned: outcome.planAtHand.shortWeeks.count,
      worstGapAsPlanned: outcome.planAtHand.weeks.map(\.gap).max() ?? 0,
      costAsPlannedMinor: outcome.planAtHand.costMinor, currency: currency)
  }
}

// MARK: - SQL

extension SeasonScenario: RowDecodable {
  public static let columns: StaticString = """
    scenario.name, scenario.demand, scenario.handle_time, scenario.pass_rate, scenario.attrition, scenario.later_weeks
    """

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    demand = try row.next()
    handleTime = try row.next()
    passRate = try row.next()
    attrition = try row.next()
    laterWeeks = try row.next()
  }

  static func all(of season: Season.ID) -> Query<SeasonScenario> {
    Query(
      "scenario.all",
      """
      SELECT \(raw: columns) FROM (
        SELECT DISTINCT ON (scenario.name) scenario.* FROM scheduling.scenario AS scenario
         WHERE scenario.season_id = \(season) ORDER BY scenario.name, scenario.id DESC) AS scenario
       ORDER BY scenario.name
      """)
  }

  static func add(_ scenario: SeasonScenario, to season: Season) -> Query<SeasonScenario> {
    Query(
      "scenario.add",
      """
      INSERT INTO scheduling.scenario AS scenario
        (entity_id, season_id, name, demand, handle_time, pass_rate, attrition, later_weeks)
      VALUES (\(season.entity), \(season.id), \(scenario.name), \(scenario.demand), \(scenario.handleTime),
              \(scenario.passRate), \(scenario.attrition), \(Int32(clamping: scenario.laterWeeks)))
      RETURNING \(raw: columns)
      """)
  }
}
