import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// Extra hours and leave to go early: so many places, and nobody more.
@Suite(.serialized) struct OfferTests {
  private func offer(
    _ kind: String = "extra", places: Int = 2, on day: String = "2027-03-01", from: String = "16:00",
    to: String = "18:00",
    as name: String = "Pia", in test: TestStore
  ) async throws -> Int {
    try await test.ask(
      name,
      """
      SELECT scheduling.offer_hours(\(kind), site.id, NULL, CASE WHEN \(kind) = 'extra' THEN 'returns' END, \(day)::text::date,
               \(from)::text::time, \(to)::text::time, \(Int32(places)), now() + interval '1 day', '')
        FROM people.site WHERE site.name = 'Leeds'
      """)
  }

  @Test func `attack 66: a thousand claims on fifty offers give exactly fifty places`() async throws {
    try await withStore { test in
      try await Crowd.hire(100, in: test)
      try await Crowd.admit(in: test)
      // Fifty offers on fifty days; everybody claims ten of them: twenty claims each, one place each.
      for number in 0..<50 {
        let day = "2027-\(number < 25 ? "03" : "04")-\(number % 25 < 9 ? "0" : "")\(number % 25 + 1)"
        _ = try await offer(places: 1, on: day, in: test)
      }
      let claims = try await Crowd.all(100, in: test) { session, number in
        try (0..<10).map { step in
          try session.one(
            Query<String>(
              "test.claim",
              "SELECT coalesce('place ' || place, reason) FROM scheduling.claim_hours(\((number + step * 5) % 50 + 1))")
          )
        }
      }.joined()
      #expect(claims.count == 1_000)
      #expect(claims.count { $0 == "place 1" } == 50, "one each")
      #expect(claims.filter { $0 != "place 1" }.allSatisfy { $0.hasPrefix("All 1 places are taken; the last went at") })
      #expect(try await test.count("SELECT count(*) FROM scheduling.hours_claim") == 1_000, "each attempt is kept")
      #expect(try await test.count("SELECT count(*) FROM scheduling.hours_offer WHERE taken <> 1") == 0)
      #expect(
        try await test.count(
          "SELECT count(*) FROM timekeeping.shift JOIN scheduling.hours_claim AS claim ON claim.shift_id = shift.id WHERE shift.withdrawn_at IS NULL"
        )
          == 50)
      let order = try await test.count(
        """
        SELECT count(*) FROM scheduling.hours_claim AS won JOIN scheduling.hours_claim AS lost
            ON lost.offer_id = won.offer_id AND lost.place IS NULL AND lost.id < won.id WHERE won.place IS NOT NULL
        """)
      #expect(order == 0, "whoever came to the offer first has it")
    }
  }

  @Test func `an offer is for a team and a queue that there are`() async throws {
    try await withStore { test in
      let pia = Scheduling(store: try await test.store(as: "Pia"))
      let closes = try #require(Instant("2027-02-27T00:00:00Z"))
      var draft = HoursOfferDraft(
        .extra, at: "Leeds", on: try #require(LocalDate("2027-03-01")), starts: LocalTime(minutes: 960),
        ends: LocalTime(minutes: 1080), places: 1, closesAt: closes)
      draft.team = "Nowhere"
      await #expect(throws: SchedulingError.unknownPlace("Nowhere"), "else it would be for everybody") {
        _ = try await pia.offer(draft, as: Operation("hours.offer"))
      }
      draft.team = nil
      draft.queue = "nonsense"
      let queue = await #expect(throws: SchedulingError.self) {
        _ = try await pia.offer(draft, as: Operation("hours.offer"))
      }
      #expect(queue?.kind == .missing && queue?.description.hasPrefix("No queue is called nonsense.") == true)
      let gone = await #expect(throws: SchedulingError.self) {
        _ = try await pia.withdraw(HoursOffer.ID(rawValue: 99), as: Operation("hours.withdraw"))
      }
      #expect(gone == .notThere("offer of hours", 99, "muster hours list"))
    }
  }

  @Test func `fifty places of one offer go to fifty people, numbered without a gap`() async throws {
    try await withStore { test in
      try await Crowd.hire(100, in: test)
      try await Crowd.admit(in: test)
      let id = try await offer(places: 50, in: test)
      let places = try await Crowd.all(100, in: test) { session, _ in
        try session.one(Query<Int?>("test.claim", "SELECT place::bigint FROM scheduling.claim_hours(\(id))"))
      }.compactMap { $0 }
      #expect(places.sorted() == Array(1...50))
    }
  }

  @Test func `a claim is refused in one line, with the rule and the shift in the way`() async throws {
    try await withStore { test in
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      // Ana works until 16:00; at 22:00 the night would leave her less than eleven hours before her next 08:00.
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
          SELECT shift.entity_id, publication_id, person_id, site_id, '2027-03-02', '08:00', '16:00' FROM timekeeping.shift
            JOIN people.person ON person.id = person_id WHERE person.name = 'Ana' LIMIT 1;
          """)
      }
      let late = try await offer(on: "2027-03-01", from: "20:00", to: "23:00", in: test)
      let claim = try await ana.claim(Identifier(rawValue: Int64(late)), as: Operation("hours.claim")).value
      #expect(claim.place == nil)
      #expect(claim.reason?.contains("9 h of rest between two shifts, 11 h are owed") == true, "\(claim.reason ?? "")")
      #expect(claim.reason?.contains("WTR 1998 reg. 10") == true)
      let double = try await offer(on: "2027-03-02", from: "15:00", to: "17:00", in: test)
      let clash = try await ana.claim(Identifier(rawValue: Int64(double)), as: Operation("hours.claim")).value
      #expect(clash.reason?.contains("already works 2027-03-02 08:00 to 16:00") == true, "\(clash.reason ?? "")")
    }
  }

  @Test func `leaving early shortens the shift, and its activities end with it`() async throws {
    try await withStore { test in
      try await test.asMaster {
        try $0.script(
          "UPDATE timekeeping.shift SET works_on = works_on + 730 WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana')"
        )
      }
      // Ana's Monday, 24 November 2025, two years later.
      let id = try await offer("release", on: "2027-11-24", from: "14:00", to: "16:00", in: test)
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let claim = try await ana.claim(Identifier(rawValue: Int64(id)), as: Operation("hours.claim")).value
      #expect(claim.place == 1)
      let left = try await test.asMaster { session in
        try session.tuples(
          "test.left",
          """
          SELECT shift.minutes::bigint, max(part.until_minute)::bigint FROM timekeeping.shift
            JOIN timekeeping.activity AS part ON part.shift_id = shift.id
           WHERE shift.works_on = '2027-11-24' AND shift.withdrawn_at IS NULL GROUP BY 1
          """, as: (Int, Int).self)
      }
      #expect(left.map(\.0) == [360] && left.map(\.1) == [360])
      let ben = Scheduling(store: try await test.store(as: "Ben"))
      let none = try await ben.claim(Identifier(rawValue: Int64(id)), as: Operation("hours.claim")).value
      #expect(
        none.reason == "All 2 places are taken; the last went at"
          || none.reason == "You have no shift that ends in those hours.")
    }
  }

  @Test func `an offer is made by who may publish, and closes before it begins`() async throws {
    try await withStore { test in
      for name in ["Ana", "Lev", "Hal"] {
        await #expect(throws: PostgresError.self, "\(name)") { _ = try await offer(as: name, in: test) }
      }
      let past = try await test.refusal(
        of: "Pia",
        """
        SELECT scheduling.offer_hours('extra', 1, NULL, NULL, '2027-03-01', '16:00', '18:00', 1, now() - interval '1 second', '')
        """)
      #expect(past == "hours_offer_closes_in_the_future")
      let late = try await test.refusal(
        of: "Pia",
        """
        SELECT scheduling.offer_hours('extra', id, NULL, NULL, '2027-03-01', '16:00', '18:00', 1, '2027-03-01 17:00Z', '') FROM people.site WHERE name = 'Leeds'
        """)
      #expect(late == "hours_offer_closes_before_it_starts")
    }
  }

  @Test(
    arguments: [
      ("Ana", "INSERT INTO scheduling.hours_claim (entity_id, offer_id, person_id, place) VALUES (1, 1, 1, 1)"),
      ("Pia", "UPDATE scheduling.hours_offer SET taken = 0"),
      ("Ana", "SELECT scheduling.judge('[]', '{}')"),
      ("Uwe", "SELECT scheduling.claim_hours(1)"),
    ] as [(String, SQL)])
  func `nobody gets round the door`(name: String, sql: SQL) async throws {
    try await withStore { test in
      _ = try await offer(in: test)
      #expect(try await test.refusal(of: name, sql) != nil)
    }
  }
}
