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

  /// The part of the cost that a better roster might save; `nil` when no bound is proven.
  public var gap: Double? { bound.map { Self.gap(objective.total, above: $0) } }

  /// The part of a cost that may lie above the best, 0 to 1: 1 while nothing is proven but that costs are positive.
  public static func gap(_ cost: Double, above bound: Double) -> Double {
    cost <= 0 ? 0 : min(1, max(0, (cost - bound) / cost))
  }

  /// How long to look for something better, in work units rather than seconds.
  public enum Effort: Hashable, Sendable, Codable {
    /// Gives each shift once: milliseconds, and nothing is proven.
    case quick
    /// Prices so many tours: some thousands a second.
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
    for problem: RosterProblem, effort: Effort = .work(4_000), seed: UInt64 = 1
  ) throws(RosterError) -> RosterDraft {
    if case .work(let work) = effort {
      return try propose(for: problem, budget: TourSearch.Budget(work: work, lanes: 1), seed: seed)
    }
    try problem.validate()
    var builder = RosterBuilder(problem)
    _ = builder.fill(builder.order)
    return RosterDraft(builder.board, bound: nil, seed: seed, work: builder.work)
  }

  /// The same within a budget, on the thread that asks; a report hears of every better roster.
  ///
  /// - Throws: ``RosterError`` when the problem contradicts itself, naming the culprit.
  public static func propose(
    for problem: RosterProblem, budget: TourSearch.Budget, seed: UInt64 = 1,
    report: (@Sendable (TourSearch.Result) -> Void)? = nil
  ) throws(RosterError) -> RosterDraft {
    try problem.validate()
    let empty = RosterBoard(problem)
    let centre = Centre(RosterTours(problem, board: empty), board: empty)
    var run = CentreRun(centre, seed: seed, budget: budget, report: report)
    run.runAlone()
    return RosterDraft(run, on: empty, seed: seed)
  }

  /// Proposes who works when, and proves how far from the best the proposal may be.
  ///
  /// Prices on the intervals prove what no roster can undercut, while whole tours are taken away and given anew:
  /// ``CentreBound`` and ``CentreSearch``.
  ///
  /// - Throws: ``RosterError`` when the problem contradicts itself, naming the culprit.
  public static func optimise(
    _ problem: RosterProblem, budget: TourSearch.Budget, seed: UInt64 = 1,
    report: (@Sendable (TourSearch.Result) -> Void)? = nil
  ) async throws(RosterError) -> RosterDraft {
    try problem.validate()
    let empty = RosterBoard(problem)
    let centre = Centre(RosterTours(problem, board: empty), board: empty)
    var run = CentreRun(centre, seed: seed, budget: budget, report: report)
    await run.run()
    return RosterDraft(run, on: empty, seed: seed)
  }

  /// The best of a run as a roster; agents with rules that tours cannot count get what is still worth giving.
  private init(_ run: CentreRun, on empty: RosterBoard, seed: UInt64) {
    let centre = run.centre
    var builder = RosterBuilder(centre.roster(of: run.best, on: empty))
    _ = builder.fill(centre.isInexact.indices.filter { centre.isInexact[$0] })
    let cost = builder.board.roster.objective(in: centre.problem).total
    let bound = run.result.bound.isFinite ? min(run.result.bound, cost) : nil
    self.init(builder.board, bound: bound, seed: seed, work: run.result.work)
  }

  private init(_ board: RosterBoard, bound: Double?, seed: UInt64, work: Int) {
    roster = board.roster
    objective = board.roster.objective(in: board.problem)
    coverage = Coverage(of: board)
    self.bound = bound
    self.seed = seed
    self.work = work
    unplaced = board.unplaced
  }
}
