internal import People
internal import Planning
internal import Postgres
internal import Store

// The roster's stage: read the week, search, judge, keep the run and, when there is one, its draft.

extension Stages {
  /// The draft of a week.
  ///
  /// - Throws: ``SchedulingError/planning(_:)`` when there can be none; ``run(_:plan:_:)`` keeps that too.
  func roster(
    _ requirement: RequirementVersion, plan: HiringPlanVersion?, _ request: RosterRequest
  ) throws -> RosterVersion {
    let run = try run(requirement, plan: plan, request)
    guard let roster = run.roster else { throw SchedulingError.planning(run.refusal ?? "") }
    return try tx.one(RosterVersion.called(roster))
  }

  func run(
    _ requirement: RequirementVersion, plan: HiringPlanVersion?, _ request: RosterRequest
  ) throws -> RosterRun {
    let (monday, seed) = (request.monday ?? season.peakWeekOn, request.seed)
    guard monday == monday.monday else {
      throw SchedulingError.planning("\(monday) is no Monday. The week around it begins on \(monday.monday).")
    }
    let week = monday...monday.adding(days: 6)
    // Asked before everything else, so that whatever is published meanwhile counts as later.
    let basedOn = try tx.one(RosterVersion.published(week, of: season))
    let inputs = try rosterInputs(requirement, plan: plan, week: week, agreed: request.agreed)
    guard !inputs.people.isEmpty || !inputs.seats.isEmpty else { throw SchedulingError.nobodyToRoster(season.code) }
    guard !inputs.slots.isEmpty else { throw SchedulingError.nothingNeeded(season.code, monday: monday) }
    // The search may think for longer than a server lets a transaction be idle.
    try tx.run(Statement("roster_run.patience", "SET LOCAL idle_in_transaction_session_timeout = 0"))
    let search = RosterSearch(inputs, request)
    guard let made = search.draft, let problem = search.problem else {
      return try keep(search, of: requirement, week: week, seed: seed, inputs: inputs, roster: nil)
    }
    let breaches = made.roster.breaches(in: problem)
    guard breaches.isEmpty else { throw SchedulingError.rosterBreaksRules(breaches.map(\.description)) }
    let version = try tx.one(
      RosterVersion.add(
        season: season, requirement: requirement.id, days: week, seed: seed, digest: digest(inputs.text),
        objective: made.inWords, basedOn: basedOn))
    try tx.run(RosterActivity.add(inputs.activities(of: made), to: version.id, of: season))
    try tx.run(RosterCoverage.add(inputs.coverage(of: made, problem), to: version.id, of: season))
    return try keep(search, of: requirement, week: week, seed: seed, inputs: inputs, roster: version.id)
  }

  private func rosterInputs(
    _ requirement: RequirementVersion, plan: HiringPlanVersion?, week: ClosedRange<LocalDate>, agreed: [AgreedChange]
  ) throws -> RosterInputs {
    let assumptions = try tx.one(AssumptionVersion.called(requirement.assumption)).body
    let sites = try tx.all(SiteWeek.of(week, season: season))
    return RosterInputs(
      week: week, sites: sites,
      people: try tx.all(RosterPerson.inWeek(week, season: season, skills: assumptions.queues.map(\.skill))),
      away: try tx.all(RosterAway.inWeek(week, season: season)),
      past: try tx.all(RosterPast.before(week, season: season)),
      promises: try tx.all(RosterPromise.inWeek(week, season: season)),
      agreed: try agreed.map { try consent(to: $0, in: week) },
      ahead: try tx.one(RosterPromise.ahead(week, season: season)),
      wishes: try tx.all(RosterWish.inWeek(week, season: season)),
      weekends: try tx.all(WeekendCount.before(week, season: season)),
      rules: Dictionary(
        uniqueKeysWithValues: try sites.map { ($0.site, try tx.all(RuleNumber.binding($0.site, on: week.lowerBound))) }),
      slots: try tx.all(RequirementSlot.all(of: requirement.id, from: week.lowerBound, to: week.upperBound)),
      classes: try plan.map { try tx.all(HiringClass.all(of: $0.id)) } ?? [], assumptions: assumptions)
  }

  private func consent(to change: AgreedChange, in week: ClosedRange<LocalDate>) throws -> RosterConsent {
    guard let person = try? Person.find(change.person, in: tx).id.rawValue else {
      throw SchedulingError.unknownPerson(change.person)
    }
    guard week.contains(change.day) else {
      throw SchedulingError.planning("\(change.day) is not a day of the week from \(week.lowerBound).")
    }
    return RosterConsent(person: person, day: change.day.planningDay - week.lowerBound.planningDay)
  }

