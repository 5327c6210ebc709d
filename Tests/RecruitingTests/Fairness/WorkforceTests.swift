import Postgres
import Store
import StoreTesting
import Testing

@testable import Recruiting

/// The EEO-1 shape: who is at work, by job category, origin and sex.
struct WorkforceTests {
  private func count(
    _ people: Int, _ sex: String?, _ ethnicity: String?, _ family: String = "customer service",
    at site: String = "Leeds"
  ) -> WorkforceCount {
    WorkforceCount(site: site, family: family, sex: sex, ethnicity: ethnicity, people: people)
  }

  @Test func `ten categories by fourteen cells, customer service in administrative support`() throws {
    #expect(WorkforceReport.Category.allCases.count == 10 && WorkforceReport.Cell.all.count == 14)
    let report = WorkforceReport(
      [
        count(8, "female", "asian"), count(6, "male", "white"), count(5, "female", nil), count(7, nil, nil),
        count(9, "male", "hispanic", "team lead"), count(5, "male", "white", at: "Porto"),
      ], categories: ["team lead": .managers])
    #expect(report.lines.map(\.site) == Array(repeating: "Leeds", count: 10) + Array(repeating: "Porto", count: 10))
    let support = try #require(report.lines.first { $0.category == .support && $0.site == "Leeds" })
    #expect(support.cells == [0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0])
    // Whoever told only half of it is in no cell, and in the total.
    #expect(support.notSaid == 12 && support.total == 26)
    let managers = try #require(report.lines.first { $0.category == .managers })
    #expect(managers.cells[0] == 9 && managers.total == 9)
    #expect(report.lines.filter { $0.site == "Leeds" }.map { $0.total ?? -1 }.reduce(0, +) == 35)
  }

  @Test func `small cells leave empty, never alone`() throws {
    let line = try #require(
      WorkforceReport([count(3, "female", "white"), count(6, "male", "white"), count(20, "male", "black")])
        .published().first { $0.category == .support })
    #expect(line.cells[8] == nil && line.cells[2] == nil && line.cells[3] == 20 && line.total == 29)
    let alone = try #require(WorkforceReport([count(2, nil, nil)]).published().first { $0.category == .support })
    #expect(alone.notSaid == nil && alone.total == nil && alone.cells.allSatisfy { $0 == 0 })
  }

  @Test func `who has started is counted on that day, for the analyst alone, and the reading is noted`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await EqualOpportunity(store: try await cast.store(as: "Rui")).keep(
        SelfDescription(scheme: "us-1997", sex: "male", ethnicity: "white"), of: sam.id.rawValue,
        as: Operation("eeo.answer"))
      try await setting.sent(sam.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      let ivy = EqualOpportunity(store: try await cast.store(as: "Ivy"))
      let today = try await cast.today()
      #expect(try await ivy.workforce(on: today).lines.isEmpty)
      try await cast.letTheDayCome()
      _ = try await setting.rui.start(sam.code, as: Operation("hire.start"))
      let found = try await ivy.workforce(on: today)
      let line = try #require(found.lines.first { $0.total == 1 })
      #expect(line.site == "Leeds" && line.category == .support && line.cells[2] == 1)
      #expect(found.published().allSatisfy { $0.total ?? 0 == 0 })
      #expect(try await ivy.workforce(on: today.adding(days: -1)).lines.isEmpty)
      #expect(try await cast.count("audit.event", "relation = 'eeo.workforce' AND login = 'u_ivy'") == 3)
      await #expect(throws: PostgresError.self) {
        try await cast.psql("Hal", "SELECT * FROM eeo.workforce(1, current_date)")
      }
    }
  }
}
