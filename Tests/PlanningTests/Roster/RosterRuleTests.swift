import Testing

@testable import Planning

/// Each rule is broken by a roster that breaks nothing else, so that a rule without its evaluator is missed here.
@Suite struct RosterRuleTests {
  typealias Week = PeakWeekRoster

  @Test(arguments: [(22 * 60, 9), (30 * 60, 1), (31 * 60, 0), (32 * 60, 0)])
  func `after a shift that ends at 20:00`(nextStart: Int, hoursShort: Int) {
    let evening = Week.shift(0, day: 0, 720, 1200)
    let next = Week.shift(0, day: nextStart / 1440, nextStart % 1440, nextStart % 1440 + 60)
    let words = Week.breaches(MinimumRest(minutes: 660, citation: ""), [evening, next])
    #expect(words.isEmpty == (hoursShort == 0))
    if hoursShort > 0 { #expect(words[0].contains("\(11 - hoursShort) h of rest")) }
  }

  @Test func `rest counts from the last shift before the period`() {
    var ana = Week.agent("Ana")
    ana.history = RosterHistory(lastShiftEnds: -60)
    let words = Week.breaches(
      MinimumRest(minutes: 660, citation: ""), [Week.shift(0, day: 0, 480, 960)], Week.problem(agents: [ana]))
    #expect(words == ["Ana, Monday of day 0: 9 h of rest before this shift"])
  }

  @Test func `a shift that starts before the last one ended is refused`() {
    let shifts = [Week.shift(0, day: 0, 480, 960), Week.shift(0, day: 0, 900, 1200)]
    #expect(Week.breaches(OneShiftAtATime(), shifts).count == 1)
    let twice = [Week.shift(0, day: 0, 480, 600), Week.shift(0, day: 0, 900, 1200)]
    #expect(Week.breaches(OneShiftAtATime(), twice) == ["Ana, Monday of day 0: two shifts start on this day"])
  }

  @Test(arguments: [(0, 6, 0), (0, 7, 1), (3, 3, 0), (3, 4, 1)])
  func `at most six days in a row`(before: Int, days: Int, broken: Int) {
    var ana = Week.agent("Ana")
    ana.history = RosterHistory(daysInARow: before)
    let shifts = (0..<days).map { Week.shift(0, day: $0, 480, 720) }
    #expect(Week.breaches(LongestRun(days: 6), shifts, Week.problem(agents: [ana])).count == broken)
  }

  @Test func `a day off begins the count anew`() {
    let shifts = [0, 1, 2, 4, 5, 6].map { Week.shift(0, day: $0, 480, 720) }
    #expect(Week.breaches(LongestRun(days: 3), shifts).isEmpty)
    #expect(Week.breaches(LongestRun(days: 2), shifts).count == 2)
  }

  @Test func `a week without a long rest is refused`() {
    let daily = (0..<7).map { Week.shift(0, day: $0, 480, 720) }
    #expect(
      Week.breaches(WeeklyRest(minutes: 1440, citation: ""), daily)
        == ["Ana, Monday of day 0: the longest rest of the week is 20 h"])
    #expect(Week.breaches(WeeklyRest(minutes: 1440, citation: ""), daily.filter { $0.day != 3 }).isEmpty)
  }

