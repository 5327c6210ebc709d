import Coaching
import Postgres
import Store
import StoreTesting
import Testing

/// What somebody takes along, and how long it is kept.
@Suite(.serialized) struct HistoryTests {
  @Test func `the person's history holds both sides, and who read a note about them`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let (id, _) = try await lev.shared()
      let secret = try await lev.noted("kept", in: id)
      try await ana.noted("What I think of it", in: id)
      _ = try await cast.coaching(as: "Hal").breakGlass(
        over: secret, reason: "Grievance 7 asks what was said", as: Operation("g"))
      let mine = try await ana.history()
      #expect(mine.records.flatMap(\.notes).map(\.body) == ["Returns go well.", "What I think of it"])
      #expect(mine.readings.map(\.readerName) == ["Hal"])
      #expect(try await lev.history(of: "Ana").records.flatMap(\.notes).map(\.body) == ["Returns go well.", "kept"])
      #expect(try await cast.coaching(as: "Ben").history().records.isEmpty)
      #expect(try await ana.mine().map(\.id) == [id])
      #expect(try await lev.mine().map(\.id) == [id])
    }
  }

  @Test func `retention counts what is older, private notes among them, and shows no word`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      try await lev.noted("kept", in: id)
      try await cast.arrange("UPDATE coaching.note SET written_at = now() - interval '13 months'")
      let hal = try await cast.coaching(as: "Hal")
      let usual = try await hal.retention()
      #expect(usual.map(\.things.rawValue) == ["action", "follow-up", "hr note", "private note", "shared note"])
      #expect(usual.map(\.older) == [0, 0, 0, 1, 0] && usual.allSatisfy { !$0.isDecided })
      _ = try await hal.keep(.sharedNote, months: 6, because: "works agreement 4", as: Operation("r"))
      let decided = try #require(try await hal.retention().last)
      #expect(decided.isDecided && decided.months == 6 && decided.older == 1)
      let never = try await refusal { try await hal.keep(.action, months: 0, because: "x", as: Operation("r")) }
      #expect(never.kind == .invalid)
      let denied = try await refusal { try await lev.retention() }
      #expect(denied == .denied)
    }
  }
}
