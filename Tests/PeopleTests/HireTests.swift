import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct HireTests {
  @Test func `a hire is on the books with place, team, terms and skill`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      let zoe = try await books.hire(.zoe(), as: Operation("person.hire")).value
      #expect(zoe.number == "L900" && zoe.site == "Leeds" && zoe.team == "Returns")
      #expect(zoe.kind == .seasonal && zoe.weeklyMinutes == 1800 && zoe.skills == ["returns"])
      #expect(try await books.privateDetails(of: "Zoe")?.email == "zoe@lantern.example")
    }
  }

  @Test func `a rehearsed hire leaves nobody behind`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      let outcome = try await books.hire(.zoe(), as: Operation("person.hire", dryRun: true))
      #expect(outcome.isRehearsal && outcome.value.name == "Zoe")
      #expect(try await refusal { try await books.person("Zoe") } == .unknown(.person, "Zoe", known: []))
    }
  }

  @Test func `the same key hires once`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      let first = try await books.hire(.zoe(), as: Operation("person.hire", key: "zoe", input: Hire.zoe()))
      let again = try await books.hire(.zoe(), as: Operation("person.hire", key: "zoe", input: Hire.zoe()))
      #expect(!first.isReplay && again.isReplay && first.value == again.value)
    }
  }

  @Test func `who was here before gets another spell, not another person`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      var hire = Hire(
        "Cal", at: "Leeds", kind: .permanent, from: try day("2026-02-01"), hours: ContractHours(weeklyMinutes: 2220))
      hire.returning = "Cal"
      _ = try await books.hire(hire, as: Operation("person.hire"))
      let cal = try await books.history(of: "Cal")
      #expect(cal.employments.map(\.kind) == [.seasonal, .permanent])
    }
  }

  @Test func `two spells of one person do not overlap`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      var hire = Hire(
        "Cal", at: "Leeds", kind: .agency, from: try day("2026-01-11"), hours: ContractHours(weeklyMinutes: 600))
      hire.returning = "Cal"
      let again = hire
      #expect(try await refusal { try await books.hire(again, as: Operation("person.hire")) } == .employmentOverlaps)
    }
  }

  @Test func `a number belongs to one person`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      let ana = try await books.person("Ana")
      var hire = try Hire.zoe()
      hire.number = ana.number
      let taken = hire
      #expect(try await refusal { try await books.hire(taken, as: Operation("person.hire")) } == .numberIsTaken)
    }
  }

  @Test func `an unknown site, team or skill is refused with those there are`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      var elsewhere = try Hire.zoe()
      elsewhere.site = "Leads"
      var lost = try Hire.zoe()
      lost.team = "Refunds"
      var gifted = try Hire.zoe()
      gifted.skills = ["French"]
      let hires = [elsewhere, lost, gifted]
      let reasons = try await [0, 1, 2].asyncMap { index in
        try await refusal { try await books.hire(hires[index], as: Operation("person.hire")) }
      }
      #expect(
        reasons == [
          .unknown(.site, "Leads", known: ["Galway", "Leeds"]),
          .unknown(.team, "Refunds", known: ["Delivery", "Galway", "Galway Chat", "Leeds", "Returns"]),
          .unknown(.skill, "French", known: ["German", "chat", "delivery", "returns"]),
        ])
      #expect(reasons[0].description == "There is no site “Leads”. There are Galway, Leeds.")
    }
  }

  @Test func `a season without an end is refused in the constraint's own words`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      var hire = try Hire.zoe()
      hire.endsOn = nil
      hire.skills = []
      let endless = hire
      let reason = try await refusal { try await books.hire(endless, as: Operation("person.hire")) }
      #expect(reason.description == "Refused: employment seasonal has an end.")
      #expect(reason.kind == .invalid)
    }
  }

  @Test func `an employment ends with its day, its membership too`() async throws {
    try await withStore { cast in
      let books = try await cast.people(as: "Hal")
      _ = try await books.end("Dot", on: day("2025-12-05"), reason: .contractOver, as: Operation("person.end"))
      let dot = try await books.history(of: "Dot")
      #expect(dot.employments.map(\.endsOn) == [try day("2025-12-05")])
      #expect(dot.employments.first?.endReason == .contractOver)
      #expect(dot.memberships.map(\.endsOn) == [try day("2025-12-05")])
      let reason = try await refusal {
        try await books.end("Dot", on: day("2025-12-06"), reason: .other, as: Operation("person.end"))
      }
      #expect(reason == .notEmployed("Dot", on: try day("2025-12-06")))
    }
  }

  @Test(arguments: [
    ("starts_on = 'infinity'", "employment_dates_are_finite"),
    ("starts_on = '-infinity'", "employment_dates_are_finite"),
    ("ends_on = 'infinity'", "employment_dates_are_finite"),
    ("ends_on = '2020-01-01'", "employment_ends_on_or_after_its_start"),
    ("weekly_minutes = -1", "employment_minutes_are_in_order"),
    ("maximum_weekly_minutes = 60", "employment_minutes_are_in_order"),
    ("kind = 'intern'", "employment_kind_is_known"),
    ("entity_id = 2", "employment_person_is_of_the_entity"),
  ])
  func `the table itself refuses what no spell can be`(change: String, constraint: String) async throws {
    try await withStore { cast in
      let error = await #expect(throws: PostgresError.self) {
        try await cast.asMaster { session in
          try session.script(
            "UPDATE people.employment SET \(change) WHERE person_id = (SELECT id FROM people.person WHERE name = 'Cal')"
          )
        }
      }
      #expect(error?.constraint == constraint)
    }
  }
}

extension Array {
  /// One after the other, as `map` does.
  func asyncMap<Other>(_ transform: (Element) async throws -> Other) async rethrows -> [Other] {
    var others: [Other] = []
    for element in self { others.append(try await transform(element)) }
    return others
  }
}
