import Coaching
import Postgres
import Store
import StoreTesting
import Testing

/// What comes of a session: actions that keep their identity, follow-ups, references.
@Suite(.serialized) struct ActionTests {
  @Test func `an action is carried from session to session as the same action`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let (first, _) = try await lev.shared()
      let action = try await lev.agree(
        ActionPlan("Use the new form", due: day("2025-12-01")), in: first, as: Operation("a")
      ).value
      #expect(action.ownerName == "Ana" && action.state == .open)
      _ = try await ana.acknowledge(first, .agree, as: Operation("coach.ack"))
      let open = try await refusal { try await lev.step(first, .closed) }
      #expect(open == .openActions([action.id.rawValue]) && open.description.contains("carry"))
      var next = SessionPlan(with: "Ana", on: try day("2025-12-08"), at: try clock("09:00"))
      next.follows = first
      let second = try await lev.planned(next)
      let carried = try await lev.carry([action.id], to: second, due: day("2025-12-15"), as: Operation("c")).value
      #expect(try carried.map(\.id) == [action.id] && carried.map(\.dueOn) == [day("2025-12-15")])
      try await lev.step(first, .closed)
      let record = try await ana.session(second)
      let there = try #require(record.actions.first)
      #expect(try there.id == action.id && there.agreedIn == first && there.firstDueOn == day("2025-12-01"))
      #expect(there.carried == 1)
      #expect(try await ana.settle(action.id, .done, as: Operation("d")).value.state == .done)
      let twice = try await refusal { try await lev.settle(action.id, .dropped, reason: "moot", as: Operation("d")) }
      #expect(twice == .answered("This action is settled already"))
    }
  }

  @Test func `dropping needs a reason, and the coached person may not drop`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let (id, _) = try await lev.shared()
      let action = try await lev.agree(ActionPlan("Greet", due: day("2025-12-01")), in: id, as: Operation("a")).value.id
      let no1 = try await refusal { try await lev.settle(action, .dropped, as: Operation("d")) }
      #expect(
        no1.description.contains(
          "--reason"))
      let no2 = try await refusal { try await ana.settle(action, .dropped, reason: "x", as: Operation("d")) }
      #expect(no2 == .denied)
      #expect(
        try await lev.settle(action, .dropped, reason: "form is gone", as: Operation("d")).value.state == .dropped)
    }
  }

  @Test func `the coach may own an action, a stranger may not`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      _ = try await lev.agree(
        ActionPlan("Ask planning", due: day("2025-12-01"), owner: "Lev"), in: id, as: Operation("a"))
      let stranger = try await refusal {
        try await lev.agree(ActionPlan("x", due: day("2025-12-01"), owner: "Ben"), in: id, as: Operation("a"))
      }
      #expect(stranger.description == "Refused: action is owned by someone in the session.")
      #expect(try await lev.agenda().map(\.kind).contains(.action))
    }
  }

  @Test func `an action goes only into an open session with the same person`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      let action = try await lev.agree(ActionPlan("Greet", due: day("2025-12-01")), in: id, as: Operation("a")).value.id
      let ben = try await lev.planned(SessionPlan(with: "Ben", on: day("2025-12-08"), at: clock("09:00")))
      let no3 = try await refusal { try await lev.carry([action], to: ben, as: Operation("c")) }
      #expect(no3.kind == .conflict)
      let off = try await lev.planned(SessionPlan(with: "Ana", on: day("2025-12-08"), at: clock("10:00")))
      try await lev.step(off, .cancelled, reason: "ill")
      let no4 = try await refusal { try await lev.carry([action], to: off, as: Operation("c")) }
      #expect(no4.kind == .invalid)
      let no5 = try await refusal { try await lev.carry([action], to: id, as: Operation("c")) }
      #expect(no5.kind == .invalid)
    }
  }

  @Test func `a follow-up is answered once, with what shows it`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      let check = try await lev.followUp(
        "Is the form right?", on: day("2025-12-08"), after: id, as: Operation("f")
      ).value
      #expect(try await lev.agenda().map(\.kind).contains(.followUp))
      _ = try await lev.answer(check, "Nine of ten.", evidence: "evaluation 41", as: Operation("f"))
      let twice = try await refusal { try await lev.answer(check, "Ten.", as: Operation("f")) }
      #expect(twice == .answered("This follow-up has its answer"))
      #expect(try await cast.coaching(as: "Ana").session(id).followUps.map(\.evidence) == ["evaluation 41"])
    }
  }

  @Test func `a session names what it is about in other rooms, once each`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      for reference in [SessionReference(.evaluation, "41"), SessionReference(.metric, "aht 2025-11")] {
        _ = try await lev.refer(reference, in: id, as: Operation("r"))
      }
      #expect(try await lev.session(id).references.count == 2)
      let no6 = try await refusal {
        try await lev.refer(SessionReference(.evaluation, "41"), in: id, as: Operation("r"))
      }
      #expect(
        no6.kind
          == .conflict)
    }
  }

  @Test func `the agenda names whom nobody coached for long, and not whom somebody will`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      _ = try await lev.shared()
      _ = try await lev.planned(SessionPlan(with: "Ben", on: day("2031-03-03"), at: clock("09:00")))
      let missed = try await lev.agenda(notCoachedFor: 30).filter { $0.kind == .notCoached }
      #expect(missed.map(\.personName) == ["Cal", "Dot", "Ana"])
      #expect(missed.map(\.about).prefix(2) == ["never yet", "never yet"])
    }
  }
}
