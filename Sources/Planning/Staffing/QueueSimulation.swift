// Where several queues share agents with different skills no formula is exact, so contacts are played one by one:
// Poisson arrivals by interval, drawn handle times and patience, whoever is free and skilled takes the next. Each
// replication draws anew from its own seed; the results carry the uncertainty of having played only so many.

/// Several queues served by groups of agents who share skills.
public struct QueueSimulation: Sendable {
  /// Contacts of one kind.
  public struct Queue: Sendable {
    public let name: String
    /// Contacts by interval.
    public let volumes: [Double]
    public let handleSeconds: Double
    public let handling: Handling
    /// Mean patience; nil when customers wait for ever.
    public let patienceSeconds: Double?
    /// The time meant by "answered in time".
    public let goalSeconds: Double

    public init(
      _ name: String, volumes: [Double], handleSeconds: Double, handling: Handling = .logNormal(1.2),
      patienceSeconds: Double?, goalSeconds: Double
    ) {
      self.name = name
      self.volumes = volumes
      self.handleSeconds = handleSeconds
      self.handling = handling
      self.patienceSeconds = patienceSeconds
      self.goalSeconds = goalSeconds
    }
  }

  /// How handle times differ from contact to contact.
  public enum Handling: Sendable {
    case exponential
    /// With the given spread of the logarithm; call centers measure about 1.2.
    case logNormal(Double)
  }

  /// Agents with the same skills.
  public struct Group: Sendable {
    public let name: String
    /// Agents at work by interval.
    public let agents: [Int]
    /// The queues they serve by their place, the most urgent first.
    public let skills: [Int]

    public init(_ name: String, agents: [Int], skills: [Int]) {
      self.name = name
      self.agents = agents
      self.skills = skills
    }
  }

  public let intervalMinutes: Double
  public let queues: [Queue]
  public let groups: [Group]

  public init(intervalMinutes: Double, queues: [Queue], groups: [Group]) {
    self.intervalMinutes = intervalMinutes
    self.queues = queues
    self.groups = groups
  }

  /// A number that was played for: its mean over the replications and how far the truth may lie from it.
  public struct Played: Sendable, Hashable, Codable {
    public let mean: Double
    /// Nineteen times in twenty the truth lies this near.
    public let margin: Double

    init(_ values: [Double]) {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / max(count, 1)
      self.mean = mean
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(count - 1, 1)
      margin = values.count > 1 ? 2.1 * (variance / count).squareRoot() : .infinity
    }
  }

  /// What became of one queue.
  public struct Outcome: Sendable, Hashable, Codable {
    public let queue: String
    public let offered: Played
    public let answeredInTime: Played
    public let abandoned: Played
    /// Mean wait of the answered, in seconds.
    public let answerSeconds: Played
  }

  /// Plays the intervals through, again and again.
  public func run(replications: Int = 20, seed: UInt64 = 1) -> [Outcome] {
    let plays = (0..<replications).map { replication -> [QueueTally] in
      var play = QueuePlay(self, seed: seed &+ UInt64(replication) &* 0x9E37_79B9)
      return play.played()
    }
    return queues.indices.map { place in
      let own = plays.map { $0[place] }
      return Outcome(
        queue: queues[place].name, offered: Played(own.map { Double($0.offered) }),
        answeredInTime: Played(own.map { $0.share($0.inTime) }),
        abandoned: Played(own.map { $0.share($0.abandoned) }),
        answerSeconds: Played(own.map { $0.answered > 0 ? $0.waited / Double($0.answered) : 0 }))
    }
  }
}

/// Counts of one queue in one replication.
struct QueueTally {
  var offered = 0
  var answered = 0
  var inTime = 0
  var abandoned = 0
  var waited = 0.0

  func share(_ count: Int) -> Double { offered > 0 ? Double(count) / Double(offered) : 0 }
}
