import Foundation
import Intake
import People
import Postgres
import Scheduling
import Store
import StoreTesting
import Workload

/// The sample season's files, as they stand in the repository.
enum Sample {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scripts/sample-season")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static let asOf = LocalDate(year: 2011, month: 8, day: 31) ?? .infinity
  static let peak = LocalDate(year: 2011, month: 11, day: 21) ?? .infinity

  /// Loads the sample season for Pia's company, as Pia and Hal would, beside the cast of peak week.
  static func load(into test: TestStore) async throws {
    let hal = try await test.store(as: "Hal")
    let pia = try await test.store(as: "Pia")
    let people = People(store: hal)
    for skill in ["calls", "mail"] { _ = try await people.addSkill(skill, as: Operation("skill.add")) }
    for team in ["Leeds Days", "Leeds Evenings", "Galway One", "Galway Two"] {
      let site = team.hasPrefix("Leeds") ? "Leeds" : "Galway"
      _ = try await people.addTeam(team, at: site, below: "Leeds", as: Operation("team.add"))
    }
    _ = try await Intake(store: hal).run(
      ImportRequest(path("people.csv"), as: .people, from: ""), as: Operation("import.people"))
    _ = try await Workload(store: pia).addSource("shop", site: "Leeds", as: Operation("source.add"))
    for file in ["orders-daily.csv", "orders-hourly.csv"] {
      _ = try await Intake(store: pia).run(
        ImportRequest(path(file), as: .series, from: "shop"), as: Operation("import.series"))
    }
    try await open(Scheduling(store: pia))
    await hal.close()
    await pia.close()
  }

  static func open(_ scheduling: Scheduling) async throws {
    _ = try await scheduling.open(
      "peak-2011", name: "Holidays 2011", for: "Lantern Gifts Ltd", from: peak.adding(days: -77),
      to: peak.adding(days: 27), peakWeek: peak, as: Operation("season.open"))
    _ = try await scheduling.assume(
      Assumptions.read(Array(text("assumptions.json").utf8)), for: "peak-2011", as: Operation("season.assume"))
  }
}
