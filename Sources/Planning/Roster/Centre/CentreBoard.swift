/// The wall board of a contact centre in numbers: everybody's tour, who works which queue when, what it costs.
///
/// Where an agent's time goes is decided again with every change: somebody put on one queue may push others along
/// to the queue that needs it most. Every change is noted, so that a step that was not worth it is undone.
struct CentreBoard: Sendable {
  let centre: Centre
  private(set) var tours: [CentreTour]
  /// The cost of all tours and of what they leave undone.
  var total: Double { loss + personal }
  private(set) var loss = 0.0
  private(set) var personal = 0.0
  /// Minutes × percent at work, by queue and interval.
  private(set) var staffed: [Int]
  /// Which queue each agent works, and for how many minutes, at `interval * agents + agent`; 255 for none.
  private var queueOf: [UInt8]
  private var minutesOf: [UInt8]
  /// How many full agents on one queue could go to another, at `(interval * queues + from) * queues + to`.
  private var movable: [Int32]
  /// What one more full agent saves on a queue: directly, and with others pushed along.
  private var direct: [Double]
  private var reach: [Double]
  private var isStale: [Bool]
  private var stale: [Int]
  private var journal: [Entry] = []
  private let mobile: [UInt64]
  private let agents: Int
  private let queues: Int
  private let intervals: Int
  private let length: UInt8

  private struct Entry {
    let interval: Int32
    let agent: Int32
    let queue: UInt8
    let minutes: UInt8
  }

  static let nowhere: UInt8 = 255

  init(_ centre: Centre) {
    self.centre = centre
    agents = centre.kindOf.count
    queues = centre.queues
    intervals = centre.intervals
    length = UInt8(centre.problem.period.intervalMinutes)
    let mobiles = centre.kinds.map(\.mobile)
    mobile = centre.kindOf.map { mobiles[$0] }
    staffed = centre.pinned
    queueOf = Array(repeating: Self.nowhere, count: agents * intervals)
    minutesOf = Array(repeating: 0, count: agents * intervals)
    movable = Array(repeating: 0, count: intervals * queues * queues)
    direct = Array(repeating: 0, count: queues * intervals)
    reach = direct
    isStale = Array(repeating: true, count: intervals)
    stale = Array(0..<intervals)
    tours = centre.tours.people.map { CentreTour(days: centre.days, cost: $0.cost(of: [], in: centre.tours)) }
    personal = tours.reduce(0) { $0 + $1.cost }
    for queue in 0..<queues {
      for interval in 0..<intervals {
        loss += centre.losses.loss(queue, interval, staffed[queue * intervals + interval])
      }
    }
  }

  /// The queue an agent works in an interval, and for how many minutes.
  func work(of agent: Int, _ interval: Int) -> (queue: Int, minutes: Int)? {
    let at = interval * agents + agent
    return queueOf[at] == Self.nowhere ? nil : (Int(queueOf[at]), Int(minutesOf[at]))
  }

  // MARK: - One agent in one interval

  private func percent(_ agent: Int, _ queue: Int, _ interval: Int) -> Int {
    if queue < 64, mobile[agent] >> UInt64(queue) & 1 == 1 { return 100 }
    return centre.percent(kind: centre.kindOf[agent], queue: queue, interval: interval)
  }

  private mutating func set(_ agent: Int, _ interval: Int, _ queue: UInt8, _ minutes: UInt8) {
    let at = interval * agents + agent
    if queueOf[at] == queue, minutesOf[at] == minutes { return }
    journal.append(
      Entry(interval: Int32(interval), agent: Int32(agent), queue: queueOf[at], minutes: minutesOf[at]))
    count(agent, interval, -1)
    queueOf[at] = queue
    minutesOf[at] = minutes
    count(agent, interval, 1)
    if !isStale[interval] {
      isStale[interval] = true
      stale.append(interval)
    }
  }

