import Testing

@testable import Planning

@Suite struct SiteClockTests {
  /// London, 27 March 2011: 01:00 becomes 02:00.
  let spring = SiteClock(days: 3, changes: [.init(day: 1, wall: 60, minutes: 60)])
  /// London, 30 October 2011: 02:00 becomes 01:00.
  let autumn = SiteClock(days: 3, changes: [.init(day: 1, wall: 120, minutes: -60)])

  @Test func `the day of the change is an hour shorter or longer`() {
    #expect(spring.midnights == [0, 1440, 2820, 4260])
    #expect(autumn.midnights == [0, 1440, 2940, 4380])
  }

  @Test(arguments: [(1, 0, 1440), (1, 30, 1470), (1, 120, 1500), (1, 540, 1920), (2, 0, 2820), (1, 1440, 2820)])
  func `spring readings lie where they really are`(day: Int, wall: Int, minute: Int) {
    #expect(spring.minute(day: day, wall: wall) == minute)
  }

  @Test(arguments: [(1, 60, 1500), (1, 119, 1559), (1, 120, 1620), (1, 540, 2040), (2, 0, 2940)])
  func `autumn readings lie where they really are`(day: Int, wall: Int, minute: Int) {
    #expect(autumn.minute(day: day, wall: wall) == minute)
  }

  @Test func `every hour that exists is read back`() {
    for clock in [spring, autumn] {
      for day in 0..<3 {
        for wall in stride(from: 180, to: 1440, by: 15) {
          let reading = clock.reading(at: clock.minute(day: day, wall: wall))
          #expect(reading.day == day && reading.wall == wall)
        }
      }
    }
  }

  @Test func `rest over the spring night is an hour shorter`() {
    let period = RosterPeriod(days: 3, firstWeekday: 5, minutes: 4260)
    let site = RosterSite(
      name: "Leeds", clock: spring, open: (0..<3).map { spring.midnights[$0]..<spring.midnights[$0 + 1] },
      rules: RuleBook())
    let ana = PeakWeekRoster.agent("Ana")
    let problem = RosterProblem(period: period, sites: [site], queues: [], templates: [], agents: [ana])
    let evening = PlannedShift(agent: 0, day: 0, span: spring.minute(day: 0, wall: 720)..<1260)
    let morning = PlannedShift(agent: 0, day: 1, span: spring.minute(day: 1, wall: 510)..<2300)
    let words = MinimumRest(minutes: 660, citation: "").breaches(by: 0, working: [evening, morning], in: problem)
    #expect(words.map(\.words) == ["Ana, Sunday of day 1: 10 h 30 min of rest before this shift"])
  }
}
