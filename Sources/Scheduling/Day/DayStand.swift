internal import People
internal import Planning
internal import Postgres
internal import Store

// A day as it stands: the published work of everybody, who is away, what was needed, what came so far.

struct DayStand {
  /// Minutes of a cell: shifts and breaks begin on quarters of an hour.
  static let cell = 15

  let day: LocalDate
  let assumptions: Assumptions
  let level: StaffingLevel
  let sites: [SiteWeek]
  let slots: [RequirementSlot]
  let forecast: [ForecastDay]
  let profile: DayProfile
  let people: [RosterPerson]
  let duties: [DayDuty]
  let away: [RosterAway]
  let pay: [Int64: DayPayRow]
  /// Contacts by queue and slot; a queue nobody counted is not there.
  let seen: [String: [Int: Double]]
  /// The first minute that can be changed, on the day's axis.
  let from: Int

  static func read(_ request: DayRequest, in tx: Session) throws -> DayStand {
    let day = request.day
    guard let requirement = try tx.first(RequirementVersion.forDay(day)),
      let season = try tx.first(Season.of(requirement.id))
    else { throw SchedulingError.noPlanFor("\(day)") }
    let assumptions = try tx.one(AssumptionVersion.called(requirement.assumption)).body
    let sites = try tx.all(SiteWeek.of(day...day.adding(days: 6), season: season))
    let from =
      try request.from.map { sites.first?.clock.minute(day: 0, wall: $0.minutes) ?? $0.minutes }
      ?? tx.one(DayDuty.begins(day, season: season))
    let gone = try request.absent.map { name throws -> RosterAway in
      guard let id = try? Person.find(name, in: tx).id.rawValue else { throw SchedulingError.unknownPerson(name) }
      return RosterAway(person: id, from: 0, to: 2 * 1440, reason: "away")
    }
    let counted = try tx.all(
      QueueSlot.all(entity: season.entity, slotMinutes: assumptions.slotMinutes, asOf: day, from: day))
    return DayStand(
      day: day, assumptions: assumptions, level: StaffingLevel(rawValue: requirement.quantile) ?? .mean, sites: sites,
      slots: try tx.all(RequirementSlot.all(of: requirement.id, from: day, to: day)),
      forecast: try tx.all(ForecastDay.all(of: requirement.forecast)).filter { $0.day == day },
      profile: try ProfileShare.profile(of: requirement.forecast, slotMinutes: assumptions.slotMinutes, in: tx),
      people: try tx.all(RosterPerson.inWeek(day...day, season: season, skills: assumptions.queues.map(\.skill))),
      duties: try tx.all(DayDuty.on(day, season: season)),
      away: try tx.all(RosterAway.inWeek(day...day.adding(days: 6), season: season)) + gone,
      pay: Dictionary(try tx.all(DayPayRow.on(day, season: season)).map { ($0.person, $0) }) { first, _ in first },
      seen: Dictionary(grouping: counted, by: \.queue).mapValues { slots in
        Dictionary(slots.map { ($0.slot, $0.contacts) }, uniquingKeysWith: +)
      },
      from: from)
  }

  var clock: SiteClock { sites.first?.clock ?? SiteClock(days: 1) }
  var cells: Int { (clock.midnights[1] + Self.cell - 1) / Self.cell }
  /// The cells that can still be changed.
  var rest: Range<Int> { min(cells, (from + Self.cell - 1) / Self.cell)..<cells }

  /// Whether somebody is away in a cell.
  func isAway(_ person: Int64, _ cell: Int) -> Bool {
    away.contains { $0.person == person && $0.from < (cell + 1) * Self.cell && $0.to > cell * Self.cell }
  }

  /// Everybody who has a skill of the season, with their work on the day.
  ///
  /// - Parameter present: Leaves out the hours of those who are away.
  func everybody(present: Bool) -> [DayPerson] {
    let gone = Dictionary(grouping: away, by: \.person)
    let byPerson = Dictionary(grouping: duties, by: \.person)
    return people.map { person in
      let mine = byPerson[person.person] ?? []
      let isGone = { (cell: Int) in
        gone[person.person]?.contains { $0.from < (cell + 1) * Self.cell && $0.to > cell * Self.cell } ?? false
      }
      let work = mine.flatMap { spans(of: $0, without: present ? isGone : { _ in false }) }
      let own = mine.first { $0.from >= 0 }
      // Who is away for part of the day is not asked for more of it.
      let isFree = !(0..<cells).contains(where: isGone)
      return DayPerson(
        id: person.person,
        skills: assumptions.queues.indices.filter { person.skills.contains(assumptions.queues[$0].skill) },
        work: work, duty: own.map { max(0, $0.from / Self.cell)..<min(cells, $0.until / Self.cell) },
        reach: isFree ? reach(of: person) : 0..<0, breaks: isFree ? mine.flatMap(breaks) : [],
        pay: pay[person.person]?.pay ?? DayPay(hour: 0, overtimeHour: 0, plainMinutes: 0))
    }
  }

  /// The breaks that lie in whole cells, each with the window that the shift's kind gives it.
  private func breaks(of duty: DayDuty) -> [DayBreak] {
    let kind = assumptions.shifts.first { kind in
      kind.minutes == duty.until - duty.from && kind.breaks.count == duty.breaks.count
        && zip(kind.breaks, duty.breaks).allSatisfy { $0.minutes == $1.minutes.count && $0.isPaid == $1.isPaid }
    }
    guard let kind else { return [] }
    return zip(kind.breaks, duty.breaks).compactMap { window, pause in
      let (from, until) = (pause.minutes.lowerBound, pause.minutes.upperBound)
      let first = duty.from + window.earliestAfterMinutes
      let last = duty.from + window.latestAfterMinutes
      guard from >= 0, from % Self.cell == 0, until % Self.cell == 0, first <= last else { return nil }
      let starts = (max(0, first) + Self.cell - 1) / Self.cell..<max(0, last) / Self.cell + 1
      return starts.isEmpty ? nil : DayBreak(cells: from / Self.cell..<until / Self.cell, starts: starts)
    }
  }

  /// The cells in which somebody's site is open.
  private func reach(of person: RosterPerson) -> Range<Int> {
    guard let site = sites.first(where: { $0.site == person.site }),
      let open = assumptions.openMinutes(isoWeekday: day.planningDay.weekday.index + 1)
    else { return 0..<0 }
    let (first, last) = (
      site.clock.minute(day: 0, wall: open.lowerBound), site.clock.minute(day: 0, wall: open.upperBound)
    )
    return (max(0, first) / Self.cell..<max(first, last) / Self.cell).clamped(to: 0..<cells)
  }

  /// Contact work in whole cells, cut where somebody is away.
  private func spans(of duty: DayDuty, without isGone: (Int) -> Bool) -> [DaySpan] {
    duty.parts.flatMap { part -> [DaySpan] in
      guard let queue = assumptions.queues.firstIndex(where: { $0.code == part.queue }) else { return [] }
      let first = max(0, (part.from + Self.cell - 1) / Self.cell)
      var spans: [DaySpan] = []
      for cell in first..<max(first, min(cells, part.until / Self.cell)) where !isGone(cell) {
        if let last = spans.last, last.cells.upperBound == cell {
          spans[spans.count - 1] = DaySpan(queue: queue, cells: last.cells.lowerBound..<cell + 1)
        } else {
          spans.append(DaySpan(queue: queue, cells: cell..<cell + 1))
        }
      }
      return spans
    }
  }
}
