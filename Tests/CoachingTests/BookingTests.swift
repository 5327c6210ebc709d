import Coaching
import People
import Postgres
import Store
import StoreTesting
import Testing

/// Sessions stand beside the published week, never on it unseen.
@Suite(.serialized) struct BookingTests {
  private func busy(_ plan: SessionPlan, as name: String, in cast: TestStore) async throws -> Busy {
    let coach = try await cast.coaching(as: name)
    let error = try await refusal { try await coach.planned(plan) }
    guard case .busy(let busy) = error else { throw error }
    #expect(error.kind == .conflict)
    return busy
  }

  @Test func `a time in a published shift is refused with the shift's name and the next free times`() async throws {
    try await withStore { cast in
      let refused = try await busy(.ana(at: "10:00"), as: "Lev", in: cast)
      #expect(refused.rule == "session_does_not_meet_a_shift")
      #expect(try #require(refused.inTheWay.first).hasPrefix("Ana, 2025-11-24 08:00–16:00 (Europe/London), shift #"))
      #expect(refused.free.map(\.local) == ["2025-11-24 16:00", "2025-11-24 16:15", "2025-11-24 16:30"])
      #expect(refused.description.contains("--in-shift"))
    }
  }

  @Test func `every time that is offered can be booked`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      for name in ["Ana", "Ben", "Cal"] {
        let plan = SessionPlan(with: name, on: try day("2025-11-24"), at: try clock("12:15"))
        let slot = try #require(try await lev.freeSlots(for: plan, wanted: 1).first)
        let parts = slot.local.split(separator: " ").map(String.init)
        _ = try await lev.planned(SessionPlan(with: name, on: day(parts[0]), at: clock(parts[1])))
      }
    }
  }

  @Test func `a session may take time out of a shift, but not the break in it`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      var inside = try SessionPlan.ana(at: "10:00")
      inside.isInShift = true
      #expect(try await lev.plan(inside, as: Operation("coach.plan")).value.isInShift)
      var lunch = try SessionPlan.ana(at: "11:45")
      lunch.isInShift = true
      #expect(try await busy(lunch, as: "Lev", in: cast).rule == "session_in_a_shift_leaves_its_breaks")
    }
  }

  @Test func `side by side needs a shift to sit in`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      _ = try await lev.planned(.ana(.sideBySide, at: "09:00"))
      let error = try await refusal { try await lev.planned(.ana(.sideBySide, at: "15:45")) }
      guard case .noShift("Ana", let free) = error else { throw error }
      // Twelve to half past is lunch, nine is taken by now.
      #expect(free.first?.local == "2025-11-25 08:00")
      var outside = try SessionPlan.ana(.sideBySide)
      outside.isInShift = false
      let alone = try await refusal { [outside] in try await lev.planned(outside) }
      #expect(alone.description.contains("--in-shift"))
    }
  }

  @Test func `a meeting in a shift is free for it`() async throws {
    try await withStore { cast in
      try await cast.arrange(
        """
        UPDATE timekeeping.activity SET kind = 'meeting', queue = NULL, channel = NULL
         WHERE from_minute = 270 AND shift_id = (
               SELECT shift.id FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id
                WHERE person.name = 'Ana' AND shift.works_on = '2025-11-24')
        """)
      let lev = try await cast.coaching(as: "Lev")
      _ = try await lev.planned(.ana(at: "14:00"))
      #expect(try await busy(.ana(at: "12:15"), as: "Lev", in: cast).free.first?.local == "2025-11-24 12:30")
    }
  }

  @Test func `an absence, a training and another session are in the way too`() async throws {
    try await withStore { cast in
      let ivy = SessionPlan(with: "Ivy", on: try day("2025-11-28"), at: try clock("10:00"))
      #expect(try await busy(ivy, as: "Noor", in: cast).rule == "session_is_not_during_an_absence")
      let cal = SessionPlan(with: "Cal", on: try day("2025-11-26"), at: try clock("11:00"))
      let training = try await busy(cal, as: "Lev", in: cast)
      #expect(training.rule == "session_is_not_during_training" && training.inTheWay == ["Cal is in training then"])
      let mara = try await cast.coaching(as: "Mara")
      _ = try await mara.planned(.ana())
      let met = try await busy(.ana(at: "16:15"), as: "Lev", in: cast)
      #expect(met.inTheWay.first?.contains("of Mara with Ana") == true)
    }
  }

  @Test func `a coach is in one place at a time, also where they are the one who is coached`() async throws {
    try await withStore { cast in
      let mara = try await cast.coaching(as: "Mara")
      _ = try await mara.planned(SessionPlan(with: "Lev", on: day("2025-11-24"), at: clock("16:00")))
      #expect(try await busy(.ana(at: "16:15"), as: "Lev", in: cast).rule == "session_does_not_meet_another")
    }
  }

  @Test func `who is not employed that day is named`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let error = try await refusal {
        try await lev.planned(SessionPlan(with: "Cal", on: day("2026-06-01"), at: clock("10:00")))
      }
      #expect(error == .people(.notEmployed("Cal", on: try day("2026-06-01"))))
    }
  }

  @Test func `a shift that is published over a session shows in the coach's agenda`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      try await cast.arrange(
        """
        INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
        SELECT person.entity_id, 1, person.id, 1, '2025-11-24', '16:00', '18:00'
          FROM people.person WHERE person.name = 'Ana'
        """)
      let agenda = try await lev.agenda()
      #expect(agenda.filter { $0.session == id }.map(\.kind) == [.clash, .session])
    }
  }

  @Test func `many who book one person at once leave no overlap`() async throws {
    try await withStore { cast in
      let booked = try await withThrowingTaskGroup(of: Int.self) { group in
        for name in ["Lev", "Mara", "Hal"] {
          group.addTask {
            let coach = try await cast.coaching(as: name)
            var booked = 0
            for attempt in 0..<12 {
              let minute = attempt % 6 * 15
              let plan = try SessionPlan.ana(at: "\(16 + minute / 60):\(["00", "15", "30", "45"][minute % 60 / 15])")
              if (try? await coach.planned(plan)) != nil { booked += 1 }
            }
            return booked
          }
        }
        return try await group.reduce(0, +)
      }
      #expect((1...3).contains(booked))
    }
  }
}
