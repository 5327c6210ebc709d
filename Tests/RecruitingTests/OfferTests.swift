import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct OfferTests {
  private func drafted(
    _ setting: Setting, pay: Int64 = 1300, estimate: String = "30 hours", days: Int64 = 5
  ) async throws -> Application {
    try await setting.opened()
    let sam = try await setting.applied("Sam")
    let today = try await setting.cast.today()
    let draft = DraftOffer(
      seat: 1, pay: pay, hoursEstimate: estimate, expiresAt: try await setting.cast.now().advanced(byDays: days),
      endsOn: today.adding(days: 90))
    _ = try await setting.rui.draft(draft, for: sam.code, as: Operation("offer.draft"))
    return sam
  }

  @Test(
    arguments: [
      (1700, "30 hours", 5, "offer_pay_is_within_the_posted_range"), (1300, " ", 5, "offer_estimates_its_hours"),
      (1300, "30 hours", -1, "offer_has_an_expiry_to_come"),
    ] as [(Int64, String, Int64, String)])
  func `an offer lacks nothing before it is submitted`(
    pay: Int64, estimate: String, days: Int64, rule: String
  ) async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let sam = try await drafted(setting, pay: pay, estimate: estimate, days: days)
      let refused = try await refusal {
        try await setting.rui.move(offer: sam.code, to: .pending, as: Operation("offer.submit"))
      }
      #expect(refused.rule == rule && refused.kind == .invalid)
    }
  }

  @Test func `a check names all that stands in the way at once, and the notice its place asks for`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let sam = try await drafted(setting, pay: 1700, estimate: " ", days: -1)
      let rules = [
        "offer_estimates_its_hours", "offer_has_an_expiry_to_come", "offer_pay_is_within_the_posted_range",
      ]
      let found = try await setting.rui.check(offer: sam.code)
      #expect(found.filter(\.blocks).map(\.rule) == rules)
      #expect(found.filter { !$0.blocks }.map(\.rule) == ["offer_pay_is_within_the_band"])
      try await cast.asMaster { session in
        try session.script("UPDATE people.site SET jurisdiction = 'US-OR' WHERE name = 'Leeds'")
      }
      #expect(try await setting.rui.check(offer: sam.code).last?.rule == "us-or.notice")
      for name in ["Ana", "Bruno"] {
        await #expect(throws: RecruitingError.self) { try await cast.recruiting(as: name).check(offer: sam.code) }
      }
    }
  }

  @Test func `what is submitted passes its check, and what was sent is not checked again`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let sam = try await drafted(setting)
      #expect(try await setting.rui.check(offer: sam.code).isEmpty)
      _ = try await setting.rui.move(offer: sam.code, to: .pending, as: Operation("offer.submit"))
      _ = try await setting.hal.decide(offer: sam.code, approved: true, as: Operation("offer.approve"))
      #expect(try await setting.rui.check(offer: sam.code).isEmpty)
      _ = try await setting.rui.move(offer: sam.code, to: .sent, as: Operation("offer.send"))
      #expect(try await setting.rui.check(offer: sam.code).isEmpty)
    }
  }

  @Test func `pay outside the band needs two approvals`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let sam = try await drafted(setting, pay: 1550)
      _ = try await setting.rui.move(offer: sam.code, to: .pending, as: Operation("offer.submit"))
      let one = try await setting.hal.decide(offer: sam.code, approved: true, as: Operation("offer.approve")).value
      #expect(one.state == .pending)
      let mara = try await cast.recruiting(as: "Mara")
      let both = try await mara.decide(offer: sam.code, approved: true, as: Operation("offer.approve")).value
      #expect(both.state == .approved)
    }
  }

  @Test func `whoever makes an offer does not approve it`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let sam = try await drafted(setting)
      _ = try await setting.rui.move(offer: sam.code, to: .pending, as: Operation("offer.submit"))
      let refused = try await refusal {
        try await setting.rui.decide(offer: sam.code, approved: true, as: Operation("offer.approve"))
      }
      #expect(refused.kind == .denied)
      let unsent = try await refusal {
        try await setting.rui.move(offer: sam.code, to: .sent, as: Operation("offer.send"))
      }
      #expect(unsent.rule == "offer_moves_as_allowed")
    }
  }

  @Test func `another version supersedes what nobody answered, and frees its seat`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let second = try await setting.sent(again: sam.code, seat: 2)
      #expect(second.version == 2)
      #expect(try await setting.rui.offers().map(\.state) == [.sent, .superseded])
      #expect(try await setting.rui.openings(of: "REQ-1").map(\.state) == [.open, .reserved])
    }
  }

  @Test func `a declined offer frees its seat and says why`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let silent = try await refusal {
        try await setting.rui.move(offer: sam.code, to: .declined, as: Operation("offer.decline"))
      }
      #expect(silent.rule == "offer_move_says_why")
      _ = try await setting.rui.move(offer: sam.code, to: .declined, note: "better pay", as: Operation("offer.decline"))
      #expect(try await setting.rui.openings(of: "REQ-1").first?.state == .open)
    }
  }
}
