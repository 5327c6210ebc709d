import Foundation
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing
import Workload

/// Every recipe against a week counted by hand, and the rows under each figure against its sums.
@Suite(.serialized) struct CountingTests {
  /// What Ana's week comes to: n, sum of the numerator, sum of the denominator, left out.
  private struct Expected {
    let n: Int
    let numerator: Double
    let denominator: Double
    let leftOut: Int

    init(_ n: Int, _ numerator: Double, of denominator: Double? = nil, leftOut: Int = 0) {
      (self.n, self.numerator, self.denominator, self.leftOut) = (n, numerator, denominator ?? Double(n), leftOut)
    }
  }

  private static let week: [String: Expected] = [
    // Of the five whose customer is known: one was reopened, one came up again, one was never solved.
    "first-contact": Expected(5, 2, leftOut: 1),
    // The carrier's is not ours to solve.
    "first-contact-net": Expected(4, 1, leftOut: 1),
    "reopened": Expected(4, 1, leftOut: 1),
    // 30, 60 over the night, 420, 10 and 20 open minutes; one has no reply.
    "first-reply": Expected(5, logs(30, 60, 420, 10, 20), leftOut: 1),
    "reply-in-time": Expected(6, 4),
    "resolution": Expected(5, logs(60, 120, 480, 20, 30), leftOut: 1),
    "satisfaction": Expected(5, 3),
    "handle-time": Expected(3, 900),
    // The second leg of the lamp is Eve's.
    "passed-on": Expected(3, 1),
    // Two days with a shift and a contact; one with a contact alone, three with a shift alone.
    "contacts-an-hour": Expected(2, 2, of: 15, leftOut: 4),
    // Ten minutes late on the only day that was measured.
    "adherence": Expected(1, 470, of: 480, leftOut: 4),
    "conformance": Expected(1, 440, of: 450, leftOut: 4),
    "return-asked-again": Expected(2, 1),
    "refund-time": Expected(1, logs(120)),
    "skills-current": Expected(2, 2),
    "quality": Expected(1, 95),
    "fatal": Expected(1, 0),
  ]

  private static func logs(_ minutes: Double...) -> Double {
    minutes.reduce(0) { $0 + log1p($1) }
  }

