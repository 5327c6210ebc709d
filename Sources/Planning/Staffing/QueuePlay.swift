/// One replication of a simulation: the clock jumps from event to event.
struct QueuePlay {
  private let simulation: QueueSimulation
  private var chance: Chance
  private var tallies: [QueueTally]
  private var lines: [Line]
  /// The next arrival of each queue; infinite when no more come.
  private var arrivals: [Double]
  private var busy: [Int]
  private var capacity: [Int]
  private var calls = CallHeap()
  private var interval = 0
  /// Which groups serve each queue, those with the fewest skills first.
  private let servers: [[Int]]
  private let seconds: Double
  private let intervals: Int

  init(_ simulation: QueueSimulation, seed: UInt64) {
    self.simulation = simulation
    chance = Chance(seed: seed)
    tallies = simulation.queues.map { _ in QueueTally() }
    lines = simulation.queues.map { _ in Line() }
    busy = simulation.groups.map { _ in 0 }
    capacity = simulation.groups.map { $0.agents.first ?? 0 }
    servers = simulation.queues.indices.map { queue in
      simulation.groups.indices.filter { simulation.groups[$0].skills.contains(queue) }
        .sorted { simulation.groups[$0].skills.count < simulation.groups[$1].skills.count }
    }
    seconds = simulation.intervalMinutes * 60
    intervals = simulation.queues.map(\.volumes.count).max() ?? 0
    arrivals = simulation.queues.map { _ in 0 }
    for queue in arrivals.indices { arrivals[queue] = nextArrival(queue, after: 0) }
  }

  /// Plays until everybody is served or gone.
  mutating func played() -> [QueueTally] {
    while true {
      var (time, source) = (Double.infinity, -1)
      for queue in arrivals.indices where arrivals[queue] < time { (time, source) = (arrivals[queue], queue) }
      let boundary = interval + 1 < intervals ? Double(interval + 1) * seconds : .infinity
      if let call = calls.first, call.time < time, call.time < boundary {
        calls.removeFirst()
        busy[call.group] -= 1
        serveNext(call.group, at: call.time)
      } else if boundary <= time, boundary.isFinite {
        startInterval(at: boundary)
      } else if source >= 0, time.isFinite {
        arrive(source, at: time)
      } else {
        return finished()
      }
    }
  }

  private mutating func arrive(_ queue: Int, at time: Double) {
    tallies[queue].offered += 1
    arrivals[queue] = nextArrival(queue, after: time)
    if let group = servers[queue].first(where: { busy[$0] < capacity[$0] }) {
      serve(queue, by: group, waited: 0, at: time)
      return
    }
    let patience = simulation.queues[queue].patienceSeconds.map { chance.exponential(mean: $0) } ?? .infinity
    lines[queue].append(arrived: time, leaves: time + patience)
  }

  /// The next arrival; rates are constant within an interval, so a draw that reaches beyond is drawn anew from there.
  private mutating func nextArrival(_ queue: Int, after time: Double) -> Double {
    let volumes = simulation.queues[queue].volumes
    var (from, place) = (time, min(Int(time / seconds), intervals))
    while place < volumes.count {
      let end = Double(place + 1) * seconds
      if volumes[place] > 0 {
        let next = from + chance.exponential(mean: seconds / volumes[place])
        if next < end { return next }
      }
      (from, place) = (end, place + 1)
    }
    return .infinity
  }

  private mutating func startInterval(at time: Double) {
    interval += 1
    for group in simulation.groups.indices {
      let agents = simulation.groups[group].agents
      capacity[group] = interval < agents.count ? agents[interval] : agents.last ?? 0
      while busy[group] < capacity[group], serveNext(group, at: time) {}
    }
  }

  /// Gives a free agent the next contact of their most urgent queue; false when nobody waits.
  @discardableResult
  private mutating func serveNext(_ group: Int, at time: Double) -> Bool {
    guard busy[group] < capacity[group] else { return false }
    for queue in simulation.groups[group].skills {
      while let contact = lines[queue].removeFirst() {
        if contact.leaves <= time {
          tallies[queue].abandoned += 1
          continue
        }
        serve(queue, by: group, waited: time - contact.arrived, at: time)
        return true
      }
    }
    return false
  }

  private mutating func serve(_ queue: Int, by group: Int, waited: Double, at time: Double) {
    let kind = simulation.queues[queue]
    tallies[queue].answered += 1
    tallies[queue].waited += waited
    if waited <= kind.goalSeconds { tallies[queue].inTime += 1 }
    busy[group] += 1
    let handle: Double
    switch kind.handling {
    case .exponential:
      handle = chance.exponential(mean: kind.handleSeconds)
    case .logNormal(let spread):
      handle = kind.handleSeconds * exp(spread * chance.normal() - spread * spread / 2)
    }
    calls.insert(CallHeap.Call(time: time + handle, group: group))
  }

  /// Whoever still waits when nobody serves any more has given up.
  private mutating func finished() -> [QueueTally] {
    for queue in lines.indices {
      while lines[queue].removeFirst() != nil { tallies[queue].abandoned += 1 }
    }
    return tallies
  }
}

/// Contacts waiting in the order they came.
private struct Line {
  private var contacts: [(arrived: Double, leaves: Double)] = []
  private var head = 0

  mutating func append(arrived: Double, leaves: Double) {
    contacts.append((arrived, leaves))
  }

  mutating func removeFirst() -> (arrived: Double, leaves: Double)? {
    guard head < contacts.count else { return nil }
    head += 1
    let contact = contacts[head - 1]
    if head == contacts.count {
      contacts.removeAll(keepingCapacity: true)
      head = 0
    }
    return contact
  }
}

/// Contacts being handled, the one that ends first on top.
private struct CallHeap {
  struct Call {
    let time: Double
    let group: Int
  }

  private var calls: [Call] = []

  var first: Call? { calls.first }

  mutating func insert(_ call: Call) {
    calls.append(call)
    var place = calls.count - 1
    while place > 0, calls[(place - 1) / 2].time > call.time {
      calls[place] = calls[(place - 1) / 2]
      place = (place - 1) / 2
    }
    calls[place] = call
  }

  mutating func removeFirst() {
    let last = calls.removeLast()
    guard !calls.isEmpty else { return }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < calls.count else { break }
      if child + 1 < calls.count, calls[child + 1].time < calls[child].time { child += 1 }
      guard calls[child].time < last.time else { break }
      calls[place] = calls[child]
      place = child
    }
    calls[place] = last
  }
}
