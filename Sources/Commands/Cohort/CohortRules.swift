import ArgumentParser
import Onboarding
import Store

extension Cohorts {
  struct Rules: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "rules",
      abstract: "Say how well each at-risk rule told who failed, in your own cohorts that are over.",
      discussion: """
        Precision is the share of those flagged who did not make it, recall the share of those who did not make it that \
        were flagged. Only people who had something due by that day are counted.
        """)

    @Flag(help: "Ask the rules on finished cohorts; without it the limits are listed.") var evaluate = false
    @Option(help: "Days after the start, such as 60,90,125.") var days = "30,60,90"
    @Option(help: "Only cohorts that started on this day or later.") var from: LocalDate?
    @Option(help: "Only cohorts that started before this day.") var until: LocalDate?
    @Option(help: "Days after which something due counts as missed.") var missedFor: Int?
    @OptionGroup var globals: Globals

    func run() async throws {
      var limits = RiskLimits()
      limits.missedFor = missedFor ?? limits.missedFor
      guard evaluate else { return try printer.list(RiskRule.allCases.map { RuleLine(rule: $0, limits: limits) }) }
      let asked = days.split(separator: ",").compactMap { Int($0) }
      guard !asked.isEmpty else { throw Failure.usage("--days takes whole numbers, such as 60,90,125.") }
      let records = try await globals.withOnboarding {
        try await $0.rules(days: asked, from: from, until: until, limits: limits)
      }
      try printer.list(records)
    }
  }
}

extension RuleRecord: Listed {
  static let noun = "rule"
  static let columns: [Column<RuleRecord>] = [
    Column("day") { $0.day },
    Column("rule") { $0.rule.rawValue },
    Column("people") { $0.people },
    Column("failed") { percent($0.baseRate) },
    Column("flagged") { percent($0.flaggedShare) },
    Column("precision") { $0.precision },
    Column("recall") { $0.recall },
  ]
}

/// A rule with the limit from which on it speaks.
struct RuleLine: Listed, Sendable {
  let rule: RiskRule
  let limits: RiskLimits

  static let noun = "rule"
  static let columns: [Column<RuleLine>] = [
    Column("rule") { $0.rule.rawValue },
    Column("speaks") { $0.speaks },
  ]

  private var speaks: String {
    switch rule {
    case .missed: "when something is \(limits.missedFor) days late"
    case .behind: "when \(Int(limits.behindBy * 100)) % less is done than was due"
    case .failed: "when a failed try was not repeated for \(limits.retryWithin) days"
    case .silent: "when nothing happened for \(limits.silentFor) days"
    case .low: "when a first score is among the lowest tenth of the cohort"
    }
  }
}
