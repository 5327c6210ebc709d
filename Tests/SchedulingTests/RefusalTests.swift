import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// Every no of the room, in words that say what to do next.
@Suite struct RefusalTests {
  private let monday = Sample.peak

  @Test func `a plan needs a season, assumptions and orders, and says which is missing`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: store)
      await #expect(throws: SchedulingError.unknownSeason("peak-2011")) { try await plan(scheduling) }
      _ = try await scheduling.open(
        "peak-2011", name: "Holidays", for: "Lantern Gifts Ltd", from: monday, to: monday.adding(days: 20),
        peakWeek: monday, as: Operation("season.open"))
      await #expect(throws: SchedulingError.noAssumptions(season: "peak-2011")) { try await plan(scheduling) }
      _ = try await scheduling.assume(
        Assumptions.read(Array(Sample.text("assumptions.json").utf8)), for: "peak-2011", as: Operation("season.assume"))
      await #expect(throws: SchedulingError.noHistory(season: "peak-2011", upTo: "2011-08-31")) {
        try await plan(scheduling)
      }
      await #expect(throws: SchedulingError.nothingYet(step: "forecast", season: "peak-2011", command: "forecast")) {
        _ = try await scheduling.require("peak-2011", as: Operation("season.staff"))
      }
      await store.close()
    }
  }

  @Test(arguments: [
    ("Peak 2011", "Holidays", 0, 20, 0),
    ("peak-2011", "  ", 0, 20, 0),
    ("peak-2011", "Holidays", 20, 0, 0),
    ("peak-2011", "Holidays", 0, 20, 1),
    ("peak-2011", "Holidays", 0, 20, 28),
  ])
  func `a season that makes no sense is refused`(
    code: String, name: String, from: Int, to: Int, peak: Int
  ) async throws {
    try await withStore { test in
      let store = try await test.store(as: "Pia")
      let refusal = await #expect(throws: SchedulingError.self) {
        _ = try await Scheduling(store: store).open(
          code, name: name, for: "Lantern Gifts Ltd", from: monday.adding(days: from), to: monday.adding(days: to),
          peakWeek: monday.adding(days: peak), as: Operation("season.open"))
      }
      #expect(refusal?.kind == .invalid, "\(String(describing: refusal))")
      await store.close()
    }
  }

  @Test func `a code is taken once, and a wall stands between companies`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: store)
      try await Sample.open(scheduling)
      await #expect(throws: SchedulingError.seasonExists("That season code is taken.")) {
        try await Sample.open(scheduling)
      }
      await #expect(throws: SchedulingError.unknownEntity("Lantern Gifts GmbH")) {
        _ = try await scheduling.open(
          "peak-de", name: "Feiertage", for: "Lantern Gifts GmbH", from: monday, to: monday.adding(days: 20),
          peakWeek: monday, as: Operation("season.open"))
      }
      await store.close()
    }
  }

  @Test(arguments: [("Ana", 0), ("Otto", 0), ("Hal", 1), ("Mara", 1), ("Bruno", 0)])
  func `seasons are seen by those who carry them out`(name: String, seen: Int) async throws {
    try await withStore { test in
      let pia = try await test.store(as: "Pia")
      try await Sample.open(Scheduling(store: pia))
      await pia.close()
      let plain = try await test.raw(as: name)
      let count = try? await plain.with {
        try $0.one(Query<Int>("test.seasons", "SELECT count(*) FROM scheduling.season"))
      }
      #expect((count ?? 0) == seen, "\(name)")
      await plain.close()
    }
  }

  @Test func `a version is written once: the planner can neither change nor remove it`() async throws {
    try await withStore { test in
      let pia = try await test.store(as: "Pia")
      try await Sample.open(Scheduling(store: pia))
      await pia.close()
      let plain = try await test.raw(as: "Pia")
      for sql: SQL in [
        "UPDATE scheduling.assumption SET note = 'better'", "DELETE FROM scheduling.assumption",
        "UPDATE scheduling.season SET name = 'Other'", "TRUNCATE scheduling.season CASCADE",
      ] {
        let refusal = await #expect(throws: PostgresError.self) {
          try await plain.with { try $0.run(Statement("test.change", sql)) }
        }
        #expect(refusal?.sqlState == .insufficientPrivilege)
      }
      await plain.close()
    }
  }

  @Test func `a rehearsal leaves nothing`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: store)
      let outcome = try await scheduling.open(
        "peak-2011", name: "Holidays", for: "Lantern Gifts Ltd", from: monday, to: monday.adding(days: 20),
        peakWeek: monday, as: Operation("season.open", dryRun: true))
      #expect(outcome.isRehearsal)
      #expect(try await scheduling.seasons().isEmpty)
      await store.close()
    }
  }

  private func plan(_ scheduling: Scheduling) async throws {
    _ = try await scheduling.plan("peak-2011", PlanRequest(asOf: Sample.asOf), as: Operation("season.plan"))
  }
}
