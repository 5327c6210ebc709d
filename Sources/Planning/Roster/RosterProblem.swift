/// Everything a roster is asked for and must respect: a value, without a clock, a file or a database.
///
/// Days, queues, sites, templates and agents are named by their position in these lists.
public struct RosterProblem: Hashable, Sendable, Codable {
  public var period: RosterPeriod
  public var sites: [RosterSite]
  public var queues: [RosterQueue]
  public var templates: [ShiftTemplate]
  public var agents: [RosterAgent]
  public var prices: RosterPrices
  /// The day on which the roster is made, counted from day 0 of the period: -10 is ten days before it.
  public var today: Int

  public init(
    period: RosterPeriod, sites: [RosterSite], queues: [RosterQueue], templates: [ShiftTemplate],
    agents: [RosterAgent], prices: RosterPrices = RosterPrices(), today: Int = -365
  ) {
    self.period = period
    self.sites = sites
    self.queues = queues
    self.templates = templates
    self.agents = agents
    self.prices = prices
    self.today = today
  }

  func site(of agent: RosterAgent) -> RosterSite { sites[agent.site] }
}

/// Work of one kind, and how many agents it takes in each interval.
public struct RosterQueue: Hashable, Sendable, Codable {
  public let id: Int64
  public let name: String
  /// Agents needed, one number an interval of the period.
  public let needed: [Int]
  /// What missing agents cost for one interval: the first step's agents first, then the next's.
  ///
  /// The steps grow, and the last one has no end: the tenth missing agent hurts more than the first.
  public let shortfall: [LossStep]
  /// What one agent more than needed costs for one interval.
  public let surplus: Double

  /// So many missing agents at this price each, for one interval.
  public struct LossStep: Hashable, Sendable, Codable {
    public let agents: Int
    public let each: Double

    public init(agents: Int, each: Double) {
      self.agents = agents
      self.each = each
    }
  }

  public init(
    id: Int64, name: String, needed: [Int], shortfall: [LossStep] = [LossStep(agents: .max, each: 100)],
    surplus: Double = 1
  ) {
    self.id = id
    self.name = name
    self.needed = needed
    self.shortfall = shortfall
    self.surplus = surplus
  }

  /// The loss of one interval when `staffed` agents work where `needed` should.
  public func loss(needed: Int, staffed: Double) -> Double {
    let missing = Double(needed) - staffed
    guard missing > 0 else { return -missing * surplus }
    var left = missing
    var loss = 0.0
    for step in shortfall where left > 0 {
      let taken = step.agents == .max ? left : min(left, Double(step.agents))
      loss += taken * step.each
      left -= taken
    }
    return loss + left * (shortfall.last?.each ?? 0)
  }
}

/// What everything but service costs, in the same unit as a queue's shortfall.
public struct RosterPrices: Hashable, Sendable, Codable {
  /// An hour beyond the contract's hours, within its overtime.
  public var overtimeHour: Double
  /// An hour of the contract that is not given.
  public var contractHourNotGiven: Double
  /// A shift that touches a time the agent would rather not work, times the wish's weight.
  public var undesired: Double
  /// A published shift that is moved, dropped or added.
  public var change: Double
  /// A weekend worked, times one more than the weekends already owed in the ledger.
  public var weekend: Double

  public init(
    overtimeHour: Double = 40, contractHourNotGiven: Double = 30, undesired: Double = 20, change: Double = 60,
    weekend: Double = 2
  ) {
    self.overtimeHour = overtimeHour
    self.contractHourNotGiven = contractHourNotGiven
    self.undesired = undesired
    self.change = change
    self.weekend = weekend
  }
}
