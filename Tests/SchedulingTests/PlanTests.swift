import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// The main job on a real shop's orders: one plan, looked at from every side.
@Suite struct PlanTests {
  @Test func `a season goes from orders to published shifts, and holds an independent look`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      let outcome = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf), as: Operation("season.plan", key: "plan-1"))
      #expect(outcome.value.roster.publication != nil)
      #expect(outcome.value.forecast.historyTo == Sample.asOf)
      try await hardRulesHold(test)
      try await theChainAddsUp(scheduling)
      try await aRepeatChangesNothing(scheduling, first: outcome, test)
      try await theReplayIsFair(scheduling)
      try await sharedAgentsAreFewer(scheduling)
      await pia.close()
    }
  }

  /// Queues that share people never take more of them than queues that do not.
  private func sharedAgentsAreFewer(_ scheduling: Scheduling) async throws {
    let day = Sample.peak.adding(days: 1)
    let shared = try await scheduling.shared("peak-2011", day: day, minute: 12 * 60)
    #expect(shared.reachesGoals)
    #expect(shared.groups.reduce(0) { $0 + $1.needed } <= shared.queues.reduce(0) { $0 + $1.alone })
    #expect(shared.groups.allSatisfy { $0.needed <= $0.there })
    #expect(shared.queues.map(\.code) == ["calls", "chat"])
    await #expect(throws: SchedulingError.unknownSlot("peak-2011")) {
      try await scheduling.shared("peak-2011", day: day, minute: 3 * 60)
    }
  }

  /// Judged in SQL from the published rows alone: nothing of the planner's code has a part in it.
  private func hardRulesHold(_ test: TestStore) async throws {
    let breaches = try await test.asMaster { session in
      try session.tuples(
        "test.rules",
        """
        WITH shift AS (
          SELECT shift.*, lag(ends_at) OVER (PARTITION BY person_id ORDER BY starts_at) AS before
            FROM timekeeping.shift WHERE works_on BETWEEN '2011-11-21' AND '2011-11-27' AND withdrawn_at IS NULL
        ), paid AS (
          SELECT activity.person_id, activity.shift_id,
                 sum(until_minute - from_minute) FILTER (WHERE activity.kind <> 'unpaid break') AS minutes,
                 sum(until_minute - from_minute) FILTER (WHERE activity.kind LIKE '%break') AS rest
            FROM timekeeping.activity JOIN shift ON shift.id = activity.shift_id GROUP BY 1, 2
        )
        SELECT 'rest of less than 11 hours', count(*) FROM shift WHERE starts_at - before < interval '11 hours'
        UNION ALL SELECT 'two shifts at once', count(*) FROM shift WHERE starts_at < before
        UNION ALL SELECT 'more than six days', count(*) FROM (
          SELECT FROM shift GROUP BY person_id HAVING count(DISTINCT works_on) > 6) AS long
        UNION ALL SELECT 'more than the contract allows', count(*) FROM (
          SELECT FROM paid JOIN people.employment ON employment.person_id = paid.person_id
           GROUP BY paid.person_id, employment.maximum_weekly_minutes
          HAVING sum(paid.minutes) > employment.maximum_weekly_minutes) AS much
        UNION ALL SELECT 'work without the skill', count(*) FROM timekeeping.activity JOIN shift ON shift.id = activity.shift_id
         WHERE activity.queue IS NOT NULL AND NOT EXISTS (
           SELECT FROM people.skill_grant AS held JOIN people.skill ON skill.id = held.skill_id
            WHERE held.person_id = activity.person_id AND skill.name = activity.queue AND held.revoked_at IS NULL)
        UNION ALL SELECT 'outside opening hours', count(*) FROM shift
         WHERE starts_time < CASE WHEN extract(isodow FROM works_on) < 6 THEN time '08:00' ELSE '09:00' END
            OR ends_time > CASE WHEN extract(isodow FROM works_on) < 6 THEN time '20:00' ELSE '17:00' END
        UNION ALL SELECT 'six hours without a break', count(*) FROM shift JOIN paid ON paid.shift_id = shift.id
         WHERE shift.minutes > 360 AND coalesce(paid.rest, 0) < 20
        UNION ALL SELECT 'a hole inside a shift', count(*) FROM shift JOIN (
           SELECT shift_id, sum(until_minute - from_minute) AS filled FROM timekeeping.activity GROUP BY 1) AS parts
            ON parts.shift_id = shift.id WHERE parts.filled <> shift.minutes
        UNION ALL SELECT 'nobody at all', count(*) FROM (SELECT 1 WHERE NOT EXISTS (SELECT FROM shift)) AS none
        """, as: (String, Int).self)
    }
    for (rule, count) in breaches { #expect(count == 0, "\(rule)") }
    #expect(breaches.count == 9)
  }

  /// Each number of the plan follows from the one before it.
  private func theChainAddsUp(_ scheduling: Scheduling) async throws {
    let plan = try await scheduling.kept("peak-2011")
    let queues = Dictionary(uniqueKeysWithValues: plan.assumptions.queues.map { ($0.code, $0) })
    for queue in plan.assumptions.queues {
      let day = Sample.peak.adding(days: 1)
      let forecast = plan.days.first { $0.series == queue.code && $0.day == day }?.mean ?? 0
      let volume = plan.slots.filter { $0.queue == queue.code && $0.day == day }.reduce(0) { $0 + $1.volume }
      #expect(abs(forecast - volume) < 1e-6 * forecast, "\(queue.code): slots add up to the day")
    }
    for slot in plan.slots {
      #expect(slot.volume > 0 || slot.agents == 0)
      #expect(Double(slot.agents) >= slot.offeredLoad * (queues[slot.queue]?.isDeferred == true ? 1 : 0))
    }
    for week in plan.weeks { #expect(week.supplyPlanned >= week.supplyBefore - 1e-9) }
    for start in plan.classes { #expect(start.startsOn <= start.lastSafeOn && start.startsOn.weekday == 1) }
    #expect(plan.coverage.allSatisfy { $0.covered >= $0.required || $0.reason != nil })
    #expect(!plan.forecast.explanation.isEmpty && !plan.hiring.explanation.isEmpty)
    #expect(plan.slots.first?.explanation(plan.assumptions).count == 4)
  }

  private func aRepeatChangesNothing(
    _ scheduling: Scheduling, first: Outcome<SeasonPlan>, _ test: TestStore
  ) async throws {
    let again = try await scheduling.plan(
      "peak-2011", PlanRequest(asOf: Sample.asOf), as: Operation("season.plan", key: "plan-1"))
    #expect(again.isReplay)
    #expect(again.value.roster.id == first.value.roster.id)
    await #expect(throws: SchedulingError.alreadyPublished(roster: first.value.roster.id.rawValue)) {
      _ = try await scheduling.publish("peak-2011", as: Operation("season.publish"))
    }
    let versions = try await test.asMaster {
      try $0.one(Query<Int>("test.count", "SELECT count(*) FROM scheduling.roster"))
    }
    #expect(versions == 1)
  }

  private func theReplayIsFair(_ scheduling: Scheduling) async throws {
    let replay = try await scheduling.replay("peak-2011")
    #expect(replay.days == 96)
    #expect(replay.ordersActual == 7192)
    #expect(replay.absoluteError > 0 && replay.absoluteError < 0.35)
    #expect(replay.costKnowingMinor <= replay.costMinor, "nobody beats who knew the orders")
    #expect(replay.queues.allSatisfy { $0.slotsInGoal <= $0.slots && $0.slots > 1000 })
  }
}
