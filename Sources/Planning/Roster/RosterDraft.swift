/// A roster that was proposed, with everything needed to judge it and to make it again.
public struct RosterDraft: Hashable, Sendable, Codable {
  public let roster: Roster
  public let objective: RosterObjective
  public let coverage: Coverage
  /// No roster can cost less, as far as is proven; `nil` when nothing is.
  public let bound: Double?
  public let seed: UInt64
  /// Units of work spent: the same problem, seed and work give the same roster.
  public let work: Int
  /// Agents without a shift, and the first reason.
  public let unplaced: [Unplaced]

  /// Somebody the roster has no shift for.
  public struct Unplaced: Hashable, Sendable, Codable {
    public let agent: Int
    public let words: String
  }

  /// How far the cost may be above the best, as a share of it; `nil` when no bound is proven.
  public var gap: Double? {
    bound.map { objective.total <= 0 ? 0 : max(0, objective.total - $0) / max(objective.total, 1e-9) }
  }

  /// How long to look for something better, in work units rather than seconds.
  public enum Effort: Hashable, Sendable, Codable {
    /// Gives each shift once: milliseconds.
    case quick
    /// Improves until so many shapes were looked at: about a million a second.
    case work(Int)
  }
}

extension RosterDraft {
  /// Proposes who works when.
  ///
  /// Every hard rule of the agents' sites holds in the result, except where what is published and pinned
  /// already breaks one. Demand that cannot be covered is priced and explained, never refused.
  ///
  /// - Throws: ``RosterError`` when the problem contradicts itself, naming the culprit.
  public static func propose(
    for problem: RosterProblem, effort: Effort = .work(2_000_000), seed: UInt64 = 1
  ) throws(RosterError) -> RosterDraft {
    try problem.validate()
    var builder = RosterBuilder(problem, seed: seed)
    _ = builder.fill(builder.order)
    if case .work(let budget) = effort { builder.improve(work: budget) }
    let roster = builder.board.roster
    return RosterDraft(
      roster: roster, objective: roster.objective(in: problem), coverage: Coverage(of: builder.board), bound: nil,
      seed: seed, work: builder.work, unplaced: builder.board.unplaced)
  }
}
