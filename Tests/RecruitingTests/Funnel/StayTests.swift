import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// What is kept for counting says what the events say, whatever happened to them.
@Suite(.serialized) struct StayTests {
  @Test func `stays follow moves, skips, ends, returns, corrections and what was undone`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      for name in ["Sam", "Kit", "Uma"] { try await setting.applied(name) }
      try await agrees(setting, reached: [3, 0, 0, 0, 0, 0], open: 3)
      let first = try #require(try await setting.rui.events(of: "Sam").first)
      _ = try await setting.rui.correct(
        first.id, happenedAt: first.happenedAt.advanced(byDays: -5), note: "a letter",
        as: Operation("application.correct"))
      try await agrees(setting, reached: [3, 0, 0, 0, 0, 0], open: 3)
      let all = ApplicationFilter(requisition: "REQ-1", stage: "Applied")
      let moved = try await setting.rui.bulkMove(all, to: "Phone screen", as: Operation("application.bulk_move")).value
      try await agrees(setting, reached: [3, 3, 0, 0, 0, 0], open: 3)
      _ = try await setting.rui.move("Kit", to: "Offer", note: "known", as: Operation("application.move"))
      try await agrees(setting, reached: [3, 3, 1, 1, 0, 0], open: 3)
      _ = try await setting.rui.undo(moved.batch, as: Operation("batch.undo"))
      try await agrees(setting, reached: [3, 1, 1, 1, 0, 0], open: 3)
      _ = try await setting.rui.move("Kit", to: "Applied", note: "too early", as: Operation("application.move"))
      _ = try await setting.rui.end(
        "Uma", as: .withdrawn, reason: "Took another job", as: Operation("application.withdraw"))
      try await agrees(setting, reached: [3, 1, 1, 1, 0, 0], open: 2)
      _ = try await setting.rui.reopen("Uma", note: "came back", as: Operation("application.reopen"))
      _ = try await setting.rui.end(
        "Sam", as: .rejected, reason: "Not enough hours", as: Operation("application.reject"))
      try await agrees(setting, reached: [3, 1, 1, 1, 0, 0], open: 2)
    }
  }

  @Test func `stays know candidates apart and together`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened("REQ-1")
      try await setting.opened("REQ-2")
      try await setting.applied("Sam", for: "REQ-1")
      try await setting.applied("Samantha", for: "REQ-2")
      let merge = try await setting.rui.merge("Sam", "Samantha", as: Operation("candidate.merge")).value
      try await agrees(setting, reached: [2, 0, 0, 0, 0, 0], open: 2)
      _ = try await setting.rui.unmerge(merge.id, as: Operation("candidate.unmerge"))
      try await agrees(setting, reached: [2, 0, 0, 0, 0, 0], open: 2)
    }
  }

  @Test func `days are those of the site, also once it has another zone`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      try await setting.applied("Sam")
      let first = try #require(try await setting.rui.events(of: "Sam").first)
      let noon =
        Instant(microseconds: first.happenedAt.microseconds / 86_400_000_000 * 86_400_000_000)
        .advanced(byDays: -3).microseconds + 12 * 3_600_000_000
      _ = try await setting.rui.correct(
        first.id, happenedAt: Instant(microseconds: noon), note: "at noon", as: Operation("application.correct"))
      _ = try await setting.rui.move("Sam", to: "Phone screen", as: Operation("application.move"))
      let there = try await stays(cast)
      try await cast.asMaster {
        try $0.script("UPDATE people.site SET zone = 'Pacific/Kiritimati' WHERE name = 'Leeds'")
      }
      // Noon is the next day there; so is the move, unless it was made in the night.
      #expect(try await stays(cast) != there)
      try await agrees(setting, reached: [1, 1, 0, 0, 0, 0], open: 1)
    }
  }

  private func stays(_ cast: TestStore) async throws -> [String] {
    try await cast.asMaster {
      try $0.all(
        Query<String>("stays", "SELECT concat_ws(' ', stage_id, days, since_on) FROM recruiting.stay ORDER BY 1"))
    }
  }

  private func conversions(_ setting: Setting, asOf: LocalDate) async throws -> [String] {
    let connection = try await setting.cast.raw(as: "Rui")
    let rows = try await connection.transaction(retry: .never) {
      try $0.all(
        Query<String>(
          "conversions",
          "SELECT learned::text FROM unnest(sec.my_entities()) AS entity, recruiting.conversions(entity, \(asOf)) AS learned"
        ))
    }
    await connection.close()
    return rows
  }

  /// Asks once with what is kept; then again with stays that look newer than the question, so that events are counted.
  private func agrees(_ setting: Setting, reached: [Int], open: Int) async throws {
    let funnels = Funnels(store: try await setting.cast.store(as: "Rui"))
    let question = CountingQuestion(season: "peak-2026", asOf: try await setting.cast.today().advanced(by: 2))
    let report = try #require(try await funnels.funnel(question).first)
    #expect(report.stages.map(\.reached) == reached)
    #expect(report.open == open)
    let learned = try await conversions(setting, asOf: question.asOf)
    try await setting.cast.asMaster {
      try $0.script("UPDATE recruiting.stay SET last_at = last_at + interval '1000 years'")
    }
    #expect(try await funnels.times(question) == report.times)
    #expect(try await conversions(setting, asOf: question.asOf) == learned)
    try await setting.cast.asMaster {
      try $0.script("UPDATE recruiting.stay SET last_at = last_at - interval '1000 years'")
    }
  }
}
