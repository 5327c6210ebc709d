import Onboarding
import People
import Store
import Testing

@Suite struct DueRuleTests {
  /// Monday to Friday, without the Thursday of Thanksgiving.
  static func week() throws -> WorkingDays {
    let hours = (try #require(LocalTime("09:00")), try #require(LocalTime("17:00")))
    return WorkingDays(
      Calendar(
        site: Site.ID(rawValue: 1), version: 1, note: "",
        openings: (1...5).map { Calendar.Opening(weekday: $0, opens: hours.0, closes: hours.1) },
        days: [Calendar.Day(on: try day("2026-11-26"), kind: .holiday, name: "Thanksgiving")]))
  }

  @Test(arguments: [
    ("start", "2026-11-16"),
    ("start + 3 days", "2026-11-19"),
    ("start + 1 working day", "2026-11-17"),
    ("start + 10 working days end of day", "2026-12-01"),
    ("start + 2 weeks", "2026-11-30"),
    ("start + 3 months", "2027-02-16"),
    ("first production shift - 1 day", "2026-11-27"),
    ("first production shift - 2 working days", "2026-11-25"),
    ("module basics passed + 5 days", "2026-11-25"),
    ("item quiz passed", "2026-11-20"),
  ])
  func `a rule is resolved by the site's calendar`(_ rule: String, _ due: String) throws {
    let known = DueRule.Known(
      start: try day("2026-11-16"), firstProductionShift: try day("2026-11-28"),
      passed: ["basics": try day("2026-11-20"), "quiz": try day("2026-11-20")])
    #expect(try DueRule(parsing: rule).day(known, Self.week()) == day(due))
  }

  @Test func `what has not come to pass has no due day yet`() throws {
    let known = DueRule.Known(start: try day("2026-11-16"))
    #expect(try DueRule(parsing: "module basics passed + 5 days").day(known, Self.week()) == nil)
    #expect(try DueRule(parsing: "first production shift - 1 day").day(known, Self.week()) == nil)
  }

  @Test(arguments: [
    ("START + 1 Working Days", "start + 1 working day end of day"),
    ("start", "start end of day"),
    ("first production shift - 1 day", "first production shift - 1 day end of day"),
    ("module returns-basics passed + 5 days", "module returns-basics passed + 5 days end of day"),
  ])
  func `a rule is kept as it is read again`(_ text: String, _ kept: String) throws {
    let rule = try DueRule(parsing: text)
    #expect(rule.description == kept)
    #expect(try DueRule(parsing: kept) == rule)
  }

  @Test(arguments: [
    "", "soon", "start 3 days", "start + many days", "start + 3", "start + 3 shifts", "module passed",
    "start + 3 days later", "start + -3 days",
  ])
  func `what is no rule is refused with those there are`(_ text: String) throws {
    let error = #expect(throws: OnboardingError.self) { try DueRule(parsing: text) }
    #expect(error?.description.contains("start + 10 working days") == true)
  }

  @Test func `three months after the last of November is the last of February`() throws {
    let known = DueRule.Known(start: try day("2026-11-30"))
    #expect(try DueRule(parsing: "start + 3 months").day(known, Self.week()) == day("2027-02-28"))
  }

  @Test func `a site that never opens has no working days, and no day is made up`() throws {
    let closed = WorkingDays(Calendar(site: Site.ID(rawValue: 1), version: 1, note: "", openings: [], days: []))
    #expect(closed.day(1, from: try day("2026-11-16")) == nil)
  }

  @Test func `without a calendar Monday to Friday count`() throws {
    #expect(try WorkingDays(nil).day(1, from: day("2026-11-20")) == day("2026-11-23"))
    #expect(try WorkingDays(nil).day(-1, from: day("2026-11-23")) == day("2026-11-20"))
    #expect(try WorkingDays(nil).count(after: day("2026-11-16"), through: day("2026-11-30")) == 10)
  }
}
