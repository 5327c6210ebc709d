import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// What other systems get wrong, one test a trap; the numbers are those of the research.
@Suite(.serialized) struct TrapTests {
  @Test func `T1 filled means that every seat has somebody`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened(seats: 2)
      for seat in [1, 2] {
        _ = try await setting.rui.move(
          seat: seat, of: "REQ-1", to: .cancelled, note: "fewer", as: Operation("opening.cancel"))
      }
      #expect(try await setting.rui.requisition("REQ-1").state == .open)
      _ = try await setting.rui.addOpenings(1, to: "REQ-1", into: "Next class", as: Operation("opening.add"))
      _ = try await setting.hal.move(seat: 3, of: "REQ-1", to: .approved, as: Operation("opening.approve"))
      _ = try await setting.rui.move(seat: 3, of: "REQ-1", to: .open, as: Operation("opening.open"))
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 3)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      #expect(try await setting.rui.requisition("REQ-1").state == .filled)
    }
  }

  @Test func `T2 seats are counted, never headcount, and closing asks for none`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened(seats: 1)
      #expect(try await cast.count("people.employment") > 1)
      _ = try await setting.rui.move(
        seat: 1, of: "REQ-1", to: .cancelled, note: "over", as: Operation("opening.cancel"))
      _ = try await setting.hal.move(
        requisition: "REQ-1", to: .cancelled, note: "over", as: Operation("requisition.cancel"))
    }
  }

  @Test func `T3 and T14 waves of the same role may start on the same day`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened("REQ-A")
      try await setting.opened("REQ-B")
      #expect(try await setting.rui.requisitions(state: .open).map(\.code) == ["REQ-A", "REQ-B"])
      #expect(try await Set(setting.rui.openings().map(\.startsOn)).count == 1)
    }
  }

  @Test func `T4 requisitions of two seasons may overlap`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened("REQ-A")
      var wish = NewRequisition(
        "REQ-B", title: "Customer service agent", at: "Leeds", kind: .seasonal, weeklyMinutes: 1800)
      wish.season = "spring-2027"
      let other = wish
      #expect(try await setting.rui.ask(other, as: Operation("requisition.add")).value.season == "spring-2027")
    }
  }

  @Test func `T5 the same person is referred each season anew`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      _ = try await setting.rui.add(NewCandidate("Sam"), as: Operation("candidate.add"))
      for season in ["peak-2025", "peak-2026"] {
        _ = try await setting.rui.refer("Sam", season: season, by: "Ana", as: Operation("referral.add"))
      }
      #expect(try await setting.rui.referrals().map(\.season) == ["peak-2026", "peak-2025"])
      let again = try await refusal {
        try await setting.rui.refer("Sam", season: "peak-2026", by: "Ben", as: Operation("referral.add"))
      }
      #expect(again.rule == "referral_is_one_a_season")
      #expect(try await setting.rui.candidates(matching: "Sam").count == 1)
    }
  }

  @Test func `T6 an offer names its pay and first day, and the contract gets both`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let offer = try await setting.sent(sam.code, seat: 1)
      let hire = try await setting.rui.hire(sam.code, as: Operation("hire.make")).value
      #expect(offer.pay == 1300 && offer.startsOn == hire.startsOn)
      #expect(try await setting.books.history(of: "Sam").employments.first?.startsOn == offer.startsOn)
      let error = await #expect(throws: PostgresError.self) {
        try await cast.asMaster { try $0.script("UPDATE recruiting.offer SET pay_minor = NULL, state_note = 'x'") }
      }
      #expect(["offer_names_its_pay", "submitted_offer_stays_as_it_is"].contains(error?.constraint))
    }
  }

  @Test func `T7 an accepted offer stays accepted, and hired is not started`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let hire = try await setting.rui.hire(sam.code, as: Operation("hire.make")).value
      #expect(hire.startedAt == nil)
      #expect(try await setting.rui.offers().map { $0.acceptedAt != nil } == [true])
      #expect(try await setting.rui.applications().map(\.stage) == ["Accepted"])
    }
  }

  @Test func `T8 leaving and coming back counts the seats the same`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened(seats: 1)
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      for _ in 1...2 {
        _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
        #expect(try await setting.rui.requisition("REQ-1").filled == 1)
        _ = try await setting.rui.undoHire(sam.code, why: "again", as: Operation("hire.undo"))
        #expect(try await setting.rui.requisition("REQ-1").filled == 0)
        #expect(try await setting.rui.requisition("REQ-1").seats == 1)
        _ = try await setting.sent(again: sam.code, seat: 1)
      }
    }
  }

  @Test func `T9 going back keeps the first day in a stage`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.move(sam.code, to: "Phone screen", as: Operation("application.move"))
      _ = try await setting.rui.move(sam.code, to: "Applied", note: "wrong button", as: Operation("application.move"))
      _ = try await setting.rui.move(sam.code, to: "Phone screen", as: Operation("application.move"))
      let events = try await setting.rui.events(of: sam.code)
      #expect(events.map(\.stage) == ["Applied", "Phone screen", "Applied", "Phone screen"])
      #expect(events.filter { $0.stage == "Phone screen" }.map(\.supersedes) == [nil, nil])
    }
  }

  @Test func `T10 an end closes the visit, and reopening returns to its stage`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.move(sam.code, to: "Phone screen", as: Operation("application.move"))
      let ended = try await setting.rui.end(
        sam.code, as: .rejected, reason: "Not enough hours", as: Operation("application.reject")
      ).value
      #expect(ended.end == .rejected && ended.endedAt != nil && ended.stage == "Phone screen")
      let moved = try await refusal {
        try await setting.rui.move(sam.code, to: "Interview", as: Operation("application.move"))
      }
      #expect(moved.rule == "ended_application_is_reopened_first")
      let back = try await setting.rui.reopen(sam.code, as: Operation("application.reopen")).value
      #expect(back.end == nil && back.stage == "Phone screen" && back.endedAt == nil)
    }
  }

  @Test func `T11 sharing an address with a colleague hires nobody`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let cal = try await setting.applied("Calvin", email: "cal@lantern.example")
      #expect(try await setting.rui.candidate("Calvin").person == nil)
      #expect(try await setting.rui.hires().isEmpty)
      #expect(try await setting.rui.events(of: cal.code).count == 1)
    }
  }

  @Test func `T12 an offer lapses at its instant, by a clock that is handed in`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let offer = try await setting.sent(sam.code, seat: 1)
      let expiry = try #require(offer.expiresAt)
      let before = Instant(microseconds: expiry.microseconds - 1)
      #expect(try await setting.rui.expireOffers(at: before, as: Operation("offer.expire")).value == 0)
      try await cast.asMaster { session in
        try session.script(
          "SET session_replication_role = replica; UPDATE recruiting.offer SET expires_at = now() - interval '1 second'; SET session_replication_role = origin"
        )
      }
      #expect(try await setting.rui.expireOffers(at: try await cast.now(), as: Operation("offer.expire")).value == 1)
      #expect(try await setting.rui.openings(of: "REQ-1").first?.state == .open)
    }
  }

  @Test func `T13 no rate exceeds one, since nobody is hired without an accepted offer`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let refused = try await refusal {
        try await setting.rui.move(sam.code, to: "Accepted", note: "please", as: Operation("application.move"))
      }
      #expect(refused.rule == "accepted_follows_an_accepted_offer")
      let started = try await refusal {
        try await setting.rui.move(sam.code, to: "Started", note: "please", as: Operation("application.move"))
      }
      #expect(started.rule == "started_follows_a_hire")
    }
  }

  @Test func `T15 nobody removes or changes an event`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      try await setting.applied("Sam")
      for name in ["Rui", "Hal", "Mara"] {
        for change in ["DELETE FROM recruiting.stage_event", "UPDATE recruiting.stage_event SET happened_at = now()"] {
          let error = await #expect(throws: PostgresError.self) { try await cast.psql(name, change) }
          #expect(error?.sqlState?.rawValue == "42501")
        }
      }
    }
  }

  @Test func `T17 an address or a number alone tells duplicates, whatever the names`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      for (name, mail, phone) in [
        ("Samantha Reed", "Sam.Reed@Mail.example ", "+44 113 496 0000"),
        ("S. Reed", "sam.reed@mail.example", "+44 20 7946 0001"),
        ("Sam R", "other@mail.example", "0044 1134960000"),
      ] {
        let contacts = try [#require(Contact(.email, mail)), #require(Contact(.phone, phone))]
        _ = try await setting.rui.add(NewCandidate(name, contacts: contacts), as: Operation("candidate.add"))
      }
      let pairs = try await setting.rui.duplicates()
      #expect(pairs.map(\.shared) == [["email"], ["phone"]])
    }
  }

  @Test func `T18 hiring past the last seat of a class is refused`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast, classSeats: 1)
      try await setting.opened(seats: 2)
      for (name, seat) in [("Sam", 1), ("Kit", 2)] {
        let application = try await setting.applied(name)
        try await setting.sent(application.code, seat: seat)
      }
      _ = try await setting.rui.hire("Sam", as: Operation("hire.make"))
      let refused = try await refusal { try await setting.rui.hire("Kit", as: Operation("hire.make")) }
      #expect(refused.rule == "class_has_a_seat_left" && refused.kind == .conflict)
    }
  }

  @Test func `T19 who comes back is the same person with another spell`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let today = try await cast.today()
      let filter = AlumniFilter(from: try day("2026-01-01"), through: min(today, try day("2026-02-28")))
      let alumni = try await setting.rui.alumni(filter)
      #expect(alumni.map(\.name) == ["Cal", "Finn", "Max"])
      #expect(try await setting.rui.invite(filter, to: "REQ-1", as: Operation("alumni.invite")).value.invited == 3)
      #expect(try await setting.rui.invite(filter, to: "REQ-1", as: Operation("alumni.invite")).value.known == 3)
      let cal = try #require(
        try await setting.rui.answer("Cal", for: "REQ-1", yes: true, as: Operation("alumni.answer")).value)
      try await setting.sent(cal.code, seat: 1)
      let people = try await cast.count("people.person")
      #expect(try await setting.rui.hire(cal.code, as: Operation("hire.make")).value.isReturning)
      #expect(try await cast.count("people.person") == people)
      #expect(try await setting.books.history(of: "Cal").employments.count == 2)
      #expect(try await cast.count("people.enrolment_request", "course = 'refresher'") == 1)
      #expect(try await setting.rui.returnYields().map { [$0.invited, $0.yes, $0.hired] } == [[3, 1, 1]])
    }
  }

  @Test func `T20 who walks away is not reported as rejected`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let wrong = try await refusal {
        try await setting.rui.end(
          sam.code, as: .withdrawn, reason: "Not enough hours", as: Operation("application.withdraw"))
      }
      #expect(wrong.rule == "end_has_a_reason_of_its_kind")
      let walked = try await setting.rui.end(
        sam.code, as: .withdrawn, reason: "Took another job", as: Operation("application.withdraw")
      ).value
      #expect(walked.end == .withdrawn && walked.endReason == "Took another job")
    }
  }

  @Test func `T21 every personal column of the room is tagged for forgetting`() async throws {
    try await withStore { cast in
      let tagged = try await cast.asMaster { session in
        try session.all(
          Query<String>(
            "tagged",
            """
            SELECT format('%s.%s', relname, attname)
              FROM pg_attribute
              JOIN pg_class ON pg_class.oid = attrelid
             WHERE relnamespace = 'recruiting'::regnamespace AND col_description(attrelid, attnum) LIKE 'pii:%'
             ORDER BY 1
            """))
      }
      for column in [
        "candidate.name", "candidate.preferred_name", "candidate.location", "candidate_contact.written",
        "candidate_contact.normalised", "candidate_note.body", "feedback.summary", "feedback.items", "stage_event.note",
      ] {
        #expect(tagged.contains(column), "\(column)")
      }
    }
  }

  @Test func `T22 a correction is a new row with a reason, and the old one stays`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let event = try #require(try await setting.rui.events(of: sam.code).first)
      let really = Instant(microseconds: event.happenedAt.microseconds - 3_600_000_000)
      let silent = try await refusal {
        try await setting.rui.correct(event.id, happenedAt: really, note: "", as: Operation("application.correct"))
      }
      #expect(silent.rule == "stage_event_correction_says_why")
      _ = try await setting.rui.correct(
        event.id, happenedAt: really, note: "they wrote an hour before", as: Operation("application.correct"))
      let events = try await setting.rui.events(of: sam.code)
      #expect(events.map(\.verb) == [.enter, .correct] && events.last?.supersedes == event.id)
      #expect(events.last?.happenedAt == really && events.first?.happenedAt == event.happenedAt)
      #expect(try await setting.rui.applications().map(\.stage) == ["Applied"])
    }
  }
}

/// A day as tests write it.
func day(_ text: String) throws -> LocalDate {
  try #require(LocalDate(text))
}
