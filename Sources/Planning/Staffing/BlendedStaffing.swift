// Agents who share queues help each other out, by how much no formula tells: each set of sizes is played. All sets are
// played with the same luck, so that one more agent is never blamed for a busier day.

/// Groups of agents with different skills who serve several queues together.
public struct BlendedStaffing: Sendable {
  /// Contacts of one kind in one interval, and the promise made to their customers.
  public struct Queue: Sendable {
    public let name: String
    /// Contacts in the interval.
    public let volume: Double
    public let handleSeconds: Double
    /// Mean patience; nil when customers wait for ever.
    public let patienceSeconds: Double?
    /// The share to be answered within ``goalSeconds``.
    public let goalShare: Double
    public let goalSeconds: Double

    public init(
      _ name: String, volume: Double, handleSeconds: Double, patienceSeconds: Double?, goalShare: Double,
      goalSeconds: Double
    ) {
      self.name = name
      self.volume = volume
      self.handleSeconds = handleSeconds
      self.patienceSeconds = patienceSeconds
      self.goalShare = goalShare
      self.goalSeconds = goalSeconds
    }
  }

  /// Agents with the same skills.
  public struct Group: Sendable {
    public let name: String
    /// The queues they serve by their place, the most urgent first.
    public let skills: [Int]
    /// How many there are.
    public let most: Int

    public init(_ name: String, skills: [Int], most: Int) {
      self.name = name
      self.skills = skills
      self.most = most
    }
  }

  /// How many of each group, and how each queue fares with them.
  public struct Answer: Sendable, Hashable, Codable {
    /// Agents by group; everybody when even that does not reach the goals.
    public let agents: [Int]
    public let outcomes: [QueueSimulation.Outcome]
    public let reachesGoals: Bool

    public var total: Int { agents.reduce(0, +) }
  }

  public let intervalMinutes: Double
  public let queues: [Queue]
  public let groups: [Group]
  private let replications: Int
  private let seed: UInt64

  /// - Parameter replications: How often each set of sizes is played, eight hours of the interval at a time.
  public init(
    intervalMinutes: Double, queues: [Queue], groups: [Group], replications: Int = 20, seed: UInt64 = 1
  ) {
    self.intervalMinutes = intervalMinutes
    self.queues = queues
    self.groups = groups
    self.replications = replications
    self.seed = seed
  }

  /// The fewest agents that keep every promise on average, by adding where it is missed and taking away while it holds.
  ///
  /// A set is left when no single agent can go and no agent can stand in for two; a smaller set further away may exist.
  public func fewest() -> Answer {
    let everybody = played(groups.map(\.most))
    guard everybody.reachesGoals else { return everybody }
    var best = raised(from: loaded)
    while let fewer = smaller(than: best) { best = fewer }
    return best
  }

  /// How the queues fare with given sizes.
  public func played(_ agents: [Int]) -> Answer {
    let intervals = max(1, Int(8 * 60 / intervalMinutes))
    let simulation = QueueSimulation(
      intervalMinutes: intervalMinutes,
      queues: queues.map {
        .init(
          $0.name, volumes: .init(repeating: $0.volume, count: intervals), handleSeconds: $0.handleSeconds,
          patienceSeconds: $0.patienceSeconds, goalSeconds: $0.goalSeconds)
      },
      groups: zip(groups, agents).map {
        .init($0.name, agents: .init(repeating: $1, count: intervals), skills: $0.skills)
      })
    let outcomes = simulation.run(replications: replications, seed: seed)
    let reaches = zip(queues, outcomes).allSatisfy { $0.volume == 0 || $1.answeredInTime.mean >= $0.goalShare }
    return Answer(agents: agents, outcomes: outcomes, reachesGoals: reaches)
  }

  /// The offered load of each queue given to those who serve it, the least skilled first.
  private var loaded: [Int] {
    var agents = groups.map { _ in 0 }
    for place in queues.indices {
      var left = Int((queues[place].volume * queues[place].handleSeconds / intervalMinutes / 60).rounded(.up))
      for group in serving(place) {
        let taken = min(left, groups[group].most - agents[group])
        agents[group] += taken
        left -= taken
      }
    }
    return agents
  }

  private func serving(_ queue: Int) -> [Int] {
    groups.indices.filter { groups[$0].skills.contains(queue) }
      .sorted { (groups[$0].skills.count, $0) < (groups[$1].skills.count, $1) }
  }

  private func raised(from start: [Int]) -> Answer {
    var answer = played(start)
    while !answer.reachesGoals {
      guard let group = help(answer) else { return played(groups.map(\.most)) }
      var agents = answer.agents
      agents[group] += 1
      answer = played(agents)
    }
    return answer
  }

  /// Who could help the queue that misses its promise most: the least skilled with somebody left.
  private func help(_ answer: Answer) -> Int? {
    let missed = queues.indices.map { (place: $0, by: queues[$0].goalShare - answer.outcomes[$0].answeredInTime.mean) }
      .filter { $0.by > 0 && queues[$0.place].volume > 0 }.sorted { ($1.by, $0.place) < ($0.by, $1.place) }
    for (place, _) in missed {
      if let group = serving(place).first(where: { answer.agents[$0] < groups[$0].most }) { return group }
    }
    return groups.indices.first { answer.agents[$0] < groups[$0].most }
  }

  /// One agent fewer that still keeps the promises: one less, or two less and one more elsewhere.
  private func smaller(than answer: Answer) -> Answer? {
    let bySkill = groups.indices.sorted { (groups[$1].skills.count, $0) < (groups[$0].skills.count, $1) }
    for gone in bySkill where answer.agents[gone] > 0 {
      var agents = answer.agents
      agents[gone] -= 1
      let fewer = played(agents)
      if fewer.reachesGoals { return fewer }
      for other in bySkill where other != gone && agents[other] > 0 {
        for added in bySkill where added != gone && added != other && agents[added] < groups[added].most {
          var moved = agents
          moved[other] -= 1
          moved[added] += 1
          let answer = played(moved)
          if answer.reachesGoals { return answer }
        }
      }
    }
    return nil
  }
}
