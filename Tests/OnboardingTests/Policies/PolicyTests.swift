import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct PolicyTests {
  @Test func `who has not read what is in force is listed, each for those who may see them`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal").duties()
      #expect(hal.map(\.name) == ["Ben", "Cal", "Dot", "Lev"])
      #expect(try await cast.onboarding(as: "Lev").duties().map(\.name) == ["Ben", "Cal", "Dot", "Lev"])
      #expect(try await cast.onboarding(as: "Ben").duties().map(\.name) == ["Ben"])
      #expect(try await cast.onboarding(as: "Noor").duties().isEmpty)
    }
  }

  @Test func `reading is acknowledged in one's own name, once, by what was shown`() async throws {
    try await withStore { cast in
      let ben = try await cast.onboarding(as: "Ben")
      let text = try await ben.policy("refund-rules")
      _ = try await ben.acknowledge(policy: "refund-rules", digest: text.digest, as: Operation("policy.read"))
      #expect(try await ben.duties().isEmpty)
      #expect(try await ben.duties(open: false).first?.readAt != nil)
      let twice = try await refusal {
        try await ben.acknowledge(policy: "refund-rules", digest: text.digest, as: Operation("policy.read"))
      }
      #expect(twice.description == "Refused: policy reading is acknowledged once.")
      let other = String(repeating: "0", count: 64)
      let cal = try await cast.onboarding(as: "Cal")
      let stale = try await refusal {
        try await cal.acknowledge(policy: "refund-rules", digest: other, as: Operation("policy.read"))
      }
      #expect(stale.description == "Refused: policy reading is of what is in force.")
    }
  }

  @Test func `nobody acknowledges in another's name`() async throws {
    try await withStore { cast in
      let error = try await cast.plainly(
        as: "Lev",
        """
        INSERT INTO onboarding.policy_reading (entity_id, person_id, policy_id, version_id, body_digest)
        SELECT entity_id, 1, policy_id, id, body_digest FROM onboarding.policy_version
        """)
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test func `a material change asks everybody again, a smaller one nobody`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      for (text, isMaterial, open) in [("thirty-one days", false, 4), ("fourteen days", true, 5)] {
        _ = try await hal.draft(
          policy: "refund-rules", title: "When we refund", body: text, isMaterial: isMaterial,
          as: Operation("policy.draft"))
        _ = try await hal.publish(policy: "refund-rules", as: Operation("policy.publish"))
        #expect(try await hal.duties().count == open, "\(text)")
      }
      #expect(try await hal.duties().map(\.since) == [3, 3, 3, 3, 3])
      #expect(try await hal.policy("refund-rules", version: 1).state == "retired")
    }
  }

  @Test func `a policy as an item of a curriculum is done by reading it`() async throws {
    try await withStore { cast in
      let tess = try await cast.onboarding(as: "Tess")
      var draft = CurriculumDraft.returns
      draft.modules[0].items[1] = .init("form", "The refund rules", .policy, policy: "refund-rules")
      try await tess.publish(draft)
      _ = try await tess.open(class: "November class", curriculum: "returns", as: Operation("cohort.open"))
      let cal = try await cast.onboarding(as: "Cal")
      let text = try await cal.policy("refund-rules")
      _ = try await cal.acknowledge(policy: "refund-rules", digest: text.digest, as: Operation("policy.read"))
      #expect(try await tess.learner("returns", of: "Cal").items[1].state == .completed)
      #expect(try await tess.learner("returns", of: "Dot").items[1].state == .available)
    }
  }

  @Test func `a policy can concern everybody who holds a role, each seen by who may see them`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.draft(
        policy: "marking", title: "How we mark", kind: .procedure, body: "Twice.", isMaterial: false,
        as: Operation("policy.draft"))
      _ = try await hal.publish(policy: "marking", as: Operation("policy.publish"))
      _ = try await hal.assign(policy: "marking", to: .role("trainer"), days: 3, as: Operation("policy.assign"))
      let tess = try await cast.onboarding(as: "Tess")
      let duty = try #require(try await tess.duties(policy: "marking").first)
      #expect(duty.name == "Tess")
      #expect(try await hal.duties(policy: "marking").map(\.name).contains("Tess"))
      #expect(try await cast.onboarding(as: "Ben").duties(policy: "marking").isEmpty)
      #expect(try await cast.onboarding(as: "Pia").duties(policy: "marking").isEmpty)
      _ = try await tess.acknowledge(
        policy: "marking", digest: try await tess.policy("marking").digest, as: Operation("policy.read"))
      #expect(try await tess.duties(policy: "marking").isEmpty)
      let unknown = try await refusal {
        try await hal.assign(policy: "marking", to: .role("trainee"), days: 3, as: Operation("policy.assign"))
      }
      #expect(unknown.description == "Refused: policy audience role is one a person can hold.")
    }
  }

  @Test func `a policy can concern everybody who holds a skill`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.draft(
        policy: "chat-tone", title: "Tone", kind: .script, body: "Be kind.", isMaterial: false,
        as: Operation("policy.draft"))
      _ = try await hal.publish(policy: "chat-tone", as: Operation("policy.publish"))
      _ = try await hal.assign(policy: "chat-tone", to: .skill("German"), days: 3, as: Operation("policy.assign"))
      #expect(try await hal.duties(policy: "chat-tone").map(\.name) == ["Lea"])
    }
  }
}
