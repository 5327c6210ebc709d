import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

/// Shifts over a change of clocks: attacks 53 to 57.
@Suite(.serialized) struct DaylightTests {
  /// Publishes one shift of Ana in Leeds, moved to `zone`, and reads it back.
  private func published(
    _ date: String, _ starts: String, _ ends: String, in zone: String, startFold: Int? = nil, endFold: Int? = nil,
    by cast: TestStore
  ) async throws -> Shift {
    try await cast.move("Leeds", to: zone)
    let names = try await cast.names()
    let pia = try await cast.time(as: "Pia")
    let shift = try names.shift("Ana", date, starts, ends, startFold: startFold, endFold: endFold)
    _ = try await pia.publish(names.draft(date, date, [shift]), as: Operation("shift.publish"))
    return try #require(try await pia.shifts(ShiftFilter(from: day(date), through: day(date))).first)
  }

  /// The same in a database of its own.
  private func published(
    _ date: String, _ starts: String, _ ends: String, in zone: String, startFold: Int? = nil, endFold: Int? = nil
  ) async throws -> Shift {
    try await withStore { cast in
      try await cast.employForEver()
      return try await published(date, starts, ends, in: zone, startFold: startFold, endFold: endFold, by: cast)
    }
  }

  private static let nights = [
    ("2026-10-31", "22:00", "06:00", "America/New_York", 540),
    ("2026-03-07", "22:00", "06:00", "America/New_York", 420),
    ("2026-06-10", "22:00", "06:00", "America/New_York", 480),
    ("2026-10-24", "22:00", "06:00", "Europe/London", 540),
    ("2026-03-28", "22:00", "06:00", "Europe/London", 420),
    ("2026-04-04", "22:00", "06:00", "Australia/Lord_Howe", 510),
    ("2026-10-03", "22:00", "06:00", "Australia/Lord_Howe", 450),
    ("2026-04-04", "22:00", "06:00", "Pacific/Chatham", 540),
    ("2026-09-26", "22:00", "06:00", "Pacific/Chatham", 420),
    ("2026-02-14", "22:00", "06:00", "Africa/Casablanca", 540),
    ("2026-03-21", "22:00", "06:00", "Africa/Casablanca", 420),
    ("2026-03-28", "22:00", "06:00", "Asia/Kathmandu", 480),
    ("2026-06-11", "16:00", "24:00", "Europe/London", 480),
    ("2026-06-12", "16:00", "00:00", "Europe/London", 480),
  ]

  @Test func `real hours are counted over a change of clocks`() async throws {
    try await withStore { cast in
      try await cast.employForEver()
      for (date, starts, ends, zone, minutes) in Self.nights {
        let shift = try await published(date, starts, ends, in: zone, by: cast)
        #expect(shift.minutes == minutes && shift.paidMinutes == minutes, "\(date) \(zone)")
        #expect(shift.zone == zone && shift.endsNextDay)
      }
    }
  }

