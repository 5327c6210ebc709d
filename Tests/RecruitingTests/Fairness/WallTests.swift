import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// Answers about oneself: in by one door, out as counts by another.
struct WallTests {
  /// Two who applied and said something about themselves; returns their applications.
  private func answered(_ cast: TestStore) async throws -> [Int64] {
    let setting = try await Setting(cast)
    try await setting.opened()
    let door = EqualOpportunity(store: try await cast.store(as: "Rui"))
    var ids: [Int64] = []
    for (name, sex) in [("Zoe", "female"), ("Yan", "male")] {
      let id = try await setting.applied(name).id.rawValue
      _ = try await door.keep(
        SelfDescription(scheme: "us-1997", sex: sex), of: id, as: Operation("eeo.answer", input: [id]))
      ids.append(id)
    }
    return ids
  }

  @Test(arguments: ["Rui", "Hal", "Mara", "Pia", "Tess", "Ana", "Ada", "Otto", "Ivy", "Bruno"])
  func `nobody reads an answer as a row`(name: String) async throws {
    try await withStore { cast in
      _ = try await answered(cast)
      await #expect(throws: PostgresError.self) { try await cast.psql(name, "SELECT * FROM eeo.response") }
      if name != "Otto" {
        await #expect(throws: PostgresError.self) { try await cast.psql(name, "SELECT * FROM privacy.token") }
      }
    }
  }

  @Test func `an answer holds nothing that leads to a person`() async throws {
    try await withStore { cast in
      let columns = try await cast.asMaster { session in
        try session.all(
          Query<String>(
            "columns",
            """
            SELECT column_name::text FROM information_schema.columns
             WHERE table_schema = 'eeo' AND table_name = 'response' ORDER BY ordinal_position
            """))
      }
      #expect(
        columns == [
          "token", "entity_id", "requisition_id", "scheme", "sex", "ethnicity", "veteran", "disability", "answered_on",
        ])
      #expect(try await cast.count("audit.event", "relation = 'eeo.response'") == 0)
    }
  }

  @Test func `a later answer takes the earlier one's place, under another token`() async throws {
    try await withStore { cast in
      let ids = try await answered(cast)
      let door = EqualOpportunity(store: try await cast.store(as: "Rui"))
      _ = try await door.keep(
        SelfDescription(scheme: "gb-2021"), of: ids[0], as: Operation("eeo.answer", input: [ids[0], 2]))
      #expect(try await cast.count("eeo.response") == 2)
      #expect(try await cast.count("eeo.response", "sex IS NULL AND scheme = 'gb-2021'") == 1)
      #expect(try await cast.count("eeo.response JOIN privacy.token USING (token)") == 2)
    }
  }

  @Test func `words that are not in the list are refused, and other companies' applications unknown`() async throws {
    try await withStore { cast in
      let ids = try await answered(cast)
      let (rui, bruno) = (try await cast.store(as: "Rui"), try await cast.store(as: "Bruno"))
      let said = SelfDescription(scheme: "us-1997", sex: "mixed")
      let refusals = [
        (rui, said, "response_chooses_from_the_list"),
        (bruno, SelfDescription(scheme: "us-1997"), "response_is_of_an_application"),
      ]
      for (store, said, rule) in refusals {
        do {
          _ = try await EqualOpportunity(store: store).keep(said, of: ids[0], as: Operation("eeo.answer"))
          Issue.record("\(rule) did not hold")
        } catch HiringError.rule(let name, _, _) {
          #expect(name == rule)
        }
      }
    }
  }

  @Test func `the analyst gets counts, and each reading is written down`() async throws {
    try await withStore { cast in
      _ = try await answered(cast)
      let rui = try await cast.recruiting(as: "Rui")
      _ = try await rui.end("Zoe", as: .rejected, reason: "Not enough hours", as: Operation("application.reject"))
      let today = try await cast.today()
      let ivy = EqualOpportunity(store: try await cast.store(as: "Ivy"))
      let report = try await ivy.impact(by: .sex, from: today, through: today)
      // Zoe was turned down at the first step; Yan still waits and is no case yet.
      #expect(Set(report.lines.map(\.group)) == ["Female"])
      #expect(report.lines.allSatisfy { $0.applicants == 1 && $0.selected == 0 })
      #expect(report.published().allSatisfy { $0.applicants == nil && $0.rate == nil })
      #expect(report.rule?.code == "us.four-fifths")
      #expect(try await cast.count("audit.event", "relation = 'eeo.selection' AND login = 'u_ivy'") == 1)
      await #expect(throws: PostgresError.self) {
        try await cast.psql("Rui", "SELECT * FROM eeo.selection(1, 'sex', '2020-01-01', '2030-01-01')")
      }
      await #expect(throws: PostgresError.self) {
        try await cast.psql("Ivy", "SELECT * FROM recruiting.candidate_contact")
      }
    }
  }

  /// T16 in OpenCATS: the report asked when a candidate was last edited, in categories of another century.
  @Test func `T16 the report goes by the day of decision, and categories have versions`() async throws {
    try await withStore { cast in
      _ = try await answered(cast)
      let rui = try await cast.recruiting(as: "Rui")
      let zoe = try await rui.end("Zoe", as: .rejected, reason: "Not enough hours", as: Operation("application.reject"))
      let today = try await cast.today()
      let ivy = EqualOpportunity(store: try await cast.store(as: "Ivy"))
      #expect(try await !ivy.impact(by: .sex, from: today, through: today).lines.isEmpty)
      let end = try #require(try await rui.events(of: zoe.value.code).last)
      let earlier = Instant(microseconds: end.happenedAt.microseconds - 40 * 86_400_000_000)
      _ = try await rui.correct(end.id, happenedAt: earlier, note: "told on the telephone", as: Operation("correct"))
      try await cast.psql("Rui", "UPDATE recruiting.candidate SET location = 'Leeds'")
      #expect(try await ivy.impact(by: .sex, from: today, through: today).lines.isEmpty)
      let before = try await ivy.impact(by: .sex, from: today.adding(days: -45), through: today.adding(days: -35))
      #expect(Set(before.lines.map(\.group)) == ["Female"])
      let schemes = Dictionary(grouping: try await ivy.categories(), by: \.scheme)
      #expect(schemes["us-1997"]?.contains { $0.words == "Two or more races" } == true)
      #expect(schemes["gb-2021"]?.contains { $0.words == "Mixed or multiple ethnic groups" } == true)
    }
  }

  @Test func `the law is data with its source`() async throws {
    try await withStore { cast in
      let ana = EqualOpportunity(store: try await cast.store(as: "Ana"))
      let berlin = try await ana.law(at: "DE-BE")
      #expect(Set(berlin.map(\.jurisdiction)) == ["DE", "EU"])
      let angeles = try await ana.law(at: "US-CA", topic: "scheduling").filter { $0.locality == "Los Angeles" }
      #expect(angeles.first?.amount == 14 && angeles.first?.words.contains("good faith") == true)
      #expect(try await ana.law().allSatisfy { !$0.citation.isEmpty && !$0.evidence.isEmpty })
    }
  }
}
