import ArgumentParser
import Documents
import Scheduling
import Store

extension Rosters {
  struct Grid: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "grid",
      abstract: "Show a published week: people down, days across, and how well each hour is covered.")

    @OptionGroup var wishes: WeekWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let grid = try await globals.withScheduling {
        try await $0.week(of: wishes.week, team: wishes.team, site: wishes.site)
      }
      let printer = try printer
      if printer.format == .table { return try printer.document(GridWords(grid).text(color: printer.output.hasColor)) }
      try printer.list(grid.rows.flatMap { row in row.shifts.map { GridLine(row: row, shift: $0) } })
    }
  }

  struct Export: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a published week as a page, CSV, a workbook and a calendar for each person.")

    @OptionGroup var wishes: WeekWishes
    @Option(help: "The folder to write into.") var out: String
    @Flag(help: "Replace files that are there already.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { scheduling in
        let grid = try await scheduling.week(of: wishes.week, team: wishes.team, site: wishes.site)
        let entries = try await scheduling.calendar(from: wishes.week)
        try GridFiles(grid, entries: entries).write(to: out, replacing: force, printer)
      }
    }
  }
}

/// Which week, and whose.
struct WeekWishes: ParsableArguments {
  @Argument(help: "The Monday of the week.") var week: LocalDate
  @Option(help: "Only this team.", completion: .teams) var team: String?
  @Option(help: "Only at this site.", completion: .sites) var site: String?
}

/// One shift of a grid as a row of its own.
struct GridLine: Listed {
  let row: GridRow
  let shift: GridShift

  static let noun = "shift"
  static let columns: [Column<GridLine>] = [
    Column("team") { $0.row.team },
    Column("person") { $0.row.name },
    Column("day_on") { Field($0.shift.day) },
    Column("starts") { Field($0.shift.starts) },
    Column("ends") { Field($0.shift.ends) },
    Column("ends_next_day") { $0.shift.endsNextDay },
    Column("paid_minutes") { $0.shift.paidMinutes },
    Column("zone") { $0.row.zone },
  ]
}

/// A grid as text.
struct GridWords {
  let grid: WeekGrid

  init(_ grid: WeekGrid) {
    self.grid = grid
  }

  func text(color: Bool) -> String {
    guard !grid.rows.isEmpty else { return "Nothing is published for that week. Next: muster season publish SEASON" }
    let names = grid.rows.map { $0.name.escapedForTerminal }
    let margin = max(6, names.map(\.displayWidth).max() ?? 0)
    let head = String(repeating: " ", count: margin) + grid.days.map { "  " + $0.civil.heading.padded(to: 13) }.joined()
    let lines = zip(grid.rows, names).map { row, name in
      name.padded(to: margin) + grid.days.map { "  " + row.words(on: $0).padded(to: 13) }.joined() + "  \(row.hours)"
    }
    let map = grid.heatMap.map { ["", $0.title, $0.terminal(color: color)] } ?? []
    return ([head] + lines + map + ["", grid.asOf]).joined(separator: "\n")
  }
}

extension GridRow {
  /// The day's shifts as a clock shows them: `08:00–16:00`, and +1 past midnight.
  func words(on day: LocalDate) -> String {
    shifts.filter { $0.day == day }.map {
      "\($0.starts.minutes.asClock)–\($0.ends.minutes.asClock)\($0.endsNextDay ? "+1" : "")"
    }
    .joined(separator: " ")
  }

  var hours: String { "\((Double(paidMinutes) / 60).written(decimals: 1)) h" }
}

extension Int {
  /// Minutes after midnight as `08:30`.
  fileprivate var asClock: String { clock(self) }
}

extension CivilDate {
  fileprivate var heading: String { "\(weekdayName.prefix(3)) \(dayAndMonth)" }
}

extension WeekGrid {
  /// What is shown, and how old it is.
  var asOf: String {
    let version = version.map { "version \($0)" } ?? "nothing published"
    let published = publishedAt.map { ", published \($0)" } ?? ""
    return "\(rows.count) people, \(version)\(published); read \(readAt)."
  }

  /// Agents there less agents needed, over all queues; `nil` where nothing was planned.
  var heatMap: HeatMap? {
    guard let first = coverage.map(\.minute).min(), let last = coverage.map(\.minute).max() else { return nil }
    let minutes = Array(stride(from: first, through: last, by: slotMinutes))
    let values = days.map { day in
      minutes.map { minute -> Double? in
        coverage.first { $0.day == day && $0.minute == minute }.map { Double($0.staffed - $0.required) }
      }
    }
    let short = coverage.reduce(0) { $0 + max(0, $1.required - $1.staffed) }
    return HeatMap(
      title: "Agents there against agents needed",
      summary: short == 0
        ? "Every slot has the agents it needs."
        : "\((Double(short * slotMinutes) / 60).written(decimals: 1)) agent-hours are short over the week.",
      meaning: .gap, days: days.map { $0.civil.heading }, times: minutes.map { clock($0) }, values: values)
  }
}
