import Onboarding
import Store
import StoreTesting
import Testing

/// Results and extensions by the list.
@Suite(.serialized) struct ResultListTests {
  private static func row(
    _ person: String, _ item: String, _ verb: ItemStanding.Verb, _ score: Double? = nil, curriculum: String = "returns"
  ) throws -> ResultRow {
    ResultRow(
      person: person, curriculum: curriculum, item: item, verb: verb, score: score, on: try day("2025-11-12"),
      evidence: "in class")
  }

  @Test func `rows are taken in their order, so one opens the next`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let verdicts = try await tess.take(
        [
          Self.row("Cal", "form", .completed), Self.row("Cal", "refunds", .completed),
          Self.row("Cal", "quiz", .passed, 0.9), Self.row("Dot", "form", .completed),
        ], as: Operation("assign.import")
      ).value
      #expect(verdicts.allSatisfy { $0.problem == nil } && verdicts.map(\.row) == [1, 2, 3, 4])
      #expect(try await tess.learner("returns", of: "Cal").isDone("basics"))
      #expect(try await tess.learner("returns", of: "Dot").items[1].state == .completed)
    }
  }

  @Test func `each row that cannot be taken says why, and the others may be`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      _ = try await tess.step("returns", of: "Max", to: .suspended, because: "leave", as: Operation("assign.step"))
      let rows = [
        try Self.row("Nobody", "form", .completed), try Self.row("Cal", "quiz", .passed, 1),
        try Self.row("Cal", "poem", .completed), try Self.row("Cal", "form", .completed, curriculum: "songs"),
        try Self.row("Max", "form", .completed), try Self.row("Dot", "form", .voided),
        try Self.row("Dot", "form", .completed), try Self.row("Dot", "refunds", .completed),
        try Self.row("Dot", "quiz", .passed, 0.5),
      ]
      let reason = try await refusal { try await tess.take(rows, allowing: 6, as: Operation("assign.import")) }
      guard case .refusedRows(7, let lines) = reason else { throw Unrefused() }
      #expect(lines.first == "row 1: “Nobody”, form: nobody you can see" && lines.count == 7)
      #expect(try await tess.learner("returns", of: "Dot").items[1].state == .available)
      let verdicts = try await tess.take(rows, allowing: 7, as: Operation("assign.import")).value
      #expect(verdicts.map { $0.problem == nil } == [false, false, false, false, false, false, true, true, false])
      #expect(verdicts[1].problem == "quiz is locked: form is not done; refunds is not done.")
      #expect(verdicts[4].problem == "returns is suspended" && verdicts[8].problem == "passed below the mark of 0.8")
      #expect(try await tess.learner("returns", of: "Dot").items[2].state == .completed)
    }
  }

  @Test func `a whole cohort is given longer for what each has not done`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      let longer = try await tess.extend(
        cohort: "November class/returns", to: day("2025-12-01"), because: "snow", as: Operation("cohort.extend")
      ).value
      #expect(longer.map(\.assignment.name) == ["Cal", "Dot", "Finn", "Max"])
      #expect(longer.first?.items == ["refunds", "quiz"] && longer.last?.items == ["form", "refunds", "quiz"])
      #expect(try await tess.learner("returns", of: "Cal").items[1].dueOn == day("2025-11-12"))
      #expect(try await tess.learner("returns", of: "Dot").items[1].dueOn == day("2025-12-01"))
      let one = try await tess.extend(
        cohort: "November class/returns", item: "form", to: day("2025-12-02"), because: "ice",
        as: Operation("cohort.extend")
      ).value
      #expect(one.map(\.assignment.name) == ["Dot", "Finn", "Max"])
    }
  }
}
