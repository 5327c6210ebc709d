import Postgres
import Testing

@testable import Recruiting

struct SupplyForecastTests {
  static let today = LocalDate("2026-09-07") ?? LocalDate(daysSince2000: 0)
  static let twenty = OpenClass(
    id: 1, name: "October", site: 1, startsOn: today.adding(days: 35), endsOn: today.adding(days: 46), seats: 20)

  /// A past so long that its rates are the rates: 15.2147 % of interviews, 77.4194 % of offers, 92 % of acceptances.
  static let history = [
    step("Interview", 2, 1_521_470, of: 10_000_000), step("Offer", 3, 7_741_940, of: 10_000_000),
    step("Accepted", 4, 9_200_000, of: 10_000_000),
  ]

  static func step(_ stage: String, _ rank: Int, _ onward: Int, of ripe: Int, days: Double? = 7) -> StepHistory {
    StepHistory(
      family: "agent", sourceKind: "site", pipeline: "p", stage: stage, rank: rank, ripe: ripe, onward: onward,
      medianDays: days)
  }

  static func open(_ id: Int64, _ stage: String, _ rank: Int) -> OpenApplication {
    OpenApplication(
      id: id, requisition: "REQ-1", family: "agent", sourceKind: "site", pipeline: "p", stage: stage, rank: rank,
      acceptedRank: 4, startedRank: 5, site: 1, entity: 1)
  }

  static func forecast(_ applications: [OpenApplication], classes: [OpenClass] = [twenty]) -> SupplyForecast {
    SupplyForecast(applications, classes: classes, history: history, curve: SupplyCurve(), asOf: today)
  }

  static let worked =
    (1...12).map { open($0, "Accepted", 4) } + (13...21).map { open($0, "Offer", 3) }
    + (22...51).map { open($0, "Interview", 2) }

  @Test func `the worked class of twenty seats`() throws {
    let outlook = try #require(Self.forecast(Self.worked).outlooks.first)
    #expect(outlook.candidates == 51)
    #expect((outlook.mean - 20.7014).magnitude < 1e-4)
    #expect((outlook.variance - 5.6264).magnitude < 1e-4)
    #expect((outlook.chanceFull - 0.693471).magnitude < 2e-6)
    #expect(outlook.startsP20 == 19)
    #expect(outlook.furtherOffers == 0)
    #expect(outlook.applicationsNeeded == 0)
  }

  /// Of two even chances and one seat: none with 1/4, else one; 3/4 of one expected start, 3/16 of variance 1/2.
  @Test func `nobody starts past the last seat`() throws {
    let one = OpenClass(
      id: 1, name: "October", site: 1, startsOn: Self.today.adding(days: 35), endsOn: Self.today.adding(days: 46),
      seats: 1)
    let forecast = SupplyForecast(
      [Self.open(1, "Offer", 3), Self.open(2, "Offer", 3)], classes: [one],
      history: [Self.step("Offer", 3, 0, of: 0, days: nil)], curve: SupplyCurve(), asOf: Self.today)
    let seating = try #require(forecast.seatings[1])
    #expect(forecast.chances.map(\.chance) == [0.5, 0.5])
    #expect((seating.mean - 0.75).magnitude < 1e-12 && (seating.variance - 0.375).magnitude < 1e-12)
    #expect(forecast.crowded == ["October has seats for 1, and 1.0 would start: 0.8 are expected."])
    let free = Self.forecast([Self.open(1, "Offer", 3)])
    #expect(((free.seatings[1]?.mean ?? 0) - 1).magnitude < 1e-12)
    #expect(free.crowded.isEmpty)
  }

  @Test func `a job's own past counts as much as it is long`() throws {
    let conversions = Conversions([
      Self.step("Offer", 3, 80, of: 100),
      StepHistory(
        family: "chat", sourceKind: "site", pipeline: "p", stage: "Offer", rank: 3, ripe: 20, onward: 4, medianDays: 3),
    ])
    let step = try #require(conversions.steps["p"]?.first)
    // All jobs: 84 of 120, half a case added on either side.
    #expect((step.rate - 84.5 / 121).magnitude < 1e-12)
    let chat = conversions.rate(step, family: "chat", sourceKind: "site")
    #expect((chat - (4 + 20 * 84.5 / 121) / 40).magnitude < 1e-12)
    #expect(conversions.rate(step, family: "new", sourceKind: "event") == step.rate)
  }

