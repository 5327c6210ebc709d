import ArgumentParser
import Documents
import Scheduling
import Store
import Timekeeping

extension Shifts {
  struct Calendar: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "calendar",
      abstract: "Print or write a person's calendar, as phones subscribe to it.",
      discussion: "Shifts taken out stay for thirty days as cancelled, so that phones remove theirs. Calendars look "
        + "again when they please, some only once a day.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "From this day; four weeks ago if left out.") var from: LocalDate?
    @Option(help: "The file to write; standard output if left out.") var out: String?
    @Flag(help: "Replace the file if it is there already.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let day = from ?? LocalDate.today.adding(days: -28)
      let entries = try await globals.withScheduling { try await $0.calendar(of: person, from: day) }
      let text = entries.feed.text
      guard let out else { return try Stream.output.write(text) }
      try OutputFile.write(text, to: out, replacing: force)
      try printer.note("Wrote \(out) with \(entries.count) entries.")
    }
  }

  struct Payroll: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "payroll",
      abstract: "List the hours to be paid by person, day and category; --format csv for payroll.",
      discussion:
        "A shift belongs whole to the local day it starts on, with the minutes that really passed. regular and "
        + "overtime add up to the hours worked; night, sunday and holiday are hours among them. away is approved "
        + "time off inside a shift, training a class outside one.")

    @OptionGroup var period: PeriodWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in
        try await printer.list(Timekeeping(store: store).payHours(from: period.first, through: period.last))
      }
    }
  }
}

extension PayHours: Listed {
  static let noun = "hours"
  static let columns: [Column<PayHours>] = [
    Column("number") { $0.number },
    Column("person") { $0.name },
    Column("day_on") { Field($0.on) },
    Column("site") { $0.site },
    Column("category") { $0.category },
    Column("hours") { Field.number(Double($0.minutes) / 60, decimals: 2) },
    Column("minutes") { $0.minutes },
    Column("citation", shown: false) { $0.citation },
  ]
}
