import Documents
import Scheduling
import Store

/// What a published week leaves in a folder: the page, a CSV, a workbook, and a calendar for each person.
struct GridFiles {
  let grid: WeekGrid
  let entries: [CalendarEntry]

  init(_ grid: WeekGrid, entries: [CalendarEntry]) {
    self.grid = grid
    self.entries = entries
  }

  func write(to folder: String, replacing: Bool, _ printer: Printer) throws {
    try OutputFile.makeFolder(folder + "/calendars")
    try OutputFile.write(html, to: folder + "/week.html", replacing: replacing)
    try OutputFile.write(CSV(Self.columns).document(lines), to: folder + "/week.csv", replacing: replacing)
    try OutputFile.make(folder + "/week.xlsx", replacing: replacing) { try writeBook(to: $0) }
    let people = Set(grid.rows.map(\.person))
    let own = Dictionary(grouping: entries.filter { people.contains($0.person) }, by: \.person)
    for (person, entries) in own.sorted(by: { $0.key < $1.key }) {
      try OutputFile.write(
        entries.feed.text, to: "\(folder)/calendars/person-\(person).ics", replacing: replacing)
    }
    printer.note("Wrote \(folder)/week.html, week.csv, week.xlsx and \(own.count) calendars.")
  }

  private func writeBook(to path: String) throws {
    try Workbook.write(
      to: path, title: "Week of \(grid.days.first?.description ?? "")",
      created: UTCInstant(microsecondsSince2000: grid.readAt.microseconds)
    ) { book in
      try book.sheet("Grid", gridColumns, rows: gridRows)
      try book.sheet("Shifts", Self.columns, rows: lines)
    }
  }

  // MARK: - The page

  var html: String {
    Page(
      title: "Week of \(grid.days.first?.civil.inWords ?? "")", kind: "Published shifts",
      lead: "\(grid.rows.count) people, \(hours) paid hours.", sections: sections, isLandscape: true
    ) { grid.asOf }.html
  }

  private var hours: String {
    (Double(grid.rows.reduce(0) { $0 + $1.paidMinutes }) / 60).written(decimals: 1)
  }

  private var sections: [Page.Section] {
    let coverage = grid.heatMap.map { map in Page.Section("coverage", "How well each hour is covered") { map.markup } }
    let week = Page.Section("week", "Who works when") {
      Markup.table("Shifts by person and day, on the clock of each person's site", gridColumns, gridRows)
    }
    return [week] + (coverage.map { [$0] } ?? [])
  }

  // MARK: - Tables

  private var gridColumns: [Documents.Column] {
    [Documents.Column("Person", width: 22), Documents.Column("Team")]
      + grid.days.map { Documents.Column("\($0.civil.weekdayName.prefix(3)) \($0.civil.dayAndMonth)") }
      + [Documents.Column("Hours", .number(places: 1))]
  }

  private var gridRows: [[Cell]] {
    grid.rows.map { row in
      let days = grid.days.map { day -> Cell in
        let words = row.words(on: day)
        return words.isEmpty ? .empty : .text(words)
      }
      return [.text(row.name), .text(row.team)] + days + [.number(Double(row.paidMinutes) / 60)]
    }
  }

  private static let columns = [
    Documents.Column("person"), Documents.Column("team"), Documents.Column("day", .date), Documents.Column("starts"),
    Documents.Column("ends"), Documents.Column("ends_next_day", .flag), Documents.Column("paid_minutes", .integer),
    Documents.Column("zone"),
  ]

  private var lines: [[Cell]] {
    grid.rows.flatMap { row in
      row.shifts.map { shift in
        [
          .text(row.name), .text(row.team), .date(shift.day.civil), .text(clock(shift.starts.minutes)),
          .text(clock(shift.ends.minutes)), .flag(shift.endsNextDay), .integer(shift.paidMinutes), .text(row.zone),
        ]
      }
    }
  }
}

extension [CalendarEntry] {
  /// One person's feed: UTC instants, stable names, and cancellations.
  var feed: CalendarFeed {
    CalendarFeed(name: "Work: \(first?.name ?? "")", events: map(\.event))
  }
}

extension CalendarEntry {
  fileprivate var event: CalendarEvent {
    CalendarEvent(
      uid: uid, sequence: sequence, stamp: UTCInstant(microsecondsSince2000: stamp.microseconds),
      start: UTCInstant(microsecondsSince2000: startsAt.microseconds),
      end: UTCInstant(microsecondsSince2000: endsAt.microseconds), summary: "Work", details: clock, place: site,
      isCancelled: isCancelled)
  }
}
