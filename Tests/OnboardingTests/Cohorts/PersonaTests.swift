import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// Who sees and writes what, through their own login and plain SQL.
@Suite(.serialized) struct PersonaTests {
  @Test(arguments: [
    ("Hal", ["Cal", "Dot", "Finn", "Max"]), ("Tess", ["Cal", "Dot", "Finn", "Max"]), ("Lev", ["Cal", "Dot"]),
    ("Noor", ["Finn"]), ("Oona", ["Max"]), ("Cal", ["Cal"]), ("Ana", []), ("Bruno", []),
  ])
  func `each sees the learning of those they answer for`(_ who: String, _ names: [String]) async throws {
    try await withStore { cast in
      _ = try await cast.school()
      let seen = try await cast.onboarding(as: who).assignments(curriculum: "returns").map(\.name)
      #expect(seen == names)
    }
  }

  @Test func `a trainer sees their own cohorts only`() async throws {
    try await withStore { cast in
      _ = try await cast.school()
      try await cast.decemberClass()
      try await cast.asMaster { session in
        try session.script(
          """
          UPDATE people.training_class SET trainer_id = (SELECT id FROM people.person WHERE name = 'Ana') WHERE name = 'December class'
          """)
      }
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.open(class: "December class", curriculum: "returns", as: Operation("cohort.open"))
      _ = try await hal.add(["Ben"], to: "December class", as: Operation("cohort.add"))
      let tess = try await cast.onboarding(as: "Tess")
      #expect(try await tess.cohorts().map(\.name) == ["November class", "November class"])
      #expect(try await hal.cohorts().count == 3)
      let reason = try await refusal { try await tess.board("December class") }
      #expect(reason.kind == .missing)
      #expect(try await tess.assignments().allSatisfy { $0.name != "Ben" })
    }
  }

  @Test(arguments: ["Hal", "Tess", "Lev", "Cal"])
  func `nobody edits or removes what was recorded`(_ who: String) async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      for statement: StaticString in [
        "UPDATE onboarding.item_result SET score = 1", "DELETE FROM onboarding.item_result",
        "UPDATE onboarding.satisfied SET weight = 100", "DELETE FROM onboarding.assignment_step",
        "INSERT INTO onboarding.satisfied SELECT * FROM onboarding.satisfied",
        "UPDATE onboarding.waiver SET reason = 'x'",
        "DELETE FROM onboarding.assignment",
      ] {
        let error = try await cast.plainly(as: who, statement)
        #expect(error?.sqlState == .insufficientPrivilege, "\(who): \(statement)")
      }
    }
  }

  @Test func `whoever learns ticks off their own lessons and nothing that somebody else must see`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      let cal = try await cast.onboarding(as: "Cal")
      _ = try await cal.record([.completed], "form", in: "returns", of: "Cal", as: Operation("assign.record"))
      #expect(try await tess.learner("returns", of: "Cal").items[1].state == .completed)
      _ = try await cal.record([.completed], "refunds", in: "returns", of: "Cal", as: Operation("assign.record"))
      for verb in [ItemStanding.Verb.completed, .passed] {
        let reason = try await refusal {
          try await cal.record([verb], "quiz", in: "returns", of: "Cal", as: Operation("assign.record"))
        }
        #expect(reason.kind == .denied)
      }
      let reason = try await refusal {
        try await cal.record([.completed], "form", in: "returns", of: "Dot", as: Operation("assign.record"))
      }
      #expect(reason.kind == .missing)
    }
  }

  @Test func `results are recorded in one's own name`() async throws {
    try await withStore { cast in
      _ = try await cast.school()
      let error = try await cast.plainly(
        as: "Tess",
        """
        INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, recorded_by)
        SELECT entity_id, person_id, id, version_id, 1, 'completed', 1 FROM onboarding.assignment
        """)
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test func `a result of an item of another version has no place`() async throws {
    try await withStore { cast in
      _ = try await cast.school()
      let error = try await cast.plainly(
        as: "Hal",
        """
        INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb)
        SELECT assignment.entity_id, assignment.person_id, assignment.id, assignment.version_id, item.id, 'completed'
          FROM onboarding.assignment
          JOIN onboarding.item ON item.version_id <> assignment.version_id
        """)
      #expect(error?.constraint == "item_result_is_of_an_item_of_the_pinned_version")
    }
  }
}
