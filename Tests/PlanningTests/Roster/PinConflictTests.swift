import Testing

@testable import Planning

/// What is published and must stay, where it cannot all stay.
@Suite struct PinConflictTests {
  typealias Week = PeakWeekRoster

  private func problem(_ shifts: [PlannedShift]) -> RosterProblem {
    var rules = RuleBook.of(.greatBritain)
    rules.breaksByLength = nil
    rules.noticeWindow = NoticeWindow(days: 14)
    var problem = Week.problem(agents: [Week.agent("Ana")])
    problem.sites[0] = RosterSite(name: "Leeds", period: Week.period, rules: rules)
    problem.today = -3
    problem.agents[0].published = shifts
    return problem
  }

  @Test func `two shifts without a night between them are named, and no third`() throws {
    let problem = problem([
      Week.shift(0, day: 0, 720, 1200), Week.shift(0, day: 1, 360, 840), Week.shift(0, day: 3, 600, 840),
    ])
    let conflict = try #require(problem.pinConflicts.first)
    #expect(problem.pinConflicts.count == 1 && conflict.shifts.map(\.day) == [0, 1])
    #expect(
      conflict.words
        == "Ana's published Monday 12:00–20:00, Tuesday 06:00–14:00 cannot all stay: at least 11 h between shifts (WTR 1998 reg. 10)"
    )
  }

  @Test func `of many shifts only as many are named as it takes, and each of them is needed`() throws {
    let problem = problem((0..<7).map { Week.shift(0, day: $0, 480, 1020) })
    for conflict in problem.pinConflicts {
      let rule = try #require(problem.sites[0].rules.rules.first { $0.name == conflict.breach.rule })
      #expect(!rule.breaches(by: 0, working: conflict.shifts, in: problem).isEmpty)
      for shift in conflict.shifts {
        let fewer = conflict.shifts.filter { $0 != shift }
        #expect(rule.breaches(by: 0, working: fewer, in: problem).isEmpty, "\(conflict.words)")
      }
    }
    #expect(
      Set(problem.pinConflicts.map(\.breach.rule)).isSuperset(of: ["at most 6 days in a row", "the contract's hours"]))
  }

  @Test func `a shift over time away is named alone, and whoever agreed to a change resolves it`() {
    var problem = problem([Week.shift(0, day: 2, 600, 840), Week.shift(0, day: 4, 600, 840)])
    problem.agents[0].absences = [Absence(2 * 1440..<3 * 1440, reason: "leave")]
    #expect(problem.pinConflicts.map { $0.shifts.map(\.day) } == [[2]])
    problem.agents[0].consents = [2]
    #expect(problem.pinConflicts.isEmpty)
  }

  @Test func `what lies outside the notice window contradicts nothing`() {
    var problem = problem([Week.shift(0, day: 0, 720, 1200), Week.shift(0, day: 1, 360, 840)])
    problem.today = -30
    #expect(problem.pinConflicts.isEmpty)
  }
}
