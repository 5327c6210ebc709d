import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

/// Attacks 63, 64 and 71: many writers, and readers among them.
@Suite(.serialized) struct ConcurrencyTests {
  @Test func `attack 64: publications that cross never deadlock, and every one gets its own version`() async throws {
    try await withStore { cast in
      let names = try await cast.names()
      let sites = ["Leeds", "Galway"]
      let versions = try await withThrowingTaskGroup(of: [Int].self) { group in
        for number in 0..<6 {
          group.addTask {
            let pia = try await cast.time(as: "Pia")
            var versions: [Int] = []
            for _ in 0..<4 {
              let people = number.isMultiple(of: 2) ? ["Ana", "Eve", "Gus"] : ["Gus", "Eve", "Ana"]
              let shifts = try people.map { try names.shift($0, "2025-12-01", "08:00", "16:00") }
              let scope: Publication.Scope = number < 2 ? .entity : .site(try #require(names.sites[sites[0]]))
              let version = try await pia.publish(
                names.draft("2025-12-01", "2025-12-01", scope: scope, shifts), as: Operation("shift.publish"))
              versions.append(version.value.publication.version)
            }
            return versions
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(versions.sorted() == Array(2...25))
      let live = try await cast.time(as: "Pia").shifts(
        ShiftFilter(from: day("2025-12-01"), through: day("2025-12-01")))
      #expect(live.count == 3)
    }
  }

  @Test func `attack 71: a reader sees the week before or the week after, never a mixture`() async throws {
    try await withStore { cast in
      let names = try await cast.names()
      let early = try names.draft(
        "2025-12-01", "2025-12-01",
        ["Ana", "Eve", "Gus"].map { try names.shift($0, "2025-12-01", "06:00", "14:00") })
      let late = try names.draft(
        "2025-12-01", "2025-12-01",
        ["Ana", "Eve", "Gus"].map { try names.shift($0, "2025-12-01", "14:00", "22:00") })
      let pia = try await cast.time(as: "Pia")
      _ = try await pia.publish(early, as: Operation("shift.publish"))
      let mixtures = try await withThrowingTaskGroup(of: Int.self) { group in
        group.addTask {
          for round in 0..<20 {
            _ = try await pia.publish(round.isMultiple(of: 2) ? late : early, as: Operation("shift.publish"))
          }
          return 0
        }
        group.addTask {
          let reader = try await cast.time(as: "Mara")
          var mixtures = 0
          for _ in 0..<60 {
            let seen = try await reader.shifts(ShiftFilter(from: day("2025-12-01"), through: day("2025-12-01")))
            if seen.count != 3 || Set(seen.map(\.starts)).count != 1 { mixtures += 1 }
          }
          return mixtures
        }
        return try await group.reduce(0, +)
      }
      #expect(mixtures == 0)
    }
  }

  @Test func `attack 63: many who book one person at once leave no overlap`() async throws {
    try await withStore { cast in
      let names = try await cast.names()
      let gus = try #require(names.people["Gus"])
      let booked = try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 0..<8 {
          group.addTask {
            let connection = try await cast.raw(as: "Pia")
            var booked = 0
            for attempt in 0..<15 {
              let hour = (writer * 5 + attempt * 3) % 20
              let written = try? await connection.transaction { session in
                try session.run(
                  Statement(
                    "shift.book",
                    """
                    INSERT INTO timekeeping.shift
                        (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
                    SELECT person.entity_id, 1, person.id, 1, '2025-12-02', make_time(\(Int32(hour)), 0, 0),
                           make_time(\(Int32(hour + 3)), 0, 0)
                      FROM people.person
                     WHERE person.id = \(gus)
                    """))
              }
              booked += written ?? 0
            }
            await connection.close()
            return booked
          }
        }
        return try await group.reduce(0, +)
      }
      let overlaps = try await cast.asMaster { session in
        try session.one(
          Query<Int>(
            "overlaps",
            """
            SELECT count(*)
              FROM timekeeping.shift AS one
              JOIN timekeeping.shift AS other ON other.person_id = one.person_id AND other.id > one.id
             WHERE one.withdrawn_at IS NULL AND other.withdrawn_at IS NULL AND one.during && other.during
            """))
      }
      #expect(overlaps == 0 && booked > 0 && booked <= 7)
    }
  }
}
