import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// What a plan says beyond its numbers: corrections with their reasons, scenarios, odds, and how forecasts did.
@Suite struct ForesightTests {
  @Test func `corrections, scenarios and looking back`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: false), as: Operation("season.plan"))
      try await anAdjustmentIsStaffedAndStaysOnTheRecord(scheduling)
      try await theOddsAreKept(scheduling)
      try await scenariosStandBesideThePlan(scheduling)
      try await forecastsAreHeldAgainstWhatCame(scheduling)
      try await refusals(scheduling)
      await pia.close()
    }
  }

  private func agents(_ scheduling: Scheduling, on day: LocalDate) async throws -> Int {
    _ = try await scheduling.require("peak-2011", as: Operation("season.staff"))
    _ = try await scheduling.roster("peak-2011", as: Operation("season.roster"))
    return try await scheduling.kept("peak-2011").slots.filter { $0.queue == "calls" && $0.day == day }
      .reduce(0) { $0 + $1.agents }
  }

  private func anAdjustmentIsStaffedAndStaysOnTheRecord(_ scheduling: Scheduling) async throws {
    let day = Sample.peak.adding(days: 1)
    let before = try await agents(scheduling, on: day)
    let draft = AdjustmentDraft(
      queue: "calls", startsOn: day, endsOn: day, multiple: 2, reason: "The television advert runs that evening.")
    let made = try await scheduling.adjust("peak-2011", draft, as: Operation("forecast.adjust")).value
    #expect(made.author == "Pia")
    let doubled = try await agents(scheduling, on: day)
    #expect(doubled > before * 3 / 2 && doubled < before * 2 + 24)
    _ = try await scheduling.withdraw(
      made.id, of: "peak-2011", reason: "The advert moved.", as: Operation("forecast.withdraw"))
    #expect(try await agents(scheduling, on: day) == before)
    #expect(try await scheduling.adjustments(for: "peak-2011").isEmpty)
    await #expect(throws: SchedulingError.unknownAdjustment(made.id.rawValue, season: "peak-2011")) {
      _ = try await scheduling.withdraw(made.id, of: "peak-2011", reason: "Again.", as: Operation("forecast.withdraw"))
    }
  }

  private func theOddsAreKept(_ scheduling: Scheduling) async throws {
    let plan = try await scheduling.kept("peak-2011")
    for week in plan.weeks {
      let odds = try #require(week.odds)
      #expect(odds.requiredP10 < odds.requiredP90 && odds.supplyP10 <= odds.supplyP90)
    }
    let shares = plan.weeks.compactMap(\.odds?.short)
    #expect((shares.min() ?? 0) < (shares.max() ?? 0), "some weeks are surer than others")
    #expect(plan.hiring.explanation.contains { $0.hasPrefix("Played through 1000 times") })
    #expect(plan.hiring.explanation.contains { $0.hasPrefix("Keeping the goal over the whole range takes") })
  }

  private func scenariosStandBesideThePlan(_ scheduling: Scheduling) async throws {
    let stronger = SeasonScenario("strong promotion", demand: 1.2)
    #expect(try await scheduling.describe(stronger, for: "peak-2011", as: Operation("scenario.new")).value == stronger)
    let weaker = SeasonScenario("weaker classes", passRate: 0.8)
    _ = try await scheduling.describe(weaker, for: "peak-2011", as: Operation("scenario.new"))
    let rows = try await scheduling.compare([], of: "peak-2011")
    #expect(rows.map(\.scenario) == ["as planned", "strong promotion", "weaker classes"])
    #expect(rows[0].costMinor == rows[0].costAsPlannedMinor || rows[0].costMinor < rows[0].costAsPlannedMinor)
    #expect(rows[1].worstGapAsPlanned > rows[0].worstGapAsPlanned && rows[1].starters > rows[0].starters)
    #expect(rows[2].costAsPlannedMinor > rows[0].costAsPlannedMinor)
    let redescribed = SeasonScenario("strong promotion", demand: 1.5)
    _ = try await scheduling.describe(redescribed, for: "peak-2011", as: Operation("scenario.new"))
    #expect(try await scheduling.scenarios(for: "peak-2011").map(\.demand) == [1.5, 1])
  }

  private func forecastsAreHeldAgainstWhatCame(_ scheduling: Scheduling) async throws {
    let later = Sample.asOf.adding(days: 30)
    let second = try await scheduling.forecast("peak-2011", asOf: later, as: Operation("season.forecast")).value
    let all = try await scheduling.forecasts(of: "peak-2011")
    #expect(all.map(\.asOf) == [later, Sample.asOf])
    let scores = try await scheduling.score(all[1].id.rawValue, second.id.rawValue, of: "peak-2011")
    #expect(scores.map(\.days).allSatisfy { $0 == scores[0].days }, "both are scored on the same days")
    #expect(scores.count == 2 && scores[0].actual == scores[1].actual)
    #expect(scores.allSatisfy { (0.05..<0.4).contains($0.absoluteError) && $0.quantileLoss < $0.absoluteError })
    let byLead = try await scheduling.accuracy(of: "peak-2011")
    #expect(byLead.map(\.lead) == ["1–7", "8–14", "15–28", "29–56", "57 and more"])
    let weeks = try await scheduling.difference(all[1].id.rawValue, second.id.rawValue, of: "peak-2011")
    #expect(weeks.first?.series == "orders" && weeks.contains { $0.series == "calls" })
    #expect(weeks.allSatisfy { $0.week.weekday == 1 && $0.older >= 0 })
  }

  private func refusals(_ scheduling: Scheduling) async throws {
    await #expect(throws: SchedulingError.unknownForecast(999, season: "peak-2011")) {
      _ = try await scheduling.score(999, 1, of: "peak-2011")
    }
    await #expect(throws: SchedulingError.unknownScenario("snow", season: "peak-2011")) {
      _ = try await scheduling.compare(["snow"], of: "peak-2011")
    }
    await #expect(throws: SchedulingError.unknownQueue("fax", known: ["calls", "chat", "mail"])) {
      let draft = AdjustmentDraft(queue: "fax", startsOn: Sample.peak, endsOn: Sample.peak, multiple: 1.1, reason: "x")
      _ = try await scheduling.adjust("peak-2011", draft, as: Operation("forecast.adjust"))
    }
    for (draft, part) in [
      (AdjustmentDraft(queue: nil, startsOn: Sample.peak, endsOn: Sample.peak, multiple: -1, reason: "x"), "multiple"),
      (AdjustmentDraft(queue: nil, startsOn: Sample.peak, endsOn: Sample.peak, multiple: 1.1, reason: "  "), "why"),
      (
        AdjustmentDraft(
          queue: nil, startsOn: Sample.peak, endsOn: Sample.peak.adding(days: -1), multiple: 1.1, reason: "x"),
        "ends on"
      ),
    ] {
      let refusal = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.adjust("peak-2011", draft, as: Operation("forecast.adjust"))
      }
      #expect(refusal?.kind == .invalid && refusal?.description.contains(part) == true, "\(refusal as Any)")
    }
    for scenario in [
      SeasonScenario("same"), SeasonScenario("wild", demand: 11), SeasonScenario("never", laterWeeks: 99),
    ] {
      let refusal = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.describe(scenario, for: "peak-2011", as: Operation("scenario.new"))
      }
      #expect(refusal?.kind == .invalid, "\(refusal as Any)")
    }
    let refusal = await #expect(throws: SchedulingError.self) {
      _ = try await scheduling.require("peak-2011", level: "p99", as: Operation("season.staff"))
    }
    #expect(refusal?.description.contains("range, mean, p10, p50, p90") == true)
  }
}