  @Test func `too long a day and too long a week are refused`() {
    let shifts = (0..<5).map { Week.shift(0, day: $0, 480, 1080) }
    #expect(Week.breaches(LongestDay(minutes: 540, citation: ""), shifts).count == 5)
    #expect(Week.breaches(LongestDay(minutes: 600, citation: ""), shifts).isEmpty)
    #expect(
      Week.breaches(LongestWeek(minutes: 2880, citation: ""), shifts) == ["Ana, Monday of day 0: 50 h in the week"])
    #expect(Week.breaches(LongestWeek(minutes: 3000, citation: ""), shifts).isEmpty)
  }

  @Test func `the contract's hours, day and number of shifts are kept`() {
    let shifts = (0..<6).map { Week.shift(0, day: $0, 480, 960) }
    #expect(Week.breaches(ContractHours(), shifts).isEmpty)
    let more = shifts + [Week.shift(0, day: 6, 480, 960)]
    #expect(
      Week.breaches(ContractHours(), more) == [
        "Ana, Monday of day 0: 56 h in the week, 48 h agreed", "Ana, Monday of day 0: 7 shifts, 6 agreed",
      ])
    #expect(Week.breaches(ContractHours(), [Week.shift(0, day: 0, 420, 1080)]).count == 1)
  }

  @Test func `live contacts need the skill on that day`() {
    var ana = Week.agent("Ana", skills: [])
    ana.skills = [AgentSkill(queue: Week.returns, live: 3..<100)]
    let problem = Week.problem(agents: [ana])
    #expect(
      Week.breaches(SkillGate(), [Week.shift(0, day: 2, 480, 960)], problem)
        == ["Ana, Wednesday of day 2: works Returns without the skill"])
    #expect(Week.breaches(SkillGate(), [Week.shift(0, day: 3, 480, 960)], problem).isEmpty)
    #expect(Week.breaches(SkillGate(), [Week.shift(0, day: 3, 480, 960, queue: 1)], problem).count == 1)
  }

  @Test func `a shift lies within opening hours`() {
    #expect(
      Week.breaches(OpeningHours(), [Week.shift(0, day: 0, 360, 720)])
        == ["Ana, Monday of day 0: Leeds is open from 07:00 to 22:00"])
    #expect(Week.breaches(OpeningHours(), [Week.shift(0, day: 0, 420, 720)]).isEmpty)
  }

  @Test func `nobody is planned while away, unavailable or not employed`() {
    var ana = Week.agent("Ana")
    ana.absences = [Absence(600..<700, reason: "training")]
    ana.availability = [1: [480..<720].map { $0.lowerBound + 1440..<$0.upperBound + 1440 }, 2: []]
    ana.employed = 0..<4
    let problem = Week.problem(agents: [ana])
    let shifts = (0..<5).map { Week.shift(0, day: $0, 480, 960) }
    #expect(
      Week.breaches(AvailabilityKept(), shifts, problem) == [
        "Ana, Monday of day 0: is away: training", "Ana, Tuesday of day 1: is not available then",
        "Ana, Wednesday of day 2: is not available then", "Ana, Friday of day 4: is not employed that day",
      ])
  }

  @Test func `the young work by day, less, and rest longer`() {
    var ana = Week.agent("Ana")
    let shifts = [Week.shift(0, day: 0, 840, 1330), Week.shift(0, day: 1, 480, 720)]
    let rule = YoungWorkers(citation: "")
    #expect(Week.breaches(rule, shifts, Week.problem(agents: [ana])).isEmpty)
    ana.isMinor = true
    #expect(
      Week.breaches(rule, shifts, Week.problem(agents: [ana])) == [
        "Ana, Monday of day 0: works at night", "Ana, Monday of day 0: 8 h 10 min of work",
        "Ana, Tuesday of day 1: 9 h 50 min of rest before this shift",
      ])
    let week = (0..<6).map { Week.shift(0, day: $0, 480, 960) }
    #expect(Week.breaches(rule, week, Week.problem(agents: [ana])) == ["Ana, Monday of day 0: 48 h in the week"])
    let stricter = YoungWorkers(
      minutesAWeek: 2880, daysAWeek: 5, weeklyRestMinutes: 2880, breaks: [.init(over: 270, owed: 30)], citation: "")
    let short = (0..<6).map { Week.shift(0, day: $0, 480, $0 == 0 ? 751 : 750) }
    #expect(
      Week.breaches(stricter, short, Week.problem(agents: [ana])) == [
        "Ana, Monday of day 0: 6 days of work in the week",
        "Ana, Monday of day 0: the longest rest of the week is 35 h 30 min",
        "Ana, Monday of day 0: 0 min of break in 4 h 31 min, 30 min are owed",
      ])
  }

  @Test(arguments: [(360, 0), (361, 1), (540, 1)])
  func `presence over six hours owes a break`(minutes: Int, broken: Int) {
    let rule = BreaksByLength(steps: [.init(over: 360, owed: 20)], citation: "")
    #expect(Week.breaches(rule, [Week.shift(0, day: 0, 480, 480 + minutes)]).count == broken)
  }

  @Test func `what is published changes late only with consent`() {
    var ana = Week.agent("Ana")
    ana.published = [Week.shift(0, day: 2, 480, 960)]
    var problem = Week.problem(agents: [ana])
    problem.today = -1
    let moved = [Week.shift(0, day: 2, 540, 1020)]
    #expect(
      Week.breaches(NoticeWindow(days: 4), moved, problem)
        == ["Ana, Wednesday of day 2: changed with 3 days of notice"])
    #expect(Week.breaches(NoticeWindow(days: 3), moved, problem).isEmpty)
    #expect(Week.breaches(NoticeWindow(days: 4), [], problem).count == 1)
    problem.agents[0].consents = [2]
    #expect(Week.breaches(NoticeWindow(days: 4), moved, problem).isEmpty)
  }

  @Test func `a shift follows its template`() {
    let span = 480..<1020
    let good: [PlannedActivity] = [
      .init(480..<600, .queue(position: 0)), .init(600..<615, .rest(isPaid: true)),
      .init(615..<720, .queue(position: 0)), .init(720..<780, .rest(isPaid: false)),
      .init(780..<870, .queue(position: 1)), .init(870..<885, .rest(isPaid: true)),
      .init(885..<1020, .queue(position: 0)),
    ]
    let shift = { PlannedShift(agent: 0, day: 0, span: span, template: 0, activities: $0) }
    #expect(Week.breaches(ShiftPattern(), [shift(good)]).isEmpty)
    #expect(Week.breaches(ShiftPattern(), [shift(Array(good.dropLast()))])[0].hasSuffix("do not fill it"))
    #expect(
      Week.breaches(ShiftPattern(), [shift([.init(span, .queue(position: 0))])])[0].hasSuffix("has 0 breaks"))
    var late = good
    late[4] = .init(780..<960, .queue(position: 1))
    late[5] = .init(960..<975, .rest(isPaid: true))
    late[6] = .init(975..<1020, .queue(position: 0))
    #expect(Week.breaches(ShiftPattern(), [shift(late)])[0].hasSuffix("a break is outside its window"))
    let odd = PlannedShift(
      agent: 0, day: 0, span: 481..<1021, template: 0, activities: [.init(481..<1021, .queue(position: 0))])
    #expect(Week.breaches(ShiftPattern(), [odd])[0].hasSuffix("starts where full day does not"))
  }
}
