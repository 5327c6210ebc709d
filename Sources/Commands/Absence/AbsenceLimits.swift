import ArgumentParser
import Store
import Timekeeping

extension Absences {
  struct Estimate: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "estimate",
      abstract: "Tell what asking for some days would come to, before anybody asks.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "The first day.") var from: LocalDate
    @Option(help: "The last day, inclusive; the first by default.") var through: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in
        try await printer.list(Timekeeping(store: store).estimate(person, from: from, through: through ?? from))
      }
    }
  }

  struct Line: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "line", abstract: "Tell where an absence stands on its limited days.")

    @Argument(help: "The absence's id.") var id: Identifier<Absence>
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(Timekeeping(store: $0).line(of: id)) }
    }
  }

  struct Limits: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "limits", abstract: "List how many people may be away at once.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(Timekeeping(store: $0).timeOffLimits()) }
    }
  }

  struct Limit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "limit",
      abstract: "Limit how many people may be away at once on each day of a period.")

    @Argument(help: "How many people.") var people: Int
    @Option(help: "The first day.") var from: LocalDate
    @Option(help: "The last day, inclusive.") var through: LocalDate
    @Option(help: "Only at this site.", completion: .sites) var site: String?
    @Option(help: "Only in this team and those below it.", completion: .teams) var team: String?
    @Option(help: "Why, for those who wait.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let input = ["\(people)", "\(from)", "\(through)", site ?? "", team ?? "", note]
      let outcome = try await globals.withStore {
        try await Timekeeping(store: $0).limitTimeOff(
          from: from, through: through, to: people, site: site, team: team, note: note,
          as: write.operation("absence.limit", input: input))
      }
      let most = people == 1 ? "1 person is" : "\(people) people are"
      try printer.changed(
        Change(
          outcome, "At most \(most) away at once from \(from) through \(through).",
          ids: [outcome.value.id.description], next: "muster absence limits"))
    }
  }

  struct Relimit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "relimit",
      abstract: "Change a limit; who waited moves up where there is room.")

    @Argument(help: "The limit's id.") var id: Identifier<TimeOffLimit>
    @Argument(help: "How many people.") var people: Int
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore {
        try await Timekeeping(store: $0).change(
          id, to: people, as: write.operation("absence.relimit", input: [id.description, "\(people)"]))
      }
      try printer.changed(Change(outcome, "The limit is \(people) now.", ids: [id.description]))
    }
  }
}

extension TimeOffEstimate: Listed {
  static let noun = "day"
  static let columns: [Column<TimeOffEstimate>] = [
    Column("day_on") { Field($0.on) },
    Column("limit") { $0.people },
    Column("taken") { $0.taken },
    Column("waiting") { $0.waiting },
    Column("place_in_line") { $0.placeInLine },
    Column("shifts_left_open") { $0.shifts },
  ]
}

extension TimeOffPlace: Listed {
  static let noun = "place"
  static let columns: [Column<TimeOffPlace>] = [
    Column("day_on") { Field($0.on) }, Column("is_held") { $0.isHeld }, Column("place_in_line") { $0.placeInLine },
  ]
}

extension TimeOffLimit: Listed {
  static let noun = "limit"
  static let columns: [Column<TimeOffLimit>] = [
    Column("id") { Field($0.id) },
    Column("of") { $0.of },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("people") { $0.people },
    Column("note") { $0.note },
  ]
}
