import People
import Postgres
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct PlacesTests {
  @Test(arguments: [
    ("", nil),
    ("UTC+5", nil),
    ("EST", nil),
    ("IST", nil),
    ("Americas4", nil),
    ("Etc/GMT+5", nil),
    ("posix/Europe/London", nil),
    ("Europe/Londn", "Europe/London"),
    ("europe/london", "Europe/London"),
    ("America/New York", "America/New_York"),
  ])
  func `only a place of the time zone database is a zone`(zone: String, near: String?) async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let reason = try await refusal {
        try await hal.addSite("Here", zone: zone, jurisdiction: "GB", as: Operation("site.add"))
      }
      guard case .zone(let hint) = reason else { throw Unrefused() }
      if let near { #expect(hint.contains(near)) }
    }
  }

  @Test(arguments: [
    "Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "America/Argentina/Salta",
  ])
  func `any place of the time zone database is a zone`(zone: String) async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let site = try await hal.addSite(
        "Here", zone: zone, weekStartsOn: 7, jurisdiction: "GB", as: Operation("site.add"))
      #expect(site.value.zone == zone && site.value.weekStartsOn == 7)
    }
  }

  @Test func `opening hours follow the weekday unless the date says otherwise`() async throws {
    try await withStore { cast in
      let calendar = try #require(try await cast.people(as: "Ana").calendar(of: "Leeds"))
      func hours(_ date: String) throws -> [String] {
        calendar.hours(on: try day(date)).map { "\($0.opens)–\($0.closes)" }
      }
      #expect(try hours("2025-11-27") == ["08:00:00–22:00:00"])
      #expect(try hours("2025-11-28") == ["08:00:00–22:00:00"], "an event keeps the ordinary hours")
      #expect(try hours("2025-12-25") == [])
      #expect(try hours("2025-12-26") == ["10:00:00–18:00:00"])
    }
  }

  @Test func `a calendar is replaced whole and the old one stays`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let nine = Calendar.Opening(
        weekday: 1, opens: LocalTime(minutes: 9 * 60), closes: LocalTime(minutes: 24 * 60))
      let holiday = Calendar.Day(on: try day("2026-01-01"), kind: .holiday, name: "New Year")
      let set = try await hal.setCalendar(
        of: "Leeds", openings: [nine], days: [holiday], note: "January", as: Operation("calendar.set"))
      #expect(set.value.version == 2)
      #expect(try await hal.calendar(of: "Leeds") == set.value)
      let versions = try await cast.asMaster { session in
        try session.one(
          Query<Int>(
            "versions",
            "SELECT count(*) FROM people.calendar JOIN people.site ON site.id = site_id WHERE name = 'Leeds'"))
      }
      #expect(versions == 2)
    }
  }

  @Test func `a day with hours of its own states them`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let vague = Calendar.Day(on: try day("2026-01-01"), kind: .hours, name: "Short day")
      let reason = try await refusal {
        try await hal.setCalendar(of: "Leeds", openings: [], days: [vague], as: Operation("calendar.set"))
      }
      #expect(reason.description == "Refused: calendar day with own hours states them.")
    }
  }

  @Test func `a cost holds until the next one begins`() async throws {
    try await withStore { cast in
      let hal = try await cast.people(as: "Hal")
      let raise = CostRate(
        kind: .agency, per: .hour, amountMinor: 2400, currency: "GBP", startsOn: try day("2025-12-01"))
      _ = try await hal.setCost(raise, as: Operation("cost.set"))
      let before = try await hal.costRates(on: try day("2025-11-30"))
      let after = try await hal.costRates(on: try day("2025-12-01"))
      #expect(before.first { $0.kind == .agency }?.amountMinor == 2230)
      #expect(after.first { $0.kind == .agency }?.amountMinor == 2400)
    }
  }

  @Test func `who founds a company works on it`() async throws {
    try await withStore { cast in
      let ada = try await cast.people(as: "Ada")
      let lamps = try await ada.found("Lamps SARL", country: "FR", currency: "EUR", as: Operation("entity.found")).value
      let paris = try await ada.addSite(
        "Paris", to: "Lamps SARL", zone: "Europe/Paris", jurisdiction: "FR", as: Operation("site.add")
      ).value
      #expect(paris.entity == lamps.id)
      let reason = try await refusal {
        try await ada.addSite("Lyon", zone: "Europe/Paris", jurisdiction: "FR", as: Operation("site.add"))
      }
      #expect(reason == .whichEntity(["Lamps SARL", "Lantern Gifts GmbH", "Lantern Gifts Ltd"]))
    }
  }
}
