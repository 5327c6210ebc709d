import Foundation
import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping
import Workload

@testable import Intake

/// Feeds of what agents were seen to do: in our columns, or in another system's with a mapping.
@Suite struct StatesFileTests {
  private func withStates(_ body: (ImportDesk) async throws -> Void) async throws {
    try await withDesk { desk in
      for (state, counts) in [("ready", "contact"), ("lunch", "break")] {
        _ = try await Timekeeping(store: desk.store).mean(state, counts, as: Operation("adherence.means"))
      }
      try await body(desk)
    }
  }

  private static let told: SQL = """
    SELECT person.name || ' ' || spell.state || ' ' || to_char(spell.starts_at AT TIME ZONE 'UTC', 'DD HH24:MI') || ' '
           || to_char(spell.ends_at AT TIME ZONE 'UTC', 'HH24:MI')
      FROM timekeeping.state_spell AS spell
      JOIN people.person AS person ON person.id = spell.person_id
     ORDER BY spell.starts_at, person.name
    """

  private static let text = """
    person,state,starts_at,ends_at
    Ana,ready,2025-11-24T08:10:00Z,2025-11-24T12:00:00Z
    Ana,lunch,2025-11-24T12:00:00Z,2025-11-24T12:45:00Z

    """

  @Test func `a feed is taken once, and what was told before stays`() async throws {
    try await withStates { desk in
      let rehearsed = try await desk.run(Self.text, as: .states, dryRun: true)
      #expect(rehearsed.added == 2)
      #expect(try await desk.lines(Self.told).isEmpty)
      #expect(try await desk.run(Self.text, as: .states).added == 2)
      let again = try await desk.run(Self.text.replacing("12:45", with: "12:50"), as: .states)
      #expect(again.changesNothing && again.unchanged == 2)
      #expect(try await desk.lines(Self.told) == ["Ana ready 24 08:10 12:00", "Ana lunch 24 12:00 12:45"])
      let kept = try await Timekeeping(store: desk.store).adherence(
        from: #require(LocalDate("2025-11-24")), through: #require(LocalDate("2025-11-24")))
      #expect(kept.map(\.name) == ["Ana"])
    }
  }

  @Test func `a feed is taken back whole, once, and not from under an explanation`() async throws {
    try await withStates { desk in
      let early = Self.text.replacing(
        "lunch,2025-11-24T12:00:00Z,2025-11-24", with: "lunch,2025-11-25T12:00:00Z,2025-11-25")
      #expect(try await desk.run(early, as: .states).added == 2)
      let outcome = try await desk.intake.run(
        try desk.request(Self.text, as: .states, name: "late.csv"), as: Operation("import.run"))
      #expect(outcome.value.added == 1 && outcome.value.unchanged == 1)
      let rehearsed = try await desk.intake.undo(outcome.id, as: Operation("import.undo", dryRun: true))
      #expect(rehearsed.value == ImportUndo(removed: 1, restored: 0))
      #expect(try await desk.lines(Self.told).count == 3)

      let ana = Timekeeping(store: try await desk.test.store(as: "Ana"))
      let noon = try #require(Instant("2025-11-24T12:30:00Z"))
      _ = try await ana.explain(
        from: noon, until: try #require(Instant("2025-11-24T12:40:00Z")), "the till was stuck", as: Operation("explain")
      )
      await #expect(throws: IntakeError.states(.explained(1))) {
        try await desk.intake.undo(outcome.id, as: Operation("import.undo"))
      }
      try await desk.test.asMaster { try $0.script("DELETE FROM timekeeping.explanation") }
      #expect(try await desk.intake.undo(outcome.id, as: Operation("import.undo")).value.removed == 1)
      #expect(try await desk.lines(Self.told).count == 2)
      await #expect(throws: IntakeError.self) { try await desk.intake.undo(outcome.id, as: Operation("import.undo")) }
      #expect(try await desk.run(Self.text, as: .states).added == 1)
    }
  }

