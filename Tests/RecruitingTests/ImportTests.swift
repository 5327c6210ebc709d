import FoundationEssentials
import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct ImportTests {
  /// Ten lines of another system: one without a day, one twice, one with a wrong address.
  private static let lines = [
    [
      "application": "1", "name": "Sam Reed", "requisition": "REQ-X", "applied_at": "2026-09-01",
      "email": "sam@mail.example",
    ],
    [
      "application": "2", "name": "Kit Moss", "requisition": "REQ-X", "applied_at": "2026-09-02", "source": "Job fair",
      "screen_at": "2026-09-05", "interview_at": "2026-09-09T10:00Z",
    ],
    [
      "application": "3", "name": "Uma Lind", "requisition": "REQ-X", "applied_at": "2026-09-02",
      "screen_at": "2026-09-04",
      "end": "rejected", "ended_at": "2026-09-08", "reason": "Not enough hours",
    ],
    ["application": "4", "name": "Jo", "requisition": "REQ-X"],
    ["application": "1", "name": "Sam Reed", "requisition": "REQ-X", "applied_at": "2026-09-01"],
    ["application": "5", "name": "Al", "requisition": "REQ-X", "applied_at": "2026-09-01", "email": "nowhere"],
    ["application": "6", "name": "Bo", "requisition": "REQ-X", "applied_at": "2026-09-20", "screen_at": "2026-09-10"],
  ].enumerated().map { ImportedLine($0.offset + 2, $0.element) }

  private func take(_ setting: Setting, dryRun: Bool = false) async throws -> Outcome<ImportReport> {
    let read = ApplicationFile.read(Self.lines)
    let wish = ApplicationImport(
      from: "desk", named: "applications.csv", at: "Leeds", rows: read.rows, refusals: read.refusals)
    return try await setting.rui.take(wish, as: Operation("recruiting.import", dryRun: dryRun))
  }

  @Test func `each line has its verdict, and good lines are taken beside bad ones`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let report = try await take(setting).value
      #expect(report.verdicts.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
      #expect(report.verdicts.map(\.ruling) == [.added, .added, .added, .refused, .repeated, .refused, .doubted])
      #expect(report.verdicts[3].reasons == ["applied_at is missing"])
      #expect(report.verdicts[6].reasons == ["screen is dated before applied"])
      var filter = ApplicationFilter(requisition: "REQ-X")
      filter.includesEnded = true
      let taken = try await setting.rui.applications(filter)
      #expect(taken.map(\.candidate).sorted() == ["Bo", "Kit Moss", "Sam Reed", "Uma Lind"])
      #expect(taken.first { $0.candidate == "Kit Moss" }?.stage == "Interview")
      #expect(
        taken.first { $0.candidate == "Uma Lind" }.map { $0.end == .rejected && $0.endReason == "Not enough hours" }
          == true)
      #expect(try await setting.rui.requisition("REQ-X").state == .draft)
    }
  }

  @Test func `a rehearsed import leaves nothing, and the same file again adds nothing`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      #expect(try await take(setting, dryRun: true).value.count(.added) == 3)
      #expect(try await cast.count("recruiting.candidate") == 0)
      _ = try await take(setting)
      let again = try await take(setting).value
      #expect(again.batch == nil && again.count(.known) == 5)
      #expect(try await cast.count("recruiting.candidate") == 4)
    }
  }

  @Test func `an import is undone whole, until somebody works with it`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let first = try #require(try await take(setting).value.batch)
      #expect(try await setting.rui.undo(first, as: Operation("batch.undo")).value.undone == 4)
      for table in ["candidate", "candidate_contact", "application", "stage_event", "external_key", "requisition"] {
        #expect(try await cast.count("recruiting.\(table)") == 0, "\(table)")
      }
      let second = try #require(try await take(setting).value.batch)
      _ = try await setting.rui.end(
        "Kit Moss", as: .withdrawn, reason: "Took another job", as: Operation("application.withdraw"))
      let refused = try await refusal { try await setting.rui.undo(second, as: Operation("batch.undo")) }
      #expect(refused.rule == "import_is_undone_before_it_is_used" && refused.kind == .conflict)
    }
  }

  @Test func `an imported requisition is a draft: nobody moves on without an approval`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      _ = try await take(setting)
      let refused = try await refusal {
        try await setting.rui.move("Sam Reed", to: "Phone screen", as: Operation("application.move"))
      }
      #expect(refused.rule == "requisition_takes_moves" && refused.hint == "Its requisition is draft.")
    }
  }

  @Test func `an import reads each row a few times, whatever statistics say`() async throws {
    try await withStore { cast in
      _ = try await Setting(cast)
      try await takeMany(cast, 0..<200)
      try await cast.asMaster { try $0.script("ANALYZE") }
      try await cast.hangUp()
      let before = try await rowsRead(cast)
      try await takeMany(cast, 200..<1_200)
      try await cast.hangUp()
      // Read again for each other row it would be a million.
      #expect(try await rowsRead(cast) - before < 300 * 1_000)
    }
  }

  private func takeMany(_ cast: TestStore, _ numbers: Range<Int>) async throws {
    let lines = numbers.map { number in
      ImportedLine(
        number + 2,
        [
          "application": "\(number)", "name": "Applicant \(number)", "requisition": "REQ-X", "applied_at": "2026-09-01",
          "screen_at": "2026-09-04", "email": "a\(number)@mail.example",
        ])
    }
    let read = ApplicationFile.read(lines)
    let wish = ApplicationImport(from: "desk", named: "many.csv", at: "Leeds", rows: read.rows, refusals: read.refusals)
    let report = try await cast.recruiting(as: "Rui").take(wish, as: Operation("recruiting.import")).value
    #expect(report.count(.added) == numbers.count)
  }

  /// Rows of the room's tables that statements have read so far; a session tells at its end.
  private func rowsRead(_ cast: TestStore) async throws -> Int {
    try await cast.asMaster {
      try $0.one(
        Query<Int>(
          "rows_read",
          """
          SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_user_tables
           WHERE schemaname = 'recruiting'
          """))
    }
  }

  @Test func `the case study's two files come in at once, its four reversed rows told`() async throws {
    guard let candidates = try Shared.lines("casestudy_candidates.csv"),
      let events = try Shared.lines("casestudy_stage_events.csv")
    else { return }
    try await withStore { cast in
      let setting = try await Setting(cast)
      let read = CandidateExport.read(candidates: candidates, events: events)
      #expect(read.rows.count == 4_959 && read.refusals.isEmpty)
      let wish = ApplicationImport(from: "case-study", named: "casestudy", at: "Leeds", rows: read.rows)
      let report = try await setting.rui.take(wish, as: Operation("recruiting.import")).value
      #expect(report.count(.added) == 4_955 && report.count(.doubted) == 4)
      let doubted = report.verdicts.filter { $0.ruling == .doubted }.map(\.subject).sorted()
      #expect(doubted == ["1645602", "1657922", "1677381", "1700534"])
      #expect(try await cast.count("recruiting.stage_event") == 7_493)
      let reached = try await cast.asMaster { session in
        try session.tuples(
          "reached",
          """
          SELECT stage.kind, count(DISTINCT event.application_id)
            FROM recruiting.live_event AS event JOIN recruiting.stage ON stage.id = event.stage_id
           GROUP BY stage.kind, stage.rank ORDER BY stage.rank
          """, as: (String, Int).self)
      }
      #expect(reached.map { "\($0.0) \($0.1)" } == ["applied 4959", "screen 1595", "interview 815", "offer 124"])
      #expect(try await cast.count("recruiting.offer", "accepted_at IS NOT NULL") == 96)
      #expect(try await cast.count("recruiting.offer", "state = 'declined'") == 24)
      #expect(try await cast.count("recruiting.offer", "state = 'sent'") == 4)
      let days = try await cast.asMaster { session in
        try session.tuples(
          "days",
          """
          SELECT count(*), round(avg(days)::numeric, 6)::text, percentile_cont(0.5) WITHIN GROUP (ORDER BY days),
                 percentile_cont(0.9) WITHIN GROUP (ORDER BY days)
            FROM (SELECT (later.happened_at::date - first.happened_at::date)::float8 AS days
                    FROM recruiting.live_event AS first
                    JOIN recruiting.stage AS applied ON applied.id = first.stage_id AND applied.kind = 'applied'
                    JOIN recruiting.live_event AS later ON later.application_id = first.application_id
                    JOIN recruiting.stage AS offered ON offered.id = later.stage_id AND offered.kind = 'offer'
                   WHERE NOT EXISTS (SELECT FROM recruiting.live_event AS doubted
                                      WHERE doubted.application_id = first.application_id AND doubted.doubt IS NOT NULL)
                 ) AS waited
          """, as: (Int, String, Double, Double).self)
      }
      #expect(days.map { "\($0.0) \($0.1) \($0.2) \($0.3)" } == ["124 47.056452 46.5 68.0"])
    }
  }
}

/// The shared material beside the repository; tests that need it are silent where it is not.
enum Shared {
  static func lines(_ name: String) throws -> [ImportedLine]? {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/people")
    guard let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path) else { return nil }
    let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    guard let header = rows.first else { return nil }
    return rows.enumerated().dropFirst().map { index, row in
      ImportedLine(index + 1, Dictionary(zip(header, row)) { first, _ in first })
    }
  }
}
