import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct HireTests {
  @Test func `a hire makes person, spell, arrival, enrolment and seat at once`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let hire = try await setting.rui.hire(sam.code, as: Operation("hire.make")).value
      #expect(hire.className == "Next class" && hire.seat == 1 && !hire.isReturning)
      let books = try await setting.books.history(of: "Sam")
      #expect(books.employments.map(\.kind) == [.seasonal] && books.employments.first?.startsOn == hire.startsOn)
      #expect(try await setting.books.privateDetails(of: "Sam")?.email == "sam@mail.example")
      let arrivals = try await setting.books.arrivals(from: hire.startsOn, through: hire.startsOn)
      #expect(arrivals.map(\.person) == ["Sam"] && arrivals.map(\.reference) == [sam.code])
      #expect(try await cast.count("people.enrolment_request", "course = 'standard' AND withdrawn_at IS NULL") == 1)
      #expect(try await setting.rui.openings(of: "REQ-1").map(\.state) == [.filled, .open])
      #expect(try await setting.rui.applications().map(\.stage) == ["Accepted"])
    }
  }

  @Test func `an undone hire leaves nothing behind before day one`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened(seats: 1)
      let people = try await cast.count("people.person")
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      #expect(try await setting.rui.requisition("REQ-1").state == .filled)
      let undone = try await setting.rui.undoHire(sam.code, why: "changed their mind", as: Operation("hire.undo")).value
      #expect(undone.end == .undone && undone.person == nil)
      #expect(try await cast.count("people.person") == people)
      #expect(try await cast.count("people.enrolment_request") == 0)
      #expect(try await cast.count("people.arrival", "withdrawn_at IS NULL AND reference = '\(sam.code)'") == 0)
      #expect(try await setting.rui.requisition("REQ-1").state == .open)
      #expect(try await setting.rui.openings(of: "REQ-1").map(\.state) == [.open])
      #expect(try await setting.rui.applications().map(\.stage) == ["Offer"])
      #expect(try await setting.rui.offers().map(\.state) == [.void])
      let again = try await setting.sent(again: sam.code, seat: 1)
      #expect(again.version == 2)
      #expect(try await setting.rui.hire(sam.code, as: Operation("hire.make")).value.seat == 1)
    }
  }

  @Test func `a hire is not undone once its first day has come`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      try await cast.letTheDayCome()
      let refused = try await refusal {
        try await setting.rui.undoHire(sam.code, why: "late", as: Operation("hire.undo"))
      }
      #expect(refused.rule == "hire_is_undone_before_its_first_day")
    }
  }

  @Test func `who comes has started, and their seat is occupied`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      let early = try await refusal { try await setting.rui.start(sam.code, as: Operation("hire.start")) }
      #expect(early.rule == "hire_starts_once_on_its_day")
      try await cast.letTheDayCome()
      let tess = try await cast.recruiting(as: "Tess")
      #expect(try await tess.start(sam.code, as: Operation("hire.start")).value.startedAt != nil)
      #expect(try await setting.rui.openings(of: "REQ-1").first?.state == .occupied)
      #expect(try await setting.rui.applications().map(\.stage) == ["Started"])
    }
  }

  @Test func `who does not come frees the seat and ends as a no-show`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened(seats: 1)
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      try await cast.letTheDayCome()
      let hire = try await setting.rui.noShow(sam.code, why: "no answer", as: Operation("hire.no_show")).value
      #expect(hire.end == .noShow)
      var filter = ApplicationFilter()
      filter.includesEnded = true
      #expect(try await setting.rui.applications(filter).map(\.end) == [.noShow])
      #expect(try await setting.rui.openings(of: "REQ-1").map(\.state) == [.open])
      #expect(try await setting.books.history(of: "Sam").employments.map(\.endReason) == [.noShow])
      #expect(try await setting.rui.offers().first?.acceptedAt != nil)
    }
  }

  @Test func `an address of somebody on the books stops the hire and names the way on`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let cal = try await setting.applied("Calvin", email: "cal@lantern.example")
      try await setting.sent(cal.code, seat: 1)
      let refused = try await refusal { try await setting.rui.hire(cal.code, as: Operation("hire.make")) }
      #expect(refused.kind == .conflict && refused.hint?.contains("muster candidate link") == true)
      _ = try await setting.rui.link("Calvin", to: "Cal", as: Operation("candidate.link"))
      #expect(try await setting.rui.hire(cal.code, as: Operation("hire.make")).value.isReturning)
      #expect(try await setting.books.history(of: "Cal").employments.count == 2)
    }
  }

  @Test func `nobody is hired without a sent offer`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let none = try await refusal { try await setting.rui.hire(sam.code, as: Operation("hire.make")) }
      #expect(none.kind == .missing)
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.move(
        offer: sam.code, to: .declined, reason: "Took another job", note: "better pay", as: Operation("offer.decline"))
      let declined = try await refusal { try await setting.rui.hire(sam.code, as: Operation("hire.make")) }
      #expect(declined.rule == "hire_follows_a_sent_or_accepted_offer")
      #expect(declined.hint == "Nothing follows declined.")
    }
  }

  @Test func `a rehearsed hire leaves nobody on the books`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let before = try await cast.count("people.person")
      #expect(try await setting.rui.hire(sam.code, as: Operation("hire.make", dryRun: true)).isRehearsal)
      #expect(try await cast.count("people.person") == before)
    }
  }
}

extension Setting {
  /// The next version of an offer for somebody who stands at the offer already.
  func sent(again application: String, seat: Int) async throws -> Offer {
    let today = try await cast.today()
    let draft = DraftOffer(
      seat: seat, pay: 1300, hoursEstimate: "30 hours", expiresAt: try await cast.now().advanced(byDays: 5),
      endsOn: today.adding(days: 90))
    _ = try await rui.draft(draft, for: application, as: Operation("offer.draft"))
    _ = try await rui.move(offer: application, to: .pending, as: Operation("offer.submit"))
    _ = try await hal.decide(offer: application, approved: true, as: Operation("offer.approve"))
    return try await rui.move(offer: application, to: .sent, as: Operation("offer.send")).value
  }
}

extension TestStore {
  /// Moves the first day of every hire and class to today.
  func letTheDayCome() async throws {
    try await asMaster { session in
      try session.script(
        """
        UPDATE recruiting.hire SET starts_on = current_date;
        UPDATE people.employment SET starts_on = current_date WHERE starts_on > current_date;
        """)
    }
  }
}
