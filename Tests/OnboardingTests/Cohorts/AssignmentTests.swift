import Onboarding
import People
import Postgres
import Store
import StoreTesting
import Testing

/// What users of other systems complain about, each as it must not happen here.
@Suite(.serialized) struct AssignmentTests {
  @Test func `editing a course while people are in it changes nobody's progress`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      let before = try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress)
      var next = CurriculumDraft.returns
      next.modules[0].items.append(.init("more", "One more", weight: 50))
      next.modules[0].items[3].masteryScore = 0.95
      try await tess.publish(next)
      #expect(try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress) == before)
      #expect(try await tess.assignments(of: "Cal", curriculum: "returns").map(\.version) == [1])
    }
  }

  @Test func `progress is weight satisfied by weight required, and stays at most one`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      #expect(try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress) == [1.0 / 9])
      for _ in 0..<3 { try await tess.record(.completed, on: "form", of: "Cal") }
      #expect(try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress) == [2.0 / 9])
      let last = try await tess.finish("Cal")
      #expect(last.progress == 1 && last.state == .completed)
      #expect(try await tess.record(.completed, on: "form", of: "Cal").progress == 1)
    }
  }

  @Test func `a failed test does not open what waits for it`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      try await tess.record(.completed, on: "refunds", of: "Cal")
      try await tess.record(.completed, .failed, on: "quiz", of: "Cal", score: 0.6)
      let reason = try await refusal { try await tess.record(.completed, on: "shadow", of: "Cal") }
      #expect(reason == .locked("shadow", missing: ["basics is not done"]))
      let items = try await tess.learner("returns", of: "Cal").items
      #expect(items.map(\.state) == [.completed, .completed, .completed, .failed, .locked, .locked])
    }
  }

  @Test func `whoever is locked out is told what is missing`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let items = try await tess.learner("returns", of: "Cal").items
      #expect(items[3].missing == ["form is not done", "refunds is not done"])
      #expect(items[5].missing == ["basics is not done", "shadow is not done"])
    }
  }

  @Test func `passed stays passed when a later try fails`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      try await tess.record(.completed, on: "refunds", of: "Cal")
      try await tess.record(.passed, on: "quiz", of: "Cal", score: 0.9)
      let after = try await tess.record(.failed, on: "quiz", of: "Cal", score: 0.1)
      #expect(after.progress == 5.0 / 9)
      #expect(try await tess.learner("returns", of: "Cal").isDone("basics"))
    }
  }

  @Test func `nobody passes below the mark`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      try await tess.record(.completed, on: "refunds", of: "Cal")
      let reason = try await refusal { try await tess.record(.passed, on: "quiz", of: "Cal", score: 0.79) }
      #expect(reason.description == "Refused: item result that passes reaches the mark.")
    }
  }

  @Test func `a voided result counts no longer and is still there`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.finish("Cal")
      let voided = try await tess.void(
        "sign", in: "returns", of: "Cal", because: "it was Dot", as: Operation("assign.void"))
      #expect(voided.value.assignment.state == .inProgress && voided.value.assignment.progress == 7.0 / 9)
      let history = try await tess.history("returns", of: "Cal")
      #expect(history.contains { $0.what == "sign passed" } && history.contains { $0.reason == "it was Dot" })
      let again = try await refusal {
        try await tess.void("sign", in: "returns", of: "Cal", because: "again", as: Operation("assign.void"))
      }
      #expect(again == .nothingToVoid("sign"))
    }
  }

  @Test func `a waiver satisfies until it expires, and says why`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let spared = try await tess.waive(
        "form", in: "returns", of: "Cal", because: "wrote it", until: day("2200-01-01"), as: Operation("assign.waive"))
      #expect(spared.value.assignment.progress == 2.0 / 9)
      #expect(try await tess.learner("returns", of: "Cal").items[1].state == .waived)
      let expired = try await tess.waive(
        "refunds", in: "returns", of: "Cal", because: "for now", until: day("2020-01-01"),
        as: Operation("assign.waive"))
      #expect(expired.value.assignment.progress == 2.0 / 9)
      try await tess.record(.completed, on: "refunds", of: "Cal")
      #expect(try await tess.learner("returns", of: "Cal").items[2].state == .completed)
    }
  }

  @Test func `longer is granted for one item or for all that is open`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      let all = try await tess.extend(
        "returns", of: "Cal", to: day("2025-12-01"), because: "was sick", as: Operation("assign.extend"))
      #expect(all.value.items == ["refunds", "quiz"])
      _ = try await tess.extend(
        "returns", of: "Cal", item: "quiz", to: day("2025-12-05"), because: "again", as: Operation("assign.extend"))
      let due = try await tess.learner("returns", of: "Cal").items.map(\.dueOn)
      #expect(try due[1...3].map(\.self) == [day("2025-11-12"), day("2025-12-01"), day("2025-12-05")])
    }
  }

  @Test func `a due day that hangs on a module is known once the module is done`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      try await tess.record(.completed, on: "refunds", of: "Cal")
      try await tess.record(.passed, on: "quiz", of: "Cal", score: 1)
      let learner = try await tess.learner("returns", of: "Cal")
      let passed = try #require(learner.items[3].standing?.satisfiedOn)
      #expect(learner.items[4].dueOn == passed.adding(days: 5))
    }
  }

  @Test func `learning is paused and gone on with, and each step is kept`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      _ = try await tess.step("returns", of: "Cal", to: .suspended, because: "leave", as: Operation("assign.step"))
      let paused = try await refusal { try await tess.record(.completed, on: "form", of: "Cal") }
      #expect(paused.description == "Refused: item result is of a running assignment.")
      _ = try await tess.step("returns", of: "Cal", to: .inProgress, as: Operation("assign.step"))
      let steps = try await tess.history("returns", of: "Cal").filter { $0.kind == "step" }
      #expect(steps.map(\.what) == ["assigned", "suspended", "in progress"])
      let silent = try await refusal {
        try await tess.step("returns", of: "Cal", to: .withdrawn, as: Operation("assign.step"))
      }
      #expect(silent.description == "Refused: assignment that ends early says why.")
    }
  }

  @Test func `nobody is called done with something open, not even by psql`() async throws {
    try await withStore { cast in
      _ = try await cast.school()
      let error = try await cast.plainly(as: "Tess", "UPDATE onboarding.assignment SET state = 'completed'")
      #expect(error?.constraint == "assignment_that_is_completed_has_all_satisfied")
    }
  }

  @Test func `a list has a verdict for every row, and absence removes nobody`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      try await tess.publish(.returns)
      let hal = try await cast.onboarding(as: "Hal")
      let first = try await hal.list(["Ana", "L115", "Nobody", "Ana"], allowing: 1)
      #expect(first.map(\.kind) == [.assigned, .assigned, .rejected, .unchanged])
      #expect(first.map(\.reason) == [nil, nil, "nobody you can see", "listed twice"])
      let second = try await hal.list(["Ben"], allowing: 0)
      #expect(second.map(\.kind) == [.assigned])
      #expect(try await hal.assignments(curriculum: "returns").count == 3)
      #expect(
        try await hal.list(["Ana", "Ben"], allowing: 0).map(\.reason) == ["learns it already", "learns it already"])
    }
  }

  @Test func `a list with a row that cannot be taken is not taken`() async throws {
    try await withStore { cast in
      try await cast.onboarding(as: "Tess").publish(.returns)
      let hal = try await cast.onboarding(as: "Hal")
      let reason = try await refusal { try await hal.list(["Ana", "Nobody"], allowing: 0) }
      #expect(reason == .refusedRows(1, ["row 2: “Nobody”: nobody you can see"]))
      #expect(try await hal.assignments(curriculum: "returns").isEmpty)
    }
  }

  @Test func `moving to a new version is previewed, and keeps what is equal`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      try await tess.record(.completed, on: "refunds", of: "Cal")
      try await tess.record(.passed, on: "quiz", of: "Cal", score: 0.85)
      var next = CurriculumDraft.returns
      next.modules[0].items[2].key = "money-back"
      next.modules[0].items[3].after = "form and money-back"
      next.modules[0].items[3].masteryScore = 0.9
      try await tess.publish(next)
      let hard = try #require(try await tess.migration(of: "returns", from: 1, to: 2).first { $0.person == "Cal" })
      #expect(hard.kept == ["form"] && hard.lost == ["refunds", "quiz"])
      _ = try await tess.equate(
        "returns", "refunds", of: 1, "money-back", of: 2, as: Operation("curriculum.equate"))
      let line = try #require(try await tess.migration(of: "returns", from: 1, to: 2).first { $0.person == "Cal" })
      #expect(
        line.kept == ["form", "money-back"] && line.lost == ["quiz"] && line.gained == ["quiz", "shadow", "sign"])
      let moved = try await tess.migrate(
        "returns", from: 1, to: 2, because: "new refunds", as: Operation("curriculum.migrate"))
      #expect(moved.value.count == 4 && moved.value.contains(line))
      let now = try #require(try await tess.assignments(of: "Cal", curriculum: "returns").first)
      #expect(now.version == 2 && now.progress == line.after && now.state == .inProgress)
      #expect(
        try await tess.assignments(of: "Cal", curriculum: "returns", past: true).map(\.state) == [
          .migrated, .inProgress,
        ])
    }
  }

  @Test func `a restart keeps nothing`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      try await tess.publish(.returns)
      _ = try await tess.migrate(
        "returns", from: 1, to: 2, .restart, because: "audit", as: Operation("curriculum.migrate"))
      #expect(try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress) == [1.0 / 9])
    }
  }
}

extension Onboarding {
  fileprivate func list(_ people: [String], allowing: Int) async throws -> [AssignVerdict] {
    try await assign(
      people, "returns", at: "Leeds", from: day("2025-12-01"), source: "file", allowing: allowing,
      as: Operation("assign.bulk")
    ).value
  }

  /// Does all of the returns curriculum.
  @discardableResult
  func finish(_ person: String) async throws -> Assignment {
    try await record(.completed, on: "form", of: person)
    try await record(.completed, on: "refunds", of: person)
    try await record(.passed, on: "quiz", of: person, score: 0.9)
    try await record(.completed, on: "shadow", of: person)
    return try await record(.passed, on: "sign", of: person)
  }
}
