import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct ArrivalTests {
  @Test func `a class expects the sum of its arrivals' probabilities`() async throws {
    try await withStore { cast in
      let classes = try await cast.people(as: "Rui").classes()
      #expect(classes.map(\.name) == ["November class"])
      let expected = try #require(classes.first?.expected)
      #expect(abs(expected - 19.3) < 1e-9)
      #expect(classes.first?.seats == 20 && classes.first?.trainer == "Tess")
    }
  }

  @Test func `a source replaces its arrivals, and leaves those of others`() async throws {
    try await withStore { cast in
      let rui = try await cast.people(as: "Rui")
      let leeds = try #require(try await rui.sites().first { $0.name == "Leeds" })
      let monday = try day("2025-12-08")
      func arrival(_ reference: String, _ probability: Double) -> ExpectedArrival {
        ExpectedArrival(
          reference: reference, site: leeds, expectedOn: monday, probability: probability, weeklyMinutes: 1800,
          kind: .seasonal)
      }
      _ = try await rui.expect([arrival("G-1", 0.5), arrival("G-2", 0.4)], from: "agency", as: Operation("expect"))
      let count = try await rui.expect([arrival("G-1", 0.9)], from: "agency", as: Operation("expect")).value
      #expect(count == 1)
      let arrivals = try await rui.arrivals(from: try day("2025-11-01"), through: try day("2025-12-31"))
      #expect(arrivals.count == 23)
      #expect(arrivals.filter { $0.source == "agency" }.map(\.probability) == [0.9])
      let history = try await cast.asMaster { session in
        try session.one(Query<Int>("all", "SELECT count(*) FROM people.arrival WHERE source = 'agency'"))
      }
      #expect(history == 3)
    }
  }

  @Test func `a probability is between 0 and 1`() async throws {
    try await withStore { cast in
      let rui = try await cast.people(as: "Rui")
      let leeds = try #require(try await rui.sites().first { $0.name == "Leeds" })
      let sure = ExpectedArrival(
        reference: "X", site: leeds, expectedOn: try day("2025-12-08"), probability: 1.2, weeklyMinutes: 1800,
        kind: .seasonal)
      let reason = try await refusal { try await rui.expect([sure], from: "agency", as: Operation("expect")) }
      #expect(reason.description == "Refused: arrival probability is 0 to 1.")
    }
  }

  @Test func `a planned class names its trainer and skill`() async throws {
    try await withStore { cast in
      let rui = try await cast.people(as: "Rui")
      let planned = PlannedClass(
        site: "Galway", name: "December class", startsOn: try day("2025-12-01"), endsOn: try day("2025-12-05"),
        seats: 8, trainer: "Tess", skill: "chat")
      let added = try await rui.addClass(planned, as: Operation("class.add")).value
      #expect(added.trainer == "Tess" && added.skill == "chat" && added.site == "Galway")
    }
  }
}
