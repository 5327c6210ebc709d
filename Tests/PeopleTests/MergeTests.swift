import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct MergeTests {
  private func zoe() throws -> PersonRow {
    var row = PersonRow(
      number: "L900", name: "Zoe", site: "Leeds", kind: .seasonal, startsOn: try day("2025-12-01"), weeklyMinutes: 1800)
    row.endsOn = try day("2026-01-31")
    row.team = "Returns"
    row.email = "zoe@lantern.example"
    row.skills = [.init("returns", level: 2, expiresOn: try day("2099-01-31"))]
    return row
  }

  @Test func `what is exported merges back without a change or a write`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let rows = try await hal.export(withEmail: true)
      #expect(rows.count == 22)
      let before = try await cast.writes()
      let report = try await hal.merge(rows, as: Operation("people.merge")).value
      #expect(report.count(.unchanged) == 22 && report.changesNothing)
      #expect(try await cast.writes() == before)
    }
  }

  @Test func `a new row adds a person with all it says`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let row = try zoe()
      let report = try await hal.merge([row], as: Operation("people.merge")).value
      #expect(report.verdicts.map(\.ruling) == [.added])
      #expect(
        report.verdicts[0].reasons == [
          "new: Zoe", "employed from 2025-12-01", "e-mail", "team: Returns", "skill: returns, level 2",
        ])
      let exported = try await hal.export(withEmail: true).first { $0.number == "L900" }
      #expect(exported?.name == "Zoe" && exported?.team == "Returns" && exported?.skills == row.skills)
      #expect(try await hal.merge([row], as: Operation("people.merge")).value.changesNothing)
    }
  }

  @Test func `each difference is a change, told in words`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      var row = try #require(try await hal.export().first { $0.name == "Ben" })
      row.name = "Benedict"
      row.team = "Delivery"
      row.weeklyMinutes = 1500
      row.minimumWeeklyMinutes = nil
      row.maximumWeeklyMinutes = nil
      row.skills = [.init("chat", level: 4)]
      let changed = row
      let report = try await hal.merge([changed], as: Operation("people.merge")).value
      let today = try await cast.asMaster { try $0.one(Query<LocalDate>("today", "SELECT current_date")) }
      #expect(report.verdicts[0].ruling == .changed)
      #expect(
        report.verdicts[0].reasons == [
          "name: Ben → Benedict", "terms of the employment from 2022-03-01", "team: Returns → Delivery on \(today)",
          "skill renewed: chat, level 4",
        ])
      let terms = try await hal.history(of: "Benedict").employments
      #expect(terms.map(\.hours.weeklyMinutes) == [1500])
      #expect(terms.map(\.hours.maximumWeeklyMinutes) == [1500], "bounds widen as far as they must")
    }
  }

  @Test func `an empty last day does not take back an end`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      var row = try #require(try await hal.export().first { $0.name == "Cal" })
      row.endsOn = nil
      let open = row
      #expect(try await hal.merge([open], as: Operation("people.merge")).value.changesNothing)
    }
  }

  @Test func `one refused row refuses them all, each with its reason`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let good = try zoe()
      var lost = good
      lost.number = "L901"
      lost.site = "Berlin"
      var backwards = good
      backwards.number = "L902"
      backwards.endsOn = try day("2025-11-30")
      backwards.email = nil
      backwards.skills = []
      let rows = [good, lost, good, backwards]
      let reason = try await refusal { try await hal.merge(rows, as: Operation("people.merge")) }
      guard case .refusedRows(let refused) = reason else { throw Unrefused() }
      #expect(refused.map(\.row) == [1, 2, 3])
      #expect(
        refused.map { $0.reasons.joined() } == [
          "There is no site “Berlin”. There are Galway, Leeds.",
          "An earlier row has the same number.",
          "Refused: employment ends on or after its start.",
        ])
      #expect(try await hal.export().count == 22)
    }
  }

  @Test func `refusals that are allowed leave the other rows in`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      var lost = try zoe()
      lost.number = "L901"
      lost.site = "Leads"
      let rows = [lost, try zoe()]
      let report = try await hal.merge(rows, allowedRefusals: 1, as: Operation("people.merge")).value
      #expect(report.verdicts.map(\.ruling) == [.refused, .added])
    }
  }

  @Test func `a merge is undone to the last byte`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let before = try await cast.books()
      var ben = try #require(try await hal.export().first { $0.name == "Ben" })
      ben.name = "Benedict"
      ben.team = "Delivery"
      ben.weeklyMinutes = 1300
      ben.email = "ben@lantern.example"
      ben.skills = [.init("chat", level: 4)]
      let rows = [ben, try zoe()]
      let merged = try await hal.merge(rows, as: Operation("people.merge"))
      #expect(try await cast.books() != before)
      let undone = try await hal.undo(merged.id, as: Operation("people.undo")).value
      #expect(undone.operation == merged.id && undone.removed > 0 && undone.restored > 0)
      #expect(try await cast.books() == before)
      let again = try await refusal { try await hal.undo(merged.id, as: Operation("people.undo")) }
      #expect(again == .nothingToUndo(merged.id))
    }
  }

  @Test func `what changed since is undone first`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let before = try await cast.books()
      let hired = try await hal.hire(.zoe(), as: Operation("person.hire"))
      let moved = try await hal.transfer(
        "Zoe", to: "Delivery", on: day("2025-12-08"), as: Operation("person.transfer"))
      let reason = try await refusal { try await hal.undo(hired.id, as: Operation("people.undo")) }
      #expect(reason == .changedSince(by: moved.id))
      _ = try await hal.undo(moved.id, as: Operation("people.undo"))
      _ = try await hal.undo(hired.id, as: Operation("people.undo"))
      #expect(try await cast.books() == before)
    }
  }

  @Test func `who is in use by now stays`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let hired = try await hal.hire(.zoe(), as: Operation("person.hire"))
      _ = try await hal.appoint("Zoe", toLead: "Returns", as: Operation("team.lead"))
      let reason = try await refusal { try await hal.undo(hired.id, as: Operation("people.undo")) }
      #expect(reason == .inUse("team_lead"))
    }
  }

  @Test func `fifteen hundred rows go in, and out again`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let rows = try (0..<1500).map { number in
        var row = PersonRow(
          number: "V\(number)", name: "Volume \(number)", site: number.isMultiple(of: 3) ? "Galway" : "Leeds",
          kind: .permanent, startsOn: try day("2024-01-01").adding(days: number % 400), weeklyMinutes: 2220)
        row.team = "Returns"
        return row
      }
      let merged = try await hal.merge(rows, as: Operation("people.merge"))
      #expect(merged.value.count(.added) == 1500)
      #expect(try await hal.merge(rows, as: Operation("people.merge")).value.count(.unchanged) == 1500)
      #expect(try await hal.undo(merged.id, as: Operation("people.undo")).value.removed == 4500)
    }
  }
}

extension TestStore {
  /// The rows a merge may touch, as text.
  fileprivate func books() async throws -> [String] {
    try await asMaster { session in
      try session.all(
        Query<String>(
          "books",
          """
          SELECT person::text FROM people.person UNION ALL
          SELECT private::text FROM people.person_private AS private UNION ALL
          SELECT employment::text FROM people.employment UNION ALL
          SELECT membership::text FROM people.membership UNION ALL
          SELECT held::text FROM people.skill_grant AS held
          ORDER BY 1
          """))
    }
  }

  /// How many rows of watched tables were ever written, also by transactions that were rolled back.
  fileprivate func writes() async throws -> Int64 {
    try await asMaster { session in
      try session.one(
        Query<Int64>(
          "writes", "SELECT last_value FROM pg_sequences WHERE schemaname = 'audit' AND sequencename = 'event_id_seq'"))
    }
  }
}
