public import ArgumentParser
public import Coaching
import Store

/// Whether coaching helped, beyond what chance takes back by itself.
struct Impact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Whether coaching helped, beyond what chance takes back by itself.",
    subcommands: [Measure.self, Steps.self, Expected.self])
}

/// Which numbers are looked at, and who of them was coached when.
struct StudyWishes: ParsableArguments {
  @Argument(help: "CSV with person, period_on, value, and if you like group and coached_on; else say --metric.")
  var file: String?
  @Option(help: "A metric of the facts by week: handle-time or satisfaction.") var metric: WeeklyMetric?
  @Option(help: "From this day.") var from: LocalDate?
  @Option(help: "Through this day.") var through: LocalDate?
  @Option(help: "Count only sessions of this kind.") var kind: CoachingSession.Kind?
  @Flag(help: "Lower is better, as for a handle time in a file.") var lower = false

  func validate() throws {
    guard (file == nil) != (metric == nil) else { throw ValidationError("Give a FILE or --metric, one of them.") }
    if metric != nil, from == nil || through == nil { throw ValidationError("--metric needs --from and --through.") }
  }

  /// The numbers, with the sessions that the caller sees where the file does not say who was coached.
  func study(_ globals: Globals) async throws -> ImpactStudy {
    let rows = try file.map { try MeasuredFile.read($0) } ?? []
    if rows.contains(where: { $0.coachedOn != nil }) { return try ImpactStudy(rows, isHigherBetter: !lower) }
    return try await globals.withCoaching { coaching in
      let first = try await coaching.firstSessions(from: from, through: through, kind: kind)
      guard let metric, let from, let through else {
        return try ImpactStudy(rows, coachedOn: first, isHigherBetter: !lower)
      }
      return try ImpactStudy(
        try await coaching.weekly(metric, from: from, through: through), coachedOn: first,
        isHigherBetter: metric.isHigherBetter)
    }
  }
}

extension WeeklyMetric: ExpressibleByArgument {}
