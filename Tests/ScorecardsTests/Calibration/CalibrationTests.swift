import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct CalibrationTests {
  private let contacts = ["ticket-1", "ticket-2", "ticket-3"]

  private func opened(_ cast: TestStore) async throws -> Quality {
    let hal = try await cast.quality(as: "Hal")
    let planned = PlannedCalibration(
      "returns-november", form: "returns-care", contacts: contacts, raters: ["Lev", "Noor", "Mara"], reference: "Mara")
    let file = try await hal.open(planned, .test).value
    #expect(file.session.state == .blind && file.raters.map(\.name) == ["Lev", "Mara", "Noor"])
    #expect(file.raters.filter(\.isReference).map(\.name) == ["Mara"])
    return hal
  }

  private func score(_ name: String, _ tones: [Int], _ cast: TestStore) async throws {
    let quality = try await cast.quality(as: name)
    for (contact, tone) in zip(contacts, tones) {
      var answers = goodAnswers
      answers["tone"] = String(tone)
      _ = try await quality.score(contact, in: "returns-november", answers, .test)
    }
  }

  @Test func `blind until it is revealed, and then open to all who are in it`() async throws {
    try await withStore { cast in
      let hal = try await opened(cast)
      try await score("Lev", [4, 3, 5], cast)
      try await score("Noor", [4, 2, 5], cast)
      try await score("Mara", [4, 3, 5], cast)
      let lev = try await cast.quality(as: "Lev")
      #expect(try await lev.calibration("returns-november").contacts.allSatisfy { $0.findings != nil })
      for name in ["Hal", "Lev", "Mara"] {
        let quality = try await cast.quality(as: name)
        #expect(
          try await qualityRefusal { try await quality.agreement(in: "returns-november") } == .blind("returns-november")
        )
        #expect(try await cast.scores(as: name) == (name == "Hal" ? 0 : 3), "\(name) sees their own alone")
      }
      _ = try await hal.reveal("returns-november", .test)
      for name in ["Hal", "Lev", "Noor"] { #expect(try await cast.scores(as: name) == 9) }
      let report = try await lev.agreement(in: "returns-november")
      #expect(report.raters.map(\.name) == ["Lev", "Mara", "Noor"])
      let bias = try #require(report.raters.last?.bias)
      #expect((bias + 5.0 / 3).magnitude < 1e-9, "a step of tone is five points, in one contact of three")
      let tone = try #require(report.questions.first { $0.what == "tone" })
      #expect((tone.alpha ?? 0) > 0.8 && tone.contacts == 3)
    }
  }

  @Test func `scores change while it is blind, and stand after`() async throws {
    try await withStore { cast in
      let hal = try await opened(cast)
      try await score("Lev", [1, 1, 1], cast)
      try await score("Lev", [2, 2, 2], cast)
      try await score("Noor", [2, 2, 2], cast)
      #expect(try await hal.reveal("returns-november", .test).value.state == .revealed)
      let lev = try await cast.quality(as: "Lev")
      #expect(
        try await qualityRefusal { try await lev.score("ticket-1", in: "returns-november", goodAnswers, .test) }
          == .noRater("returns-november"))
      #expect(try await lev.agreement(in: "returns-november").score.alpha == nil, "all the same")
      let closed = try await hal.close("returns-november", agreed: "Four is warm.", .test).value
      #expect(closed.state == .closed && closed.note == "Four is warm.")
      #expect(try await qualityRefusal { try await hal.close("returns-november", agreed: "", .test) }.kind == .invalid)
    }
  }

  @Test func `whoever is not in it sees nothing of it`() async throws {
    try await withStore { cast in
      _ = try await opened(cast)
      for name in ["Oona", "Tess", "Bruno"] {
        let quality = try await cast.quality(as: name)
        #expect(try await quality.calibrations().isEmpty, "\(name)")
        #expect(try await qualityRefusal { try await quality.calibration("returns-november") }.kind == .missing)
      }
      let ana = try await cast.quality(as: "Ana")
      #expect(try await qualityRefusal { try await ana.calibrations() } == .denied)
    }
  }

  @Test func `only its opener reveals, and not before two have scored`() async throws {
    try await withStore { cast in
      let hal = try await opened(cast)
      try await score("Lev", [4, 3, 5], cast)
      #expect(
        try await qualityRefusal { try await hal.reveal("returns-november", .test) }.description
          == "Refused: calibration is revealed when two have scored.")
      try await score("Noor", [4, 3, 5], cast)
      let lev = try await cast.quality(as: "Lev")
      #expect(try await qualityRefusal { try await lev.reveal("returns-november", .test) } == .othersStep("opener"))
      #expect(try await qualityRefusal { try await hal.close("returns-november", agreed: "", .test) }.kind == .invalid)
      _ = try await hal.reveal("returns-november", .test)
      #expect(try await qualityRefusal { try await hal.reveal("returns-november", .test) }.kind == .invalid)
    }
  }

  @Test func `a score is whole, of a contact of the session, by a rater`() async throws {
    try await withStore { cast in
      let hal = try await opened(cast)
      let lev = try await cast.quality(as: "Lev")
      #expect(
        try await qualityRefusal { try await lev.score("ticket-1", in: "returns-november", ["tone": "4"], .test) }.kind
          == .invalid)
      #expect(
        try await qualityRefusal { try await lev.score("ticket-9", in: "returns-november", goodAnswers, .test) }.kind
          == .missing)
      #expect(
        try await qualityRefusal { try await hal.score("ticket-1", in: "returns-november", goodAnswers, .test) }
          == .noRater("returns-november"))
      let planned = PlannedCalibration("again", form: "returns-care", contacts: ["t"], raters: ["Uwe"])
      let stranger = try await qualityRefusal { try await hal.open(planned, .test) }
      #expect(stranger == .people(.unknown(.person, "Uwe", known: [])))
    }
  }

  @Test func `psql breaks no blindness`() async throws {
    try await withStore { cast in
      _ = try await opened(cast)
      try await score("Lev", [4, 3, 5], cast)
      let noor = try await cast.raw(as: "Noor")
      let changed = try await noor.with { session in
        try session.run(Statement("reveal", "UPDATE scorecards.calibration SET revealed_at = now()"))
      }
      #expect(changed == 0)
      let error = await #expect(throws: PostgresError.self) {
        try await noor.with { session in
          try session.script("UPDATE scorecards.calibration_score SET rater_id = sec.me()")
        }
      }
      #expect(error?.sqlState == .insufficientPrivilege)
      await noor.close()
    }
  }
}

extension TestStore {
  /// How many scores somebody sees through a plain connection.
  fileprivate func scores(as name: String) async throws -> Int {
    let connection = try await raw(as: name)
    let count = try await connection.with { session in
      try session.one(Query<Int>("scores", "SELECT count(*) FROM scorecards.calibration_score"))
    }
    await connection.close()
    return count
  }
}
