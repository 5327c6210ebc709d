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
    return RosterDraft(builder.board, bound: nil, seed: seed, work: builder.work)
  }

  /// Proposes who works when, and proves how far from the best the proposal may be.
  ///
  /// Column generation over whole tours with their breaks gives the bound, its dive and its neighbourhoods the
  /// roster; the builder's own roster is where it begins, and what it returns when nothing better is found.
  ///
  /// - Throws: ``RosterError`` when the problem contradicts itself, naming the culprit.
  public static func optimise(
    _ problem: RosterProblem, budget: TourSearch.Budget, seed: UInt64 = 1,
    report: (@Sendable (TourSearch.Result) -> Void)? = nil
  ) async throws(RosterError) -> RosterDraft {
    try problem.validate()
    let empty = RosterBoard(problem)
    var builder = RosterBuilder(empty, seed: seed)
    _ = builder.fill(builder.order)
    builder.improve(work: problem.agents.count * 2_000)
    let tours = RosterTours(problem, board: empty)
    var search = TourSearch(tours.tours, seed, budget, start: tours.tours(of: builder.board.roster), report)
    await search.run()
    var finish = RosterBuilder(tours.board(with: search.tours), seed: seed)
    _ = finish.fill(finish.order)
    let costs = [finish, builder].map { $0.board.roster.objective(in: problem).total }
    let best = costs[0] <= costs[1] ? finish.board : builder.board
    let bound = search.result.bound.isFinite ? min(search.result.bound, min(costs[0], costs[1])) : nil
    return RosterDraft(best, bound: bound, seed: seed, work: builder.work + search.result.work)
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
