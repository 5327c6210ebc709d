import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct RequisitionTests {
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
