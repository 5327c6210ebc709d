/// Nobody works more than their contract and its overtime allow: a day, a week, and in shifts a week.
public struct ContractHours: RosterRule, Hashable, Codable {
  public var name: String { "the contract's hours" }
  public var citation: String { "contract" }

  public init() {}

  func breaches(by agent: Int, working shifts: [PlannedShift], in problem: RosterProblem) -> [RuleBreach] {
    let contract = problem.agents[agent].contract
    let history = problem.agents[agent].history
    let long = shifts.filter { $0.paidMinutes > contract.mostMinutesADay }.map {
      breach(agent, on: $0.day, in: problem, "\(hoursAndMinutes($0.paidMinutes)) of work")
    }
    return long
      + problem.period.weeks.flatMap { week in
        let inWeek = shifts.filter { week.contains($0.day) }
        let isFirst = week.lowerBound == 0
        let worked = inWeek.reduce(isFirst ? history.minutesThisWeek : 0) { $0 + $1.paidMinutes }
        let count = inWeek.count + (isFirst ? history.shiftsThisWeek : 0)
        var broken: [RuleBreach] = []
        if worked > contract.mostMinutesAWeek {
          let most = hoursAndMinutes(contract.mostMinutesAWeek)
          broken.append(
            breach(agent, on: week.lowerBound, in: problem, "\(hoursAndMinutes(worked)) in the week, \(most) agreed"))
        }
        if count > contract.mostShiftsAWeek {
          broken.append(
            breach(
              agent, on: week.lowerBound, in: problem, "\(counted(count, "shift")), \(contract.mostShiftsAWeek) agreed")
          )
        }
        return broken
      }
  }

  func limit(_ limits: inout Limits, of agent: RosterAgent, in problem: RosterProblem) {
    limits.minutesADay = min(limits.minutesADay, agent.contract.mostMinutesADay)
    limits.minutesAWeek = min(limits.minutesAWeek, agent.contract.mostMinutesAWeek)
    limits.shiftsAWeek = min(limits.shiftsAWeek, agent.contract.mostShiftsAWeek)
  }
}