  @Test func `a feed is told among the imports, and that it was taken back`() async throws {
    try await withStates { desk in
      try await desk.run("order_id,placed_at\n1,2025-11-28T09:00:00Z\n", as: .orders)
      var request = try desk.request(
        Self.text + "Nobody,ready,2025-11-24T08:10:00Z,2025-11-24T12:00:00Z\n", as: .states)
      request.maxErrors = 1
      let outcome = try await desk.intake.run(request, as: Operation("import.run"))
      _ = try await desk.run(Self.text, as: .states, dryRun: true)
      let told = try await desk.intake.taken()
      #expect(told.map(\.kind) == ["state_spell", "shop_order"])
      #expect(told[0].operation == outcome.id && told[0].source == "shop" && told[0].undoneAt == nil)
      #expect(told[0].added == 2 && told[0].unchanged == 0 && told[0].refused == 1)
      #expect(try await desk.intake.taken(limit: 1) == [told[0]])
      _ = try await desk.intake.undo(outcome.id, as: Operation("import.undo"))
      #expect(try await desk.intake.taken().first?.undoneAt != nil)
      #expect(try await desk.run(Self.text, as: .states).added == 2)
      #expect(try await desk.intake.taken().map { $0.undoneAt != nil } == [false, true, false])
    }
  }

  @Test func `another system's file is drafted by inspect and read by the mapping`() async throws {
    let text = """
      Agent;Status;Von;Bis
      17;Bereit;24.11.2025 09:10;24.11.2025 13:00
      17;Pause;24.11.2025 13:00;24.11.2025 13:45

      """
    try await withStates { desk in
      let path = try desk.file("feed.csv", text)
      let draft = try FileInspection(path, as: .states).draft
      #expect(draft.contains("muster adherence import FILE --mapping THIS") && draft.contains("delimiter = semicolon"))
      for line in ["person = Agent", "state = Status", "starts_at = Von", "ends_at = Bis", "times = d.m.Y H:M"] {
        #expect(draft.contains(line), "\(draft)")
      }
      let words = "\n[words state]\nBereit = ready\nPause = lunch\n"
      let zoned = draft.replacing("zone = ", with: "zone = Berlin")
      var request = ImportRequest(path, as: .states, from: "shop")
      request.mapping = try ColumnMapping(zoned + words, for: .states)
      request.delimiter = .semicolon
      let (asked, ana) = (request, try await People(store: desk.store).person("Ana").id)
      await #expect(throws: IntakeError.self) {
        try await desk.intake.run(asked, as: Operation("import.states"))
      }
      let workload = Workload(store: desk.store)
      _ = try await workload.identify(
        "17", of: try await workload.source("shop").id, as: ana, since: LocalDate("2025-11-01"),
        operation: Operation("source.agent"))
      #expect(try await desk.intake.run(asked, as: Operation("import.states")).value.added == 2)
      #expect(try await desk.lines(Self.told) == ["Ana ready 24 08:10 12:00", "Ana lunch 24 12:00 12:45"])
    }
  }

  @Test(arguments: [
    ("Ana,away,2025-11-24T08:10:00Z,2025-11-24T09:00:00Z", "in.csv:2: state: nobody has said what “away” counts as"),
    ("Nobody,ready,2025-11-24T08:10:00Z,2025-11-24T09:00:00Z", "in.csv:2: person: no one person is “Nobody”"),
    ("Ana,ready,2025-11-24T08:10:00Z,2025-11-24T08:10:00Z", "in.csv:2:32: ends_at: not behind starts_at"),
    ("Ana,ready,2025-11-24T08:10:00Z,2025-11-26T08:10:00Z", "in.csv:2:32: ends_at: more than a day behind starts_at"),
    ("Ana,ready,24.11.2025,2025-11-24T08:10:00Z", "in.csv:2:11: starts_at: “24.11.2025” is not an instant"),
    ("Ana,,2025-11-24T08:10:00Z,2025-11-24T09:00:00Z", "in.csv:2:5: state: empty"),
  ])
  func `a row that tells nothing is refused, and nothing is kept`(row: String, words: String) async throws {
    try await withStates { desk in
      let told = try await desk.refusal(of: Self.text + row + "\n", as: .states)
      #expect(told.hasPrefix(words.replacing("in.csv:2", with: "in.csv:4")), "\(told)")
      #expect(try await desk.lines(Self.told).isEmpty)
      #expect(try await desk.run(Self.text + row + "\n", as: .states, maxErrors: 1).added == 2)
    }
  }

  @Test func `who may not plan may not tell what others did`() async throws {
    try await withStates { desk in
      await #expect(throws: IntakeError.self) { try await desk.run(Self.text, as: .states, by: "Ana") }
    }
  }
}
