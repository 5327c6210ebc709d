import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

/// Time off with limits: never more than may go, and a line without gaps for the others.
@Suite(.serialized) struct TimeOffTests {
  private func holiday(of name: String, _ from: String, _ through: String) throws -> AbsenceRequest {
    AbsenceRequest(of: name, .holiday, from: try day(from), through: try day(through))
  }

  private func limit(_ people: Int, team: String? = "Returns", in cast: TestStore) async throws -> TimeOffLimit {
    try await cast.time(as: "Pia").limitTimeOff(
      from: day("2025-12-22"), through: day("2025-12-31"), to: people, team: team, as: Operation("absence.limit")
    ).value
  }

  @Test func `attack 67: three thousand requests for ten hot days never pass the limit, and the line has no gap`()
    async throws
  {
    try await withStore { cast in
      try await cast.asMaster { session in
        try session.script(
          """
          INSERT INTO people.person (entity_id, number, name)
          SELECT site.entity_id, 'C' || n, 'Crowd ' || n FROM people.site, generate_series(1, 300) AS n WHERE site.name = 'Leeds';
          INSERT INTO people.employment
              (entity_id, person_id, site_id, kind, starts_on, weekly_minutes, minimum_weekly_minutes, maximum_weekly_minutes)
          SELECT person.entity_id, person.id, site.id, 'permanent', '2020-01-01', 2220, 1800, 2880
            FROM people.person JOIN people.site ON site.name = 'Leeds' WHERE person.name LIKE 'Crowd %';
          INSERT INTO people.membership (entity_id, person_id, team_id, starts_on)
          SELECT person.entity_id, person.id, team.id, '2020-01-01'
            FROM people.person JOIN people.team ON team.name = 'Returns' WHERE person.name LIKE 'Crowd %';
          """)
      }
      _ = try await limit(20, in: cast)
      let asked = try await withThrowingTaskGroup(of: Int.self) { group in
        for lane in 0..<8 {
          group.addTask {
            let hal = try await cast.raw(as: "Hal")
            let count = try await hal.with { session in
              try (0..<10).reduce(0) { sum, offset in
                try (1...300).filter { $0 % 8 == lane }.reduce(sum) { sum, number in
                  try sum
                    + session.run(
                      Statement(
                        "test.ask",
                        """
                        INSERT INTO timekeeping.absence (entity_id, person_id, site_id, kind, starts_on, ends_on)
                        SELECT employment.entity_id, person.id, employment.site_id, 'holiday', date '2025-12-22' + \(Int32(offset)),
                               date '2025-12-22' + \(Int32(offset))
                          FROM people.person JOIN people.employment ON employment.person_id = person.id
                         WHERE person.number = \("C\(number)")
                        """))
                }
              }
            }
            await hal.close()
            return count
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(asked == 3_000)
      let days = try await cast.asMaster { session in
        try session.tuples(
          "test.days",
          """
          SELECT day.taken::bigint, count(*) FILTER (WHERE place.is_held), count(*) FILTER (WHERE NOT place.is_held)
            FROM timekeeping.time_off_day AS day JOIN timekeeping.time_off_place AS place USING (limit_id, day_on) GROUP BY day.day_on, day.taken
          """, as: (Int, Int, Int).self)
      }
      #expect(days.count == 10)
      #expect(days.allSatisfy { $0.0 == 20 && $0.1 == 20 && $0.2 == 280 }, "none lost, none too many")
      let last = try await cast.asMaster { session in
        try session.one(
          Query<Int64>(
            "test.last", "SELECT max(absence_id) FROM timekeeping.time_off_place WHERE day_on = '2025-12-22'"))
      }
      let hal = try await cast.time(as: "Hal")
      let place = try await hal.line(of: Identifier(rawValue: last))
      #expect(place.map(\.placeInLine) == [280], "the line counts from 1 to 280")
    }
  }

  @Test func `whoever waits cannot be approved, moves up when somebody withdraws, and then can`() async throws {
    try await withStore { cast in
      _ = try await limit(1, in: cast)
      let (ana, ben, lev) = (
        try await cast.time(as: "Ana"), try await cast.time(as: "Ben"), try await cast.time(as: "Lev")
      )
      let first = try await ana.ask(holiday(of: "Ana", "2025-12-23", "2025-12-24"), as: Operation("absence.ask")).value
      let estimate = try await ben.estimate("Ben", from: day("2025-12-24"), through: day("2025-12-25"))
      #expect(estimate.map(\.placeInLine) == [1, nil] && estimate.map(\.people) == [1, 1])
      let second = try await ben.ask(holiday(of: "Ben", "2025-12-24", "2025-12-25"), as: Operation("absence.ask")).value
      #expect(try await ben.line(of: second.id).map(\.placeInLine) == [1, 1], "he holds all of his days or none")
      let refused = try await refusal { try await lev.decide(second.id, .approved, as: Operation("absence.decide")) }
      #expect(refused.kind == .conflict && refused.description.contains("no place yet on 2025-12-24"), "\(refused)")
      _ = try await ana.withdraw(first.id, as: Operation("absence.withdraw"))
      #expect(try await ben.line(of: second.id).allSatisfy(\.isHeld))
      #expect(
        try await lev.decide(second.id, .approved, as: Operation("absence.decide")).value.absence.decision == .approved)
    }
  }

  @Test func `a higher limit lets the first in line up, a lower one than is taken is refused`() async throws {
    try await withStore { cast in
      let limit = try await limit(1, in: cast)
      var asked: [Absence.ID] = []
      for name in ["Ana", "Ben", "Dot"] {
        asked.append(
          try await cast.time(as: name).ask(holiday(of: name, "2025-12-24", "2025-12-24"), as: Operation("absence.ask"))
            .value.id)
      }
      let pia = try await cast.time(as: "Pia")
      _ = try await pia.change(limit.id, to: 2, as: Operation("absence.relimit"))
      var places: [Int?] = []
      for id in asked { places += try await pia.line(of: id).map(\.placeInLine) }
      #expect(places == [nil, nil, 1])
      let low = try await refusal { try await pia.change(limit.id, to: 1, as: Operation("absence.relimit")) }
      #expect(low == .rule("time_off_day_is_never_overfull", kind: .invalid, hint: nil))
    }
  }

  @Test func `a limit is of a place that there is, and once for its days`() async throws {
    try await withStore { cast in
      let standing = try await limit(1, in: cast)
      let twice = try await refusal { try await limit(2, in: cast) }
      #expect(twice == .limitedAlready(standing))
      #expect(twice.kind == .conflict && twice.description.contains("muster absence relimit \(standing.id) PEOPLE"))
      let nowhere = try await refusal { try await limit(1, team: "Nowhere", in: cast) }
      #expect(nowhere.kind == .missing, "else it would be the whole company's: \(nowhere)")
      _ = try await limit(1, team: nil, in: cast)
    }
  }

  @Test func `sickness knows no limit`() async throws {
    try await withStore { cast in
      _ = try await limit(0, in: cast)
      let ana = try await cast.time(as: "Ana")
      let sick = try await ana.ask(
        AbsenceRequest(of: "Ana", .sick, from: day("2025-12-24"), through: day("2025-12-24")),
        as: Operation("absence.ask")
      ).value
      #expect(try await ana.line(of: sick.id).isEmpty)
      #expect(
        try await cast.time(as: "Lev").decide(sick.id, .approved, as: Operation("absence.decide")).value.absence
          .decision == .approved)
    }
  }

  @Test func `a team's limit holds for the teams below it, and for nobody else`() async throws {
    try await withStore { cast in
      _ = try await limit(0, team: "Leeds", in: cast)
      for (name, waits) in [("Ana", true), ("Eve", true), ("Jon", false)] {
        let place = try await cast.time(as: name).estimate(name, from: day("2025-12-24"), through: day("2025-12-24"))
        #expect((place.first?.placeInLine == 1) == waits, "\(name)")
      }
    }
  }

  @Test func `an estimate is one's own and one's lead's business`() async throws {
    try await withStore { cast in
      _ = try await limit(1, in: cast)
      let id = try #require(try await cast.names().people["Ana"])
      for (name, allowed) in [
        ("Ana", true), ("Lev", true), ("Mara", true), ("Pia", true), ("Ben", false), ("Noor", false), ("Klara", false),
      ] {
        let plain = try await cast.raw(as: name)
        let rows = try? await plain.with {
          try $0.one(
            Query<Int>("test.estimate", "SELECT count(*) FROM timekeeping.estimate(\(id), '2025-12-24', '2025-12-24')"))
        }
        #expect((rows == 1) == allowed, "\(name)")
        await plain.close()
      }
    }
  }
}
