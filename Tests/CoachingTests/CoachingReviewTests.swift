import Coaching
import Postgres
import Store
import StoreTesting
import Testing

/// What those who run the house read about coaching: counts, and an effect only where numbers can tell.
@Suite(.serialized) struct CoachingReviewTests {
  @Test func `sessions, answers and actions of the weeks are counted`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let session = try await lev.shared()
      let task = ActionPlan("Use the new form", due: try day("2025-12-01"))
      _ = try await lev.agree(task, in: session.id, as: Operation("coach.agree"))
      _ = try await ana.acknowledge(session.id, .disagree, comment: "I use it.", as: Operation("coach.ack"))
      for name in ["Lev", "Hal"] {
        let review = try await cast.coaching(as: name).review(from: day("2025-11-24"), through: day("2025-11-30"))
        #expect(review.held == 1 && review.people == 1 && review.missed == 0, "\(name)")
        #expect(review.disagreed == 1 && review.agreed == 0, "\(name)")
        #expect(review.actions == 1 && review.done == 0 && review.late == 1, "\(name)")
        #expect(review.effects.map(\.metric) == WeeklyMetric.allCases)
        #expect(review.effects.allSatisfy { $0.estimates.isEmpty && !$0.remark.isEmpty }, "\(name)")
      }
      let later = try await lev.review(from: day("2025-12-01"), through: day("2025-12-31"))
      #expect(later.held == 0 && later.actions == 0)
    }
  }

  @Test func `an effect is told of five people and more`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      try await cast.arrange(Self.numbers)
      let few = try await cast.coaching(as: "Hal").review(from: day("2025-11-03"), through: day("2025-11-30"))
      #expect(
        few.effects.last?.remark == "Nobody in these numbers was coached within their time. "
          + "`muster coach list` shows who was, and when.")
      try await cast.asMaster { session in try session.script(Self.sessions(1...4)) }
      let four = try await cast.coaching(as: "Hal").review(from: day("2025-11-03"), through: day("2025-11-30"))
      #expect(four.effects.last?.remark == "Fewer than five people were coached and have numbers before and after.")
      try await cast.asMaster { session in try session.script(Self.sessions(5...6)) }
      let six = try await cast.coaching(as: "Hal").review(from: day("2025-11-03"), through: day("2025-11-30"))
      let told = try #require(six.effects.first { $0.metric == .satisfaction })
      #expect(told.estimates.prefix(3).map(\.method) == [.observed, .expected, .beyond] && told.estimates[0].n == 6)
      #expect(try await lev.review(from: day("2025-11-03"), through: day("2025-11-30")).held < 6, "Lev's people alone")
    }
  }

  @Test func `a planner sees none of it`() async throws {
    try await withStore { cast in
      let pia = try await cast.coaching(as: "Pia")
      #expect(
        try await refusal { try await pia.review(from: day("2025-11-24"), through: day("2025-11-30")) } == .denied)
    }
  }

  /// Answers about everybody in Leeds through the weeks of October and November.
  private static let numbers: SQL = """
    WITH source AS (
        INSERT INTO workload.source (entity_id, site_id, name)
        SELECT entity_id, id, 'desk' FROM people.site WHERE name = 'Leeds' RETURNING id, entity_id
    ), queue AS (
        INSERT INTO workload.queue (entity_id, site_id, code)
        SELECT entity_id, id, 'returns' FROM people.site WHERE name = 'Leeds' RETURNING id
    ), answer AS (
        SELECT person.id AS agent, week, n
          FROM people.person
          JOIN people.membership ON membership.person_id = person.id
          JOIN people.team ON team.id = membership.team_id AND team.name IN ('Returns', 'Delivery')
         CROSS JOIN generate_series(timestamptz '2025-10-06 12:00Z', '2025-11-24 12:00Z', interval '7 days') AS week
         CROSS JOIN generate_series(1, 5) AS n
    ), origin AS (
        INSERT INTO workload.origin (entity_id, source_id, kind, external_id, version, digest, happened_at, added_by,
                                     operation_id)
        SELECT source.entity_id, source.id, 'survey', agent || ' ' || week || ' ' || n, 1, sha256(''), week, agent, 1
          FROM answer CROSS JOIN source RETURNING *
    )
    INSERT INTO workload.survey (id, entity_id, source_id, answered_at, score, queue_id, agent_id, operation_id)
    SELECT origin.id, origin.entity_id, origin.source_id, origin.happened_at,
           CASE WHEN abs(hashtext(origin.external_id)) % 10 < 7 THEN 1 ELSE -1 END, queue.id, origin.added_by, 1
      FROM origin CROSS JOIN queue
    """

  /// Sessions with some of the two teams, half an hour each, on the morning of the fifth of November.
  private static func sessions(_ places: ClosedRange<Int>) -> String {
    """
    SET session_replication_role = replica;
    INSERT INTO coaching.session (entity_id, person_id, coach_id, site_id, kind, takes_place_on, starts_time, minutes, zone,
                                  starts_at, ends_at, state)
    SELECT person.entity_id, person.id, coach.id, site.id, 'one-to-one', '2025-11-05', talk.at::time, 30, 'Europe/London',
           talk.at, talk.at + interval '30 minutes', 'closed'
      FROM (SELECT name, timestamp '2025-11-05 06:00' + place * interval '30 minutes' AS at
              FROM unnest(ARRAY['Ana', 'Ben', 'Cal', 'Dot', 'Eve', 'Finn']) WITH ORDINALITY AS one (name, place)
             WHERE place BETWEEN \(places.lowerBound) AND \(places.upperBound)) AS talk
      JOIN people.person ON person.name = talk.name
      JOIN people.site ON site.name = 'Leeds'
      JOIN people.person AS coach ON coach.name = 'Mara';
    SET session_replication_role = origin;
    """
  }
}
