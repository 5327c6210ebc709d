import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

@Suite(.serialized) struct AbsenceTests {
  private func holiday(of name: String, _ from: String, _ through: String) throws -> AbsenceRequest {
    AbsenceRequest(of: name, .holiday, from: try day(from), through: try day(through), note: "a wedding")
  }

  @Test func `an agent asks, their lead approves, and hears what is left open`() async throws {
    try await withStore { cast in
      let asked = try await cast.time(as: "Ana").ask(
        holiday(of: "Ana", "2025-11-28", "2025-11-29"), as: Operation("absence.ask")
      ).value
      #expect(asked.decision == nil && asked.note == "a wedding")
      let lev = try await cast.time(as: "Lev")
      let decided = try await lev.decide(asked.id, .approved, as: Operation("absence.decide")).value
      #expect(decided.absence.decision == .approved && decided.absence.decidedBy == "Lev")
      #expect(decided.openShifts.map(\.on) == [try day("2025-11-28"), try day("2025-11-29")])
    }
  }

  @Test func `nobody decides on their own absence`() async throws {
    try await withStore { cast in
      let lev = try await cast.time(as: "Lev")
      let asked = try await lev.ask(holiday(of: "Lev", "2025-12-01", "2025-12-02"), as: Operation("absence.ask")).value
      let reason = try await refusal { try await lev.decide(asked.id, .approved, as: Operation("absence.decide")) }
      #expect(reason == .ownAbsence && reason.kind == .denied)
      let mara = try await cast.time(as: "Mara")
      let decided = try await mara.decide(asked.id, .approved, as: Operation("absence.decide")).value
      #expect(decided.absence.decidedBy == "Mara")
    }
  }

  @Test func `nobody signs a decision with another's name`() async throws {
    try await withStore { cast in
      let names = try await cast.names()
      let noor = try #require(names.people["Noor"])
      let connection = try await cast.raw(as: "Oona")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.with { session in
          try session.run(
            Statement("forge", "UPDATE timekeeping.absence SET decision = 'approved', decided_by = \(noor)"))
        }
      }
      await connection.close()
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test func `a decision is made once`() async throws {
    try await withStore { cast in
      let oona = try await cast.time(as: "Oona")
      let kim = try #require(try await oona.absences(from: day("2025-12-01"), through: day("2025-12-31")).first)
      _ = try await oona.decide(kim.id, .declined, as: Operation("absence.decide"))
      let reason = try await refusal { try await oona.decide(kim.id, .approved, as: Operation("absence.decide")) }
      #expect(reason == .decidedBefore)
    }
  }

  @Test func `two absences of a person do not overlap, but a declined one makes room`() async throws {
    try await withStore { cast in
      let kim = try await cast.time(as: "Kim")
      let oona = try await cast.time(as: "Oona")
      let again = try holiday(of: "Kim", "2025-12-23", "2025-12-24")
      #expect(try await refusal { try await kim.ask(again, as: Operation("absence.ask")) } == .absenceOverlaps)
      let first = try #require(try await kim.absences(from: day("2025-12-24"), through: day("2025-12-24")).first)
      _ = try await oona.decide(first.id, .declined, as: Operation("absence.decide"))
      _ = try await kim.ask(again, as: Operation("absence.ask"))
    }
  }

  @Test func `a withdrawn absence no longer counts`() async throws {
    try await withStore { cast in
      let ivy = try await cast.time(as: "Ivy")
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let absence = try #require(try await ivy.absences(from: day("2025-11-28"), through: day("2025-11-30")).first)
      _ = try await ivy.withdraw(absence.id, as: Operation("absence.withdraw"))
      let draft = try names.draft("2025-12-01", "2025-12-01", [names.shift("Ivy", "2025-12-01", "08:00", "16:00")])
      _ = try await pia.publish(draft, as: Operation("shift.publish"))
      let reason = try await refusal { try await ivy.withdraw(absence.id, as: Operation("absence.withdraw")) }
      #expect(reason == .notThere("absence"))
    }
  }

  @Test func `whole days last from midnight to midnight of the site`() async throws {
    try await withStore { cast in
      let asked = try await cast.time(as: "Ana").ask(
        holiday(of: "Ana", "2026-03-28", "2026-03-29"), as: Operation("absence.ask")
      ).value
      #expect(asked.startsAt == Instant("2026-03-28T00:00:00Z"))
      #expect(asked.endsAt == Instant("2026-03-29T23:00:00Z"), "the clocks went forward")
    }
  }

  @Test func `a planner sees that somebody is away, not why`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let away = try await pia.away(from: day("2025-11-01"), through: day("2025-12-31"))
      #expect(away.map(\.personName) == ["Ivy", "Kim"])
      #expect(away.map(\.isApproved) == [true, false])
      let reason = try await refusal {
        try await pia.absences(from: day("2025-11-01"), through: day("2025-12-31"))
      }
      #expect(reason == .denied)
    }
  }

  @Test func `nobody asks for a stranger, or before they are employed`() async throws {
    try await withStore { cast in
      let ana = try await cast.time(as: "Ana")
      let stranger = try await refusal {
        try await ana.ask(holiday(of: "Ben", "2025-12-01", "2025-12-02"), as: Operation("absence.ask"))
      }
      #expect(stranger == .people(.unknown(.person, "Ben", known: [])))
      let early = try await refusal {
        try await ana.ask(holiday(of: "Ana", "2020-12-01", "2020-12-02"), as: Operation("absence.ask"))
      }
      #expect(early == .notEmployed("Ana", on: try day("2020-12-01")))
    }
  }
}
