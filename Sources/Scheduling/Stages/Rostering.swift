internal import Planning
internal import Postgres

// The peak week's agents become shifts: everybody on the books, and a seat for each newcomer the plan counts on.

/// Somebody who can be rostered in a week, as the database knows them.
struct RosterPerson: RowDecodable {
  static let columns: StaticString = """
    person.id, person.name, site.id, employment.weekly_minutes, employment.maximum_weekly_minutes,
    employment.starts_on, employment.ends_on, held.skills, held.from_days, held.to_days,
    young.person_id IS NOT NULL
    """
  let person: Int64
  let name: String
  let site: Int64
  let weeklyMinutes: Int
  let mostWeeklyMinutes: Int
  let startsOn: LocalDate
  let endsOn: LocalDate?
  /// What the person may work on, and from which to which day of the week.
  let skills: [String]
  let fromDays: [Int]
  let toDays: [Int]
  /// Under eighteen when the week begins, and so held to the limits for all of it.
  let isMinor: Bool

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    site = try row.next()
    weeklyMinutes = try row.next()
    mostWeeklyMinutes = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    skills = try row.next()
    fromDays = try row.next()
    toDays = try row.next()
    isMinor = try row.next()
  }
}

/// A site's wall clock over a week, laid by PostgreSQL on one axis of real minutes (house law 6).
struct SiteWeek: RowDecodable {
  static let columns: StaticString =
    "week.id, week.name, week.jurisdiction, week.midnights, week.changed_day, week.changed_wall, week.changed_by"
  let site: Int64
  let name: String
  let jurisdiction: String
  /// Axis minute of each local midnight, one more than there are days.
  let midnights: [Int]
  /// The day of a clock change, the wall minute at which it happens and by how much; `nil` in an ordinary week.
  let changedDay: Int?
  let changedWall: Int?
  let changedBy: Int?

  init(row: inout Row) throws(PostgresError) {
    site = try row.next()
    name = try row.next()
    jurisdiction = try row.next()
    midnights = try row.next()
    changedDay = try row.next()
    changedWall = try row.next()
    changedBy = try row.next()
  }

  var clock: SiteClock {
    guard let changedDay, let changedWall, let changedBy else { return SiteClock(midnights: midnights) }
    return SiteClock(
      midnights: midnights, changes: [SiteClock.Change(day: changedDay, wall: changedWall, minutes: changedBy)])
  }
}

/// Somebody's time away from contacts, on the axis of the week.
struct RosterAway: RowDecodable {
  static let columns: StaticString = "away.person_id, away.from_minute, away.to_minute, away.reason"
  let person: Int64
  let from: Int
  let to: Int
  let reason: String

  init(person: Int64, from: Int, to: Int, reason: String) {
    self.person = person
    self.from = from
    self.to = to
    self.reason = reason
  }

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    from = try row.next()
    to = try row.next()
    reason = try row.next()
  }
}

/// Everything a week's roster is made from.
struct RosterInputs {
  let week: ClosedRange<LocalDate>
  /// The site whose clock the requirement's slots are told in; it comes first.
  let sites: [SiteWeek]
  let people: [RosterPerson]
  let away: [RosterAway]
  let past: [RosterPast]
  let promises: [RosterPromise]
  let agreed: [RosterConsent]
  /// The week's first day, counted from today.
  let ahead: Int
  let wishes: [RosterWish]
  let weekends: [WeekendCount]
  /// The numbers that bind each site, by its id.
  let rules: [Int64: [RuleNumber]]
  let slots: [RequirementSlot]
  let classes: [HiringClass]
  let assumptions: Assumptions

  var problem: RosterProblem {
    get throws(PlanningError) {
      let period = RosterPeriod(
        days: 7, intervalMinutes: assumptions.slotMinutes, minutes: sites.first?.midnights.last)
      return RosterProblem(
        period: period, sites: sites.map(site), queues: try queues(period),
        templates: assumptions.shifts.map(\.template),
        agents: people.map(agent) + seats.map(\.agent),
        today: promises.isEmpty ? -365 : -ahead)
    }
  }

  private func site(_ week: SiteWeek) -> RosterSite {
    let clock = week.clock
    let open = (0..<7).map { day in
      assumptions.openMinutes(isoWeekday: day + 1).map { hours in
        clock.minute(day: day, wall: hours.lowerBound)..<clock.minute(day: day, wall: hours.upperBound)
      }
    }
    return RosterSite(name: week.name, clock: clock, open: open, rules: book(week))
  }

  private func book(_ week: SiteWeek) -> RuleBook {
    RuleBook(rules[week.site] ?? [])
  }

