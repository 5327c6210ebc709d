import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct RequisitionTests {
  @Test func `a copy asks for the same, and is approved anew`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let copy = try await setting.rui.copy(
        requisition: "REQ-1", as: "REQ-2", season: "peak-2027", as: Operation("requisition.clone")
      ).value
      #expect(
        copy.state == .draft && copy.seats == 0 && copy.season == "peak-2027" && copy.title == "Customer service agent")
      let taken = try await refusal {
        try await setting.rui.copy(requisition: "REQ-1", as: "REQ-2", as: Operation("requisition.clone"))
      }
      #expect(taken.rule == "requisition_code_is_free")
    }
  }

  @Test func `where an application came from is said again, and the audit keeps both`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.addSource("Job fair", .event, as: Operation("source.add"))
      let told = try await setting.rui.set(source: "Job fair", of: sam.code, as: Operation("application.source")).value
      #expect(told.source == "Job fair")
      #expect(try await cast.count("audit.event", "relation = 'recruiting.application' AND verb = 'update'") > 0)
    }
  }

  @Test func `a referral earns its bonus once somebody says so`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      _ = try await setting.rui.add(NewCandidate("Sam"), as: Operation("candidate.add"))
      let nobody = try await refusal {
        try await setting.rui.credit("Sam", season: "peak-2026", .paid, as: Operation("referral.credit"))
      }
      #expect(nobody.kind == .invalid)
      _ = try await setting.rui.refer("Sam", season: "peak-2026", by: "Ana", as: Operation("referral.add"))
      let paid = try await setting.rui.credit(
        "Sam", season: "peak-2026", .paid, amount: 15_000, as: Operation("referral.credit")
      ).value
      #expect(paid.bonusState == "paid" && paid.bonus == 15_000)
      // Whoever referred sees what became of it.
      #expect(try await cast.recruiting(as: "Ana").referrals().map(\.bonus) == [15_000])
    }
  }

  @Test func `a source's cost is told by month, and told again it is told anew`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let month = try #require(LocalDate("2026-09-01"))
      for external: Int64 in [90_000, 120_000] {
        _ = try await setting.rui.addCost(
          of: "Website", in: month, external: external, ours: 5_000, as: Operation("source.cost"))
      }
      #expect(try await cast.count("recruiting.source_cost", "external_minor = 120000 AND internal_minor = 5000") == 1)
      #expect(try await cast.count("recruiting.source_cost") == 1)
      let unknown = try await refusal {
        try await setting.rui.addCost(of: "Radio", in: month, external: 1, as: Operation("source.cost"))
      }
      #expect(unknown.kind == .missing)
    }
  }

  @Test func `a requisition is asked for, approved by another, and opens its seats`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let open = try await setting.opened(seats: 3)
      #expect(open.state == .open && open.seats == 3 && open.filled == 0)
      #expect(
        try await setting.rui.openings(of: "REQ-1").allSatisfy { $0.state == .open && $0.className == "Next class" })
    }
  }

  @Test func `whoever asks cannot approve`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let wish = NewRequisition("REQ-7", title: "Agent", at: "Leeds", kind: .seasonal, weeklyMinutes: 1800)
      _ = try await setting.hal.ask(wish, as: Operation("requisition.add"))
      _ = try await setting.hal.move(requisition: "REQ-7", to: .pending, as: Operation("requisition.submit"))
      let refused = try await refusal {
        try await setting.hal.decide(requisition: "REQ-7", approved: true, as: Operation("requisition.approve"))
      }
      #expect(refused.rule == "requisition_is_decided_by_another" && refused.kind == .denied)
    }
  }

  @Test func `a refusal names the legal next moves`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let wish = NewRequisition("REQ-7", title: "Agent", at: "Leeds", kind: .seasonal, weeklyMinutes: 1800)
      _ = try await setting.rui.ask(wish, as: Operation("requisition.add"))
      let refused = try await refusal {
        try await setting.rui.move(requisition: "REQ-7", to: .open, as: Operation("requisition.open"))
      }
      #expect(
        refused.description
          == "Refused: requisition moves as allowed. From draft it may become cancelled (manager, recruiter, hr), "
          + "pending (manager, recruiter, hr).")
    }
  }

  @Test func `a requisition opens with a seat, and is cancelled without live offers`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let wish = NewRequisition("REQ-7", title: "Agent", at: "Leeds", kind: .seasonal, weeklyMinutes: 1800)
      _ = try await setting.rui.ask(wish, as: Operation("requisition.add"))
      _ = try await setting.rui.move(requisition: "REQ-7", to: .pending, as: Operation("requisition.submit"))
      _ = try await setting.hal.decide(requisition: "REQ-7", approved: true, as: Operation("requisition.approve"))
      let seatless = try await refusal {
        try await setting.rui.move(requisition: "REQ-7", to: .open, as: Operation("requisition.open"))
      }
      #expect(seatless.rule == "requisition_opens_with_a_seat")
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let live = try await refusal {
        try await setting.hal.move(
          requisition: "REQ-1", to: .cancelled, note: "no budget", as: Operation("requisition.cancel"))
      }
      #expect(live.rule == "requisition_is_cancelled_without_live_offers" && live.kind == .conflict)
    }
  }

  @Test func `a held requisition takes no moves`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.move(
        requisition: "REQ-1", to: .onHold, note: "waiting", as: Operation("requisition.hold"))
      let refused = try await refusal {
        try await setting.rui.move(sam.code, to: "Phone screen", as: Operation("application.move"))
      }
      #expect(refused.rule == "requisition_takes_moves" && refused.hint == "Its requisition is on hold.")
    }
  }

  @Test func `an evergreen requisition stays open when its seats are filled`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened(seats: 1)
      try await cast.asMaster { try $0.script("UPDATE recruiting.requisition SET is_evergreen = true") }
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      #expect(try await setting.rui.requisition("REQ-1").state == .open)
    }
  }

  @Test func `cancelling closes seats, and applications still in play are closed as a batch`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      try await setting.applied("Sam")
      try await setting.applied("Kit")
      _ = try await setting.hal.move(
        requisition: "REQ-1", to: .cancelled, note: "no budget", as: Operation("requisition.cancel"))
      #expect(try await setting.rui.openings(of: "REQ-1").allSatisfy { $0.state == .cancelled })
      let closed = try await setting.rui.closeApplications(
        of: "REQ-1", expecting: 2, as: Operation("requisition.close")
      ).value
      #expect(closed.touched == 2)
      var filter = ApplicationFilter(requisition: "REQ-1")
      filter.includesEnded = true
      #expect(try await setting.rui.applications(filter).allSatisfy { $0.end == .closed })
    }
  }

  @Test func `a seat can start with another class`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let today = try await cast.today()
      _ = try await setting.books.addClass(
        PlannedClass(
          site: "Leeds", name: "Later class", startsOn: today.adding(days: 44), endsOn: today.adding(days: 55),
          seats: 10),
        as: Operation("class.add"))
      let seat = try await setting.rui.shift(seat: 2, of: "REQ-1", into: "Later class", as: Operation("opening.shift"))
        .value
      #expect(seat.className == "Later class" && seat.startsOn == today.adding(days: 44))
    }
  }
}
