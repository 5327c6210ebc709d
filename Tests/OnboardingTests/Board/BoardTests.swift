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

extension BoardTests {
  @Test func `how far the slow fall behind is learned from whoever did all that was asked of them`() async throws {
    try await withStore { cast in
      let (tess, _) = try await cast.school()
      #expect(try await tess.board("November class/returns", asOf: day("2025-11-11")).slowdown == .assumed)
      try await cast.asMaster { try $0.script(Self.seated) }
      let hal = try await cast.onboarding(as: "Hal")
      _ = try await hal.open(class: "September class", curriculum: "returns", as: Operation("cohort.open"))
      try await cast.asMaster { try $0.script(Self.learned) }
      for state in [Cohort.State.running, .finished] {
        _ = try await hal.step(cohort: "September class/returns", to: state, as: Operation("cohort.state"))
      }
      // Ten took ten days, one fifteen and one twenty; the thirteenth was never seen side by side.
      let slowdown = try await tess.board("November class/returns", asOf: day("2025-11-11")).slowdown
      #expect(slowdown.people == 0, "Tess trained another class, so she learns nothing of this one")
      let known = try await hal.board("November class/returns", asOf: day("2025-11-11")).slowdown
      #expect(known.people == 12 && known.factor == 1.5)
    }
  }

  /// Thirteen people in a class that Tess does not train.
  private static let seated = """
    INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats, skill_id)
    SELECT entity_id, site_id, 'September class', '2025-09-01', '2025-09-20', 20, skill_id
      FROM people.training_class WHERE name = 'November class';
    INSERT INTO people.person (entity_id, number, name)
    SELECT entity_id, 'S' || g, 'September ' || g FROM people.training_class, generate_series(1, 13) AS g
     WHERE training_class.name = 'September class';
    INSERT INTO people.class_member (entity_id, class_id, person_id)
    SELECT class.entity_id, class.id, person.id
      FROM people.training_class AS class JOIN people.person ON person.name LIKE 'September %'
     WHERE class.name = 'September class';
    """

  /// What they did: everything on one day each, a first failure among it.
  private static let learned = """
    INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, score, happened_at)
    SELECT person.entity_id, person.id, assignment.id, item.version_id, item.id, done.verb,
           CASE done.verb WHEN 'passed' THEN 1 WHEN 'failed' THEN 0.2 END,
           timestamptz '2025-09-01 12:00Z' + done.later * interval '1 day'
             + CASE person.number WHEN 'S11' THEN 14 WHEN 'S12' THEN 19 ELSE 9 END * interval '1 day'
      FROM people.person
      JOIN onboarding.assignment ON assignment.person_id = person.id
      JOIN onboarding.item ON item.version_id = assignment.version_id AND item.weight > 0
     CROSS JOIN (VALUES ('failed', -2), ('completed', -1), ('passed', 0)) AS done (verb, later)
     WHERE person.name LIKE 'September %' AND NOT (person.number = 'S13' AND item.key = 'shadow');
    UPDATE onboarding.assignment SET state = 'failed', state_reason = 'never came'
     WHERE person_id = (SELECT id FROM people.person WHERE number = 'S13');
    """
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