  private func queues(_ period: RosterPeriod) throws(PlanningError) -> [RosterQueue] {
    let unplaced = try assumptions.planningShrinkage(rostered: false)
    guard let clock = sites.first?.clock else { return [] }
    return assumptions.queues.enumerated().map { position, queue in
      var needed = [Int](repeating: 0, count: period.intervals)
      for slot in slots where slot.queue == queue.code && week.contains(slot.day) {
        let day = slot.day.planningDay - week.lowerBound.planningDay
        let interval = clock.minute(day: day, wall: slot.slot * assumptions.slotMinutes) / period.intervalMinutes
        if needed.indices.contains(interval) { needed[interval] = unplaced.scheduled(for: slot.agents) }
      }
      return RosterQueue(id: Int64(position), name: queue.name, needed: needed)
    }
  }

  private func agent(_ person: RosterPerson) -> RosterAgent {
    let first = max(0, person.startsOn.planningDay - week.lowerBound.planningDay)
    let last = min(6, person.endsOn.map { $0.planningDay - week.lowerBound.planningDay } ?? 6)
    let skills = assumptions.queues.enumerated().compactMap { position, queue in
      person.skills.firstIndex(of: queue.skill).map {
        AgentSkill(queue: position, live: person.fromDays[$0]..<max(person.fromDays[$0], person.toDays[$0] + 1))
      }
    }
    let employed = first..<max(first, last + 1)
    return RosterAgent(
      id: person.person, name: person.name, site: sites.firstIndex { $0.site == person.site } ?? 0,
      skills: skills,
      contract: RosterContract(minutesAWeek: person.weeklyMinutes, mostMinutesAWeek: person.mostWeeklyMinutes),
      employed: employed,
      isMinor: person.isMinor,
      availability: sites.first { $0.site == person.site }.map { availability(of: person.person, $0.clock) } ?? [:],
      absences: away.filter { $0.person == person.person && $0.from < $0.to }.map {
        Absence($0.from..<$0.to, reason: $0.reason)
      },
      wishes: wishes(of: person.person),
      published: published(for: person.person, employed: employed, skills: skills),
      consents: consents(of: person.person),
      history: past.history(of: person.person, weekendsOwed: weekendsOwed(by: person.person)))
  }

  /// One seat for each starter of the plan's classes who is likely to be there, with the output of their week of ramp.
  var seats: [Seat] {
    let mind = assumptions.hiring
    return classes.flatMap { start -> [Seat] in
      let since = (week.lowerBound.planningDay - start.startsOn.planningDay) / 7 - mind.trainingWeeks
      guard since >= 0 else { return [] }
      var left = Double(start.starters) * mind.passPercent / 100
      for _ in 0..<since { left *= 1 - mind.weeklyLeaversNewPercent / 100 }
      let output = mind.rampPercent.indices.contains(since) ? Int(mind.rampPercent[since].rounded()) : 100
      return (0..<Int(left)).map {
        Seat(
          name: "class \(start.startsOn), seat \($0 + 1)", output: output, queues: assumptions.queues.count,
          minutes: Int(mind.hoursPerWeek * 60))
      }
    }
  }

  struct Seat {
    let name: String
    /// Percent of a trained agent's output.
    let output: Int
    let queues: Int
    let minutes: Int

    var agent: RosterAgent {
      RosterAgent(
        id: 0, name: name, skills: (0..<queues).map { AgentSkill(queue: $0, percent: output) },
        contract: RosterContract(minutesAWeek: minutes), employed: 0..<7)
    }
  }

  /// Canonical text, so that equal inputs have equal digests.
  var text: String {
    let parts = people.map {
      "\($0.person) \($0.weeklyMinutes) \($0.mostWeeklyMinutes) \($0.skills)\($0.isMinor ? " young" : "")"
    }
    let needed = slots.map { "\($0.queue) \($0.day) \($0.slot) \($0.agents)" }
    let gone = away.map { "\($0.person) \($0.from) \($0.to)" }
    let asked = wishes.map { "\($0.person) \($0.kind) \($0.weight) \($0.from) \($0.to)" }
    let numbers = rules.sorted { $0.key < $1.key }.flatMap { site, numbers in
      numbers.map { "\(site) \($0.measure) \($0.beyond) \($0.amount)" }
    }
    let told =
      promises.map { "\($0.person) \($0.day) \($0.span) \($0.parts)" } + agreed.map { "\($0.person) \($0.day)" }
    let day = promises.isEmpty ? [] : ["\(ahead) days ahead"]
    return (parts + needed + gone + asked + numbers + told + day + seats.map(\.name) + [assumptions.json])
      .joined(separator: "\n")
  }
}

extension ShiftAssumption {
  var template: ShiftTemplate {
    let first = Assumptions.minutes(firstStart) ?? 0
    let last = Assumptions.minutes(lastStart) ?? first
    return ShiftTemplate(
      name: name, starts: Array(stride(from: first, through: last, by: everyMinutes)), lengths: [minutes],
      breaks: breaks.map {
        BreakPattern(minutes: $0.minutes, isPaid: $0.isPaid, window: $0.earliestAfterMinutes...$0.latestAfterMinutes)
      })
  }
}
