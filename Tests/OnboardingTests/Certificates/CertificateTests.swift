import Onboarding
import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct CertificateTests {
  @Test func `a certificate grants its skill and notes the readiness at once`() async throws {
    try await withStore { cast in
      let tess = try await cast.gate()
      try await tess.finish("Cal")
      let signed = try await tess.issue(
        "returns-live", to: "Cal", evidence: "ten contacts beside Ana", from: day("2025-11-24"),
        as: Operation("cert.issue"))
      #expect(signed.value.standing != .revoked && signed.value.signedBy == "Tess")
      #expect(try signed.value.validUntil == day("2026-05-23"))
      let hal = People(store: try await cast.store(as: "Hal"))
      let held = try await hal.history(of: "Cal").skills.filter { $0.skill == "returns" && $0.revokedAt == nil }
      #expect(try held.map(\.startsOn) == [day("2025-11-24")] && held.map(\.expiresOn) == [day("2026-06-06")])
      let ready = try await hal.readiness().filter { $0.gatePassedAt != nil }
      #expect(ready.count == 1 && ready.first?.proficiency == 0.7)
      #expect(try await tess.board("November class/returns", asOf: day("2025-11-24")).rows.first?.status == .certified)
    }
  }

  @Test func `nobody is certified before the curriculum is completed`() async throws {
    try await withStore { cast in
      let tess = try await cast.gate()
      let reason = try await refusal {
        try await tess.issue("returns-live", to: "Cal", evidence: "looks fine", as: Operation("cert.issue"))
      }
      #expect(reason.description == "Refused: certificate follows a completed curriculum.")
    }
  }

  @Test func `a skill behind a gate is granted in no other way`() async throws {
    try await withStore { cast in
      _ = try await cast.gate()
      let hal = People(store: try await cast.store(as: "Hal"))
      let error = await #expect(throws: PeopleError.self) {
        try await hal.grant("returns", to: "Max", as: Operation("skill.grant"))
      }
      #expect(error?.description.contains("muster cert issue returns-live") == true)
      #expect(try await hal.history(of: "Max").skills.map(\.skill) == ["chat"])
    }
  }

  @Test func `nobody signs for themselves, and evidence is not empty`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.define(
        "first-aid", title: "First aid", rules: .init(validMonths: 24), as: Operation("cert.define"))
      let own = try await refusal {
        try await hal.issue("first-aid", to: "Hal", evidence: "I was there", as: Operation("cert.issue"))
      }
      #expect(own.description == "Refused: certificate is signed by someone else.")
      let empty = try await refusal {
        try await hal.issue("first-aid", to: "Ana", evidence: " ", as: Operation("cert.issue"))
      }
      #expect(empty.description == "Refused: certificate evidence is 1 to 500 characters.")
    }
  }

  @Test func `renewing keeps the history, and the old one is not renewed twice`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.define(
        "first-aid", title: "First aid", rules: .init(validMonths: 12), as: Operation("cert.define"))
      let first = try await hal.issue(
        "first-aid", to: "Ana", evidence: "course", from: day("2025-01-10"), as: Operation("cert.issue"))
      let second = try await hal.renew(
        "first-aid", of: "Ana", evidence: "refresher", from: day("2026-01-10"), as: Operation("cert.renew"))
      #expect(second.value.renews == first.value.id)
      let all = try await hal.certificates(of: "Ana", past: true)
      #expect(all.map(\.standing.rawValue).contains("superseded") && all.count == 2)
      #expect(all.map(\.evidence) == ["course", "refresher"])
      let twice = try await refusal {
        try await hal.issue("first-aid", to: "Ana", evidence: "again", as: Operation("cert.issue"))
      }
      #expect(twice.kind == .conflict)
    }
  }

  @Test func `what ends soon, in grace or over is listed`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.define(
        "first-aid", title: "First aid", rules: .init(validMonths: 12, graceDays: 14), as: Operation("cert.define"))
      for (name, from) in [
        ("Ana", "2025-01-10"), ("Ben", "2025-03-01"), ("Eve", "2024-12-20"), ("Gus", "2024-12-01"),
        ("Ivy", "2025-06-01"),
      ] {
        _ = try await hal.issue("first-aid", to: name, evidence: "course", from: day(from), as: Operation("cert.issue"))
      }
      let soon = try await hal.expiring(within: 60, on: day("2025-12-31"))
      #expect(soon.map(\.name) == ["Gus", "Eve", "Ana", "Ben"])
      #expect(soon.map(\.standing) == [.expired, .grace, .expiring, .expiring])
    }
  }

  @Test func `revoking takes the skill too, with the reason`() async throws {
    try await withStore { cast in
      let tess = try await cast.gate()
      try await tess.finish("Cal")
      _ = try await tess.issue("returns-live", to: "Cal", evidence: "seen", as: Operation("cert.issue"))
      let revoked = try await tess.revoke(
        "returns-live", of: "Cal", because: "wrong refunds", as: Operation("cert.revoke"))
      #expect(revoked.value.standing == .revoked && revoked.value.reason == "wrong refunds")
      let hal = People(store: try await cast.store(as: "Hal"))
      #expect(try await hal.history(of: "Cal").skills.allSatisfy { $0.revokedAt != nil })
    }
  }

  @Test func `new rules count from now on, old certificates keep theirs`() async throws {
    try await withStore { cast in
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.define(
        "first-aid", title: "First aid", rules: .init(validMonths: 12), as: Operation("cert.define"))
      let old = try await hal.issue(
        "first-aid", to: "Ana", evidence: "course", from: day("2025-01-10"), as: Operation("cert.issue"))
      let rules = try await hal.define(
        "first-aid", title: "First aid", rules: .init(validMonths: 6), as: Operation("cert.define"))
      let new = try await hal.issue(
        "first-aid", to: "Ben", evidence: "course", from: day("2025-01-10"), as: Operation("cert.issue"))
      #expect(rules.value.version == 2)
      #expect(try old.value.validUntil == day("2026-01-09") && new.value.validUntil == day("2025-07-09"))
      #expect(try await hal.certificates(of: "Ana").map(\.validUntil) == [old.value.validUntil])
    }
  }
}

extension TestStore {
  /// The school with a gate before the returns queue.
  func gate() async throws -> Onboarding {
    let (tess, _) = try await school()
    _ = try await tess.define(
      "returns-live", title: "Live on returns", skill: "returns",
      rules: CertificationRules(curriculum: "returns", validMonths: 6, graceDays: 14), as: Operation("cert.define"))
    return tess
  }
}
