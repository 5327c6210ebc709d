internal import Planning
public import Store

/// What recruiting must have in a stage by a day, so that a class of the plan starts full.
public struct FunnelNeed: Codable, Hashable, Sendable {
  public let classStartsOn: LocalDate
  public let starters: Int
  public let stage: String
  /// The last working day for it, before any event of the season.
  public let by: LocalDate
  /// Candidates who must have entered the stage, on average.
  public let candidates: Double
  /// Candidates who are enough with the confidence asked for.
  public let confident: Int
}

extension KeptPlan {
  /// Each class of the plan back through the stages of recruiting, the first application first.
  ///
  /// - Parameter confidence: How sure one wants to be that the class starts full, between 0 and 1.
  /// - Throws: ``SchedulingError/badAssumptions(_:)`` when the assumptions tell no funnel.
  public func funnel(confidence: Double) throws(SchedulingError) -> [FunnelNeed] {
    guard let stages = assumptions.hiring.funnel, !stages.isEmpty else {
      throw .badAssumptions(["hiring.funnel is left out: give stage, percent and days of each stage of recruiting"])
    }
    let parts = stages.map { Funnel.Stage($0.stage, conversion: $0.percent / 100, days: $0.days) }
    do {
      let rests = try parts.indices.map { try Funnel(Array(parts[$0...])) }
      return try classes.flatMap { start in
        let entries = rests[0].entries(for: start.starters, startingOn: start.startsOn.planningDay)
        return try zip(entries, rests).map { entry, rest in
          FunnelNeed(
            classStartsOn: start.startsOn, starters: start.starters, stage: entry.stage,
            by: workday(LocalDate(entry.by)), candidates: entry.candidates,
            confident: try rest.applicants(for: start.starters, confidence: confidence))
        }
      }
    } catch {
      throw .planning("\(error)")
    }
  }

  /// The day itself, or the last one before it that is neither of a weekend nor of an event.
  private func workday(_ day: LocalDate) -> LocalDate {
    var day = day
    while day.weekday > 5 || events.contains(where: { ($0.startsOn...max($0.startsOn, $0.endsOn)).contains(day) }) {
      day = day.adding(days: -1)
    }
    return day
  }
}