  @Test func `where nobody has had time, one in two is assumed and told`() throws {
    let forecast = SupplyForecast(
      [Self.open(1, "Offer", 3)], classes: [Self.twenty], history: [Self.step("Offer", 3, 0, of: 0, days: nil)],
      curve: SupplyCurve(), asOf: Self.today)
    #expect(forecast.chances.map(\.chance) == [0.5])
    #expect(forecast.learned == ["p, from Offer: nobody has had time yet; 50.0 % is assumed."])
  }

  @Test func `people join the first class they can`() {
    let soon = OpenClass(
      id: 2, name: "Soon", site: 1, startsOn: Self.today.adding(days: 8), endsOn: Self.today.adding(days: 19), seats: 5)
    let away = OpenClass(
      id: 3, name: "Away", site: 2, startsOn: Self.today.adding(days: 8), endsOn: Self.today.adding(days: 19), seats: 5)
    var late = Self.open(3, "Offer", 3)
    late = OpenApplication(
      id: 3, requisition: "REQ-1", family: "agent", sourceKind: "site", pipeline: "p", stage: "Offer", rank: 3,
      acceptedRank: 4, startedRank: 5, site: 1, entity: 1, noticeDays: 14)
    let forecast = Self.forecast(
      [Self.open(1, "Offer", 3), Self.open(2, "Interview", 2), late], classes: [soon, away, Self.twenty])
    // An offer takes a week, an interview two; notice comes on top.
    #expect(forecast.chances.map(\.trainingClass) == [2, 1, 1])
  }

  @Test func `weeks carry training, ramp and leavers`() throws {
    let curve = SupplyCurve(trainingWeeks: 2, passShare: 0.5, ramp: [0.5, 1], weeklyLeavers: 0.1)
    #expect((0...3).map { curve.worth(week: $0, training: 2) } == [0, 0, 0.5 * 0.9 * 0.9 * 0.5, 0.5 * 0.9 * 0.9 * 0.9])
    let forecast = SupplyForecast(
      [Self.open(1, "Accepted", 4)], classes: [Self.twenty], history: Self.history, curve: curve, asOf: Self.today)
    let weeks = forecast.weeks(10)
    let start = Self.twenty.startsOn.monday
    #expect(weeks.filter { $0.week < start.adding(days: 14) }.allSatisfy { $0.mean == 0 })
    let first = try #require(weeks.first { $0.week == start.adding(days: 14) })
    #expect((first.mean - 0.92 * 0.5 * 0.81 * 0.5).magnitude < 1e-6)
    #expect(first.p20 <= first.p50 && first.p50 <= first.p80)
  }

  @Test func `applications needed are the gap over everything that is still to go well`() throws {
    let history = [
      Self.step("Applied", 0, 1_595, of: 4_959), Self.step("Screen", 1, 815, of: 1_595),
      Self.step("Interview", 2, 124, of: 815), Self.step("Offer", 3, 96, of: 124),
      Self.step("Accepted", 4, 92, of: 100),
    ]
    let forty = OpenClass(
      id: 1, name: "October", site: 1, startsOn: Self.today.adding(days: 100), endsOn: Self.today.adding(days: 110),
      seats: 40)
    let one = Self.open(1, "Applied", 0)
    let outlook = try #require(
      SupplyForecast([one], classes: [forty], history: history, curve: SupplyCurve(), asOf: Self.today).outlooks.first)
    let needed = try #require(outlook.applicationsNeeded)
    // 0.0193587 × 0.92 each: 2,246 for forty, give or take what small numbers are drawn by.
    #expect((2_200...2_290).contains(needed))
  }

  @Test func `what changed is told line by line`() {
    func before(_ id: Int64, _ stage: String, _ chance: Double, end: String? = nil) -> SupplyChanges.Before {
      SupplyChanges.Before(
        application: id, requisition: "REQ-014", trainingClass: 1, stage: stage, chance: chance, endKind: end,
        hasStarted: false)
    }
    let now = Self.forecast([Self.open(3, "Accepted", 4), Self.open(4, "Offer", 3)]).chances
    let lines = SupplyChanges(
      from: [
        before(1, "Offer", 0.7, end: "withdrawn"), before(2, "Offer", 0.7, end: "withdrawn"),
        before(3, "Offer", now[0].chance * 0.5),
      ], to: now, names: [1: "10-Nov class"]
    ).lines
    #expect(
      lines == [
        "−1.40 starters, 10-Nov class: 2 of REQ-014 withdrew.", "+0.71 starters, 10-Nov class: 1 of REQ-1 applied.",
        "+0.46 starters, 10-Nov class: 1 of REQ-1 moved to Accepted.",
      ])
  }
}
