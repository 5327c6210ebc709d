internal import People
internal import Postgres
public import Store

extension Onboarding {
  /// A cohort's people as of a day, today by default: who is ahead, behind, at risk or blocked, and why.
  public func board(
    _ cohort: String, asOf: LocalDate? = nil, limits: RiskLimits = RiskLimits()
  ) async throws(OnboardingError) -> Board {
    try await read { tx in
      let cohort = try Cohort.find(cohort, in: tx)
      return try Self.board(of: cohort, asOf: try asOf ?? tx.today(), limits, in: tx)
    }
  }

  /// What each at-risk rule would have said in cohorts that are over, day by day.
  ///
  /// - Parameters:
  ///   - days: Days after the start.
  ///   - from: Only cohorts that started on that day or later, and before `until`.
  public func rules(
    days: [Int], from: LocalDate? = nil, until: LocalDate? = nil, limits: RiskLimits = RiskLimits()
  ) async throws(OnboardingError) -> [RuleRecord] {
    try await read { tx in
      let finished = try FinishedTrack.read(from: from, until: until, in: tx)
      return days.flatMap { finished.records(day: $0, limits) }
    }
  }

  static func board(of cohort: Cohort, asOf: LocalDate, _ limits: RiskLimits, in tx: Session) throws -> Board {
    let content = try content(of: cohort, in: tx)
    let assignments = try tx.all(Assignment.of(cohort.id))
    let learners = try Learner.read(assignments, of: content, in: tx)
    let tracks = try Track.read(learners, in: tx)
    let working = WorkingDays(try Calendar.newest(of: cohort.site, in: tx))
    let slowdown = try Slowdown.learned(of: cohort.curriculum, working, in: tx)
    let scores = tracks.values.flatMap { $0.picture(on: asOf).firstScores.values }
    let judged = BoardCase(
      cohort: cohort, asOf: asOf, limits: limits.with(firstScores: scores), slowdown: slowdown, working: working,
      lastMeeting: try tx.all(Meeting.of(cohort.id, from: asOf)).last?.planned.on,
      certified: try Certificate.holders(among: assignments.map(\.id), in: tx))
    return Board(
      cohort: cohort, asOf: asOf,
      rows: learners.compactMap { learner in tracks[learner.assignment.id].map { judged.row(learner, $0) } },
      slowdown: slowdown)
  }
}
