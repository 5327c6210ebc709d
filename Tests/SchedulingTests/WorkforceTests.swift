import Foundation
import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// Who comes and who goes moves the plan's gap, and the plan names them.
@Suite struct WorkforceTests {
  private func supplyBefore(_ scheduling: Scheduling, _ week: String) async throws -> Double {
    let plan = try await scheduling.kept("peak-2011")
    return try #require(plan.weeks.first { $0.week.description == week }).supplyBefore
  }

  private func replan(_ scheduling: Scheduling) async throws -> HiringPlanVersion {
    try await scheduling.hire("peak-2011", as: Operation("season.hire")).value
  }

  /// Ten people start in a class of June and are not ready; their readiness is noted as `readyOn`.
  private func train(_ test: TestStore, readyOn: String) async throws {
    let sql = """
      INSERT INTO people.readiness (entity_id, person_id, skill_id, ready_p50_on, ready_p90_on)
      SELECT person.entity_id, person.id, skill.id, '\(readyOn)', '\(readyOn)'::date + 7
        FROM people.person JOIN people.skill USING (entity_id)
       WHERE person.name LIKE 'Trainee %' AND skill.name = 'calls';
      """
    try await test.asMaster { session in try session.script(sql) }
  }

  private func addTrainees(_ test: TestStore) async throws {
    try await test.asMaster { session in
      try session.script(
        """
        INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats)
        SELECT entity_id, id, 'August class', '2011-08-15', '2011-09-23', 20 FROM people.site WHERE name = 'Leeds';
        INSERT INTO people.person (entity_id, name)
        SELECT site.entity_id, 'Trainee ' || number FROM people.site, generate_series(1, 10) AS number
         WHERE site.name = 'Leeds';
        INSERT INTO people.employment 
          (entity_id, person_id, site_id, kind, starts_on, ends_on, weekly_minutes, minimum_weekly_minutes, maximum_weekly_minutes)
        SELECT person.entity_id, person.id, site.id, 'seasonal', '2011-08-15', '2012-01-15', 2250, 2250, 2700
          FROM people.person, people.site WHERE person.name LIKE 'Trainee %' AND site.name = 'Leeds';
        INSERT INTO people.arrival
          (entity_id, site_id, class_id, person_id, source, reference, expected_on, probability, weekly_minutes, kind)
        SELECT class.entity_id, class.site_id, class.id, person.id, 'recruiting', person.name, class.starts_on, 1, 2250,
               'seasonal'
          FROM people.training_class AS class, people.person
         WHERE class.name = 'August class' AND person.name LIKE 'Trainee %';
        """)
    }
  }

  @Test func `a delayed cohort moves the gap, and the plan names it`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: false), as: Operation("season.plan"))
      let alone = try await supplyBefore(scheduling, "2011-10-17")
      try await addTrainees(test)
      try await train(test, readyOn: "2011-09-26")
      let inTime = try await replan(scheduling)
      let withThem = try await supplyBefore(scheduling, "2011-10-17")
      #expect(withThem > alone + 4, "\(withThem) with the class, \(alone) without")
      #expect(inTime.explanation.contains { $0.hasPrefix("August class: 10 in training, ready by 2011-09-26") })
      try await train(test, readyOn: "2011-11-07")
      let late = try await replan(scheduling)
      #expect(try await supplyBefore(scheduling, "2011-10-17") < alone + 0.5)
      #expect(late.explanation.contains { $0.hasPrefix("August class: 10 in training, ready by 2011-11-07") })
      #expect(late.explanation.contains { $0.contains("Since plan") && $0.contains("productive agents less") })
      await pia.close()
    }
  }

  @Test func `contracts that end and candidates who are likely to come are counted by their odds`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: false), as: Operation("season.plan"))
      let before = try await supplyBefore(scheduling, "2011-11-21")
      try await test.asMaster { session in
        try session.script(
          """
          INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats)
          SELECT entity_id, id, 'September class', '2011-09-12', '2011-09-30', 20 FROM people.site WHERE name = 'Leeds';
          INSERT INTO people.arrival
            (entity_id, site_id, class_id, source, reference, expected_on, probability, weekly_minutes, kind)
          SELECT entity_id, site_id, id, 'recruiting', 'candidate ' || number, starts_on, 0.5, 2250, 'seasonal'
            FROM people.training_class, generate_series(1, 8) AS number WHERE name = 'September class';
          """)
      }
      let hopeful = try await replan(scheduling)
      #expect(hopeful.explanation.contains { $0.hasPrefix("September class: 4 expected to start on 2011-09-12") })
      let after = try await supplyBefore(scheduling, "2011-11-21")
      #expect(after > before + 2 && after < before + 4)
      try await test.asMaster { session in
        try session.script(
          """
          UPDATE people.employment SET ends_on = '2011-10-31'
           WHERE person_id IN (SELECT person_id FROM people.skill_grant JOIN people.skill ON skill.id = skill_id
                                WHERE skill.name = 'calls' ORDER BY person_id LIMIT 5) AND starts_on < '2011-08-31'
          """)
      }
      let leaving = try await replan(scheduling)
      #expect(leaving.explanation.contains { $0.hasPrefix("Contracts that end on 2011-10-31: 5 leave") })
      #expect(try await supplyBefore(scheduling, "2011-11-21") < after - 2)
      await pia.close()
    }
  }

  @Test func `seasonal contracts, overtime and an outsourcer stand in the plan, and a budget holds it`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      let relief = """
        "class_size": 12, "seasonal": { "last_day": "2011-12-31", "hire_cost_minor": 60000 },
        "overtime": { "percent": 8, "weekly_cost_minor": 90000 },
        "outsourcing": { "agents": 2, "weekly_cost_minor": 120000 }
        """
      try await assume(relief, scheduling)
      _ = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: false), as: Operation("season.plan"))
      let free = try await scheduling.kept("peak-2011")
      #expect(free.classes.contains { $0.kind == "seasonal" })
      #expect(free.weeks.contains { $0.overtime > 0 } && free.weeks.allSatisfy { $0.outsourced <= 2 + 1e-9 })
      #expect(free.hiring.explanation.contains { $0.hasPrefix("Overtime does ") })
      let spent = Double(free.hiring.costMinor) * 0.97
      try await assume(relief + ", \"budget_minor\": \(Int(spent))", scheduling)
      _ = try await scheduling.forecast("peak-2011", asOf: Sample.asOf, as: Operation("season.forecast"))
      _ = try await scheduling.require("peak-2011", as: Operation("season.staff"))
      let held = try await replan(scheduling)
      #expect(held.explanation.contains { $0.hasPrefix("The budget of ") }, "\(held.explanation)")
      await pia.close()
    }
  }

  private func assume(_ relief: String, _ scheduling: Scheduling) async throws {
    let text = try Sample.text("assumptions.json").replacingOccurrences(of: "\"class_size\": 12", with: relief)
    _ = try await scheduling.assume(
      Assumptions.read(Array(text.utf8)), for: "peak-2011", as: Operation("season.assume"))
  }
}
