import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct DisputeTests {
  private func disputed(_ cast: TestStore) async throws -> Evaluation.ID {
    let id = try await cast.evaluation(of: "ticket-1041")
    let ana = try await cast.quality(as: "Ana")
    _ = try await ana.step(id, to: .disputed, comment: "The line was bad.", .test)
    return id
  }

  @Test func `another lead upholds, and it is final`() async throws {
    try await withStore { cast in
      let id = try await disputed(cast)
      let mara = try await cast.quality(as: "Mara")
      let upheld = try await mara.resolve(id, because: "I heard it too.", .test).value
      #expect(upheld.id == id && upheld.state == .final && upheld.reported == 95)
      let ana = try await cast.quality(as: "Ana")
      let steps = try await ana.evaluation(id).steps
      #expect(steps.last?.comment == "I heard it too.", "the agent reads why")
      #expect(
        try await qualityRefusal { try await ana.step(id, to: .disputed, comment: "again", .test) }
          == .noSuchStep(from: "final"))
    }
  }

  @Test func `HR amends: a new evaluation counts, the old one stands beside it`() async throws {
    try await withStore { cast in
      let id = try await disputed(cast)
      let hal = try await cast.quality(as: "Hal")
      let amended = try await hal.resolve(id, amending: ["tone": "5"], because: "The line crackled.", .test).value
      #expect(amended.id != id && amended.supersedes == id && amended.state == .final && amended.reported == 100)
      #expect(amended.evaluatorName == "Hal")
      let ana = try await cast.quality(as: "Ana")
      #expect(try await ana.evaluations().map(\.state) == [.final, .superseded])
      #expect(
        try await qualityRefusal { try await ana.step(amended.id, to: .disputed, comment: "no", .test) }
          == .noSuchStep(from: "final"))
    }
  }

  @Test func `whoever evaluated resolves nothing, by no way`() async throws {
    try await withStore { cast in
      let id = try await disputed(cast)
      let lev = try await cast.quality(as: "Lev")
      #expect(try await qualityRefusal { try await lev.resolve(id, because: "I was right.", .test) } == .ownDispute)
      #expect(
        try await qualityRefusal { try await lev.resolve(id, amending: ["tone": "5"], because: "", .test) }
          == .ownDispute)
      #expect(try await qualityRefusal { try await lev.amend(id, ["tone": "5"], .test) } == .ownDispute)
    }
  }

  @Test func `a dispute says why`() async throws {
    try await withStore { cast in
      let id = try await cast.evaluation(of: "ticket-1041")
      let ana = try await cast.quality(as: "Ana")
      let reason = try await qualityRefusal { try await ana.step(id, to: .disputed, comment: " ", .test) }
      #expect(reason.description == "Refused: dispute says why.")
    }
  }

  @Test func `only the agent disputes, and only what is disputed is resolved`() async throws {
    try await withStore { cast in
      let id = try await cast.evaluation(of: "ticket-1041")
      let (lev, mara) = (try await cast.quality(as: "Lev"), try await cast.quality(as: "Mara"))
      #expect(
        try await qualityRefusal { try await lev.step(id, to: .disputed, comment: "x", .test) } == .othersStep("agent"))
      #expect(
        try await qualityRefusal { try await mara.resolve(id, because: "x", .test) }
          == .noSuchStep(from: "acknowledged"))
      let ben = try await cast.quality(as: "Ben")
      #expect(try await qualityRefusal { try await ben.step(id, to: .disputed, comment: "x", .test) }.kind == .missing)
    }
  }
}
