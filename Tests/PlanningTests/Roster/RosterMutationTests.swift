import Testing

@testable import Planning

/// A list of rules, each with a week in which it matters.
///
/// A search that forgets the rule breaks it, and the rule's own evaluator says so: without the evaluator, or without
/// what the rule tells the search, the test fails.
@Suite struct RosterMutationTests {
  typealias Week = PeakWeekRoster

  struct Mutation: Sendable, CustomTestStringConvertible {
    let rule: String
    /// The week as it is, and as it looks to a search without the rule.
    let problem: RosterProblem
    let forgetful: RosterProblem
    let testDescription: String

    init(_ rule: String, _ problem: RosterProblem, of limit: String? = nil, forget: (inout RosterProblem) -> Void) {
      self.rule = rule
      testDescription = limit.map { "\(rule), \($0)" } ?? rule
      self.problem = problem
      var copy = problem
      forget(&copy)
      forgetful = copy
    }
  }

  /// One agent, a need that never ends, and a contract that leaves everything to the rule.
  private static func week(
    _ starts: [Int] = [480], _ lengths: [Int] = [480], breaks: [BreakPattern] = [], rules: (inout RuleBook) -> Void
  ) -> RosterProblem {
    var book = RuleBook()
    rules(&book)
    var ana = Week.agent("Ana", skills: [Week.returns])
    ana.contract = RosterContract(
      minutesAWeek: 0, mostMinutesAWeek: 7 * 1440, mostMinutesADay: 1440, mostShiftsAWeek: 7)
    let need = [Int](repeating: 3, count: 7 * 48)
    return RosterProblem(
      period: Week.period,
      sites: [RosterSite(name: "Leeds", period: Week.period, opens: 0, closes: 1440, rules: book)],
      queues: [
        RosterQueue(id: 1, name: "Returns", needed: need), RosterQueue(id: 2, name: "Delivery", needed: need),
      ],
      templates: [ShiftTemplate(name: "shift", starts: starts, lengths: lengths, breaks: breaks)], agents: [ana],
      prices: RosterPrices(overtimeHour: 0, weekend: 0))
  }

  static let mutations: [Mutation] = [
    Mutation(
      "at least 11 h between shifts",
      edited(week([0, 960]) { $0.minimumRest = MinimumRest(minutes: 660, citation: "") }) { alternate(&$0) }
    ) { $0.sites[0] = site($0) { $0.minimumRest = nil } },
    Mutation("at most 3 days in a row", week { $0.longestRun = LongestRun(days: 3) }) {
      $0.sites[0] = site($0) { $0.longestRun = nil }
    },
    Mutation("35 h of unbroken rest every week", week { $0.weeklyRest = WeeklyRest(minutes: 35 * 60, citation: "") }) {
      $0.sites[0] = site($0) { $0.weeklyRest = nil }
    },
    Mutation(
      "at most 8 h a day", week([480], [480, 600]) { $0.longestDay = LongestDay(minutes: 480, citation: "") }
    ) { $0.sites[0] = site($0) { $0.longestDay = nil } },
    Mutation("at most 40 h a week", week { $0.longestWeek = LongestWeek(minutes: 2400, citation: "") }) {
      $0.sites[0] = site($0) { $0.longestWeek = nil }
    },
    young("at night", week([1080], [360]) { $0.youngWorkers = YoungWorkers(citation: "") }),
    young("before six", week([300], [360]) { $0.youngWorkers = YoungWorkers(citation: "") }),
    young("more than eight hours", week([480], [480, 600]) { $0.youngWorkers = YoungWorkers(citation: "") }),
    young("more than 40 hours", week { $0.youngWorkers = YoungWorkers(citation: "") }),
    young(
      "less than twelve hours of rest",
      edited(week([0, 960]) { $0.youngWorkers = YoungWorkers(earliest: 0, latest: 1440, citation: "") }) {
        alternate(&$0)
      }),
    young(
      "more than five days",
      week([480], [240]) { $0.youngWorkers = YoungWorkers(daysAWeek: 5, citation: "") }),
    young(
      "less than 48 hours off",
      week([480], [240]) { $0.youngWorkers = YoungWorkers(weeklyRestMinutes: 2880, citation: "") }),
    young(
      "no break after four and a half hours",
      week([480], [240, 300]) { $0.youngWorkers = YoungWorkers(breaks: [.init(over: 270, owed: 30)], citation: "") }),
    Mutation(
      "breaks by length of shift",
      week([480], [360, 480]) { $0.breaksByLength = BreaksByLength(steps: [.init(over: 360, owed: 20)], citation: "") }
    ) { $0.sites[0] = site($0) { $0.breaksByLength = nil } },
    Mutation("7 days of notice", published(week { $0.noticeWindow = NoticeWindow(days: 7) })) {
      $0.sites[0] = site($0) { $0.noticeWindow = nil }
    },
    Mutation(
      "the contract's hours",
      edited(week { _ in }) {
        $0.agents[0].contract = RosterContract(minutesAWeek: 0, mostMinutesAWeek: 960, mostShiftsAWeek: 7)
      }
    ) {
      $0.agents[0].contract = RosterContract(
        minutesAWeek: 0, mostMinutesAWeek: 7 * 1440, mostMinutesADay: 1440, mostShiftsAWeek: 7)
    },
    Mutation("no live contacts without the skill", week { _ in }) {
      $0.agents[0].skills = [AgentSkill(queue: Week.delivery)]
    },
    Mutation("within opening hours", edited(week { _ in }) { close(&$0) }) {
      $0.sites[0] = RosterSite(name: "Leeds", period: Week.period, rules: $0.sites[0].rules)
    },
    Mutation("only when available", edited(week { _ in }) { $0.agents[0].availability = [2: []] }) {
      $0.agents[0].availability = [:]
    },
    Mutation("shifts follow a template", week { _ in }) {
      $0.templates = [ShiftTemplate(name: "shift", starts: [510], lengths: [480])]
    },
  ]

