import ArgumentParser
import Coaching
import Store

extension Impact {
  struct Measure: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "measure",
      abstract: "Tell the observed change of those coached, how much of it was to expect without, and what is left.",
      discussion: """
        Regression to the mean after Barnett 2005, ANCOVA on the number before, difference in differences against peers \
        not coached yet, and the interrupted series. None of them makes up for who was picked, and why.
        """)

    @OptionGroup var wishes: StudyWishes
    @Option(help: "Below which number (above, for --lower) people were picked, if there was such a rule.")
    var cut: Double?
    @Option(help: "How many periods after a first session count.") var window = 12
    @Flag(help: "Compare with all peers, not with those whose numbers before were nearest.") var allPeers = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let study = try await wishes.study(globals)
      let differences = study.differences(window: window, isMatched: !allPeers)
      let printer = try printer
      try printer.list(
        study.beyondChance(cut: cut) + [study.covariance(), differences.estimate] + study.interrupted())
      if let trend = differences.earlierTrend, let low = trend.low, let high = trend.high, low > 0 || high < 0 {
        printer.note("The coached and their peers drifted apart before already: do not trust the differences.")
      }
    }
  }

  struct Steps: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "steps",
      abstract: "Show how far the coached were from their peers, period by period around the first session.",
      discussion: "Before the session the gap should stay near 0: what moved already is no effect of coaching.")

    @OptionGroup var wishes: StudyWishes
    @Option(help: "How many periods after a first session count.") var window = 12
    @Flag(help: "Compare with all peers, not with those whose numbers before were nearest.") var allPeers = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let report = try await wishes.study(globals).differences(window: window, isMatched: !allPeers)
      let widest = report.steps.map(\.gap.magnitude).max() ?? 0
      let printer = try printer
      try printer.list(report.steps.map { DrawnStep(step: $0, widest: widest) })
      if let trend = report.earlierTrend, let estimate = trend.estimate, let low = trend.low, let high = trend.high {
        let range = "\(low.written(decimals: 2)) to \(high.written(decimals: 2))"
        printer.note("Trend before: \(estimate.written(decimals: 2)) a period (\(range)).")
      }
    }
  }

  struct Expected: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "expected",
      abstract: "Reckon how much better people picked for low numbers get with nothing done at all.",
      discussion: "muster impact expected --mean 60 --spread 15 --correlation 0.5 --cut 40")

    @Option(help: "The mean of everybody.") var mean: Double
    @Option(help: "The standard deviation of single numbers.") var spread: Double
    @Option(help: "The correlation between two numbers of one person.") var correlation: Double
    @Option(help: "Below which number people were picked.") var cut: Double
    @Option(help: "How many numbers the one was the mean of that they were picked by.") var measurements = 1
    @OptionGroup var globals: Globals

    func validate() throws {
      guard spread > 0, (0...1).contains(correlation), measurements > 0 else {
        throw ValidationError("--spread is above 0, --correlation 0 to 1, --measurements 1 or more.")
      }
    }

    func run() async throws {
      let rise = ImpactStudy.expectedRise(
        mean: mean, spread: spread, correlation: correlation, cut: cut, measurements: measurements)
      try printer.list([ExpectedRise(rise: rise)])
    }
  }
}

/// The rise to expect with nothing done.
struct ExpectedRise: Listed, Sendable {
  let rise: Double

  static let noun = "expected_rise"
  static let columns: [Column<ExpectedRise>] = [Column("expected_rise") { $0.rise }]
}

/// A step of the gap with its bar: to the left below 0, to the right above.
struct DrawnStep: Listed, Sendable {
  let step: EventStep
  let widest: Double

  static let noun = "event_step"
  static let columns: [Column<DrawnStep>] = [
    Column("period") { $0.step.period },
    Column("gap") { $0.step.gap },
    Column("coached") { $0.step.coached },
    Column("peers") { $0.step.peers },
    Column("picture") { $0.picture },
  ]

  private var picture: String {
    let width = widest > 0 ? Int((step.gap.magnitude / widest * 12).rounded()) : 0
    let bar = String(repeating: "▪", count: width)
    let space = String(repeating: " ", count: 12 - width)
    return step.gap < 0 ? space + bar + "│" : String(repeating: " ", count: 12) + "│" + bar
  }
}

extension ImpactEstimate: Listed {
  static let noun = "impact_estimate"
  static let columns: [Column<ImpactEstimate>] = [
    Column("method") { $0.method.rawValue },
    Column("estimate") { $0.estimate },
    Column("low") { $0.low },
    Column("high") { $0.high },
    Column("n") { $0.n },
    Column("remark") { $0.remark },
  ]
}
