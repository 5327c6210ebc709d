import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct SkillTests {
  @Test func `who holds a skill on a day is listed, who no longer does is not`() async throws {
    try await withStore { cast in
      let pia = try await cast.people(as: "Pia")
      var chat = PeopleFilter()
      chat.skill = "chat"
      chat.on = try day("2025-10-31")
      let october = try await pia.list(chat).map(\.name)
      chat.on = try day("2025-11-28")
      let november = try await pia.list(chat).map(\.name)
      #expect(october == ["Ana", "Ben", "Jon", "Kim", "Lea"])
      #expect(november == ["Ana", "Jon", "Kim", "Lea", "Max"])
    }
  }

  @Test func `renewing a skill revokes the grant before`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let ben = try await hal.grant(
        "chat", to: "Ben", level: 4, from: day("2025-11-20"), until: day("2026-11-20"), as: Operation("skill.grant"))
      #expect(ben.value.skills == ["chat", "returns"])
      let grants = try await hal.history(of: "Ben").skills.filter { $0.skill == "chat" }
      #expect(grants.map(\.level) == [3, 4])
      #expect(grants.map { $0.revokedAt != nil } == [true, false])
    }
  }

  @Test func `a revoked skill is gone, and cannot be revoked again`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      _ = try await hal.revoke("returns", of: "Ana", as: Operation("skill.revoke"))
      #expect(try await hal.list().first { $0.name == "Ana" }?.skills == ["chat"])
      let reason = try await refusal { try await hal.revoke("returns", of: "Ana", as: Operation("skill.revoke")) }
      #expect(reason.kind == .missing)
    }
  }

  @Test func `nobody grants in another's name`() async throws {
    try await withStore { cast in
      let raw = try await cast.raw(as: "Hal")
      let error = await #expect(throws: PostgresError.self) {
        try await raw.with { session in
          try session.script(
            "INSERT INTO people.skill_grant (entity_id, person_id, skill_id, starts_on, granted_by) "
              + "VALUES (1, 1, 3, '2025-01-01', 2)")
        }
      }
      #expect(error?.sqlState == .insufficientPrivilege)
      await raw.close()
    }
  }

  @Test func `readiness is noted anew, and the newest word counts`() async throws {
    try await withStore { cast in
      let tess = try await cast.people(as: "Tess")
      let before = try await tess.readiness()
      let cal = try #require(before.first { $0.proficiency == 0.7 })
      let better = Readiness(
        person: cal.person, skill: cal.skill, readyP50On: try day("2025-11-25"), readyP90On: try day("2025-11-27"),
        proficiency: 0.8)
      _ = try await tess.note(better, as: Operation("readiness.note"))
      let after = try await tess.readiness()
      #expect(after.count == before.count && after.contains(better) && !after.contains(cal))
    }
  }

  @Test func `readiness by nine in ten is not before as likely as not`() async throws {
    try await withStore { cast in
      let tess = try await cast.people(as: "Tess")
      let cal = try #require(try await tess.readiness().first)
      let reason = try await refusal {
        try await tess.note(
          Readiness(
            person: cal.person, skill: cal.skill, readyP50On: try day("2025-12-02"),
            readyP90On: try day("2025-12-01")), as: Operation("readiness.note"))
      }
      #expect(reason.description == "Refused: readiness p90 is not before p50.")
    }
  }
}
