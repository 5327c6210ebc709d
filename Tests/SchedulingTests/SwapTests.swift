import People
import Postgres
import Scheduling
import Store
import StoreTesting
import Testing
import Timekeeping

/// Swaps and covers: both sides' rules first, a lead's word, and shifts that are neither lost nor doubled.
@Suite(.serialized) struct SwapTests {
  /// The week of the cast, two years later, so that it lies ahead.
  private func ahead(_ test: TestStore) async throws {
    try await test.asMaster {
      try $0.script(
        """
        UPDATE people.employment SET kind = 'permanent', ends_on = NULL, maximum_weekly_minutes = 2880;
        UPDATE people.skill_grant SET expires_on = NULL;
        UPDATE timekeeping.shift SET works_on = works_on + 728;
        """)
    }
  }

  private func shift(_ name: String, _ day: String, _ test: TestStore) async throws -> Int64 {
    try await test.asMaster {
      try $0.one(
        Query<Int64>(
          "test.shift",
          """
          SELECT shift.id FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id
           WHERE person.name = \(name) AND shift.works_on = \(day)::text::date AND shift.withdrawn_at IS NULL
          """))
    }
  }

  private func person(_ name: String, _ test: TestStore) async throws -> Int64 {
    try await test.asMaster {
      try $0.one(Query<Int64>("test.person", "SELECT id FROM people.person WHERE name = \(name)"))
    }
  }

