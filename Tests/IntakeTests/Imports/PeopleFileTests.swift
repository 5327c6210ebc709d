import Intake
import Postgres
import Store
import StoreTesting
import Testing

@Suite struct PeopleFileTests {
  private static let head = "number,name,site,team,kind,starts_on,ends_on,weekly_hours,skills,email\n"

  @Test func `every row gets a verdict with its line`() async throws {
    try await withDesk { desk in
      let report = try await desk.run(
        Self.head
          + """
          L900,Zoë,Leeds,Returns,seasonal,2025-11-10,2026-01-11,37.5,returns:4;chat,zoe@lantern.example
          L901,Yan,Galway,Galway Chat,permanent,2025-11-10,,20,,

          """, as: .people, by: "Hal")
      #expect(report.verdicts.map { "\($0.line) \($0.subject) \($0.ruling)" } == ["2 L900 added", "3 L901 added"])
      let moved = try await desk.run(
        Self.head + "L900,Zoë,Leeds,Delivery,seasonal,2025-11-10,2026-01-11,30,,\n", as: .people, by: "Hal")
      #expect(moved.verdicts.map(\.ruling) == ["changed"])
      #expect(moved.verdicts.first?.reasons.isEmpty == false)
    }
  }

  @Test func `rows nobody can read and rows nobody can take are told together`() async throws {
    try await withDesk { desk in
      let hal = try await desk.test.store(as: "Hal")
      let request = try desk.request(
        Self.head
          + """
          L900,Zoë,Leeds,Returns,seasonal,2025-11-10,2026-01-11,37.5,,
          L901,Yan,Atlantis,,permanent,2025-11-10,,20,,
          L902,Xia,Leeds,,freelance,2025-11-10,,20,,

          """, as: .people)
      var patient = request
      patient.maxErrors = 1
      let (one, two) = (request, patient)
      let error = await #expect(throws: IntakeError.self) {
        _ = try await Intake(store: hal).run(one, as: Operation("import.run"))
      }
      #expect(error?.description.contains("in.csv:4:") == true)
      let both = await #expect(throws: IntakeError.self) {
        _ = try await Intake(store: hal).run(two, as: Operation("import.run"))
      }
      #expect(both?.description.contains("in.csv:3: L901: There is no site “Atlantis”") == true)
      #expect(both?.description.contains("in.csv:4:") == true)
      #expect(both?.description.contains("2 rows refused; nothing was imported.") == true)
      #expect(try await desk.lines("SELECT count(*)::text FROM people.person WHERE number LIKE 'L90%'") == ["0"])
      patient.maxErrors = 2
      let three = patient
      let report = try await Intake(store: hal).run(three, as: Operation("import.run")).value
      #expect((report.added, report.refused) == (1, 2))
      await hal.close()
    }
  }

  @Test func `an import of people can be undone`() async throws {
    try await withDesk { desk in
      let hal = try await desk.test.store(as: "Hal")
      let request = try desk.request(
        Self.head + "L900,Zoë,Leeds,Returns,seasonal,2025-11-10,2026-01-11,37.5,,\n", as: .people)
      let outcome = try await Intake(store: hal).run(request, as: Operation("import.run"))
      let undone = try await Intake(store: hal).undo(outcome.id, as: Operation("import.undo"))
      #expect(undone.value.removed > 0)
      #expect(try await desk.lines("SELECT count(*)::text FROM people.person WHERE number = 'L900'") == ["0"])
      await hal.close()
    }
  }

  @Test func `an import of people is told among the imports, and that it was taken back`() async throws {
    try await withDesk { desk in
      let store = try await desk.test.store(as: "Hal")
      let hal = Intake(store: store)
      var request = try desk.request(
        Self.head
          + """
          L900,Zoë,Leeds,Returns,seasonal,2025-11-10,2026-01-11,37.5,,
          L901,Yan,Atlantis,,permanent,2025-11-10,,20,,
          L902,Xia,Leeds,,freelance,2025-11-10,,20,,

          """, as: .people)
      request.maxErrors = 2
      let asked = request
      _ = try await hal.run(asked, as: Operation("import.run", dryRun: true))
      let outcome = try await hal.run(asked, as: Operation("import.run"))
      _ = try await hal.run(asked, as: Operation("import.run"))
      // What changes nothing leaves no line, as it leaves nothing to take back.
      let told = try await hal.taken()
      #expect(told.map(\.kind) == ["person"])
      #expect(told[0].operation == outcome.id && told[0].undoneAt == nil)
      #expect((told[0].added, told[0].changed, told[0].unchanged, told[0].refused) == (1, 0, 0, 2))
      _ = try await hal.undo(outcome.id, as: Operation("import.undo"))
      #expect(try await hal.taken().first?.undoneAt != nil)
      await store.close()
      // A planner sees the facts that came, and no books.
      try await desk.run("order_id,placed_at\n1,2025-11-28T09:00:00Z\n", as: .orders)
      #expect(try await desk.intake.taken().map(\.kind) == ["shop_order"])
    }
  }

  @Test func `a planner keeps no books`() async throws {
    try await withDesk { desk in
      let request = try desk.request(
        Self.head + "L900,Zoë,Leeds,Returns,seasonal,2025-11-10,2026-01-11,37.5,,\n", as: .people)
      let error = await #expect(throws: IntakeError.self) {
        _ = try await desk.intake.run(request, as: Operation("import.run"))
      }
      #expect(error?.description.contains("L900") == true)
      #expect(try await desk.lines("SELECT count(*)::text FROM people.person WHERE number = 'L900'") == ["0"])
    }
  }
}
