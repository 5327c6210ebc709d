import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

struct ErasureTests {
  /// Zoe, who applied, was written about and turned down; her name is one no other text holds.
  private func rejected(_ cast: TestStore) async throws -> Privacy {
    let setting = try await Setting(cast)
    try await setting.opened()
    let id = try await setting.applied("Zoe Xylander", email: "zoe@xylander.example").id.rawValue
    try await cast.psql(
      "Rui",
      """
      INSERT INTO recruiting.candidate_note (entity_id, candidate_id, body)
      SELECT 1, id, 'Ms Xylander has a sister here' FROM recruiting.candidate;
      SELECT eeo.answer(\(id), 'us-1997', 'female', NULL, NULL, NULL)
      """)
    _ = try await setting.rui.end(
      "Zoe Xylander", as: .rejected, reason: "Not enough hours", note: "Xylander lives far away",
      as: Operation("application.reject"))
    return Privacy(store: try await cast.store(as: "Otto"))
  }

  private func rule(_ body: () async throws -> some Any) async throws -> String? {
    do {
      _ = try await body()
      return nil
    } catch HiringError.rule(let name, _, _) {
      return name
    }
  }

  /// T21 in OrangeHRM: the line that would have emptied the race was commented out.
  @Test func `T21: every personal column has a way to the candidate, or a reason`() async throws {
    try await withStore { cast in
      let loose = try await cast.asMaster { session in
        try session.all(
          Query<String>(
            "loose",
            """
            SELECT known.relation || '.' || known.col FROM privacy.columns() AS known
             WHERE known.condition IS NULL
               AND NOT EXISTS (SELECT FROM privacy.elsewhere() AS other
                                WHERE other.relation = known.relation AND other.col = known.col)
            """))
      }
      #expect(loose.isEmpty, "give the table a foreign key to its person, or a line in privacy.elsewhere()")
      let otto = Privacy(store: try await cast.store(as: "Otto"))
      let columns = try await otto.columns()
      #expect(columns.contains { $0.table == "recruiting.candidate" && $0.column == "name" && $0.elsewhere == nil })
    }
  }

