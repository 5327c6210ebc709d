import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

@Suite(.serialized) struct TrainingTests {
  private func block(
    _ name: String, _ starts: String, _ ends: String, in cast: TestStore
  ) async throws -> PlannedTraining {
    let people = People(store: try await cast.store(as: "Tess"))
    let names = try await cast.names()
    return PlannedTraining(
      "Refunds", of: try await people.person(name), at: try #require(names.sites["Leeds"]),
      on: try day("2025-11-26"), starts: try #require(LocalTime(starts)), ends: try #require(LocalTime(ends)))
  }

  @Test func `a trainer plans training for their class`() async throws {
    try await withStore { cast in
      let tess = try await cast.time(as: "Tess")
      let planned = try await block("Cal", "08:00", "09:30", in: cast)
      let blocks = try await tess.plan([planned], as: Operation("training.plan")).value
      #expect(blocks.map(\.title) == ["Refunds"] && blocks.map(\.personName) == ["Cal"])
      let week = try await tess.training(from: day(peakWeek.0), through: day(peakWeek.1))
      #expect(week.map(\.title) == ["Refunds", "The new returns form"])
    }
  }

  @Test func `two trainings of one person do not overlap until one is cancelled`() async throws {
    try await withStore { cast in
      let tess = try await cast.time(as: "Tess")
      let planned = try await block("Cal", "11:00", "12:00", in: cast)
      let reason = try await refusal { try await tess.plan([planned], as: Operation("training.plan")) }
      #expect(reason.description.hasPrefix("Refused: training block does not overlap another of the person."))
      let form = try #require(try await tess.training(from: day(peakWeek.0), through: day(peakWeek.1)).first)
      _ = try await tess.cancel(form.id, as: Operation("training.cancel"))
      _ = try await tess.plan([planned], as: Operation("training.plan"))
    }
  }

  @Test func `a trainer plans for nobody else`() async throws {
    try await withStore { cast in
      let tess = try await cast.time(as: "Tess")
      let hal = People(store: try await cast.store(as: "Hal"))
      let names = try await cast.names()
      let ana = PlannedTraining(
        "Refunds", of: try await hal.person("Ana"), at: try #require(names.sites["Leeds"]), on: try day("2025-11-26"),
        starts: LocalTime(minutes: 600), ends: LocalTime(minutes: 660))
      #expect(try await refusal { try await tess.plan([ana], as: Operation("training.plan")) } == .denied)
    }
  }
}