  private mutating func count(_ agent: Int, _ interval: Int, _ sign: Int) {
    let at = interval * agents + agent
    guard queueOf[at] != Self.nowhere else { return }
    let queue = Int(queueOf[at])
    let place = queue * intervals + interval
    let units = Int(minutesOf[at]) * percent(agent, queue, interval) * sign
    loss -= centre.losses.loss(queue, interval, staffed[place])
    staffed[place] += units
    loss += centre.losses.loss(queue, interval, staffed[place])
    guard minutesOf[at] == length, mobile[agent] >> UInt64(queue) & 1 == 1 else { return }
    let row = (interval * queues + queue) * queues
    for other in 0..<queues where mobile[agent] >> UInt64(other) & 1 == 1 { movable[row + other] += Int32(sign) }
  }

  // MARK: - Worths

  /// Works out anew what one more full agent saves wherever something has changed.
  mutating func refresh() {
    for interval in stale {
      isStale[interval] = false
      refresh(interval)
    }
    stale.removeAll(keepingCapacity: true)
  }

  private mutating func refresh(_ interval: Int) {
    for queue in 0..<queues {
      let place = queue * intervals + interval
      let now = staffed[place]
      direct[place] =
        centre.losses.loss(queue, interval, now) - centre.losses.loss(queue, interval, now + centre.fullUnits)
      reach[place] = direct[place]
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for from in 0..<queues {
        let row = (interval * queues + from) * queues
        for to in 0..<queues where movable[row + to] > 0 && to != from {
          let place = from * intervals + interval
          if reach[to * intervals + interval] > reach[place] {
            reach[place] = reach[to * intervals + interval]
            hasChanged = true
          }
        }
      }
    }
  }

  /// What somebody with these skills saves by working a whole interval.
  func worth(_ skills: [AgentSkill], _ interval: Int) -> Double {
    var best = -Double.infinity
    for skill in skills {
      let place = skill.queue * intervals + interval
      if skill.percent == 100 {
        best = max(best, reach[place])
      } else {
        best = max(best, gain(skill.queue, interval, units: skill.percent * Int(length)))
      }
    }
    return best
  }

  private func gain(_ queue: Int, _ interval: Int, units: Int) -> Double {
    let now = staffed[queue * intervals + interval]
    return centre.losses.loss(queue, interval, now) - centre.losses.loss(queue, interval, now + units)
  }

  // MARK: - Tours

  mutating func take(_ agent: Int) -> CentreTour {
    let tour = tours[agent]
    for (day, duty) in tour.duties.enumerated() where duty >= 0 {
      for (interval, _) in centre.work(agent, day: day, duty: Int(duty), way: tour.ways[day]) {
        set(agent, interval, Self.nowhere, 0)
      }
    }
    let free = CentreTour(days: centre.days, cost: centre.tours.people[agent].cost(of: [], in: centre.tours))
    personal += free.cost - tour.cost
    tours[agent] = free
    return tour
  }

  /// Gives a tour to an agent who has none; their time goes where it saves most, and pushes others along.
  mutating func put(_ agent: Int, _ tour: CentreTour) {
    refresh()
    for (day, duty) in tour.duties.enumerated() where duty >= 0 {
      let skills = centre.kinds[centre.kindOf[agent]].skills[day]
      for (interval, minutes) in centre.work(agent, day: day, duty: Int(duty), way: tour.ways[day]) {
        guard let skill = best(skills, interval, minutes) else { continue }
        set(agent, interval, UInt8(skill.queue), UInt8(minutes))
        if skill.percent == 100, minutes == Int(length) { push(interval, from: skill.queue) }
      }
    }
    personal += tour.cost - tours[agent].cost
    tours[agent] = tour
  }

  private func best(_ skills: [AgentSkill], _ interval: Int, _ minutes: Int) -> AgentSkill? {
    var best: (skill: AgentSkill, gain: Double)?
    for skill in skills {
      let isFull = skill.percent == 100 && minutes == Int(length)
      let saved =
        isFull
        ? reach[skill.queue * intervals + interval] : gain(skill.queue, interval, units: skill.percent * minutes)
      if saved > best?.gain ?? -.infinity { best = (skill, saved) }
    }
    return best?.skill
  }

