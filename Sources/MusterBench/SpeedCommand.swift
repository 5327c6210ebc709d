import ArgumentParser
import Planning

/// Times the planning functions on made-up work of a stated size.
struct SpeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed", abstract: "Time forecasting, staffing, simulation and hiring risk.")

  func run() throws {
    let work: [(volume: Double, handle: Double)] = (0..<10_000).map { number in
      let volume = 5 + (number * 7919) % 395
      let handle = 180 + (number * 104_729) % 240
      return (Double(volume), Double(handle))
    }
    let goal = try ServiceGoal(answering: 0.8, within: 20, occupancyAtMost: Share(0.85))
    report("10,000 intervals, Erlang C") {
      work.reduce(0) {
        let load = offeredLoad(volume: $1.volume, handleSeconds: $1.handle, intervalMinutes: 30)
        return $0 + ErlangC(load: load, handleSeconds: $1.handle).agents(for: goal)
      }
    }
    report("10,000 intervals, Erlang A") {
      work.reduce(0) {
        let load = offeredLoad(volume: $1.volume, handleSeconds: $1.handle, intervalMinutes: 30)
        return $0 + ErlangA(load: load, handleSeconds: $1.handle, patienceSeconds: 180).agents(for: goal)
      }
    }
    let simulation = QueueSimulation(
      intervalMinutes: 30,
      queues: [
        .init(
          "phone", volumes: .init(repeating: 500, count: 2000), handleSeconds: 300, patienceSeconds: 180,
          goalSeconds: 20)
      ], groups: [.init("agents", agents: .init(repeating: 88, count: 2000), skills: [0])])
    report("1,000,000 contacts simulated") { simulation.run(replications: 1) }
    let year = try yearOfHalfHours()
    try report("one forecast: a year of half-hours, two weeks ahead") { try Forecast.of(year, horizon: 14).days.count }
    try report("the same next day") { try Forecast.of(year, horizon: 1).days.count }
    let hiring = try HiringCase(
      firstMonday: Day(year: 2024, month: 1, day: 1), required: (0..<52).map { $0 > 42 && $0 < 50 ? 110 : 70 },
      employed: 109, productiveShare: 0.69, attrition: Attrition(tenured: 0.012, new: 0.02),
      training: Training(weeks: 4, passRate: 0.9, ramp: [0.4, 0.55, 0.7, 0.8, 0.9, 1]), classCap: 25, leadWeeks: 6,
      seasonalEndWeek: 50, costs: HiringCosts(hire: 2500, seasonalHire: 1800, week: 650, shortage: 3000))
    let plan = HiringPlan.preview(hiring)
    report("hiring preview, 52 weeks") { HiringPlan.preview(hiring).cost }
    report("1,000 paths of hiring risk") { HiringRisk.of(plan, in: hiring, demandSpread: 0.1).coveredThroughout }
  }

  private func report<Value>(_ what: String, _ body: () throws -> Value) rethrows {
    let start = ContinuousClock.now
    _ = try body()
    print("\(what): \(ContinuousClock.now - start)")
  }

  private func yearOfHalfHours() throws -> History {
    let first = Day(year: 2023, month: 1, day: 2)
    return try History(
      "phone", interval: 30,
      days: (0..<364).map { offset in
        DayVolumes(
          first + offset,
          (0..<48).map { slot in
            guard (first + offset).weekday != .sunday, (14..<42).contains(slot) else { return 0 }
            let ripple = (slot * 37 + offset * 101) % 40
            return Double(60 + ripple + offset / 10)
          })
      })
  }
}
