import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct VersionTests {
  @Test func `a version is drafted, reviewed, published and retired`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      let version = try await tess.publish(.returns)
      #expect(version.number == 1 && version.state == .published && version.requiredWeight == 9)
      #expect(try await tess.content(of: "returns").draft.modules.map(\.key) == ["basics", "floor"])
      let retired = try await tess.step("returns", version: 1, to: .retired, as: Operation("curriculum.step"))
      #expect(retired.value.state == .retired)
    }
  }

  @Test func `what is kept is what was written, in the words of the rules`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      _ = try await tess.keep(.returns, as: Operation("curriculum.draft"))
      var expected = CurriculumDraft.returns
      for module in expected.modules.indices {
        for item in expected.modules[module].items.indices {
          guard let due = expected.modules[module].items[item].due else { continue }
          expected.modules[module].items[item].due = try DueRule(parsing: due).description
        }
      }
      #expect(try await tess.content(of: "returns").draft == expected)
    }
  }

  @Test func `a second draft becomes the next version, the first stays as it was`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      try await tess.publish(.returns)
      var next = CurriculumDraft.returns
      next.modules[0].items[3].masteryScore = 0.9
      let kept = try await tess.keep(next, as: Operation("curriculum.draft"))
      #expect(kept.value.number == 2 && kept.value.state == .draft)
      #expect(try await tess.content(of: "returns", version: 1).draft.items[3].masteryScore == 0.8)
      #expect(try await tess.diff("returns", from: 1, to: 2).changes.map(\.field) == ["mastery_score"])
    }
  }

  @Test func `a draft is written over, a version in review is not`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      _ = try await tess.keep(.returns, as: Operation("curriculum.draft"))
      #expect(try await tess.keep(.returns, as: Operation("curriculum.draft")).value.number == 1)
      _ = try await tess.step("returns", to: .inReview, as: Operation("curriculum.step"))
      let reason = try await refusal { try await tess.keep(.returns, as: Operation("curriculum.draft")) }
      #expect(reason == .inReview("returns"))
    }
  }

  @Test func `a draft is not published before somebody reviewed it`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      _ = try await tess.keep(.returns, as: Operation("curriculum.draft"))
      let reason = try await refusal {
        try await tess.step("returns", to: .published, as: Operation("curriculum.step"))
      }
      #expect(reason.description.contains("It is draft and can become in review."))
    }
  }

  @Test func `a published version does not change, not even by psql`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      try await tess.publish(.returns)
      for statement: StaticString in [
        "UPDATE onboarding.item SET weight = 5 WHERE key = 'quiz'",
        "DELETE FROM onboarding.prerequisite",
        "INSERT INTO onboarding.module (entity_id, version_id, key, title, position) VALUES (1, 1, 'more', 'More', 9)",
      ] {
        let error = try await cast.plainly(as: "Tess", statement)
        #expect(error?.constraint == "curriculum_version_that_is_published_does_not_change")
      }
    }
  }

  @Test func `the database refuses a circle that psql publishes`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      _ = try await tess.keep(.returns, as: Operation("curriculum.draft"))
      let circle: StaticString =
        "INSERT INTO onboarding.prerequisite SELECT 1, max(id), 'form', 'sign', ARRAY['sign'] FROM onboarding.curriculum_version"
      #expect(try await cast.plainly(as: "Tess", circle) == nil)
      _ = try await tess.step("returns", to: .inReview, as: Operation("curriculum.step"))
      let error = try await cast.plainly(
        as: "Tess", "UPDATE onboarding.curriculum_version SET state = 'published'")
      #expect(error?.constraint == "prerequisite_does_not_wait_for_itself")
    }
  }

  @Test func `a typing mistake is put right without moving anything`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal")
      let before = try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress)
      _ = try await tess.correct(
        "form", of: "returns", title: "The form for returns", as: Operation("curriculum.correct"))
      #expect(try await tess.content(of: "returns").draft.items[1].title == "The form for returns")
      #expect(try await tess.assignments(of: "Cal", curriculum: "returns").map(\.progress) == before)
    }
  }

  @Test func `a policy that is not there is not to be read`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      var draft = CurriculumDraft.returns
      draft.modules[0].items.append(.init("read", "Read it", .policy, policy: "ghost-rules"))
      let reason = try await refusal { try await tess.keep(draft, as: Operation("curriculum.draft")) }
      #expect(reason == .unknown(.policy, "ghost-rules", known: []))
    }
  }
}