  @Test func `a swap is with somebody else, of shifts that are published`() async throws {
    try await withStore { test in
      try await ahead(test)
      let (mine, dots) = (try await shift("Ana", "2027-11-26", test), try await shift("Dot", "2027-11-24", test))
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let wrong: [(Int64, String, Int64?, String)] = [
        (mine, "Nobody", nil, "swap_partner_is_in_the_team"), (mine, "999999", nil, "swap_is_with_somebody_else"),
        (mine, "Ana", nil, "swap_is_with_somebody_else"), (mine, "Dot", mine, "swap_takes_a_shift_of_the_partner"),
        (999_999, "Dot", nil, "swap_gives_a_published_shift"),
      ]
      for (shift, partner, theirs, rule) in wrong {
        let weighed = await #expect(throws: SchedulingError.self) {
          _ = try await ana.weigh(shift, to: partner, for: theirs)
        }
        guard case .refused(rule, let words, .missing)? = weighed else {
          Issue.record("\(partner): \(String(describing: weighed))")
          continue
        }
        #expect(words.contains("Look: muster s"))
        await #expect(throws: SchedulingError.self) {
          _ = try await ana.ask(shift, of: partner, for: theirs, as: Operation("swap.ask"))
        }
      }
      let notMine = await #expect(throws: SchedulingError.self) {
        _ = try await ana.ask(dots, of: "Dot", as: Operation("swap.ask"))
      }
      #expect(notMine?.description == "That is no published shift of yours. Look: muster shift list.")
      _ = try await ana.ask(mine, of: "Dot", as: Operation("swap.ask"))
      let pia = Scheduling(store: try await test.store(as: "Pia"))
      #expect(try await pia.swaps().map(\.partner) == ["Dot"], "planners live with it")
      #expect(try await Scheduling(store: test.store(as: "Eve")).swaps().isEmpty)
      let unknown = await #expect(throws: SchedulingError.self) {
        _ = try await ana.move(Identifier(rawValue: 99), to: .withdrawn, as: Operation("swap.withdraw"))
      }
      #expect(unknown?.description == "You have no swap 99 to decide on. Look: muster swap list.")
    }
  }

  private func live(_ test: TestStore) async throws -> [String] {
    try await test.asMaster {
      try $0.all(
        Query<String>(
          "test.live",
          """
          SELECT person.name || ' ' || shift.works_on || ' ' || shift.starts_time FROM timekeeping.shift
            JOIN people.person ON person.id = shift.person_id WHERE shift.withdrawn_at IS NULL ORDER BY 1
          """))
    }
  }

  @Test func `two agents swap, their lead approves, and the shifts change hands`() async throws {
    try await withStore { test in
      try await ahead(test)
      // Ana's early Saturday for Dot's late Thursday; neither has another shift close by.
      let (mine, theirs) = (try await shift("Ana", "2027-11-26", test), try await shift("Dot", "2027-11-24", test))
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let dot = Scheduling(store: try await test.store(as: "Dot"))
      let lev = Scheduling(store: try await test.store(as: "Lev"))
      let before = try await live(test)
      #expect(
        try await ana.teamShifts(from: day("2027-11-22"), through: day("2027-11-28")).contains { $0.shift == theirs })
      #expect(try await ana.weigh(mine, to: "Dot").isEmpty == false, "eight hours after a late shift")
      let cover = try await shift("Ana", "2027-11-22", test)
      let findings = try await ana.weigh(cover, to: "Dot")
      #expect(findings.isEmpty, "\(findings)")
      let asked = try await ana.ask(cover, of: "Dot", note: "the dentist", as: Operation("swap.ask"))
        .value
      #expect(asked.state == "asked" && asked.sides == ["asker"] && asked.takes == nil)
      #expect(try await dot.move(asked.id, to: .agreed, as: Operation("swap.agree")).value.state == "agreed")
      let own = await #expect(throws: SchedulingError.self) {
        _ = try await ana.move(asked.id, to: .approved, as: Operation("swap.approve"))
      }
      #expect(own?.kind == .denied)
      #expect(try await lev.move(asked.id, to: .approved, as: Operation("swap.approve")).value.state == "approved")
      let after = try await live(test)
      #expect(after.count == before.count)
      #expect(Set(after).symmetricDifference(before) == ["Ana 2027-11-22 08:00:00", "Dot 2027-11-22 08:00:00"])
      let again = await #expect(throws: SchedulingError.self) {
        _ = try await lev.move(asked.id, to: .refused, as: Operation("swap.refuse"))
      }
      #expect(again?.description.contains("cannot be refused") == true)
    }
  }

  @Test func `a swap that breaks either side's rules is refused by name`() async throws {
    try await withStore { test in
      try await ahead(test)
      let mine = try await shift("Ana", "2027-11-26", test)
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let dot = Scheduling(store: try await test.store(as: "Dot"))
      let lev = Scheduling(store: try await test.store(as: "Lev"))
      let asked = try await ana.ask(mine, of: "Dot", as: Operation("swap.ask")).value
      _ = try await dot.move(asked.id, to: .agreed, as: Operation("swap.agree"))
      let refusal = await #expect(throws: SchedulingError.self) {
        _ = try await lev.move(asked.id, to: .approved, as: Operation("swap.approve"))
      }
      guard case .refused("swap_keeps_the_rules_of_both", let words, .invalid) = refusal else {
        Issue.record("\(String(describing: refusal))")
        return
      }
      #expect(words.contains("Dot: ") && words.contains("(WTR 1998 reg. 10)"), "\(words)")
    }
  }

  @Test func `attack 28: nobody approves their own swap, and attack 69: a shift given twice goes once`() async throws {
    try await withStore { test in
      try await ahead(test)
      let monday = try await shift("Ana", "2027-11-22", test)
      let ana = Scheduling(store: try await test.store(as: "Ana"))
      let lev = Scheduling(store: try await test.store(as: "Lev"))
      let (dot, eve) = (
        Scheduling(store: try await test.store(as: "Dot")), Scheduling(store: try await test.store(as: "Ben"))
      )
      let first = try await ana.ask(monday, of: "Dot", as: Operation("swap.ask")).value
      let second = try await ana.ask(monday, of: "Ben", as: Operation("swap.ask")).value
      _ = try await dot.move(first.id, to: .agreed, as: Operation("swap.agree"))
      _ = try await eve.move(second.id, to: .agreed, as: Operation("swap.agree"))
      let before = try await live(test).count
      // Both approvals at once, and Ana's holiday on the same day between them.
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for swap in [first.id, second.id] {
          group.addTask { (try? await lev.move(swap, to: .approved, as: Operation("swap.approve"))) != nil }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0 } <= 1)
      #expect(try await live(test).count == before)
      #expect(
        try await test.count(
          "SELECT count(*) FROM timekeeping.shift WHERE works_on = '2027-11-22' AND starts_time = '08:00' AND site_id = (SELECT id FROM people.site WHERE name = 'Leeds') AND withdrawn_at IS NULL"
        )
          == 2, "Ana's and Eve's mornings, whoever works them")
    }
  }

  @Test func `attack 69: whatever crosses, shifts are conserved and nobody works twice`() async throws {
    try await withStore { test in
      try await ahead(test)
      let names = ["Ana", "Ben", "Cal", "Dot"]
      let days = ["2027-11-22", "2027-11-23", "2027-11-24", "2027-11-26"]
      let before = try await live(test).count
      let lev = Scheduling(store: try await test.store(as: "Lev"))
      await withTaskGroup(of: Void.self) { group in
        // Ana goes on holiday meanwhile; her shifts of those days are given on all the same, or stay hers.
        group.addTask {
          guard let own = try? await Timekeeping(store: test.store(as: "Ana")),
            let lead = try? await Timekeeping(store: test.store(as: "Lev"))
          else { return }
          for day in days.compactMap({ LocalDate($0) }) {
            let asked = try? await own.ask(
              AbsenceRequest(of: "Ana", .holiday, from: day, through: day), as: Operation("absence.ask"))
            if let asked { _ = try? await lead.decide(asked.value.id, .approved, as: Operation("absence.decide")) }
          }
        }
        for (index, name) in names.enumerated() {
          group.addTask {
            guard let asker = try? await Scheduling(store: test.store(as: name)) else { return }
            for (step, day) in days.enumerated() {
              let other = names[(index + step + 1) % names.count]
              guard other != name, let mine = try? await shift(name, day, test),
                let partner = try? await person(other, test),
                let swap = try? await asker.ask(mine, of: "#\(partner)", as: Operation("swap.ask")).value,
                let friend = try? await Scheduling(store: test.store(as: other)),
                (try? await friend.move(swap.id, to: .agreed, as: Operation("swap.agree"))) != nil
              else { continue }
              _ = try? await lev.move(swap.id, to: .approved, as: Operation("swap.approve"))
            }
          }
        }
      }
      #expect(try await live(test).count == before)
      #expect(
        try await test.count(
          """
          SELECT count(*) FROM timekeeping.shift AS one JOIN timekeeping.shift AS other
              ON other.person_id = one.person_id AND other.id > one.id AND other.during && one.during
           WHERE one.withdrawn_at IS NULL AND other.withdrawn_at IS NULL
          """) == 0)
      #expect(try await test.count("SELECT count(*) FROM timekeeping.absence WHERE decision = 'approved'") > 0)
    }
  }

  @Test(
    arguments: [
      (
        "Ana",
        "SELECT scheduling.ask_swap((SELECT min(shift_id) FROM scheduling.team_shifts('2027-11-22', '2027-11-28') AS s WHERE s.person_name = 'Ben'), 12, NULL, '')",
        "swap_gives_ones_own_shift"
      ),
      ("Ana", "SELECT scheduling.move_swap(999, 'agreed', '')", "swap_is_one_of_yours"),
      ("Ana", "SELECT scheduling.weigh_swap(40, 41, NULL)", "42501"),
      ("Uwe", "SELECT 1 / (SELECT count(*) FROM scheduling.swap)", "22012"),
      ("Lev", "UPDATE scheduling.swap SET state = 'approved'", "42501"),
    ] as [(String, SQL, String)])
  func `a swap is its sides' alone`(name: String, sql: SQL, refusal: String) async throws {
    try await withStore { test in
      try await ahead(test)
      #expect(try await test.refusal(of: name, sql) == refusal)
    }
  }

  private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }
}
