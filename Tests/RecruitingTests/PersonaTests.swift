import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// What each of the cast sees of one story, through a plain connection of their own.
///
/// Sam was interviewed by Mara and Lev, who hired for REQ-1; Mara has told, Lev has not. Kit is hired into Tess's class.
/// REQ-2 is nobody's of them. Ana referred Sam.
@Suite(.serialized) struct PersonaTests {
  private static let tables = [
    "requisition", "opening", "candidate", "candidate_contact", "application", "stage_event", "interview", "feedback",
    "offer", "hire", "referral",
  ]

  @Test(arguments: [
    // requisition, opening, candidate, contact, application, event, interview, feedback, offer, hire, referral
    ("Rui", [2, 4, 3, 3, 3, 6, 1, 1, 1, 1, 1]),
    ("Hal", [2, 4, 3, 3, 3, 6, 1, 1, 1, 1, 1]),
    ("Mara", [1, 2, 2, nil, 2, 5, 1, 1, 1, 1, 0]),
    ("Lev", [0, 0, 1, nil, 1, 0, 1, 0, 0, 0, 0]),
    ("Noor", [0, 0, 0, nil, 0, 0, 0, 0, 0, 0, 0]),
    ("Tess", [2, nil, 1, nil, 0, nil, 0, 0, nil, 1, nil]),
    ("Pia", [2, 4, 0, nil, 0, nil, 0, 0, nil, nil, nil]),
    ("Ana", [nil, nil, 1, nil, 0, nil, 0, 0, nil, nil, 1]),
    ("Ben", [nil, nil, 0, nil, 0, nil, 0, 0, nil, nil, 0]),
    // The privacy officer finds whom a request is about, and nothing that was said of them.
    ("Otto", [2, nil, 3, 3, 3, nil, 0, 0, nil, nil, nil]),
    ("Ivy", [nil, nil, 0, nil, 0, nil, 0, 0, nil, nil, 0]),
    ("Bruno", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ])
  func `each sees what is theirs to see`(name: String, expected: [Int?]) async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      let connection = try await cast.raw(as: name)
      var seen: [Int?] = []
      for table in Self.tables {
        seen.append(
          try? await connection.with { session in
            try session.one(Query<Int>("count", "SELECT count(id) FROM \(TableName(schema: "recruiting", table))"))
          })
      }
      await connection.close()
      #expect(seen == expected)
    }
  }

  @Test func `an auditor alone sees nothing of recruiting, and the analyst only counts`() async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      try await cast.asMaster {
        try $0.script("SELECT sec.revoke_role(id, 'privacy') FROM people.person WHERE name = 'Otto'")
      }
      for table in ["requisition", "candidate_contact", "stage_event", "offer", "hire"] {
        for name in ["Otto", "Ivy"] {
          let error = await #expect(throws: PostgresError.self, "\(name): \(table)") {
            try await cast.psql(name, "SELECT count(id) FROM recruiting.\(table)")
          }
          #expect(error?.sqlState?.rawValue == "42501")
        }
      }
      try await cast.psql("Ivy", "SELECT * FROM eeo.selection(1, 'sex', '2020-01-01', '2030-01-01')")
    }
  }

  @Test func `what somebody may see, the room shows them`() async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      let mara = try await cast.recruiting(as: "Mara")
      #expect(try await mara.requisitions().map(\.code) == ["REQ-1"])
      #expect(try await mara.openings().map(\.className) == ["Next class", "Next class"])
      #expect(try await mara.openings().map { $0.application != nil } == [true, false])
      #expect(try await mara.applications().map(\.candidate) == ["Sam", "Kit"])
      #expect(try await mara.offers().map(\.className) == ["Next class"])
      #expect(try await mara.hires().map(\.candidate) == ["Kit"])
      let pia = try await cast.recruiting(as: "Pia")
      #expect(try await pia.requisitions().map(\.filled) == [1, 0])
      #expect(try await pia.openings().map(\.application) == [nil, nil, nil, nil])
      let tess = try await cast.recruiting(as: "Tess")
      #expect(try await tess.hires().map(\.candidate) == ["Kit"])
      let lev = try await cast.recruiting(as: "Lev")
      #expect(try await lev.interviews().map(\.candidate) == ["Sam"])
      #expect(try await lev.requisitions().isEmpty)
      #expect(try await lev.applications().isEmpty)
      let ana = try await cast.recruiting(as: "Ana")
      #expect(try await ana.referrals().map(\.candidate) == ["Sam"])
    }
  }

  @Test func `an interviewer reads the others' feedback once their own is in`() async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      let lev = try await cast.recruiting(as: "Lev")
      let interview = try #require(try await lev.interviews().first)
      #expect(try await lev.feedback(of: "A-\(interview.application)").isEmpty)
      _ = try await lev.fill(
        feedback: interview.id, overall: 2, summary: "talked over me", [FeedbackItem("Listening", rating: 2)],
        as: Operation("feedback.fill"))
      #expect(try await lev.feedback(of: "A-\(interview.application)").map(\.state) == [.draft])
      _ = try await lev.submit(feedback: interview.id, as: Operation("feedback.submit"))
      #expect(try await lev.feedback(of: "A-\(interview.application)").map(\.overall) == [4, 2])
    }
  }

  @Test func `submitted feedback is locked, and an amendment keeps the original`() async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      let mara = try await cast.recruiting(as: "Mara")
      let interview = try #require(try await mara.interviews().first)
      // It is hidden from every update: nobody's statement finds a row to change.
      for name in ["Rui", "Hal", "Mara", "Lev"] {
        try await cast.psql(name, "UPDATE recruiting.feedback SET overall = 1")
      }
      let owner = await #expect(throws: PostgresError.self) {
        try await cast.asMaster { try $0.script("UPDATE recruiting.feedback SET overall = 1") }
      }
      #expect(owner?.constraint == "submitted_feedback_stays_as_it_is")
      #expect(try await cast.count("recruiting.feedback", "overall = 4 AND state = 'submitted'") == 1)
      _ = try await mara.amend(
        feedback: interview.id, overall: 3, summary: "on reflection", as: Operation("feedback.amend"))
      #expect(try await cast.count("recruiting.feedback", "overall = 4 AND state = 'amended'") == 1)
      #expect(try await cast.count("recruiting.feedback", "overall = 3 AND state = 'submitted'") == 1)
    }
  }

  @Test func `a planner counts who stands where, and learns no name`() async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      let connection = try await cast.raw(as: "Pia")
      let counts = try await connection.with {
        try $0.tuples(
          "standing", "SELECT code, stage, applications FROM recruiting.standing()", as: (String, String, Int).self)
      }
      await connection.close()
      #expect(counts.map { "\($0.0) \($0.1) \($0.2)" } == ["REQ-1 Interview 1", "REQ-1 Accepted 1", "REQ-2 Applied 1"])
    }
  }

  @Test func `nobody walks around the moves with psql`() async throws {
    try await withStore { cast in
      try await Self.tell(cast)
      for (name, change) in [
        ("Rui", "UPDATE recruiting.requisition SET state = 'filled'"),
        ("Rui", "UPDATE recruiting.opening SET state = 'filled'"),
        ("Rui", "UPDATE recruiting.application SET stage_id = NULL"),
        ("Rui", "UPDATE recruiting.offer SET accepted_at = now()"),
        ("Rui", "INSERT INTO recruiting.hire (entity_id) VALUES (1)"),
        (
          "Rui",
          "INSERT INTO recruiting.offer_approval (entity_id, offer_id, requisition_id, decision) SELECT 1, 1, 1, 'approved'"
        ),
        ("Mara", "UPDATE recruiting.offer SET state = 'sent'"),
        (
          "Lev",
          "INSERT INTO recruiting.stage_event (entity_id, application_id, requisition_id, stage_id) VALUES (1, 1, 1, 1)"
        ),
        ("Pia", "SELECT name FROM recruiting.candidate_contact"),
        ("Ana", "SELECT recruiting.hire(1)"),
        ("Bruno", "SELECT recruiting.hire(1)"),
        ("Tess", "SELECT recruiting.merge(1, 2, 'x')"),
      ] {
        await #expect(throws: PostgresError.self, "\(name): \(change)") { try await cast.psql(name, change) }
      }
    }
  }

  /// The story, told by those who may.
  static func tell(_ cast: TestStore) async throws {
    let setting = try await Setting(cast)
    try await setting.opened("REQ-1")
    try await setting.opened("REQ-2")
    try await cast.asMaster {
      try $0.script("UPDATE recruiting.requisition SET manager_id = NULL WHERE code = 'REQ-2'")
    }
    let sam = try await setting.applied("Sam")
    let kit = try await setting.applied("Kit")
    try await setting.applied("Uma", for: "REQ-2")
    _ = try await setting.rui.refer("Sam", season: "peak-2026", by: "Ana", as: Operation("referral.add"))
    _ = try await setting.rui.move(sam.code, to: "Interview", note: "known to Ana", as: Operation("application.move"))
    let yesterday = try await cast.asMaster {
      try $0.one(Query<LocalDateTime>("yesterday", "SELECT date_trunc('hour', localtimestamp) - interval '1 day'"))
    }
    let interview = try await setting.rui.plan(
      PlannedInterview(at: yesterday, with: ["Mara", "Lev"]), for: sam.code, as: Operation("interview.schedule")
    ).value
    let mara = try await cast.recruiting(as: "Mara")
    _ = try await mara.fill(
      feedback: interview.id, overall: 4, summary: "calm and kind", [FeedbackItem("Listening", rating: 4)],
      as: Operation("feedback.fill"))
    _ = try await mara.submit(feedback: interview.id, as: Operation("feedback.submit"))
    try await setting.sent(kit.code, seat: 1)
    _ = try await setting.rui.hire(kit.code, as: Operation("hire.make"))
  }
}
