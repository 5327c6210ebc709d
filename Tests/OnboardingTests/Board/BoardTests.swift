import Onboarding
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct BoardTests {
  @Test func `each stands where their record and the day put them`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      try await tess.record(.completed, on: "form", of: "Cal", on: day("2025-11-11"))
      try await tess.finish("Dot")
      _ = try await tess.step("returns", of: "Max", to: .suspended, because: "sick", as: Operation("assign.step"))
      let early = try await tess.board("November class/returns", asOf: day("2025-11-11"))
      #expect(early.rows.map(\.status) == [.ahead, .blocked, .onTrack, .paused])
      let late = try await tess.board("November class/returns", asOf: day("2025-11-15"))
      #expect(late.rows[2].status == .atRisk)
      #expect(late.rows[2].reasons.first == "form is 3 days late and 2 more")
      #expect(late.rows[1].reasons == ["all is done; a certificate waits to be signed"])
    }
  }

  @Test func `who is late or due soon is reminded, who is ahead is not nagged`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      for item in ["form", "refunds"] { try await tess.record(.completed, on: item, of: "Cal", on: day("2025-11-10")) }
      let board = try await tess.board("November class/returns", asOf: day("2025-11-11"))
      let reminders = board.reminders(within: 1)
      #expect(board.rows[0].status == .ahead)
      #expect(reminders.map(\.name) == ["Dot", "Finn", "Max"] && Set(reminders.map(\.item)) == ["form"])
      #expect(reminders.map(\.days) == [1, 1, 1])
    }
  }

  @Test func `whoever has nothing left that they could do is blocked, with what it waits for`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      for item in ["form", "refunds"] { try await tess.record(.completed, on: item, of: "Cal") }
      try await tess.record(.passed, on: "quiz", of: "Cal", score: 1)
      try await tess.record(.completed, on: "shadow", of: "Cal")
      let row = try await tess.board("November class/returns", asOf: day("2025-11-12")).rows[0]
      #expect(row.status == .blocked)
      #expect(row.reasons == ["sign waits for somebody to sign"])
    }
  }
}

@Suite struct TrackTests {
  /// Two items of a course that began on Monday the third of November 2025.
  static func track(_ events: [Track.Event]) throws -> Track {
    Track(
      startsOn: try day("2025-11-03"),
      stops: [
        .init("lesson", weight: 1, minutes: 60, dueOn: try day("2025-11-05")),
        .init("quiz", .passed, weight: 3, minutes: 180, dueOn: try day("2025-11-10")),
      ], events: events)
  }

  @Test func `a past day is seen as it was then`() throws {
    let track = try Self.track([
      .init(0, .completed, on: day("2025-11-04")), .init(1, .failed, score: 0.5, on: day("2025-11-07")),
      .init(1, .passed, score: 0.9, on: day("2025-11-12")),
    ])
    let picture = try track.picture(on: day("2025-11-11"))
    #expect(picture.progress == 0.25 && picture.expected == 1)
    #expect(try picture.missed == [1] && picture.failedOn == [1: day("2025-11-07")])
    #expect(picture.firstScores == [1: 0.5])
    #expect(try track.picture(on: day("2025-11-12")).isDone)
    #expect(try track.finished(by: day("2025-12-01")) == day("2025-11-12"))
    #expect(try track.finished(by: day("2025-11-11")) == nil)
  }

  @Test func `each rule says why in words`() throws {
    let track = try Self.track([.init(1, .failed, score: 0.2, on: day("2025-11-04"))])
    let limits = RiskLimits().with(firstScores: [0.3, 0.4, 0.5, 0.6, 0.7, 0.7, 0.8, 0.8, 0.9, 0.9])
    let reasons = try track.picture(on: day("2025-11-12")).reasons(limits)
    #expect(
      reasons.map(\.text) == [
        "lesson is 7 days late and 1 more", "0 % done, 100 % was due", "quiz failed 8 days ago and was not tried again",
        "nothing happened for 8 days", "quiz began with 20 %",
      ])
  }

  @Test func `nine first scores are too few to call one low`() {
    #expect(RiskLimits().with(firstScores: Array(repeating: 0.5, count: 9)).lowScore == nil)
  }

  @Test func `whoever is done is at no risk`() throws {
    let track = try Self.track([.init(0, .completed, on: day("2025-11-04")), .init(1, .passed, on: day("2025-11-05"))])
    #expect(try track.picture(on: day("2026-11-05")).reasons(RiskLimits()).isEmpty)
  }

  @Test func `precision and recall are counted over those who had something due`() throws {
    let done: [Track.Event] = [.init(0, .completed, on: try day("2025-11-04"))]
    let tracks = [
      FinishedTrack(cohort: 1, track: try Self.track([]), hasFailed: true),
      FinishedTrack(cohort: 1, track: try Self.track([]), hasFailed: false),
      FinishedTrack(cohort: 1, track: try Self.track(done), hasFailed: true),
      FinishedTrack(cohort: 1, track: try Self.track(done), hasFailed: false),
      FinishedTrack(
        cohort: 2,
        track: Track(
          startsOn: try day("2025-11-03"), stops: [.init("later", dueOn: try day("2026-01-01"))], events: []),
        hasFailed: true),
    ]
    let missed = try #require(tracks.records(day: 4, RiskLimits()).first)
    #expect(
      missed.rule == .missed && missed.people == 4 && missed.failed == 2 && missed.flagged == 2 && missed.hits == 1)
    #expect(missed.precision == 0.5 && missed.recall == 0.5 && missed.baseRate == 0.5)
    #expect(
      tracks.records(day: 0, RiskLimits()).allSatisfy { $0.people == 0 && $0.precision == nil && $0.recall == nil })
  }

  @Test func `a projection follows the pace, and nobody is done before the last meeting`() throws {
    let track = try Self.track([.init(0, .completed, on: day("2025-11-04"))])
    let picture = try track.picture(on: day("2025-11-07"))
    // 60 of 240 minutes in five days, after three days at the planned 24 a day: 16.5 a day, 11 days to go.
    let projection = try #require(
      Projection(picture, plannedDays: 10, lastMeeting: nil, slowdown: .assumed, WorkingDays(nil)))
    #expect(try projection.p50On == day("2025-11-24"))
    #expect(try projection.p90On == day("2025-12-01"))
    let later = Projection(
      picture, plannedDays: 10, lastMeeting: try day("2025-12-05"), slowdown: .assumed, WorkingDays(nil))
    #expect(try later == Projection(p50On: day("2025-12-05"), p90On: day("2025-12-05")))
  }

  @Test func `how far the slow fall behind is learned from ten people or assumed`() {
    #expect(Slowdown([5, 6]) == .assumed)
    let learned = Slowdown([10, 10, 10, 10, 10, 10, 10, 12, 15, 20])
    #expect(learned.people == 10 && learned.factor == 2)
  }
}
