import Glibc

/// Improves a contact centre's roster: takes a few people's tours away and gives each the best one anew.
///
/// The best tour against everybody else's is exact: what an interval is worth is what one more agent there saves,
/// others pushed along, and the days are put together by the same pricing as everywhere. While the temperature is
/// above nothing, prices tremble and a step may cost a little, so that the search leaves its first hollow.
struct CentreSearch: Sendable {
  private(set) var board: CentreBoard
  /// The best board seen at the end of a stretch of steps.
  private(set) var best: CentreBoard
  private let pricers: CentrePricers
  private var dice: Dice
  /// Tours priced so far.
  private(set) var work = 0

  init(_ board: CentreBoard, _ pricers: CentrePricers, seed: UInt64) {
    self.board = board
    best = board
    self.pricers = pricers
    dice = Dice(seed: seed)
  }

  /// Gives everybody in turn what is published for them, else their best tour, those with the fewest queues first.
  mutating func begin() {
    let desk = CentreDesk(pricers.centre)
    let agents = pricers.centre.problem.agents
    let order = agents.indices.sorted { (agents[$0].skills.count, $0) < (agents[$1].skills.count, $1) }
    for agent in order { if !keep(agent, desk) { give(agent, desk) } }
    board.settle()
    best = board
  }

  /// Gives an agent the shifts that are published for them.
  private mutating func keep(_ agent: Int, _ desk: CentreDesk) -> Bool {
    let centre = pricers.centre
    if centre.problem.agents[agent].published.isEmpty { return false }
    board.refresh()
    desk.menu.fill(kind: centre.kindOf[agent]) { skills, interval in board.worth(skills, interval) }
    board.put(agent, centre.lawful(centre.promised(to: agent, ways: desk.menu.ways), of: agent))
    work += 1
    return true
  }

  /// Goes on from where another search stands.
  mutating func follow(_ other: CentreSearch) {
    board = other.board
    best = other.best
  }

  private mutating func give(_ agent: Int, _ desk: CentreDesk) {
    board.refresh()
    if let tour = pricers.best(for: agent, on: board, desk) { board.put(agent, tour) }
    work += 1
  }

  /// Rebuilds some people's tours until so many are priced.
  mutating func improve(tours: Int, temperature: Double) {
    guard !board.tours.isEmpty else { return }
    let desk = CentreDesk(pricers.centre)
    let end = work + tours
    while work < end { step(temperature, desk) }
    if board.total < best.total - 1e-6 { best = board }
  }

  private mutating func step(_ temperature: Double, _ desk: CentreDesk) {
    let agents = board.tours.count
    let (before, loss, personal) = (board.total, board.loss, board.personal)
    var chosen: [Int] = []
    let size = min(agents, 1 + dice.below(3))
    while chosen.count < size {
      let agent = dice.below(agents)
      if !chosen.contains(agent) { chosen.append(agent) }
    }
    board.begin()
    let old = chosen.map { (agent: $0, tour: board.take($0)) }
    desk.tremble(temperature, &dice)
    for agent in chosen { give(agent, desk) }
    board.settle()
    let slack = temperature > 0 ? -temperature * log(dice.share()) : 0
    if board.total > before + slack + 1e-9 { board.undo(old, loss: loss, personal: personal) }
  }
}

extension Dice {
  /// A share above 0, up to 1.
  fileprivate mutating func share() -> Double { Double(1 + below(1_000_000)) / 1_000_000 }
}

/// The memory one task works in.
final class CentreDesk {
  let menu: CentreMenu
  let scratch = TourScratch()
  /// Each duty's price, at `day * duties + duty`.
  var prices: [Double]
  /// What is added to the prices while they tremble.
  private(set) var tremor: [Double]
  let free: [Bool]

  init(_ centre: Centre) {
    menu = CentreMenu(centre)
    prices = Array(repeating: 0, count: centre.days * centre.duties.count)
    tremor = prices
    free = Array(repeating: false, count: centre.days)
  }

  /// Draws new errors of Gumbel's distribution: the cheapest tour is then drawn nearly as Boltzmann would.
  func tremble(_ temperature: Double, _ dice: inout Dice) {
    guard temperature > 0 else {
      for line in tremor.indices { tremor[line] = 0 }
      return
    }
    for line in tremor.indices { tremor[line] = temperature * log(-log(dice.share() - 5e-7)) }
  }
}

/// The pricing of all agents' tours, one for each group of agents alike.
struct CentrePricers: Sendable {
  let centre: Centre
  let groups: [[Int]]
  private let groupOf: [Int]
  private let pricers: [TourPricer]

  init(_ centre: Centre) {
    self.centre = centre
    groups = centre.likes.sorted { (centre.kindOf[$0[0]], $0[0]) < (centre.kindOf[$1[0]], $1[0]) }
    var groupOf = [Int](repeating: 0, count: centre.kindOf.count)
    for (position, group) in groups.enumerated() {
      for agent in group { groupOf[agent] = position }
    }
    self.groupOf = groupOf
    pricers = groups.map { TourPricer(centre.tours, person: $0[0]) }
  }

  /// A group's cheapest tour at the worths on the desk, and what it costs there beside its constant.
  func cheapest(_ group: Int, _ desk: CentreDesk) -> (cost: Double, tour: CentreTour)? {
    let limits = centre.tours.people[groups[group][0]]
    for line in desk.prices.indices {
      desk.prices[line] = limits.prices[line] + desk.menu.values[line] + desk.tremor[line]
    }
    var pricer = pricers[group]
    let found = pricer.cheapest(desk.prices, mustWork: desk.free, want: 1, scratch: desk.scratch).first
    guard let found else { return nil }
    var tour = CentreTour(days: centre.days, cost: 0)
    tour.duties = found.duties
    for (day, duty) in found.duties.enumerated() where duty >= 0 {
      tour.ways[day] = desk.menu.ways[day * centre.duties.count + Int(duty)]
    }
    tour.cost = limits.cost(of: tour.duties, in: centre.tours)
    return (found.cost, tour)
  }

  /// The best tour for an agent against everybody else's.
  func best(for agent: Int, on board: CentreBoard, _ desk: CentreDesk) -> CentreTour? {
    desk.menu.fill(kind: centre.kindOf[agent]) { skills, interval in board.worth(skills, interval) }
    guard let tour = cheapest(groupOf[agent], desk)?.tour else { return nil }
    return centre.isInexact[agent] ? centre.lawful(tour, of: agent) : tour
  }
}
