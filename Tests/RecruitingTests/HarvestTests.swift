import FoundationEssentials
import People
import Postgres
import Store
import StoreTesting
import Testing

@testable import Recruiting

/// The records as Greenhouse documents them, beside the project.
enum HarvestExamples {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/people/greenhouse_harvest_examples")
  static let areThere = FileManager.default.fileExists(atPath: folder.path)
}

/// They come in, all kinds of them, as what they say and no more.
@Suite(
  .serialized, .enabled(if: HarvestExamples.areThere, "the examples are not beside the project (../shared/data/people)")
)
struct HarvestTests {
  /// One story: the documentation's examples name each other by numbers that are in no other example.
  private static let numbers: [String: [(String, String)]] = [
    "applications": [("\"candidate_id\": 978031", "\"candidate_id\": 53883394"), ("\"id\": 123,", "\"id\": 6404,")],
    "approvals": [("\"offer_id\": 45545", "\"offer_id\": 1142785")],
    "eeoc": [("\"application_id\": 286", "\"application_id\": 985314")],
    "job_openings": [("\"application_id\": 65565", "\"application_id\": 985314")],
    "offers": [("\"application_id\": 91081818", "\"application_id\": 985314")],
    "scheduled_interviews": [
      ("\"application_id\": 4684156", "\"application_id\": 985314"), ("\"id\": 7001", "\"id\": 6001"),
    ],
    "scorecards": [("\"application_id\": 3456", "\"application_id\": 985314"), ("\"id\": 123,", "\"id\": 11274,")],
  ]

  private func text(_ object: HarvestObject) throws -> String {
    let path = HarvestExamples.folder.appending(path: "\(object.rawValue).object.json").path
    let bytes = try #require(FileManager.default.contents(atPath: path))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func files(asOneStory: Bool) throws -> [HarvestFile] {
    try HarvestObject.allCases.map { object in
      var text = try text(object)
      var name = "\(object.rawValue).object.json"
      if asOneStory {
        for (old, new) in Self.numbers[object.rawValue] ?? [] {
          #expect(text.contains(old), "\(object): \(old)")
          text = text.replacing(old, with: new)
        }
        if object == .activityFeed { name = "activity_feed.53883394.json" }
        if object == .jobOpenings { name = "job_openings.6404.json" }
      }
      return try #require(HarvestFile(name, Array(text.utf8)))
    }
  }

  private func take(_ setting: Setting, asOneStory: Bool = true, dryRun: Bool = false) async throws -> ImportReport {
    try await setting.rui.take(
      HarvestImport(named: "harvest", at: "Leeds", files: try files(asOneStory: asOneStory)),
      as: Operation("recruiting.import_greenhouse", dryRun: dryRun)
    ).value
  }

  @Test func `all 18 kinds of record come in`() async throws {
    #expect(HarvestObject.allCases.count == 18)
    try await withStore { cast in
      let report = try await take(try await Setting(cast))
      #expect(untaken(report) == [])
      let found = try await cast.asMaster { session in
        try session.all(Query<String>("counts", Self.counts)).first ?? ""
      }
      #expect(found == "1 3 5 2 3 1 1 1 1 2 3 1 6 1 1 1 2 1")
    }
  }

  /// Kinds of record of which none came in, or one was refused.
  private func untaken(_ report: ImportReport) -> [String] {
    HarvestObject.allCases.map(\.rawValue).filter { object in
      let told = report.verdicts.filter { $0.subject.split(separator: " ").first == Substring(object) }
      return told.isEmpty || told.contains { $0.ruling != .added && $0.ruling != .doubted }
    }
  }

  private static let counts: SQL = """
    SELECT concat_ws(' ', (SELECT count(*) FROM recruiting.candidate), (SELECT count(*) FROM recruiting.application),
                     (SELECT count(*) FROM recruiting.candidate_contact), (SELECT count(*) FROM recruiting.candidate_tag),
                     (SELECT count(*) FROM recruiting.tag), (SELECT count(*) FROM recruiting.interview),
                     (SELECT count(*) FROM recruiting.feedback), (SELECT count(*) FROM recruiting.offer),
                     (SELECT count(*) FROM recruiting.offer_approval), (SELECT count(*) FROM recruiting.kit),
                     (SELECT count(*) FROM recruiting.kit_question), (SELECT count(*) FROM recruiting.pool),
                     (SELECT count(*) FROM recruiting.opening), (SELECT count(*) FROM recruiting.description),
                     (SELECT count(*) FROM eeo.response), (SELECT count(*) FROM eeo.question_set),
                     (SELECT count(*) FROM recruiting.reason WHERE kind = 'opening'),
                     (SELECT count(*) FROM recruiting.candidate_note WHERE kind = 'email'))
    """