  @Test func `nothing of a forgotten candidate is left anywhere, and the audit still holds`() async throws {
    try await withStore { cast in
      let privacy = try await rejected(cast)
      #expect(try await traces(of: "xylander", in: cast) != [])
      let erasure = try await privacy.erase(
        "Zoe Xylander", reason: "she asked", on: try await cast.today(), as: Operation("privacy.erase")
      ).value
      #expect(erasure.values >= 5 && !erasure.booksStay)
      #expect(try await traces(of: "xylander", in: cast) == [])
      #expect(try await cast.count("eeo.response") == 0)
      // What happened is still counted: one application that was turned down.
      #expect(try await cast.count("recruiting.application", "end_kind = 'rejected'") == 1)
      let audit = try await cast.asMaster { session in
        try session.script("SELECT audit.seal()")
        return try session.all(Query<Bool>("verify", "SELECT follows AND holds FROM audit.verify()"))
      }
      #expect(!audit.isEmpty && audit.allSatisfy(\.self))
      #expect(
        try await rule { try await privacy.erase("#1", reason: "x", on: try await cast.today(), as: Operation("e")) }
          == "erasure_finds_somebody")
    }
  }

  /// Every column of every table in which a word stands.
  private func traces(of word: String, in cast: TestStore) async throws -> [String] {
    try await cast.asMaster { session in
      let tables = try session.all(
        Query<String>("tables", "SELECT name FROM sec.our_table WHERE relkind IN ('r', 'p') ORDER BY 1"))
      var found: [String] = []
      for table in tables {
        try session.script(
          "CREATE OR REPLACE TEMPORARY VIEW trace AS SELECT count(*) AS n FROM \(table) AS told WHERE told::text ILIKE '%\(word)%'"
        )
        if try session.one(Query<Int>("trace", "SELECT n FROM trace")) > 0 { found.append(table) }
      }
      return found
    }
  }

  @Test func `a rehearsal tells what would go and leaves it`() async throws {
    try await withStore { cast in
      let privacy = try await rejected(cast)
      let erasure = try await privacy.erase(
        "zoe@xylander.example", reason: "she asked", on: try await cast.today(),
        as: Operation("privacy.erase", dryRun: true))
      #expect(erasure.isRehearsal && erasure.value.columns.contains { $0.name == "recruiting.candidate_note.body" })
      #expect(try await cast.count("recruiting.candidate", "name = 'Zoe Xylander'") == 1)
    }
  }

  @Test func `a hold, an open application and the time records are kept stand in the way`() async throws {
    try await withStore { cast in
      let privacy = try await rejected(cast)
      let today = try await cast.today()
      let erase = { (day: LocalDate) in
        try await privacy.erase("Zoe Xylander", reason: "she asked", on: day, as: Operation("privacy.erase"))
      }
      let hold = try await privacy.hold(
        candidate: "Zoe Xylander", requisition: nil, matter: "a charge", as: Operation("privacy.hold")
      ).value
      #expect(try await rule { try await erase(today) } == "erasure_waits_for_a_legal_hold")
      _ = try await privacy.release(hold, as: Operation("privacy.release"))
      try await cast.asMaster { try $0.script("UPDATE recruiting.candidate SET jurisdiction = 'US-CA'") }
      #expect(try await rule { try await erase(today) } == "erasure_waits_until_records_may_go")
      #expect(try await privacy.retained().first?.keepUntil == today.adding(days: 1_461))
      let rui = try await cast.recruiting(as: "Rui")
      _ = try await rui.reopen("Zoe Xylander", as: Operation("application.reopen"))
      #expect(try await rule { try await erase(today) } == "erasure_waits_for_an_open_application")
    }
  }

  @Test func `records go when their ceiling has come, not before`() async throws {
    try await withStore { cast in
      let privacy = try await rejected(cast)
      let today = try await cast.today()
      let kept = try #require(try await privacy.retained().first)
      #expect(kept.rule == "gb.applications-kept" && kept.eraseBy == today.adding(days: 183))
      #expect(kept.verdict(on: today) == "erase by \(today.adding(days: 183))")
      let early = try await privacy.eraseDue(on: today.adding(days: 182), as: Operation("privacy.retire"))
      #expect(early.value.isEmpty)
      let late = try await privacy.eraseDue(on: today.adding(days: 183), as: Operation("privacy.retire"))
      #expect(late.value.count == 1)
      #expect(try await privacy.retained().isEmpty)
    }
  }

  @Test func `whoever asks gets everything, their answers among it, and the reading is noted`() async throws {
    try await withStore { cast in
      let privacy = try await rejected(cast)
      let bundle = try await privacy.bundle(of: "Zoe Xylander", as: Operation("privacy.export")).value
      let tables = bundle.tables.map(\.name)
      for table in [
        "recruiting.candidate", "recruiting.candidate_contact", "recruiting.candidate_note",
        "recruiting.application", "recruiting.stage_event", "eeo.response",
      ] {
        #expect(tables.contains(table), "\(table)")
      }
      #expect(bundle.json.contains("Ms Xylander has a sister here") && bundle.json.contains("female"))
      #expect(try await cast.count("audit.event", "relation = 'privacy.bundle' AND login = 'u_otto'") == 1)
      // What was told is not kept beside the operation.
      #expect(try await cast.count("op.operation", "outcome::text ILIKE '%sister%'") == 0)
    }
  }

  @Test(arguments: ["Rui", "Hal", "Ada", "Ivy", "Ana"])
  func `only the privacy officer erases and exports`(name: String) async throws {
    try await withStore { cast in
      _ = try await rejected(cast)
      await #expect(throws: PostgresError.self) { try await cast.psql(name, "SELECT privacy.bundle(1)") }
      await #expect(throws: PostgresError.self) {
        try await cast.psql(name, "SELECT privacy.erase(1, 'x', current_date)")
      }
    }
  }

  @Test func `a request goes its way, and the law sets the day`() async throws {
    try await withStore { cast in
      let privacy = try await rejected(cast)
      let day = try #require(LocalDate("2026-01-31"))
      let request = try await privacy.receive(.access, from: "Zoe Xylander", on: day, as: Operation("privacy.receive"))
        .value
      #expect(request.dueOn == LocalDate("2026-02-28"))
      let step = { (state: PrivacyRequest.State, reason: String) in
        try await privacy.move(request.id, to: state, reason: reason, as: Operation("privacy.step")).value
      }
      #expect(try await rule { try await step(.fulfilled, "") } == "request_goes_where_it_may")
      _ = try await step(.verified, "")
      _ = try await step(.inProgress, "")
      #expect(try await rule { try await step(.extended, "") } == "request_step_says_why")
      #expect(try await step(.extended, "many notes").dueOn == LocalDate("2026-04-30"))
      #expect(try await step(.fulfilled, "").state == .fulfilled)
    }
  }
}
