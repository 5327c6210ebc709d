/// What each agent's tour must respect and costs: the contact centre's rules as a problem of tours.
///
/// Rules that tours cannot count exactly (weekly rest, a minor's longer rest) are left out of the
/// tours: what is proven for them stays a bound, and the board that takes the tours over refuses what they break.
/// Whom the tours serve is ``Centre``'s business, so they have no cover here.
struct RosterTours {
  let problem: RosterProblem
  let tours: TourProblem
  let duties: [RosterDuty]
  private let board: RosterBoard

  /// - Parameter board: A board with only the pinned shifts on it.
  init(_ problem: RosterProblem, board: RosterBoard) {
    self.problem = problem
    self.board = board
    let duties = RosterDuty.all(problem.templates)
    self.duties = duties
    let rest = board.limits.map(\.rest).min() ?? 0
    let site = problem.sites.first
    let kinds = duties.map { before in
      let banned = duties.indices.filter { next in
        guard let site, problem.period.days > 1 else { return false }
        // Forbidden only when no night of the period is long enough.
        return (1..<problem.period.days).allSatisfy { day in
          duties[next].span(day: day, at: site).lowerBound - before.span(day: day - 1, at: site).upperBound < rest
        }
      }
      return TourProblem.Duty(
        name: problem.templates[before.template].name,
        minutes: before.length - problem.templates[before.template].unpaidMinutes, notBefore: Set(banned))
    }
    let people = problem.agents.indices.map { Self.limits(of: $0, problem, board, duties) }
    tours = TourProblem(
      days: problem.period.days, firstWeekday: problem.period.firstWeekday, duties: kinds, people: people,
      cover: Array(
        repeating: CoverGoal(needed: 0, missing: 0, surplus: 0), count: problem.period.days * duties.count))
  }

  private static func limits(
    of agent: Int, _ problem: RosterProblem, _ board: RosterBoard, _ duties: [RosterDuty]
  ) -> TourLimits {
    let person = problem.agents[agent]
    let limits = board.limits[agent]
    let prices = board.people[agent]
    let days = problem.period.days
    var priced = [Double](repeating: .infinity, count: days * duties.count)
    var most = [Int](repeating: 0, count: duties.count)
    for day in 0..<days {
      let menu = Set(board.menus[agent].shapes[day])
      for (position, duty) in duties.enumerated() {
        let shape = duty.shape(day: day, at: problem.site(of: person), problem.templates)
        guard menu.contains(shape) else { continue }
        if let ended = person.history.lastShiftEnds, shape.span.lowerBound - ended < limits.rest { continue }
        let change = prices.change(day: day, to: shape.span) - prices.change(day: day, to: nil)
        priced[day * duties.count + position] = prices.undesired(shape.span) + change
        most[position] = days
      }
    }
    let pinned = board.tours[agent].days.compactMap(\.self)
    var tour = TourLimits(
      name: person.name, most: most, hours: hours(of: agent, pinned, problem, board),
      longestRun: min(limits.longestRun, days + person.history.daysInARow), prices: priced,
      constant: (0..<days).reduce(0.0) { sum, day in
        sum + prices.change(day: day, to: pinned.first { $0.day == day }?.span)
      } + pinned.reduce(0.0) { $0 + prices.undesired($1.span) })
    tour.weekendPrice = prices.weekend
    if limits.shiftsAWeek < 7 {
      tour.mostShifts = limits.shiftsAWeek
      tour.shiftsBefore = min(limits.shiftsAWeek, person.history.shiftsThisWeek)
    }
    tour.before = min(person.history.daysInARow, max(1, tour.longestRun))
    return tour
  }

  private static func hours(
    of agent: Int, _ pinned: [PlannedShift], _ problem: RosterProblem, _ board: RosterBoard
  ) -> TourHours {
    let person = problem.agents[agent]
    return TourHours(
      budgets: board.weeks.enumerated().map { position, week in
        let fixed = pinned.filter { week.contains($0.day) }.reduce(0) { $0 + $1.paidMinutes }
        let carried = position == 0 ? person.history.minutesThisWeek : 0
        let most = min(board.limits[agent].minutesAWeek, 7 * 1440) - carried - fixed
        var budget = TourHours.Budget(first: week.lowerBound, allowed: 0...max(0, most))
        budget.promised = max(0, board.people[agent].promised[position] - Double(fixed))
        budget.eachNotGiven = problem.prices.contractHourNotGiven / 60
        budget.regular = person.contract.minutesAWeek - carried - fixed
        budget.eachOver = problem.prices.overtimeHour / 60
        return budget
      })
  }
}
