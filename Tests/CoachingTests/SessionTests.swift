import Coaching
import Postgres
import Store
import StoreTesting
import Testing

/// A session from its planning to its close.
@Suite(.serialized) struct SessionTests {
  @Test func `a session is planned, held, shared, answered and closed`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      let ana = try await cast.coaching(as: "Ana")
      let waiting = try await ana.agenda()
      #expect(waiting.map(\.kind) == [.answer])
      let answered = try await ana.acknowledge(
        id, .agreeWithComment, comment: "Thank you.", as: Operation("coach.ack"))
      #expect(answered.value.state == .acknowledged)
      #expect(try await lev.step(id, .closed).state == .closed)
      let record = try await ana.session(id)
      #expect(record.steps.map(\.state) == [.held, .shared, .acknowledged, .closed])
      #expect(record.steps.map(\.takenBy) == ["Lev", "Lev", "Ana", "Lev"])
      #expect(record.notes.map(\.body) == ["Returns go well."])
      #expect(record.acknowledgements.map(\.comment) == ["Thank you."])
      #expect(record.session.coachName == "Lev" && record.session.personName == "Ana")
    }
  }

  @Test func `its times are the site's, and the instants follow`() async throws {
    try await withStore { cast in
      let session = try await cast.coaching(as: "Oona").plan(
        SessionPlan(with: "Jon", on: day("2025-11-24"), at: clock("16:00")), as: Operation("coach.plan")
      ).value
      #expect(session.zone == "Europe/Dublin" && session.startsAt.description == "2025-11-24T16:00:00Z")
      #expect(try session.ends == clock("16:30"))
    }
  }

  @Test func `a time that the clocks show twice needs its fold`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      var plan = SessionPlan(with: "Ana", on: try day("2025-10-26"), at: try clock("01:30"))
      let twice = try await refusal { [plan] in try await lev.planned(plan) }
      #expect(twice.description.contains("happens twice") && twice.kind == .invalid)
      plan.startFold = 2
      #expect(
        try await lev.plan(plan, as: Operation("coach.plan")).value.startsAt.description == "2025-10-26T01:30:00Z")
    }
  }

  @Test func `a step that may not follow names those that may`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      let early = try await refusal { try await lev.step(id, .shared) }
      #expect(early == .outOfStep(.planned, to: .shared, next: [.noShow, .held, .cancelled]))
      #expect(early.description.contains("`muster coach hold`") && early.kind == .conflict)
      try await lev.step(id, .held)
      let no1 = try await refusal { try await lev.step(id, .held) }
      #expect(no1 == .outOfStep(.held, to: .held, next: [.shared]))
      let no2 = try await refusal { try await lev.step(id, .cancelled, reason: "x") }
      #expect(no2.kind == .conflict)
    }
  }

  @Test func `nothing is shared without a shared note, and a private one does not count`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      try await lev.step(id, .held)
      try await lev.noted("between me and me", in: id)
      let no3 = try await refusal { try await lev.step(id, .shared) }
      #expect(no3 == .nothingShared)
    }
  }

  @Test func `calling off needs a reason, and missing it needs to have begun`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      let no4 = try await refusal { try await lev.step(id, .cancelled) }
      #expect(no4.description == "Say why: --reason.")
      try await lev.step(id, .cancelled, reason: "Ana is ill")
      let later = try await lev.planned(SessionPlan(with: "Ana", on: day("2031-03-03"), at: clock("09:00")))
      let no5 = try await refusal { try await lev.step(later, .noShow) }
      #expect(no5.description.contains("has not begun"))
      let missed = try await lev.planned(.ana())
      #expect(try await lev.step(missed, .noShow).state == .noShow)
    }
  }

  @Test func `who does not answer in five working days does not hold it open`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      let due = try #require(try await lev.session(id).session.answerBy)
      let no6 = try await refusal { try await lev.step(id, .closed, reason: "silence") }
      #expect(no6 == .timeToAnswer(due))
      try await cast.arrange("UPDATE coaching.session SET answer_by_on = current_date - 1")
      let no7 = try await refusal { try await lev.step(id, .closed) }
      #expect(no7.description == "Say why: --reason.")
      #expect(try await lev.agenda().map(\.kind) == [.unanswered])
      #expect(try await lev.step(id, .closed, reason: "no answer").state == .closed)
    }
  }

  @Test(arguments: [
    ("2025-11-24", 5, "2025-12-01"), ("2025-12-24", 1, "2025-12-29"), ("2025-12-24", 5, "2026-01-02"),
    ("2025-11-28", 1, "2025-12-01"),
  ])
  func `working days leave out weekends and the site's holidays`(from: String, days: Int, until: String) async throws {
    try await withStore { cast in
      // Boxing Day has hours of its own, so Leeds works on it; New Year's Day is not in the cast's calendar.
      try await cast.arrange(
        "UPDATE people.calendar_day SET kind = 'closed', opens_time = NULL, closes_time = NULL WHERE name = 'Boxing Day'"
      )
      let found = try await cast.asMaster { tx in
        try tx.one(
          Query<LocalDate>(
            "days", "SELECT coaching.working_days_after(\(try #require(LocalDate(from))), \(Int32(days)), 1)"))
      }
      #expect(found.description == until)
    }
  }

  @Test func `disagreeing is kept, and holds nothing up`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared("Three late answers.")
      let ana = try await cast.coaching(as: "Ana")
      _ = try await ana.acknowledge(id, .disagree, comment: "Two.", as: Operation("coach.ack"))
      #expect(try await lev.session(id).acknowledgements.map(\.stance) == [.disagree])
      #expect(try await lev.step(id, .closed).state == .closed)
      let again = try await refusal { try await ana.acknowledge(id, .agree, as: Operation("coach.ack")) }
      #expect(again.kind == .conflict)
    }
  }

  @Test func `an answer fits its stance, comes after the sharing, and from a party`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      let ana = try await cast.coaching(as: "Ana")
      let no8 = try await refusal { try await ana.acknowledge(id, .agree, as: Operation("coach.ack")) }
      #expect(
        no8
          == .answered("Nothing waits for an answer here"))
      let bare = try await refusal { try await ana.acknowledge(id, .agreeWithComment, as: Operation("coach.ack")) }
      #expect(bare.description.contains("--comment"))
      let ben = try await cast.coaching(as: "Ben")
      let no9 = try await refusal { try await ben.acknowledge(id, .agree, as: Operation("coach.ack")) }
      #expect(no9 == .notThere("session"))
      let coach = try await refusal { try await lev.acknowledge(id, .agree, as: Operation("coach.ack")) }
      #expect(coach.kind == .denied)
    }
  }

  @Test func `nobody coaches themselves, or closes what was said of them`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let own = try await refusal {
        try await lev.planned(SessionPlan(with: "Lev", on: day("2025-11-24"), at: clock("16:00")))
      }
      #expect(own.description == "Nobody coaches themselves.")
      let mara = try await cast.coaching(as: "Mara")
      let id = try await mara.planned(SessionPlan(with: "Lev", on: day("2025-11-24"), at: clock("16:00")))
      let no10 = try await refusal { try await lev.step(id, .held) }
      #expect(no10 == .denied)
      let no11 = try await refusal {
        try await lev.move(id, to: day("2025-11-25"), at: clock("16:00"), as: Operation("m"))
      }
      #expect(
        no11
          == .notThere("session"))
    }
  }

  @Test func `only a planned session moves, and says how often it did`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      let moved = try await lev.move(
        id, to: day("2025-11-24"), at: clock("16:30"), minutes: 45, as: Operation("coach.move"))
      #expect(try moved.value.moves == 1 && moved.value.ends == clock("17:15"))
      try await lev.step(id, .held)
      let late = try await refusal {
        try await lev.move(id, to: day("2025-11-25"), at: clock("16:30"), as: Operation("coach.move"))
      }
      #expect(late.description.contains("Only a planned session moves") && late.kind == .conflict)
    }
  }

  @Test func `a dry run leaves nothing behind, and a repeated key does nothing again`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let rehearsed = try await lev.plan(.ana(), as: Operation("coach.plan", dryRun: true))
      #expect(rehearsed.isRehearsal && rehearsed.value.state == .planned)
      #expect(try await lev.sessions().isEmpty)
      let first = try await lev.plan(.ana(), as: Operation("coach.plan", key: "k", input: ["ana"]))
      let second = try await lev.plan(.ana(), as: Operation("coach.plan", key: "k", input: ["ana"]))
      #expect(second.isReplay && second.value.id == first.value.id)
    }
  }
}