  private static func site(_ problem: RosterProblem, _ change: (inout RuleBook) -> Void) -> RosterSite {
    var book = problem.sites[0].rules
    change(&book)
    return RosterSite(name: "Leeds", clock: problem.sites[0].clock, open: problem.sites[0].open, rules: book)
  }

  private static func edited(_ problem: RosterProblem, _ edit: (inout RosterProblem) -> Void) -> RosterProblem {
    var problem = problem
    edit(&problem)
    return problem
  }

  /// Each limit for people under eighteen by itself: the week lets nothing but that one be broken.
  private static func young(_ limit: String, _ problem: RosterProblem) -> Mutation {
    Mutation("limits for under eighteens", edited(problem) { $0.agents[0].isMinor = true }, of: limit) {
      $0.sites[0] = site($0) { $0.youngWorkers = nil }
    }
  }

  private static func published(_ problem: RosterProblem) -> RosterProblem {
    edited(problem) {
      $0.today = -1
      $0.prices.change = 0
      $0.agents[0].published = [Week.shift(0, day: 1, 600, 840)]
    }
  }

  private static func close(_ problem: inout RosterProblem) {
    problem.sites[0] = RosterSite(
      name: "Leeds", period: Week.period, opens: 480, closes: 960, rules: problem.sites[0].rules)
    problem.templates = [ShiftTemplate(name: "shift", starts: [480], lengths: [480, 600])]
  }

  /// Late work one day, early work the next.
  private static func alternate(_ problem: inout RosterProblem) {
    let need = (0..<7 * 48).map { $0 / 48 % 2 == 0 ? ($0 % 48 >= 32 ? 3 : 0) : ($0 % 48 < 16 ? 3 : 0) }
    problem.queues[0] = RosterQueue(id: 1, name: "Returns", needed: need)
  }

  private func rosters(_ problem: RosterProblem) async throws -> [Roster] {
    let optimised = try await RosterDraft.optimise(problem, budget: TourSearch.Budget(work: 60, lanes: 1))
    return [optimised.roster, try RosterDraft.propose(for: problem, effort: .quick).roster]
  }

  @Test(arguments: mutations)
  func `a search that forgets a rule breaks it, one that knows it does not`(mutation: Mutation) async throws {
    for roster in try await rosters(mutation.forgetful) {
      #expect(roster.breaches(in: mutation.problem).contains { $0.rule == mutation.rule })
    }
    for roster in try await rosters(mutation.problem) {
      #expect(roster.breaches(in: mutation.problem).isEmpty)
      #expect(!roster.shifts.isEmpty || mutation.rule == "limits for under eighteens")
    }
  }

  @Test func `every rule of the book is on the list`() {
    var book = RuleBook.of(.germany)
    book.noticeWindow = NoticeWindow(days: 7)
    let types = Set(book.rules.map { "\(type(of: $0))" })
    #expect(
      types.count == Set(Self.mutations.map(\.rule)).count + 1,
      "one shift at a time is structural and has tests of its own")
  }
}
