import ArgumentParser
import Store
import Timekeeping

extension Shifts {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List published shifts; a week from today unless told otherwise.",
      discussion:
        "Times are those of the site's clock unless --tz names another; +1d marks a shift that ends on the next "
        + "day. Days are the site's all the same.")

    @OptionGroup var period: PeriodWishes
    @Option(help: "Only of this person: a name, a number or #id.", completion: .people) var person: String?
    @Option(help: "Only of this team.", completion: .teams) var team: String?
    @Option(help: "Only at this site.", completion: .sites) var site: String?
    @Option(help: "The shifts of one version as it was, not those that count now.") var version: Int?
    @Option(name: .customLong("tz"), help: "Tell the times in this zone, such as America/New_York.") var zone: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      var filter = ShiftFilter(from: period.first, through: period.last)
      filter.person = person
      filter.team = team
      filter.site = site
      filter.version = version
      filter.zone = zone
      let asked = filter
      let shifts = try await globals.withStore { store in try await Timekeeping(store: store).shifts(asked) }
      let zones = Set(shifts.map(\.zone))
      let printer = try printer
      try printer.list(shifts, zone: zones.count == 1 ? zones.first : nil)
    }
  }
}

/// Which days are asked for.
struct PeriodWishes: ParsableArguments {
  @Option(help: "Seven days from this one, such as the Monday of a week.") var week: LocalDate?
  @Option(help: "From this day.") var from: LocalDate?
  @Option(help: "Through this day.") var through: LocalDate?

  var first: LocalDate { week ?? from ?? through ?? .today }
  var last: LocalDate { week.map { $0.adding(days: 6) } ?? through ?? first.adding(days: 6) }

  func validate() throws {
    if week != nil, from != nil || through != nil { throw ValidationError("--week stands alone.") }
    if last < first { throw ValidationError("--through lies before --from.") }
  }
}

extension Shift: Listed {
  static let noun = "shift"
  static let columns: [Column<Shift>] = [
    Column("date") { Field($0.on) },
    Column("person") { $0.personName },
    Column("starts") { Field($0.starts) },
    Column("ends") { "\($0.ends)\($0.endsNextDay ? " +1d" : "")" },
    Column("hours") { Field.number(Double($0.minutes) / 60, decimals: 2) },
    Column("paid_hours", shown: false) { Field.number(Double($0.paidMinutes) / 60, decimals: 2) },
    Column("site") { $0.site },
    Column("zone", shown: false) { $0.zone },
    Column("starts_at", shown: false) { Field($0.startsAt) },
    Column("ends_at", shown: false) { Field($0.endsAt) },
    Column("version") { $0.version },
    Column("withdrawn_at", shown: false) { Field($0.withdrawnAt) },
    Column("id") { Field($0.id) },
  ]
}
