import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

/// Adherence: a minute is planned as its activity is, seen as the most believed system says, excused by a lead.
@Suite(.serialized) struct AdherenceTests {
  private func seen(_ name: String, _ state: String, _ from: String, _ until: String) throws -> SeenState {
    SeenState(
      of: name, state, from: try #require(Instant("2025-11-24T\(from):00Z")),
      until: try #require(Instant("2025-11-24T\(until):00Z")))
  }

  /// Ana's Monday: 08:00 to 16:00 with a break from 12:00 to 12:30.
  private func feed(_ states: [SeenState], source: String = "desk", in cast: TestStore) async throws -> Int {
    let pia = try await cast.time(as: "Pia")
    for (state, counts, priority) in [("ready", "contact", 50), ("lunch", "break", 50), ("phone: away", "break", 10)] {
      _ = try await pia.mean(state, counts, priority: priority, as: Operation("adherence.means"))
    }
    return try await pia.see(states, source: source, as: Operation("adherence.import")).value
  }

  private func monday(as name: String, in cast: TestStore) async throws -> [Adherence] {
    try await cast.time(as: name).adherence(from: day("2025-11-24"), through: day("2025-11-24"))
  }

  @Test func `ten minutes late and a break too long are twenty five minutes that do not match`() async throws {
    try await withStore { cast in
      _ = try await feed(
        [
          seen("Ana", "ready", "08:10", "12:00"), seen("Ana", "lunch", "12:00", "12:45"),
          seen("Ana", "ready", "12:45", "16:00"),
        ], in: cast)
      let kept = try #require(try await monday(as: "Ana", in: cast).first)
      #expect(kept.planned == 480 && kept.kept == 455 && kept.excused == 0)
      #expect(kept.due == 450 && kept.worked == 425)
      #expect(abs((kept.adherence ?? 0) - 455.0 / 480) < 1e-12 && abs((kept.conformance ?? 0) - 425.0 / 450) < 1e-12)
    }
  }

  @Test func `a shift of which the feed says nothing has no figures, rather than zeros`() async throws {
    try await withStore { cast in
      _ = try await feed([seen("Ana", "ready", "08:00", "16:00")], in: cast)
      #expect(try await monday(as: "Lev", in: cast).map(\.name) == ["Ana"])
    }
  }

  @Test func `where two systems disagree the lower priority number is believed`() async throws {
    try await withStore { cast in
      _ = try await feed([seen("Ana", "ready", "08:00", "16:00")], in: cast)
      _ = try await feed([seen("Ana", "phone: away", "09:00", "10:00")], source: "phone", in: cast)
      // Away for an hour, and at work in the half hour of the break.
      #expect(try await monday(as: "Ana", in: cast).first?.kept == 480 - 60 - 30)
    }
  }

  @Test func `an accepted explanation excuses, a declined one does not, and nobody accepts their own`() async throws {
    try await withStore { cast in
      _ = try await feed(
        [
          seen("Ana", "ready", "08:30", "12:00"), seen("Ana", "lunch", "12:00", "12:30"),
          seen("Ana", "ready", "12:30", "16:00"),
        ], in: cast)
      let ana = try await cast.time(as: "Ana")
      let from = try #require(Instant("2025-11-24T08:00:00Z"))
      let said = try await ana.explain(
        from: from, until: #require(Instant("2025-11-24T08:30:00Z")), "the system was down",
        as: Operation("adherence.explain")
      ).value
      #expect(try await monday(as: "Ana", in: cast).first?.kept == 450)
      let own = try await refusal { try await ana.decide(said.id, .accepted, as: Operation("adherence.decide")) }
      #expect(own.kind == .denied)
      let lev = try await cast.time(as: "Lev")
      #expect(try await lev.decide(said.id, .accepted, as: Operation("adherence.decide")).value.decidedBy == "Lev")
      let kept = try #require(try await monday(as: "Ana", in: cast).first)
      #expect(kept.excused == 30 && kept.kept == 450 && kept.adherence == 1)
      let again = try await refusal { try await lev.decide(said.id, .declined, as: Operation("adherence.decide")) }
      #expect(again.kind == .conflict)
    }
  }

  @Test func `a feed taken in twice changes nothing, and an unknown state is refused`() async throws {
    try await withStore { cast in
      let states = [try seen("Ana", "ready", "08:00", "12:00")]
      #expect(try await feed(states, in: cast) == 1)
      #expect(try await feed(states, in: cast) == 0)
      let unknown = try await refusal { try await feed([seen("Ana", "juggling", "12:00", "13:00")], in: cast) }
      #expect(unknown.kind == .conflict)
    }
  }

  @Test func `states are seen by oneself, one's lead and the planner`() async throws {
    try await withStore { cast in
      _ = try await feed([seen("Ana", "ready", "08:00", "16:00")], in: cast)
      for (name, rows) in [("Ana", 1), ("Lev", 1), ("Pia", 1), ("Ben", 0), ("Noor", 0), ("Klara", 0)] {
        #expect(try await monday(as: name, in: cast).count == rows, "\(name)")
      }
    }
  }
}
