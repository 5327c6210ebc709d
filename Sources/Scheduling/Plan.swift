public import Postgres
public import Store

/// Everything one run of the plan left behind, with the time each stage took.
public struct SeasonPlan: Codable, Sendable {
  public let season: Season
  public let forecast: ForecastVersion
  public let requirement: RequirementVersion
  public let hiring: HiringPlanVersion
  public let roster: RosterVersion
  public let timings: [StageTiming]
}

/// How long one stage took, in milliseconds.
public struct StageTiming: Codable, Hashable, Sendable {
  public let stage: String
  public let milliseconds: Int
}

/// How a plan is to be made.
public struct PlanRequest: Codable, Hashable, Sendable {
  /// The last day whose orders the plan may see.
  public var asOf: LocalDate
  /// What to staff for: the goal over the `range` of the forecast, or its `mean`, `p10`, `p50` or `p90` to the contact.
  public var level: String
  public var seed: Int
  /// Whether the roster is published at the end.
  public var publishes: Bool

  public init(asOf: LocalDate, level: String = "range", seed: Int = 1, publishes: Bool = true) {
    self.asOf = asOf
    self.level = level
    self.seed = seed
    self.publishes = publishes
  }
}

extension Scheduling {
  /// Orders → forecast → agents per slot → whom to hire by which Monday → a roster for the peak week → published.
  ///
  /// All of it is one transaction: a plan is kept whole or not at all.
  ///
  /// - Parameter progress: Told the name of each stage as it begins.
  /// - Throws: ``SchedulingError``, at the first stage that cannot go on, in words that name the next command.
  public func plan(
    _ code: String, _ request: PlanRequest, as operation: Operation,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(SchedulingError) -> Outcome<SeasonPlan> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let stages = Stages(tx: tx, season: season)
      var watch = StageWatch(progress: progress)
      let forecast = try watch.time("forecast") { try stages.forecast(asOf: request.asOf) }
      let requirement = try watch.time("requirement") { try stages.require(forecast, level: request.level) }
      let hiring = try watch.time("hiring plan") { try stages.hire(requirement, asOf: request.asOf) }
      var roster = try watch.time("roster") {
        try stages.roster(requirement, plan: hiring, RosterRequest(seed: request.seed))
      }
      if request.publishes { roster = try watch.time("publication") { try stages.publish(roster) } }
      return SeasonPlan(
        season: season, forecast: forecast, requirement: requirement, hiring: hiring, roster: roster,
        timings: watch.timings)
    }
  }

  /// Forecasts the season's orders and contacts as known at the end of a day.
  public func forecast(
    _ code: String, asOf: LocalDate, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<ForecastVersion> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try Stages(tx: tx, season: Season.find(code, in: tx)).forecast(asOf: asOf)
    }
  }

  /// Turns the newest forecast into agents per slot.
  public func require(
    _ code: String, level: String = "range", as operation: Operation
  ) async throws(SchedulingError) -> Outcome<RequirementVersion> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      return try Stages(tx: tx, season: season).require(season.newestForecast(in: tx), level: level)
    }
  }

  /// Plans classes against the newest requirement with the people who are there on the forecast's day.
  public func hire(_ code: String, as operation: Operation) async throws(SchedulingError) -> Outcome<HiringPlanVersion>
  {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let asOf = try season.newestForecast(in: tx).asOf
      return try Stages(tx: tx, season: season).hire(season.newestRequirement(in: tx), asOf: asOf)
    }
  }

  /// Drafts a week's roster against the newest requirement, with seats for the newest hiring plan's classes.
  ///
  /// - Throws: ``SchedulingError/planning(_:)`` when there can be none, naming what contradicts what.
  public func roster(
    _ code: String, _ request: RosterRequest = RosterRequest(), as operation: Operation
  ) async throws(SchedulingError) -> Outcome<RosterVersion> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      return try Stages(tx: tx, season: season).roster(
        season.newestRequirement(in: tx), plan: tx.first(HiringPlanVersion.newest(of: season.id)), request)
    }
  }

  /// Publishes the newest roster: its people's shifts replace what was published for those days.
  ///
  /// - Parameter seen: The version that may be undone although it was published after the roster was drawn.
  /// - Throws: ``SchedulingError/alreadyPublished(roster:)``, ``SchedulingError/overtaken(roster:by:of:)``,
  ///   ``SchedulingError/conflicts(roster:_:)``, ``SchedulingError/notAllowed``.
  public func publish(
    _ code: String, seen: Int? = nil, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<RosterVersion> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      return try Stages(tx: tx, season: season).publish(season.newestRoster(in: tx), seen: seen)
    }
  }
}

/// Times the stages of a plan.
private struct StageWatch {
  let progress: @Sendable (String) -> Void
  private(set) var timings: [StageTiming] = []

  init(progress: @escaping @Sendable (String) -> Void) {
    self.progress = progress
  }

  mutating func time<T>(_ stage: String, _ body: () throws -> T) rethrows -> T {
    progress(stage)
    let clock = ContinuousClock()
    let start = clock.now
    let value = try body()
    let taken = clock.now - start
    timings.append(
      StageTiming(
        stage: stage,
        milliseconds: Int(taken.components.seconds * 1000 + taken.components.attoseconds / 1_000_000_000_000_000)))
    return value
  }
}

extension Season {
  func newestForecast(in tx: Session) throws -> ForecastVersion {
    guard let newest = try tx.first(ForecastVersion.newest(of: id)) else {
      throw SchedulingError.nothingYet(step: "forecast", season: code, command: "forecast")
    }
    return newest
  }

  func newestRequirement(in tx: Session) throws -> RequirementVersion {
    guard let newest = try tx.first(RequirementVersion.newest(of: id)) else {
      throw SchedulingError.nothingYet(step: "requirement", season: code, command: "staff")
    }
    return newest
  }

  func newestHiringPlan(in tx: Session) throws -> HiringPlanVersion {
    guard let newest = try tx.first(HiringPlanVersion.newest(of: id)) else {
      throw SchedulingError.nothingYet(step: "hiring plan", season: code, command: "hire")
    }
    return newest
  }

  func newestRoster(in tx: Session) throws -> RosterVersion {
    guard let newest = try tx.first(RosterVersion.newest(of: id)) else {
      throw SchedulingError.nothingYet(step: "roster", season: code, command: "roster")
    }
    return newest
  }
}