  @Test func `a start in a gap is refused with what is near`() async throws {
    try await withStore { cast in
      try await cast.employForEver()
      try await cast.move("Leeds", to: "America/New_York")
      let names = try await cast.names()
      let pia = try await cast.time(as: "Pia")
      let draft = try names.draft("2026-03-08", "2026-03-08", [names.shift("Ana", "2026-03-08", "02:30", "10:00")])
      let reason = try await refusal { try await pia.publish(draft, as: Operation("shift.publish")) }
      #expect(
        reason.description
          == "02:30 does not exist on 2026-03-08 in America/New_York: the clocks go from 02:00 to 03:00. "
          + "The nearest times are 2026-03-08 01:59 and 2026-03-08 03:00.")
      #expect(reason.kind == .invalid)
    }
  }

  @Test func `an ambiguous start is refused until it has its fold`() async throws {
    try await withStore { cast in
      try await cast.employForEver()
      try await cast.move("Leeds", to: "America/New_York")
      let names = try await cast.names()
      let pia = try await cast.time(as: "Pia")
      let draft = try names.draft("2026-11-01", "2026-11-01", [names.shift("Ana", "2026-11-01", "01:30", "09:00")])
      let reason = try await refusal { try await pia.publish(draft, as: Operation("shift.publish")) }
      guard case .time(let what, let hint) = reason else { throw Unrefused() }
      #expect(what.contains("happens twice") && hint == "Say which: fold 1 or fold 2.")
    }
  }

  @Test(arguments: [(1, 510), (2, 450)])
  func `a fold says which of two starts is meant`(fold: Int, minutes: Int) async throws {
    let shift = try await published("2026-11-01", "01:30", "09:00", in: "America/New_York", startFold: fold)
    #expect(shift.minutes == minutes)
  }

  @Test func `from fold to fold of one hour is an hour`() async throws {
    let shift = try await published(
      "2026-11-01", "01:30", "01:30", in: "America/New_York", startFold: 1, endFold: 2)
    #expect(shift.minutes == 60 && !shift.endsNextDay)
  }

  @Test func `folds that the clocks do not ask for change nothing`() async throws {
    let shift = try await published(
      "2026-06-10", "22:00", "06:00", in: "America/New_York", startFold: 1, endFold: 2)
    #expect(shift.minutes == 480 && shift.endsNextDay)
  }

  @Test(arguments: [("08:00", "08:00"), ("08:00", "00:30")])
  func `no shift is longer than sixteen real hours`(starts: String, ends: String) async throws {
    let reason = try await refusal { try await published("2026-06-10", starts, ends, in: "Europe/London") }
    #expect(reason.description == "Refused: shift lasts at most 16 hours.")
  }

  @Test func `sixteen hours on the wall are seventeen when the clocks go back`() async throws {
    let reason = try await refusal { try await published("2026-10-24", "14:00", "06:00", in: "Europe/London") }
    #expect(reason.description == "Refused: shift lasts at most 16 hours.")
    #expect(try await published("2026-10-24", "15:00", "06:00", in: "Europe/London").minutes == 960)
  }

  @Test func `a break stays where it was in real minutes`() async throws {
    try await withStore { cast in
      try await cast.employForEver()
      let names = try await cast.names()
      let pia = try await cast.time(as: "Pia")
      let night = try names.shift(
        "Ana", "2026-10-24", "22:00", "06:00",
        activities: [
          Activity(.contact, from: 0, until: 240), Activity(.unpaidBreak, from: 240, until: 270),
          Activity(.contact, from: 270, until: 540),
        ])
      _ = try await pia.publish(
        names.draft("2026-10-24", "2026-10-24", [night]), as: Operation("shift.publish"))
      let shift = try #require(
        try await pia.shifts(ShiftFilter(from: day("2026-10-24"), through: day("2026-10-24"))).first)
      #expect(shift.minutes == 540 && shift.paidMinutes == 510)
    }
  }

  @Test func `a shift is told in the zone that is asked for, and an unknown one is named`() async throws {
    try await withStore { cast in
      try await cast.employForEver()
      let shift = try await published("2026-10-24", "22:00", "06:00", in: "Europe/London", by: cast)
      let pia = try await cast.time(as: "Pia")
      var filter = try ShiftFilter(from: day("2026-10-24"), through: day("2026-10-24"))
      filter.zone = "America/New_York"
      let told = try #require(try await pia.shifts(filter).first)
      #expect("\(told.on) \(told.starts)–\(told.ends)" == "2026-10-24 17:00:00–02:00:00")
      #expect(told.endsNextDay && told.zone == "America/New_York" && told.startsAt == shift.startsAt)
      for unknown in ["Mars/Base", "UTC+5", "now"] {
        filter.zone = unknown
        let asked = filter
        await #expect(throws: TimekeepingError.unknownZone(unknown)) { try await pia.shifts(asked) }
      }
      filter.zone = "europe/lodnon"
      let asked = filter
      let near = await #expect(throws: TimekeepingError.self) { try await pia.shifts(asked) }
      #expect(near?.description == "No time zone is called europe/lodnon. Did you mean Europe/London?")
    }
  }

  @Test func `newer rules move nothing until they are asked to`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let from = try day("2025-11-24")
      #expect(try await pia.movedShifts(from: from).isEmpty)
      #expect(try await pia.rederive(from: from, as: Operation("tz.rederive")).value == nil)
      // As if Galway's shifts had been derived under rules an hour off.
      try await cast.asMaster { session in
        try session.script(
          """
          UPDATE timekeeping.shift
             SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
           WHERE site_id = (SELECT id FROM people.site WHERE name = 'Galway')
          """)
      }
      let moved = try await pia.movedShifts(from: from)
      #expect(moved.count == 19 && moved.allSatisfy { $0.shift.site == "Galway" })
      let rehearsed = try await pia.rederive(from: from, as: Operation("tz.rederive", dryRun: true))
      #expect(rehearsed.value?.published == 19)
      #expect(try await pia.movedShifts(from: from).count == 19)
      let version = try await pia.rederive(from: from, as: Operation("tz.rederive")).value
      #expect(version?.withdrawn == 19 && version?.publication.kind == .rederive)
      #expect(try await pia.movedShifts(from: from).isEmpty)
      #expect(try await pia.shifts(.peak()).allSatisfy { $0.minutes == 240 || $0.paidMinutes == 450 })
    }
  }
}
