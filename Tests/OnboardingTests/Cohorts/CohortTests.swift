import Onboarding
import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

@Suite(.serialized) struct CohortTests {
  @Test func `opening a cohort seats and assigns who is expected and on the books`() async throws {
    try await withStore { cast in
      let (tess, cohort) = try await cast.school()
      #expect(cohort.learners == 4 && cohort.number == 1 && cohort.trainer == "Tess")
      #expect(try await tess.assignments(curriculum: "returns").map(\.name) == ["Cal", "Dot", "Finn", "Max"])
      let items = try await tess.learner("returns", of: "Cal").items
      #expect(
        items.map(\.dueOn) == [nil, try day("2025-11-12"), try day("2025-11-13"), try day("2025-11-14"), nil, nil])
    }
  }

  @Test func `a meeting sets everybody's hours aside, or nobody's`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let meetings = [
        PlannedMeeting(
          "Day one", item: "form", on: try day("2025-11-10"), starts: try time("09:00"), ends: try time("12:30")),
        PlannedMeeting("Day two", on: try day("2025-11-11"), starts: try time("09:00"), ends: try time("12:30")),
      ]
      _ = try await tess.plan(meetings, of: "November class/returns", as: Operation("cohort.timetable"))
      let time = Timekeeping(store: try await cast.store(as: "Tess"))
      let blocks = try await time.training(from: day("2025-11-10"), through: day("2025-11-21"))
      #expect(blocks.count == 8 && Set(blocks.map(\.personName)).count == 4)
      // Cal has the new returns form from ten on the 26th: nobody gets the meeting that meets it.
      let clash = [
        PlannedMeeting("Recap", on: try day("2025-11-26"), starts: try Self.time("11:00"), ends: try Self.time("12:00"))
      ]
      let reason = try await refusal {
        try await tess.plan(clash, of: "November class/returns", as: Operation("cohort.timetable"))
      }
      #expect(reason.kind == .conflict)
      #expect(
        try await time.training(from: day("2025-11-26"), through: day("2025-11-26")).map(\.title) == [
          "The new returns form"
        ])
    }
  }

  @Test func `a full class takes nobody more`() async throws {
    try await withStore { cast in
      _ = try await cast.school()
      try await cast.asMaster { try $0.script("UPDATE people.training_class SET seats = 4") }
      let hal = try await cast.onboarding(as: "Hal")
      let reason = try await refusal {
        try await hal.add(["Ana"], to: "November class/returns", as: Operation("cohort.add"))
      }
      #expect(reason.description == "Refused: class member has a seat.")
    }
  }

  @Test func `who leaves gives seat and hours back, and keeps the record`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      _ = try await tess.leave("Cal", "November class/returns", because: "another job", as: Operation("cohort.leave"))
      let all = try await tess.assignments(curriculum: "returns", past: true).filter { $0.name == "Cal" }
      #expect(all.map(\.state) == [.withdrawn] && all.map(\.reason) == ["another job"])
      let hal = try await cast.onboarding(as: "Hal")
      let history = try await hal.history("returns", of: "Cal").map(\.what)
      #expect(
        history == ["assigned", "form completed", "in progress", "withdrawn"] || history.contains("form completed"))
    }
  }

  @Test func `who moves to another cohort takes the record along and gets new due dates`() async throws {
    try await withStore { cast in
      let (_, _) = try await cast.school()
      let hal = try await cast.onboarding(as: "Hal")
      try await hal.record(.completed, on: "form", of: "Cal")
      try await cast.decemberClass()
      _ = try await hal.open(class: "December class", curriculum: "returns", as: Operation("cohort.open"))
      _ = try await hal.move(
        "Cal", from: "November class/returns", to: "December class", because: "was sick", as: Operation("cohort.move"))
      let moved = try #require(try await hal.assignments(of: "Cal", curriculum: "returns").first)
      #expect(moved.progress > 0.2)
      #expect(try await hal.learner("returns", of: "Cal").items[2].dueOn == day("2025-12-04"))
      #expect(try await hal.history("returns", of: "Cal").contains { $0.reason == "was sick" })
    }
  }

  @Test func `a delayed cohort moves its class, its meetings and its due dates`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let meeting = PlannedMeeting(
        "Day one", on: try day("2025-11-10"), starts: try Self.time("09:00"), ends: try Self.time("12:30"))
      _ = try await tess.plan([meeting], of: "November class/returns", as: Operation("cohort.timetable"))
      let hal = try await cast.onboarding(as: "Hal")
      let moved = try await hal.delay("November class/returns", to: day("2025-11-17"), as: Operation("cohort.delay"))
      #expect(try moved.value.cohort.startsOn == day("2025-11-17") && moved.value.cohort.endsOn == day("2025-11-28"))
      let time = Timekeeping(store: try await cast.store(as: "Tess"))
      #expect(try await time.training(from: day("2025-11-10"), through: day("2025-11-16")).isEmpty)
      #expect(try await time.training(from: day("2025-11-17"), through: day("2025-11-17")).count == 4)
      #expect(try await hal.learner("returns", of: "Dot").items[1].dueOn == day("2025-11-19"))
      let moves = try await cast.asMaster { tx in
        try tx.all(Query<LocalDate>("class_move.all", "SELECT was_starts_on FROM people.class_move"))
      }
      #expect(moves == [try day("2025-11-10")])
    }
  }

  @Test func `a trainer cannot move the class itself`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let reason = try await refusal {
        try await tess.delay("November class/returns", to: day("2025-11-17"), as: Operation("cohort.delay"))
      }
      #expect(reason == .denied)
    }
  }

  @Test func `a cohort is begun and finished, not begun again`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      _ = try await tess.step(cohort: "November class/returns", to: .running, as: Operation("cohort.state"))
      _ = try await tess.step(cohort: "November class/returns", to: .finished, as: Operation("cohort.state"))
      let reason = try await refusal {
        try await tess.step(cohort: "November class/returns", to: .running, as: Operation("cohort.state"))
      }
      #expect(reason.description.contains("It is finished, and stays so."))
    }
  }

  @Test func `nobody learns what is not published`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      _ = try await tess.keep(.returns, as: Operation("curriculum.draft"))
      let reason = try await refusal {
        try await tess.open(class: "November class", curriculum: "returns", as: Operation("cohort.open"))
      }
      #expect(reason == .nothingPublished("returns"))
    }
  }

  private static func time(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }
  private func time(_ text: String) throws -> LocalTime { try Self.time(text) }
}

extension TestStore {
  /// A second class of Tess's, from Monday the first of December.
  func decemberClass() async throws {
    try await asMaster { session in
      try session.script(
        """
        INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats, trainer_id, skill_id)
        SELECT entity_id, site_id, 'December class', '2025-12-01', '2025-12-12', seats, trainer_id, skill_id
          FROM people.training_class WHERE name = 'November class'
        """)
    }
  }
}