  @Test func `what comes in says what the records said, and no more`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      _ = try await take(setting)
      let job = try await setting.rui.requisition("abc123")
      #expect(job.state == .draft && job.title == "Archaeologist")
      #expect(
        try await cast.count(
          "recruiting.requisition", "code = 'abc123' AND band_low_minor = 7000000 AND currency = 'USD'") == 1)
      var filter = ApplicationFilter(requisition: "abc123")
      filter.includesEnded = true
      let application = try #require(try await setting.rui.applications(filter).first)
      #expect(
        application.candidate == "John Locke" && application.stage == "Phone screen" && application.end == .rejected)
      #expect(application.endReason == "Lacking skill(s)/qualification(s)")
      let feedback = try #require(try await setting.rui.feedback(of: application.code).first)
      #expect(feedback.interviewer == "Robert Robertson" && feedback.overall == 3 && feedback.state == .submitted)
      #expect(
        feedback.items.map { $0.rating } == [3, 3, nil, nil, 2, 1]
          && feedback.items[2].evidence.hasPrefix("mixed"))
      let seats = try await setting.rui.openings(of: "abc123")
      #expect(seats.count == 6 && seats.allSatisfy { $0.startsOn == nil })
      #expect(seats.count { $0.state == .filled } == 1 && seats.count { $0.state == .planned } == 4)
      let offer = try #require(try await setting.rui.offers().first)
      #expect(offer.state == .accepted && offer.startsOn == LocalDate("2018-07-20"))
      // The approval has two groups; one has decided, and nobody of ours approved anything.
      #expect(
        try await cast.count("recruiting.offer_approval", "decided_by IS NULL AND written_as = 'Clay Michaels'") == 1)
      #expect(
        try await cast.count(
          "eeo.response", "sex = 'male' AND ethnicity = 'several' AND veteran IS NULL AND disability = 'yes'") == 1)
      #expect(try await cast.count("recruiting.external_key", "noun = 'answer'") == 0)
    }
  }

  @Test func `the same folder again adds nothing, and undone it leaves nobody`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      #expect(try await take(setting, dryRun: true).batch != nil)
      #expect(try await cast.count("recruiting.candidate") == 0)
      let batch = try #require(try await take(setting).batch)
      let again = try await take(setting)
      #expect(again.batch == nil && again.verdicts.allSatisfy { $0.ruling == .known })
      _ = try await setting.rui.undo(batch, as: Operation("batch.undo"))
      for table in [
        "recruiting.candidate", "recruiting.application", "recruiting.candidate_note", "recruiting.interview",
        "recruiting.feedback", "recruiting.offer", "recruiting.kit", "recruiting.pool", "recruiting.requisition",
        "recruiting.description", "recruiting.external_key", "eeo.response", "privacy.token", "eeo.question_set",
      ] {
        #expect(try await cast.count(table) == 0, "\(table)")
      }
      #expect(try await take(setting).batch != nil)
    }
  }

  @Test func `what hangs on nothing is refused, and says on what it hangs`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let report = try await take(setting, asOneStory: false)
      let refused = Dictionary(
        report.verdicts.filter { $0.ruling == .refused }.map { ($0.subject, $0.reasons.first ?? "") }
      ) { first, _ in first }
      #expect(
        refused == [
          "applications 985314": "its candidate 978031 is in no file", "eeoc 286": "its application 286 is in no file",
          "scheduled_interviews 9128481": "its application 4684156 is in no file",
          "scorecards 123": "its application 3456 is in no file",
          "offers 1142785": "its application 91081818 is in no file",
          "approvals 49394": "its offer 45545 is in no file",
          "job_openings 123": "it does not say of which job: name the file job_openings.NUMBER.json",
          "activity_feed": "it does not say whose it is: name the file activity_feed.NUMBER.json",
        ])
      #expect(try await cast.count("recruiting.application") == 2)
    }
  }

  @Test func `a broken file and a strange one spoil nothing`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      #expect(HarvestFile("candidates.csv", []) == nil && HarvestFile("wishes.json", []) == nil)
      let broken = try #require(HarvestFile("candidates.json", Array("[{".utf8)))
      let sources = try #require(
        HarvestFile("sources.json", Array(#"[{"id": 1, "name": "Fair"}, {"id": 2}, {"id": 1, "name": "Fair"}]"#.utf8)))
      let report = try await setting.rui.take(
        HarvestImport(named: "harvest", at: "Leeds", files: [broken, sources]), as: Operation("import")
      ).value
      #expect(report.verdicts.map(\.ruling) == [.refused, .refused, .added, .repeated])
      #expect(report.verdicts[1].reasons == ["name is missing"])
    }
  }

  @Test func `only recruiters and HR take in an export`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      _ = setting
      for name in ["Mara", "Ana", "Pia", "Otto"] {
        let error = await #expect(throws: PostgresError.self) {
          try await cast.psql(name, "SELECT recruiting.take_harvest(1, 'x', 1, 1, 'source', '[]')")
        }
        #expect(error?.sqlState?.rawValue == "42501", "\(name)")
      }
    }
  }
}

extension HarvestTests {
  /// Stages of other systems are read by the words in their names.
  @Test(arguments: [
    ("Application Review", "applied"), ("Recruiter Phone Screen", "screen"), ("Take Home Test", "assess"),
    ("Face to Face", "interview"), ("Offer", "offer"), ("Hired", "accepted"), ("Discovery", "–"),
  ])
  func `a stage is what its name says`(name: String, kind: String) throws {
    let text = #"{"id": 1, "name": "\#(name)", "interviews": []}"#
    let file = try #require(HarvestFile("job_stages.json", Array(text.utf8)))
    #expect(file.object == .jobStages)
    #expect((Stage.Kind(reading: name)?.rawValue ?? "–") == kind)
  }
}