  private func keep(
    _ search: RosterSearch, of requirement: RequirementVersion, week: ClosedRange<LocalDate>, seed: Int,
    inputs: RosterInputs, roster: RosterVersion.ID?
  ) throws -> RosterRun {
    let made = search.draft
    let id = try tx.one(
      Query<RosterRun.ID>(
        "roster_run.add",
        """
        INSERT INTO scheduling.roster_run
          (entity_id, season_id, requirement_id, forecast_id, starts_on, ends_on, seed, inputs_digest, roster_id, refusal,
           took_ms, work, objective, bound, needed_hours, covered_hours)
        VALUES (\(season.entity), \(season.id), \(requirement.id), \(requirement.forecast), \(week.lowerBound),
                \(week.upperBound), \(seed), \(digest(inputs.text)), \(roster), \(search.refusal),
                \(Int32(search.milliseconds)), \(made?.work ?? 0), \(made?.objective.total), \(made?.bound),
                \(made?.coverage.neededHours), \(made?.coverage.coveredHours))
        RETURNING id
        """))
    if let made {
      try tx.run(RosterTerm.add(made.objective.terms, to: id, of: season))
      try tx.run(add(made.unplaced, of: inputs, to: id))
    }
    return try tx.one(RosterRun.list("run.id = \(id)"))
  }

  private func add(_ unplaced: [RosterDraft.Unplaced], of inputs: RosterInputs, to run: RosterRun.ID) -> Statement {
    let people = unplaced.map { inputs.people.indices.contains($0.agent) ? inputs.people[$0.agent].person : nil }
    let seats = unplaced.map {
      $0.agent < inputs.people.count ? nil : inputs.seats[$0.agent - inputs.people.count].name
    }
    return Statement(
      "roster_unplaced.add",
      """
      INSERT INTO scheduling.roster_unplaced (entity_id, run_id, person_id, seat, words)
      SELECT \(season.entity), \(run), left_out.*
        FROM unnest(\(people), \(seats), \(unplaced.map(\.words))) AS left_out
      """)
  }
}

/// A search and how it ended: with a draft, or with the contradiction it met.
private struct RosterSearch {
  private(set) var problem: RosterProblem?
  private(set) var draft: RosterDraft?
  private(set) var refusal: String?
  let milliseconds: Int

  init(_ inputs: RosterInputs, _ request: RosterRequest) {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let problem = try inputs.problem
      self.problem = problem
      let conflicts = problem.pinConflicts
      if conflicts.isEmpty {
        draft = try RosterDraft.propose(
          for: problem, budget: Self.budget(request, agents: problem.agents.count, since: start),
          seed: UInt64(request.seed.magnitude)
        ) { request.report?(RosterProgress(objective: $0.objective, bound: $0.bound, work: $0.work)) }
      } else {
        refusal = Self.words(conflicts)
      }
    } catch {
      refusal = "\(error)"
    }
    milliseconds = Int((clock.now - start) / .milliseconds(1))
  }

  private static func budget(
    _ request: RosterRequest, agents: Int, since start: ContinuousClock.Instant
  ) -> TourSearch.Budget {
    let work = request.work ?? max(4_000, 80 * agents)
    let (isEnough, seconds) = (request.isEnough, request.seconds.map { max(0.001, $0) } ?? .infinity)
    return TourSearch.Budget(work: work, lanes: 1) {
      isEnough() ? 1 : (ContinuousClock.now - start) / .seconds(1) / seconds
    }
  }

  /// What contradicts what, and what to do about it.
  private static func words(_ conflicts: [PinConflict]) -> String {
    let most = 20
    let more = conflicts.count > most ? ["\(conflicts.count - most) more"] : []
    return (conflicts.prefix(most).map(\.words) + more).joined(separator: "; ")
      + ". Change one of them first, or tell who agreed to a change: --agreed PERSON@DAY"
  }
}

extension RosterObjective {
  /// Term by term, those that are nothing too.
  var terms: [RosterTerm] {
    [
      ("agents missing", uncovered), ("agents too many", surplus), ("overtime", overtime),
      ("contract hours not given", notGiven), ("undesired times", undesired), ("changes", changed),
      ("weekends", weekends),
    ].map { RosterTerm(term: $0.0, amount: $0.1) }
  }
}
