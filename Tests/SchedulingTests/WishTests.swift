import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// Wishes with deadlines, and the ledger of what was unpleasant.
@Suite(.serialized) struct WishTests {
  private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

  @Test func `a wish is taken until the deadline of its week, and not after`() async throws {
    try await withStore { test in
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let pia = Scheduling(store: try await test.store(as: "Pia"))
      let told = try await ana.wish(
        AvailabilityDraft(.unavailable, weekday: 3, from: day("2027-12-01")), as: Operation("wish.tell")
      ).value
      #expect(told.kind == "unavailable" && told.weekday == 3)
      _ = try await pia.setDeadline(
        week: day("2027-12-06"), closesAt: #require(Instant("2026-01-01T00:00:00Z")), for: "Lantern Gifts Ltd",
        as: Operation("wish.deadline"))
      let refusal = await #expect(throws: SchedulingError.self) {
        _ = try await ana.wish(
          AvailabilityDraft(.undesired, from: day("2027-12-08"), through: day("2027-12-08")), as: Operation("wish.tell")
        )
      }
      #expect(
        refusal?.description
          == "Wishes up to the week of 2027-12-06 are closed. Start on 2027-12-13 or later, or ask your lead for time off or a swap."
      )
      let kept = await #expect(throws: SchedulingError.self) {
        _ = try await ana.withdraw(told.id, as: Operation("wish.withdraw"))
      }
      #expect(kept != nil, "a wish for a closed week cannot be taken back either")
      _ = try await ana.wish(
        AvailabilityDraft(.undesired, from: day("2027-12-13"), through: day("2027-12-14")), as: Operation("wish.tell"))
    }
  }

  @Test func `a wish told twice stands once, and one that is not there is not withdrawn`() async throws {
    try await withStore { test in
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let draft = try AvailabilityDraft(.undesired, weekday: 3, from: day("2027-12-01"))
      let first = try await ana.wish(draft, as: Operation("wish.tell")).value
      #expect(try await ana.wish(draft, as: Operation("wish.tell")).value.id == first.id)
      #expect(try await ana.wishes().count { $0.weekday == 3 } == 1)
      await #expect(throws: SchedulingError.notThere("wish", 99, "muster wish list")) {
        _ = try await ana.withdraw(AvailabilityWish.ID(rawValue: 99), as: Operation("wish.withdraw"))
      }
      let pia = Scheduling(store: try await test.store(as: "Pia"))
      _ = try await pia.setDeadline(
        week: day("2027-12-06"), closesAt: #require(Instant("2027-01-01T00:00:00Z")), as: Operation("wish.deadline"))
      let sunday = await #expect(throws: SchedulingError.self) {
        _ = try await pia.setDeadline(
          week: day("2027-12-05"), closesAt: #require(Instant("2027-01-01T00:00:00Z")), as: Operation("wish.deadline"))
      }
      #expect(sunday?.description == "A week is named by its Monday.")
    }
  }

  @Test func `a lead reads their people's wishes, a colleague does not`() async throws {
    try await withStore { test in
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      _ = try await ana.wish(
        AvailabilityDraft(.desired, weekday: 1, from: day("2027-12-01")), as: Operation("wish.tell"))
      for (name, seen) in [("Ana", 1), ("Lev", 1), ("Pia", 1), ("Ben", 0), ("Noor", 0), ("Klara", 0)] {
        #expect(try await Scheduling(store: test.store(as: name)).wishes().count == seen, "\(name)")
      }
      #expect(
        try await test.refusal(
          of: "Ben",
          "INSERT INTO scheduling.availability (entity_id, person_id, kind, weekday, starts_on) SELECT 1, 13, 'desired', 1, '2027-12-01'"
        )
          != nil)
    }
  }

  @Test func `the ledger counts weekends once, nights from two hours, and wishes not met`() async throws {
    try await withStore { test in
      let gus = Scheduling(store: try await test.store(as: "Gus"))
      let noor = Scheduling(store: try await test.store(as: "Noor"))
      _ = try await gus.wish(
        AvailabilityDraft(.undesired, from: day("2025-11-27"), through: day("2025-11-27")), as: Operation("wish.tell"))
      let (from, through) = (try day("2025-11-01"), try day("2025-12-31"))
      let own = try #require(try await gus.fairness(from: from, through: through).first)
      // Gus: evenings on Monday, Tuesday and Sunday, the nights to Friday and to Saturday.
      #expect(own.shifts == 5 && own.nights == 2 && own.weekends == 1 && own.denied == 1 && own.splits == 0)
      #expect(try await noor.fairness(from: from, through: through).map(\.name).contains("Gus"))
      let ben = try await Scheduling(store: test.store(as: "Ben")).fairness(from: from, through: through)
      #expect(ben.map(\.name) == ["Ben"], "an agent sees no one else's line")
      let spread = try await gus.teamFairness(from: from, through: through)
      let nights = try #require(spread.first { $0.what == "nights" })
      #expect(nights.people == 5 && nights.fewest == 0 && nights.most == 2 && nights.mine == 2)
    }
  }
}
