public import Store

/// One person's way through a version as it looked from outside: what was due when, and what happened when.
///
/// Days are asked for by date, so a finished cohort can be looked at as it was on its thirtieth day.
public struct Track: Sendable {
  /// One item of the way.
  public struct Stop: Sendable {
    public let key: String
    public let moveOn: MoveOn
    public let weight: Int
    public let minutes: Int
    public let dueOn: LocalDate?
    /// When a waiver, a migration or nothing at all satisfied it.
    public let sparedOn: LocalDate?

    public init(
      _ key: String, _ moveOn: MoveOn = .completed, weight: Int = 1, minutes: Int = 30, dueOn: LocalDate? = nil,
      sparedOn: LocalDate? = nil
    ) {
      (self.key, self.moveOn, self.weight, self.minutes) = (key, moveOn, weight, minutes)
      (self.dueOn, self.sparedOn) = (dueOn, sparedOn)
    }
  }

  /// Something that happened at a stop.
  public struct Event: Sendable {
    public let stop: Int
    public let verb: ItemStanding.Verb
    public let score: Double?
    public let on: LocalDate

    public init(_ stop: Int, _ verb: ItemStanding.Verb, score: Double? = nil, on: LocalDate) {
      (self.stop, self.verb, self.score, self.on) = (stop, verb, score, on)
    }
  }

  public let startsOn: LocalDate
  public let stops: [Stop]
  /// What happened, oldest first.
  public let events: [Event]

  public init(startsOn: LocalDate, stops: [Stop], events: [Event]) {
    (self.startsOn, self.stops) = (startsOn, stops)
    self.events = events.sorted { $0.on < $1.on }
  }
}

extension Track {
  /// What the way looked like at the end of a day.
  public func picture(on day: LocalDate) -> Picture {
    var (completed, passed) = (Set<Int>(), Set<Int>())
    var failed: [Int: LocalDate] = [:]
    var firstScores: [Int: Double] = [:]
    let seen = events.filter { $0.on <= day }
    for event in seen {
      switch event.verb {
      case .completed: completed.insert(event.stop)
      case .passed:
        passed.insert(event.stop)
        failed[event.stop] = nil
      case .failed: failed[event.stop] = event.on
      case .started: failed[event.stop] = nil
      case .voided: break
      }
      if let score = event.score, firstScores[event.stop] == nil { firstScores[event.stop] = score }
    }
    let done = stops.indices.filter { index in
      let stop = stops[index]
      return stop.sparedOn.map { $0 <= day } ?? false
        || stop.moveOn.isSatisfied(completed: completed.contains(index), passed: passed.contains(index))
    }
    return Picture(
      track: self, day: day, done: Set(done), failedOn: failed.filter { !done.contains($0.key) },
      firstScores: firstScores, lastActivity: seen.last?.on)
  }

  /// The weight that is asked for.
  public var weight: Int { stops.map(\.weight).reduce(0, +) }
}

/// A way as it looked at the end of one day.
public struct Picture: Sendable {
  public let track: Track
  public let day: LocalDate
  /// Stops that are satisfied.
  public let done: Set<Int>
  /// Stops whose newest try failed, with the day of it.
  public let failedOn: [Int: LocalDate]
  /// The score of the first try at a stop.
  public let firstScores: [Int: Double]
  public let lastActivity: LocalDate?

  public var isDone: Bool { track.stops.indices.allSatisfy { track.stops[$0].weight == 0 || done.contains($0) } }

  /// Stops that were due before the day was over, done or not.
  public var due: [Int] {
    track.stops.indices.filter { index in track.stops[index].dueOn.map { $0 <= day } ?? false }
  }

  /// Stops that were due and are not done.
  public var missed: [Int] { due.filter { !done.contains($0) } }

  /// The share of the weight that is satisfied.
  public var progress: Double { share(done.map { track.stops[$0].weight }.reduce(0, +)) }

  /// The share of the weight that was due, or that nobody had to do.
  public var expected: Double {
    let spared = track.stops.indices.filter { index in
      track.stops[index].moveOn == .notApplicable || track.stops[index].sparedOn.map { $0 <= day } ?? false
    }
    return share(Set(due + spared).map { track.stops[$0].weight }.reduce(0, +))
  }

  public var minutesDone: Int { done.map { track.stops[$0].minutes }.reduce(0, +) }

  public var minutesLeft: Int {
    track.stops.indices.filter { !done.contains($0) && track.stops[$0].weight > 0 }.map { track.stops[$0].minutes }
      .reduce(0, +)
  }

  private func share(_ part: Int) -> Double { track.weight > 0 ? Double(part) / Double(track.weight) : 0 }
}
