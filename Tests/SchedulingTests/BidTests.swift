import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// Bids: a preview, a position one can see, a printed order, and a lottery anybody can draw again.
@Suite(.serialized) struct BidTests {
  /// Announces a round for Returns that opens and closes so many seconds from now.
  private func announce(
    opens: Int32, closes: Int32, order: [String] = ["lottery"], in test: TestStore
  ) async throws -> Int {
    try await test.ask(
      "Pia",
      """
      SELECT scheduling.announce_bids(
               team.id, 'Christmas', '2027-12-01', '2028-01-10', now() + make_interval(secs => \(opens)),
               now() + make_interval(secs => \(closes)), \(order), ARRAY['early', 'late'], ARRAY[3, 100])
        FROM people.team WHERE team.name = 'Returns'
      """)
  }

  /// Lets a round's time pass.
  private func close(_ round: Int, in test: TestStore) async throws {
    try await test.asMaster {
      try $0.run(
        Statement(
          "test.close",
          "UPDATE scheduling.bid_round SET opens_at = now() - interval '2 hours', closes_at = now() - interval '1 second' WHERE id = \(round)"
        ))
    }
  }

  @Test func `a sealed lottery decides among equals, and can be drawn again by anybody`() async throws {
    try await withStore { test in
      try await Crowd.hire(10, in: test)
      try await Crowd.admit(in: test)
      let round = try await announce(opens: -60, closes: 3600, in: test)
      let digest: String = try await test.ask("Ana", "SELECT seed_digest FROM scheduling.bid_round WHERE id = \(round)")
      let positions = try await Crowd.all(10, in: test) { session, _ in
        try session.run(Statement("test.bid", "SELECT scheduling.place_bids(\(round), ARRAY[1, 2])"))
        return try session.one(Query<Int>("test.last", "SELECT last FROM scheduling.bid_position(\(round))"))
      }
      #expect(positions.max() == 10, "the last to bid shares ten places with the others")
      try await close(round, in: test)
      #expect(try await test.ask("Pia", "SELECT scheduling.award_bids(\(round))::bigint") == 10)
      let seed: String = try await test.ask("Ana", "SELECT seed FROM scheduling.bid_round WHERE id = \(round)")
      let redrawn = try await test.asMaster { session in
        try session.tuples(
          "test.redraw",
          """
          SELECT award.turn::bigint, row_number() OVER (ORDER BY encode(sha256(convert_to(\(seed) || ':' || person_id, 'UTF8')), 'hex')),
                 award.line::bigint
            FROM scheduling.bid_award AS award WHERE round_id = \(round) ORDER BY 1
          """, as: (Int, Int, Int).self)
      }
      #expect(redrawn.allSatisfy { $0.0 == $0.1 })
      #expect(redrawn.map(\.2) == [1, 1, 1, 2, 2, 2, 2, 2, 2, 2], "three seats of the early line, then the late one")
      #expect(try await test.count("SELECT count(*) FROM scheduling.bid_round WHERE seed_digest = \(digest)") == 1)
    }
  }

  @Test func `whoever worked more weekends comes first, then who is here longer`() async throws {
    try await withStore { test in
      let round = try await announce(opens: -60, closes: 3600, order: ["fairness", "tenure", "lottery"], in: test)
      try await test.asMaster {
        try $0.script(
          "UPDATE people.employment SET kind = 'permanent', ends_on = NULL; UPDATE timekeeping.shift SET works_on = works_on + 728"
        )
      }
      for name in ["Ben", "Cal", "Ana", "Dot"] {
        let scheduling = Scheduling(store: try await test.store(as: name))
        let position = try await scheduling.bid(
          [1, 2], in: Identifier(rawValue: Int64(round)), as: Operation("bid.place"))
        #expect(position.value != nil)
      }
      try await close(round, in: test)
      let pia = Scheduling(store: try await test.store(as: "Pia"))
      let awards = try await pia.award(Identifier(rawValue: Int64(round)), as: Operation("bid.award")).value
      // Ana, Cal and Dot worked the weekend; Ana has been here since 2022. Ben did not, and comes last.
      #expect(awards.first?.name == "Ana" && awards.last?.name == "Ben", "\(awards.map(\.name))")
      #expect(
        awards.first?.words.hasPrefix("turn 1 of 4: 1 weekend in the 100 days before, employed since 2022-03-01")
          == true)
      let lev = Scheduling(store: try await test.store(as: "Lev"))
      #expect(try await lev.awards(Identifier(rawValue: Int64(round))).count == 4)
      let ben = Scheduling(store: try await test.store(as: "Ben"))
      #expect(try await ben.awards(Identifier(rawValue: Int64(round))).map(\.name) == ["Ben"])
    }
  }

  @Test func `lines are read before the round opens, bids are not taken then, nor after it closes`() async throws {
    try await withStore { test in
      let round = try await announce(opens: 600, closes: 1200, in: test)
      #expect(try await test.ask("Ana", "SELECT count(*) FROM scheduling.bid_line WHERE round_id = \(round)") == 2)
      let early = try await test.refusal(of: "Ana", "SELECT scheduling.place_bids(\(round), ARRAY[1])")
      #expect(early == "bid_is_placed_while_the_round_is_open")
      for name in ["Pia", "Lev"] {
        let scheduling = Scheduling(store: try await test.store(as: name))
        #expect(try await scheduling.bidding(Identifier(rawValue: Int64(round))).lines.count == 2, "\(name)")
      }
      #expect(
        try await test.refusal(of: "Pia", "SELECT scheduling.award_bids(99)") == "bid_round_is_one_of_yours")
      #expect(
        try await test.refusal(of: "Pia", "SELECT scheduling.award_bids(\(round))")
          == "bid_round_is_awarded_once_after_it_closed")
      try await close(round, in: test)
      let late = try await test.refusal(of: "Ana", "SELECT scheduling.place_bids(\(round), ARRAY[1])")
      #expect(late == "bid_is_placed_while_the_round_is_open")
      #expect(
        try await test.refusal(of: "Eve", "SELECT scheduling.place_bids(\(round), ARRAY[1])")
          == "bid_round_is_of_your_team")
    }
  }

  @Test(arguments: [("ARRAY[7]", "bid_is_for_a_line"), ("ARRAY[1, 1]", "bid_names_a_line_once")] as [(SQL, String)])
  func `a bid is for lines that there are, each once`(lines: SQL, rule: String) async throws {
    try await withStore { test in
      let round = try await announce(opens: -60, closes: 3600, in: test)
      #expect(try await test.refusal(of: "Ana", "SELECT scheduling.place_bids(\(round), \(lines))") == rule)
    }
  }

  @Test(
    arguments: [
      ("Ana", "SELECT seed FROM scheduling.bid_seed", "42501"),
      ("Pia", "SELECT seed FROM scheduling.bid_seed", "42501"),
      ("Ana", "SELECT scheduling.award_bids(1)", "42501"), ("Pia", "UPDATE scheduling.bid_award SET line = 1", "42501"),
      ("Pia", "DELETE FROM scheduling.bid", "42501"),
    ] as [(String, SQL, String)])
  func `nobody peeks at the seed or moves an award`(name: String, sql: SQL, refusal: String) async throws {
    try await withStore { test in
      _ = try await announce(opens: -60, closes: 3600, in: test)
      #expect(try await test.refusal(of: name, sql) == refusal)
    }
  }
}
