import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// A class that told what it is worth counts by that, and nobody of it twice.
@Suite struct ToldSupplyTests {
  @Test func `what a class told is what the plan counts on, and a delay is named`() async throws {
    try await withStore { test in
      try await Sample.load(into: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.plan(
        "peak-2011", PlanRequest(asOf: Sample.asOf, publishes: false), as: Operation("season.plan"))
      let alone = try await Self.supply(scheduling)
      try await test.asMaster { try $0.script(Self.augustClass) }
      let plan = try await scheduling.hire("peak-2011", as: Operation("season.hire")).value
      let told = try await Self.supply(scheduling)
      // Six full-time agents from the third of October on, of whom two held the skill before and counted as full.
      let gained = told.map { (week: $0.key, agents: $0.value - (alone[$0.key] ?? 0)) }.sorted { $0.week < $1.week }
      // Of paid time six tenths to nine tenths are productive, and the same share every week.
      let later = gained.filter { $0.week >= "2011-10-03" }.map { $0.agents / 6 }
      #expect(later.count > 8 && later.allSatisfy { (0.6...0.9).contains($0) && abs($0 - later[0]) < 1e-9 }, "\(later)")
      #expect(gained.filter { $0.week < "2011-10-03" }.allSatisfy { abs($0.agents) < 1e-9 }, "\(gained)")
      #expect(
        plan.explanation.contains {
          $0.hasPrefix(
            "August class: 8 in training, ready by 2011-10-03 instead of 2011-09-26, 7 days later at even odds")
            && $0.contains("of 4.5 to 7 full-time agents at eight in ten")
        }, "\(plan.explanation)")
      await pia.close()
    }
  }

  private static func supply(_ scheduling: Scheduling) async throws -> [String: Double] {
    let weeks = try await scheduling.kept("peak-2011").weeks
    return Dictionary(weeks.map { ($0.week.description, $0.supplyBefore) }, uniquingKeysWith: { first, _ in first })
  }

  /// Eight people of whom two are certified already; the class was put off by a week.
  private static let augustClass = """
    INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats, skill_id)
    SELECT site.entity_id, site.id, 'August class', '2011-08-15', '2011-09-23', 20, skill.id
      FROM people.site JOIN people.skill ON skill.entity_id = site.entity_id AND skill.name = 'calls'
     WHERE site.name = 'Leeds';
    UPDATE people.training_class SET starts_on = starts_on + 7, ends_on = ends_on + 7 WHERE name = 'August class';
    INSERT INTO people.person (entity_id, name)
    SELECT site.entity_id, 'Trainee ' || number FROM people.site, generate_series(1, 8) AS number
     WHERE site.name = 'Leeds';
    INSERT INTO people.employment
      (entity_id, person_id, site_id, kind, starts_on, weekly_minutes, minimum_weekly_minutes, maximum_weekly_minutes)
    SELECT person.entity_id, person.id, site.id, 'permanent', '2011-08-15', 2250, 2250, 2700
      FROM people.person, people.site WHERE person.name LIKE 'Trainee %' AND site.name = 'Leeds';
    INSERT INTO people.class_member (entity_id, class_id, person_id)
    SELECT class.entity_id, class.id, person.id FROM people.training_class AS class, people.person
     WHERE class.name = 'August class' AND person.name LIKE 'Trainee %';
    INSERT INTO people.skill_grant (entity_id, person_id, skill_id, level, starts_on)
    SELECT person.entity_id, person.id, skill.id, 3, '2011-08-20'
      FROM people.person JOIN people.skill USING (entity_id)
     WHERE person.name IN ('Trainee 1', 'Trainee 2') AND skill.name = 'calls';
    INSERT INTO people.readiness (entity_id, person_id, skill_id, ready_p50_on, ready_p90_on)
    SELECT person.entity_id, person.id, skill.id, '2011-10-03', '2011-10-10'
      FROM people.person JOIN people.skill USING (entity_id)
     WHERE person.name LIKE 'Trainee %' AND person.name NOT IN ('Trainee 1', 'Trainee 2') AND skill.name = 'calls';
    INSERT INTO people.class_supply (entity_id, class_id, week_on, fte_p10, fte_p50, fte_p90)
    SELECT class.entity_id, class.id, week::date, CASE WHEN week >= '2011-10-03' THEN 4.5 ELSE 0 END,
           CASE WHEN week >= '2011-10-03' THEN 6 ELSE 0 END, CASE WHEN week >= '2011-10-03' THEN 7 ELSE 0 END
      FROM people.training_class AS class, generate_series('2011-08-29'::date, '2012-02-20', interval '7 days') AS week
     WHERE class.name = 'August class';
    """
}