  /// Moves people from queue to queue, beginning with one that has just got somebody, to where most is saved.
  private mutating func push(_ interval: Int, from first: Int) {
    var queue = first
    while direct[queue * intervals + interval] < reach[queue * intervals + interval] - 1e-9 {
      guard let next = next(interval, from: queue), let agent = mover(interval, from: queue, to: next) else { return }
      set(agent, interval, UInt8(next), length)
      queue = next
    }
  }

  /// The next queue on the shortest way to one where as much is saved directly as `queue` can reach.
  private func next(_ interval: Int, from queue: Int) -> Int? {
    let goal = reach[queue * intervals + interval] - 1e-9
    var firsts = [Int](repeating: -1, count: queues)
    var line = [queue]
    var seen: UInt64 = 1 << UInt64(queue)
    var head = 0
    while head < line.count {
      let at = line[head]
      head += 1
      let row = (interval * queues + at) * queues
      for to in 0..<queues where movable[row + to] > 0 && seen >> UInt64(to) & 1 == 0 {
        seen |= 1 << UInt64(to)
        firsts[to] = at == queue ? to : firsts[at]
        if direct[to * intervals + interval] >= goal { return firsts[to] }
        line.append(to)
      }
    }
    return nil
  }

  private func mover(_ interval: Int, from: Int, to: Int) -> Int? {
    let both: UInt64 = 1 << UInt64(from) | 1 << UInt64(to)
    let row = interval * agents
    return (0..<agents).first {
      queueOf[row + $0] == UInt8(from) && minutesOf[row + $0] == length && mobile[$0] & both == both
    }
  }

  /// Sends people on to other queues wherever that saves something, in all intervals changed lately.
  mutating func settle() {
    let changed = stale
    refresh()
    for interval in changed {
      for _ in 0..<queues * queues {
        guard let (from, to) = transfer(interval), let agent = mover(interval, from: from, to: to) else { break }
        set(agent, interval, UInt8(to), length)
        push(interval, from: to)
        refresh()
      }
    }
  }

  /// A queue that somebody should leave for another, if leaving costs less than arriving saves.
  private func transfer(_ interval: Int) -> (from: Int, to: Int)? {
    var best: (saved: Double, from: Int, to: Int)?
    for from in 0..<queues {
      let row = (interval * queues + from) * queues
      guard movable[row + from] > 0 else { continue }
      let place = from * intervals + interval
      let now = staffed[place]
      let lost =
        centre.losses.loss(from, interval, now - centre.fullUnits) - centre.losses.loss(from, interval, now)
      for to in 0..<queues where to != from && movable[row + to] > 0 {
        let saved = reach[to * intervals + interval] - lost
        if saved > best?.saved ?? 1e-9 { best = (saved, from, to) }
      }
    }
    return best.map { ($0.from, $0.to) }
  }

  // MARK: - Undoing

  /// From here on changes can be undone together.
  mutating func begin() { journal.removeAll(keepingCapacity: true) }

  /// Goes back to the last beginning, given the tours of then.
  mutating func undo(_ old: [(agent: Int, tour: CentreTour)], loss: Double, personal: Double) {
    let entries = journal
    for entry in entries.reversed() { set(Int(entry.agent), Int(entry.interval), entry.queue, entry.minutes) }
    for (agent, tour) in old { tours[agent] = tour }
    self.loss = loss
    self.personal = personal
    journal.removeAll(keepingCapacity: true)
  }
}

/// One agent's period: the duty of each day, -1 for none, where its breaks fall, and what it costs beside service.
struct CentreTour: Hashable, Sendable {
  var duties: [Int16]
  var ways: [Int64]
  var cost: Double

  init(days: Int, cost: Double) {
    duties = Array(repeating: -1, count: days)
    ways = Array(repeating: 0, count: days)
    self.cost = cost
  }
}
