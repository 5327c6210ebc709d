import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct SamplingTests {
  private func plan(_ name: String = "november", perAgent: Int = 5, seed: Int64 = 7) throws -> PlannedSample {
    PlannedSample(
      name, from: try #require(LocalDate("2025-11-01")), through: try #require(LocalDate("2025-11-30")),
      perAgent: perAgent, seed: seed)
  }

  @Test func `so many of each agent are drawn, spread over the channels`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 60, "Ben": 25, "Cal": 3, "Eve": 40])
      let hal = try await cast.quality(as: "Hal")
      let sample = try await hal.draw(plan(), .test).value
      #expect(sample.frames.map(\.agentName) == ["Ana", "Ben", "Cal", "Eve"])
      #expect(sample.frames.map(\.contacts) == [60, 25, 3, 40] && sample.frames.map(\.drawn) == [5, 5, 3, 5])
      #expect(sample.plan.contacts == 128 && sample.plan.drawn == 18 && sample.plan.agents == 4)
      let ana = sample.draws.filter { $0.agentName == "Ana" }
      #expect(ana.map(\.stratum).sorted() == ["email", "email", "email", "email", "phone"], "one in five is by phone")
      let margin = try #require(sample.frames[0].margin())
      #expect((margin - 30.2).magnitude < 0.1 && sample.frames[2].margin() == 0)
    }
  }

  @Test func `a seed draws the same again, another seed other contacts`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 60, "Ben": 25])
      let hal = try await cast.quality(as: "Hal")
      let first = try await hal.draw(plan("a"), .test).value.draws.map(\.reference)
      let same = try await hal.draw(plan("b"), .test).value.draws.map(\.reference)
      let other = try await hal.draw(plan("c", seed: 8), .test).value.draws.map(\.reference)
      #expect(first == same && first != other)
      #expect(try await hal.redraw("a").allSatisfy { $0.isSameFrame && $0.isSameDraw })
    }
  }

  @Test func `contacts that came late are told, not drawn`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 60, "Ben": 25])
      let hal = try await cast.quality(as: "Hal")
      let before = try await hal.draw(plan(), .test).value.draws
      try await cast.addContacts(["Ben": 30], day: 20)
      let again = try await hal.redraw("november")
      #expect(again.map(\.agentName) == ["Ana", "Ben"] && again.map(\.isSameFrame) == [true, false])
      #expect(again[1].contacts == 25 && again[1].contactsNow == 55)
      #expect(try await hal.sample("november").draws == before)
    }
  }

  @Test func `a lead draws from their people, not from themselves or others`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 9, "Eve": 9, "Lev": 9])
      let lev = try await cast.quality(as: "Lev")
      let sample = try await lev.draw(plan(), .test).value
      #expect(sample.frames.map(\.agentName) == ["Ana"])
      let noor = try await cast.quality(as: "Noor")
      #expect(try await noor.sample("november").draws.isEmpty, "Noor sees the plan, not Lev's people")
      let ana = try await cast.quality(as: "Ana")
      #expect(try await qualityRefusal { try await ana.samples() } == .denied, "nobody knows what is listened to")
    }
  }

  @Test func `a team narrows, and a day beyond the plan is not in it`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 9, "Eve": 9])
      try await cast.addContacts(["Ana": 9], day: 30)
      var planned = try plan(perAgent: 100)
      planned.team = "Returns"
      let sample = try await cast.quality(as: "Hal").draw(planned, .test).value
      #expect(sample.frames.map(\.agentName) == ["Ana"] && sample.plan.team == "Returns")
      #expect(sample.frames[0].contacts == 18, "the last of them is still the evening of 30 November")
    }
  }

  @Test func `a draw that was evaluated is ticked off`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 9])
      let lev = try await cast.quality(as: "Lev")
      let drawn = try #require(try await lev.draw(plan(), .test).value.draws.first)
      _ = try await lev.begin(EvaluationStart(form: "returns-care", reference: drawn.reference), .test)
      let sample = try await lev.sample("november")
      #expect(sample.draws.filter(\.isEvaluated).map(\.reference) == [drawn.reference])
      #expect(sample.frames[0].evaluated == 1)
    }
  }

  @Test func `each refusal of a plan says why`() async throws {
    try await withStore { cast in
      let hal = try await cast.quality(as: "Hal")
      #expect(try await qualityRefusal { try await hal.draw(plan("empty"), .test) } == .emptyFrame("empty"))
      #expect(try await qualityRefusal { try await hal.sample("none") }.kind == .missing)
      try await cast.addContacts(["Ana": 9])
      _ = try await hal.draw(plan(), .test)
      #expect(
        try await qualityRefusal { try await hal.draw(plan(), .test) }.description
          == "Refused: sampling plan name is free.")
      #expect(
        try await qualityRefusal { try await hal.draw(plan("many", perAgent: 501), .test) }.description
          == "Refused: sampling plan draws 1 to 500 of an agent.")
    }
  }
}
