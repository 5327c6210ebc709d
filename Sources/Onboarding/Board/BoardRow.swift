public import People
public import Store

/// Where one person stands, in a word, with the reasons for it.
public struct BoardRow: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable, CaseIterable {
    case certified, ahead
    case onTrack = "on track"
    case behind
    case atRisk = "at risk"
    /// Nothing they could do themselves is open.
    case blocked
    case paused
    case stopped
  }

  public let person: Person.ID
  public let name: String
  public let number: String?
  public let status: Status
  public let reasons: [String]
  public let progress: Double
  /// The share of the weight that was due by now.
  public let expected: Double
  /// What is due next and not done.
  public let next: String?
  public let nextOn: LocalDate?
  /// `nil` for whoever is certified, or not running.
  public let projection: Projection?
}

/// A cohort with each of its people, as of a day.
public struct Board: Codable, Sendable, Equatable {
  public let cohort: Cohort
  public let asOf: LocalDate
  public let rows: [BoardRow]
  public let slowdown: Slowdown

  public func count(_ status: BoardRow.Status) -> Int { rows.count { $0.status == status } }
}

// MARK: - Judging

/// What is known of a cohort when its people are judged.
struct BoardCase {
  let cohort: Cohort
  let asOf: LocalDate
  let limits: RiskLimits
  let slowdown: Slowdown
  let working: WorkingDays
  let lastMeeting: LocalDate?
  let certified: Set<Person.ID>

  func row(_ learner: Learner, _ track: Track) -> BoardRow {
    let picture = track.picture(on: asOf)
    let (status, reasons) = judge(learner, picture)
    let isRunning = status != .certified && status != .stopped && status != .paused
    let next = picture.track.stops.indices.filter { !picture.done.contains($0) && track.stops[$0].dueOn != nil }
      .min { (track.stops[$0].dueOn ?? asOf) < (track.stops[$1].dueOn ?? asOf) }
    return BoardRow(
      person: learner.assignment.person, name: learner.assignment.name, number: learner.assignment.number,
      status: status, reasons: reasons, progress: learner.assignment.progress, expected: picture.expected,
      next: isRunning ? next.map { track.stops[$0].key } : nil,
      nextOn: isRunning ? next.flatMap { track.stops[$0].dueOn } : nil,
      projection: isRunning && !picture.isDone
        ? Projection(
          picture, plannedDays: working.count(after: cohort.startsOn.adding(days: -1), through: cohort.endsOn),
          lastMeeting: lastMeeting, slowdown: slowdown, working) : nil)
  }

  private func judge(_ learner: Learner, _ picture: Picture) -> (BoardRow.Status, [String]) {
    let assignment = learner.assignment
    switch assignment.state {
    case .suspended: return (.paused, [assignment.reason].compactMap(\.self))
    case .failed, .withdrawn, .expired, .migrated:
      return (.stopped, [assignment.state.rawValue] + [assignment.reason].compactMap(\.self))
    case .assigned, .inProgress, .completed: break
    }
    if certified.contains(assignment.person) { return (.certified, []) }
    if assignment.state == .completed { return (.blocked, ["all is done; a certificate waits to be signed"]) }
    let reasons = picture.reasons(limits).map(\.text)
    if let blocked = blocked(learner) { return (.blocked, blocked + reasons) }
    if !reasons.isEmpty { return (.atRisk, reasons) }
    if picture.progress < picture.expected || !picture.missed.isEmpty {
      return (.behind, picture.missed.map { "\(picture.track.stops[$0].key) is due" })
    }
    return (picture.progress > picture.expected + 0.1 ? .ahead : .onTrack, [])
  }

  /// Why nothing is open to somebody: each open item waits for others, or for somebody else.
  private func blocked(_ learner: Learner) -> [String]? {
    if cohort.trainer == nil { return ["the class has no trainer"] }
    let open = learner.items.filter { !$0.isSatisfied && $0.weight > 0 }
    let isOpen = open.contains { $0.missing.isEmpty && $0.item.item.kind != .signOff }
    guard !open.isEmpty, !isOpen else { return nil }
    return open.map { item in
      item.missing.isEmpty
        ? "\(item.item.item.key) waits for somebody to sign"
        : "\(item.item.item.key): \(item.missing.joined(separator: ", "))"
    }
  }
}
