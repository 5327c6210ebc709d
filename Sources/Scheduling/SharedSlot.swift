internal import Planning
public import Store

/// Agents who hold several skills, shared by the live queues of a slot, beside what each queue takes alone.
public struct SharedSlot: Codable, Hashable, Sendable {
  public let day: LocalDate
  /// Slots since local midnight.
  public let slot: Int
  public let groups: [Group]
  public let queues: [Queue]
  /// Whether everybody who is there keeps every promise; if not, all of them are taken.
  public let reachesGoals: Bool

  /// People with the same skills.
  public struct Group: Codable, Hashable, Sendable {
    /// Codes of the live queues they can work.
    public let queues: [String]
    /// How many are employed in that week.
    public let there: Int
    /// How many on contacts at the same time the slot takes.
    public let needed: Int
  }

  /// One live queue of the slot.
  public struct Queue: Codable, Hashable, Sendable {
    public let code: String
    public let contacts: Double
    /// Agents that the queue takes without help.
    public let alone: Int
    public let goalShare: Double
    /// Share answered in time, and how far the truth may lie from it nineteen times in twenty.
    public let answeredInTime: Double
    public let margin: Double
    public let abandoned: Double
  }
}

extension Scheduling {
  /// The fewest agents that a slot's live queues take together, by the skills that people of that week hold.
  ///
  /// Breaks and absences are left out, as they are from a requirement's agents; an agent with several chats counts as one
  /// who takes them one by one, that much faster.
  /// - Parameter minute: Any minute of the slot, after local midnight.
  /// - Throws: ``SchedulingError/nothingYet(step:season:command:)``, ``SchedulingError/unknownSlot(_:)``.
  public func shared(
    _ code: String, day: LocalDate, minute: Int, seed: Int = 1
  ) async throws(SchedulingError) -> SharedSlot {
    let (groups, wanted, assumptions) = try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let requirement = try season.newestRequirement(in: tx)
      let assumptions = try tx.one(AssumptionVersion.called(requirement.assumption)).body
      let week = day.monday...day.monday.adding(days: 6)
      let people = try tx.all(RosterPerson.inWeek(week, season: season, skills: assumptions.queues.map(\.skill)))
      return (
        people.groups(assumptions), try tx.all(RequirementSlot.all(of: requirement.id, from: day, to: day)), assumptions
      )
    }
    let slot = minute / assumptions.slotMinutes
    let slots = wanted.filter { $0.slot == slot }
    let live = assumptions.queues.filter { queue in
      !queue.isDeferred && slots.contains { $0.queue == queue.code }
    }
    guard !live.isEmpty else { throw .unknownSlot(code) }
    return SharedSlot(live, slots, groups, assumptions, day: day, slot: slot, seed: UInt64(seed.magnitude))
  }
}

extension SharedSlot {
  init(
    _ live: [QueueAssumption], _ slots: [RequirementSlot], _ groups: [[String]: Int], _ assumptions: Assumptions,
    day: LocalDate, slot: Int, seed: UInt64
  ) {
    let codes = live.map(\.code)
    let able = Dictionary(
      groups.map { skills, count in (codes.filter(skills.contains), count) }, uniquingKeysWith: +
    ).filter { !$0.key.isEmpty }.sorted { ($0.key.count, "\($0.key)") < ($1.key.count, "\($1.key)") }
    let wanted = live.map { queue in slots.first { $0.queue == queue.code } }
    let staffing = BlendedStaffing(
      intervalMinutes: Double(assumptions.slotMinutes),
      queues: zip(live, wanted).map { queue, wanted in
        BlendedStaffing.Queue(
          queue.code, volume: wanted?.volume ?? 0, handleSeconds: (wanted?.handleSeconds ?? 0) * queue.paceAtOnce,
          patienceSeconds: queue.patienceSeconds, goalShare: queue.goalPercent / 100,
          goalSeconds: queue.goalSeconds ?? 0)
      },
      groups: able.map { skills, count in
        .init(skills.joined(separator: " "), skills: skills.compactMap(codes.firstIndex(of:)), most: count)
      }, seed: seed)
    let answer = staffing.fewest()
    self.init(
      day: day, slot: slot,
      groups: zip(able, answer.agents).map { Group(queues: $0.key, there: $0.value, needed: $1) },
      queues: zip(zip(live, wanted), answer.outcomes).map { pair, outcome in
        Queue(
          code: pair.0.code, contacts: pair.1?.volume ?? 0, alone: pair.1?.agents ?? 0,
          goalShare: pair.0.goalPercent / 100, answeredInTime: outcome.answeredInTime.mean,
          margin: outcome.answeredInTime.margin, abandoned: outcome.abandoned.mean)
      }, reachesGoals: answer.reachesGoals)
  }
}

extension QueueAssumption {
  /// An agent's time for one contact with as many at once as go fastest, as a multiple of the time for one alone.
  fileprivate var paceAtOnce: Double {
    (concurrentHandleSeconds ?? []).enumerated().map { $0.element / handleSeconds / Double($0.offset + 2) }
      .reduce(1, min)
  }
}

extension [RosterPerson] {
  /// How many people can work which queues.
  fileprivate func groups(_ assumptions: Assumptions) -> [[String]: Int] {
    let sets = map { person in assumptions.queues.filter { person.skills.contains($0.skill) }.map(\.code) }
    return Dictionary(sets.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
