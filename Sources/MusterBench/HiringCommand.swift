import ArgumentParser
import Foundation
import Planning

/// Solves hiring cases: whom to start when, so that hiring, pay and shortage cost least.
struct HiringCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hiring", abstract: "Plan hiring cases by the integer programme, and time the preview.")

  @Option(name: .customLong("in"), help: "The cases, as in hiring_open.json.")
  var input: String

  @Option(help: "Where to write one plan a case.")
  var out: String

  @Flag(help: "Write the instant preview instead of the programme's plan.")
  var preview = false

  func run() throws {
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: input)))
    let plans = try cases.map { benchCase in
      let hiring = try benchCase.hiring
      let clock = ContinuousClock()
      let start = clock.now
      let quick = HiringPlan.preview(hiring)
      let previewTime = clock.now - start
      let plan = preview ? quick : try HiringPlan.cheapest(hiring)
      print(
        "\(hiring.weeks) weeks: cost \(plan.cost), preview \(quick.cost / plan.cost - 1) above in \(previewTime), "
          + "whole \(clock.now - start)")
      return Plan(plan, weeks: hiring.weeks)
    }
    try JSONEncoder().encode(plans).write(to: URL(filePath: out))
  }

  private struct Case: Decodable {
    let required: [Double]
    let opening_headcount: Double
    let hazard_tenured: Double
    let hazard_new: Double
    let new_weeks: Int
    let training_weeks: Int
    let training_pass: Double
    let ramp: [Double]
    let class_cap: Int
    let lead_weeks: Int
    let cost_hire: Double
    let cost_week: Double
    let cost_short: Double
    let productive_share: Double
    let seasonal_end_week: Int?
    let cost_hire_seasonal: Double?

    /// The table counts required agents as heads; a plan counts them productive.
    var hiring: HiringCase {
      get throws {
        try HiringCase(
          firstMonday: Day(year: 2024, month: 1, day: 1), required: required.map { $0 * productive_share },
          employed: opening_headcount, productiveShare: productive_share,
          attrition: Attrition(tenured: hazard_tenured, new: hazard_new, newWeeks: new_weeks),
          training: Training(weeks: training_weeks, passRate: training_pass, ramp: ramp), classCap: class_cap,
          leadWeeks: lead_weeks, seasonalEndWeek: seasonal_end_week,
          costs: HiringCosts(
            hire: cost_hire, seasonalHire: cost_hire_seasonal ?? cost_hire, week: cost_week, shortage: cost_short))
      }
    }
  }

  private struct Plan: Encodable {
    var starters: [Int]
    var seasonal: [Int]
    let shortage: [Double]
    let cost: Double
    let lower_bound: Double?

    init(_ plan: HiringPlan, weeks: Int) {
      starters = [Int](repeating: 0, count: weeks)
      seasonal = starters
      for start in plan.classes {
        starters[start.week] = start.permanent
        seasonal[start.week] = start.seasonal
      }
      shortage = plan.weeks.map(\.gap)
      cost = plan.cost
      lower_bound = plan.lowerBound
    }
  }
}