  @Test func `every recipe counts what was counted by hand, and its rows add up to it`() async throws {
    try await withStore { cast in
      try await Self.story(cast)
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      #expect(Set(Self.week.keys) == Set(UsualMetrics.all.map(\.code)))
      for (metric, expected) in Self.week {
        let found = try await hal.explain(metric, of: "Ana", in: "peak-week")
        let sum: (KeyPath<Tally, Double>) -> Double = { part in found.tallies.reduce(0) { $0 + $1[keyPath: part] } }
        #expect(found.tallies.reduce(0) { $0 + $1.n } == expected.n, "\(metric)")
        #expect(found.tallies.reduce(0) { $0 + $1.leftOut } == expected.leftOut, "\(metric)")
        #expect((sum(\.numerator) - expected.numerator).magnitude < 1e-9, "\(metric): \(sum(\.numerator))")
        #expect((sum(\.denominator) - expected.denominator).magnitude < 1e-9, "\(metric): \(sum(\.denominator))")
        let counted = found.rows.filter { $0.numerator != nil && $0.denominator != nil }
        #expect(counted.count == expected.n, "\(metric): \(found.rows)")
        #expect(found.rows.count - counted.count == expected.leftOut, "\(metric): \(found.rows)")
        #expect(
          found.rows.allSatisfy { ($0.numerator == nil || $0.denominator == nil) == !$0.remark.isEmpty }, "\(metric)")
        for tally in found.tallies {
          let rows = counted.filter { $0.stratum == tally.stratum }
          #expect((rows.reduce(0) { $0 + ($1.numerator ?? 0) } - tally.numerator).magnitude < 1e-9, "\(metric)")
          #expect((rows.reduce(0) { $0 + ($1.denominator ?? 0) } - tally.denominator).magnitude < 1e-9, "\(metric)")
        }
      }
    }
  }

  @Test func `who sees a card sees what it was counted from, and nobody else does`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await desk.survey("ana", good: 12, bad: 3)
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let lev = try await cast.scorecards(as: "Lev")
      #expect(try await lev.explain("satisfaction", of: "Ana", in: "peak-week").rows.count == 15)
      let ana = try await cast.scorecards(as: "Ana")
      try await refuses(.noCard(person: "Ana", period: "peak-week")) {
        try await ana.explain("satisfaction", of: "Ana", in: "peak-week")
      }
      for step in [Card.Standing.inReview, .signed] {
        _ = try await lev.take(step, in: "peak-week", of: ["Ana"], as: Operation("step"))
      }
      #expect(try await ana.explain("satisfaction", of: "Ana", in: "peak-week").rows.count == 15)
      for name in ["Ben", "Noor", "Bruno", "Mara"] {
        let connection = try await cast.raw(as: name)
        let rows = try? await connection.with { session in
          try session.all(
            Query<Int64>(
              "test.rows",
              """
              SELECT count(*) FROM scorecards.rows_of(
                  (SELECT min(id) FROM scorecards.issue), (SELECT min(id) FROM scorecards.metric_version),
                  (SELECT id FROM people.person WHERE name = 'Ana'))
              """))
        }
        await connection.close()
        #expect((rows != nil) == (name == "Mara"), "\(name)")
      }
    }
  }

  // MARK: - The week

  private static func contact(
    _ id: String, _ opened: String, _ change: (inout Contact) throws -> Void
  ) throws -> Contact {
    var contact = Contact(id, openedAt: try november(opened), queue: "returns", channel: "phone")
    contact.agent = "ana"
    try change(&contact)
    return contact
  }

  /// Leeds is open from eight to eight; Ana's shifts are from eight to four, on five days.
  private static func story(_ cast: TestStore) async throws {
    let desk = try await Desk.open(cast)
    _ = try await cast.calendar(from: "08:00", to: "20:00", closed: [])
    try await desk.take([
      contact("size", "24T09:00") {
        ($0.customer, $0.reason, $0.reopens) = ("A", "size", 0)
        ($0.firstReplyAt, $0.solvedAt) = (try november("24T09:30"), try november("24T10:00"))
      },
      contact("night", "24T19:30") {
        ($0.customer, $0.reason, $0.reopens) = ("B", "size", 1)
        ($0.firstReplyAt, $0.solvedAt) = (try november("25T08:30"), try november("25T09:30"))
      },
      contact("lamp", "25T09:00") {
        ($0.customer, $0.reason, $0.reopens) = ("C", "lamp", 0)
        ($0.firstReplyAt, $0.solvedAt) = (try november("25T16:00"), try november("25T17:00"))
      },
      contact("lamp again", "26T09:00") { ($0.customer, $0.reason, $0.order) = ("C", "lamp", "O-1") },
      contact("parcel", "28T09:00") {
        ($0.customer, $0.reason, $0.reopens) = ("F", "carrier", 0)
        ($0.firstReplyAt, $0.solvedAt) = (try november("28T09:20"), try november("28T09:30"))
      },
      contact("deleted", "26T10:00") { ($0.customer, $0.deletedAt) = ("D", try november("26T11:00")) },
      contact("ours", "26T10:30") { ($0.customer, $0.isInbound) = ("E", false) },
      contact("nobody", "27T09:00") {
        $0.order = "O-1"
        ($0.firstReplyAt, $0.solvedAt) = (try november("27T09:10"), try november("27T09:20"))
      },
    ])
    try await desk.take(
      try [
        ("1", "ana", "size", "24T09:20", 300), ("2", "ana", "lamp", "25T15:00", 200),
        ("3", "eve", "lamp", "25T16:30", 100),
        ("4", "ana", "nobody", "27T09:05", 400),
      ].map { id, agent, contact, at, seconds in
        var spell = HandleSpell(
          id, startedAt: try november(at), handleSeconds: Int32(seconds), queue: "returns", channel: "phone")
        (spell.agent, spell.contact) = (agent, contact)
        return spell
      })
    try await desk.take(
      try ([1, 1, 1, 0, -1] as [Int16]).enumerated().map { index, score in
        var survey = Survey("answer \(index)", answeredAt: try november("26T12:0\(index)"), score: score)
        (survey.agent, survey.queue) = ("ana", "returns")
        return survey
      })
    var back = GoodsReturn("R-1", requestedAt: try november("24T12:00"))
    back.order = "O-1"
    try await desk.take([back])
    var refund = Refund(
      "F-1", refundedAt: try november("26T11:00"), amount: Money(minor: 1990, currency: "GBP"))
    refund.order = "O-1"
    try await desk.take([refund])
    try await cast.asMaster { session in try session.script(presence) }
  }

  /// Ana came ten minutes late on Monday, and Lev laid his evaluation before her on Wednesday.
  private static let presence = """
    SET session_replication_role = replica;
    INSERT INTO timekeeping.presence (entity_id, person_id, state, starts_at, ends_at)
    SELECT person.entity_id, person.id, spell.state, spell.starts_at, spell.ends_at
      FROM people.person,
           (VALUES ('contact', timestamptz '2025-11-24 08:10Z', timestamptz '2025-11-24 12:00Z'),
                   ('break', '2025-11-24 12:00Z', '2025-11-24 12:30Z'),
                   ('contact', '2025-11-24 12:30Z', '2025-11-24 16:00Z')) AS spell (state, starts_at, ends_at)
     WHERE person.name = 'Ana';
    UPDATE scorecards.evaluation_step SET taken_at = '2025-11-26 12:00Z' WHERE state = 'published';
    """
}
