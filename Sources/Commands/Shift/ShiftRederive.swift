import ArgumentParser
import Store
import Timekeeping

extension Shifts {
  struct Rederive: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "rederive",
      abstract: "After new time zone rules: republish the shifts whose instants move.",
      discussion: "The wall clocks stay. It first lists the shifts; --dry-run stops there.")

    @Option(help: "From this day; today by default.") var from: LocalDate?
    @Option(help: "Why, for whoever reads the versions.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let day = from ?? .today
      let asked = write.operation("shift.rederive", input: [day.description, note])
      try await globals.withStore { store in
        let timekeeping = Timekeeping(store: store)
        let moved = try await timekeeping.movedShifts(from: day)
        let printer = try printer
        if !globals.output.quiet { try printer.list(moved) }
        guard !moved.isEmpty else { return printer.note("No shift moves.") }
        let outcome = try await timekeeping.rederive(from: day, note: note, as: asked)
        try printer.changed(Change(outcome, "\(moved.count) shifts keep their clocks and have new instants."))
      }
    }
  }
}

extension MovedShift: Listed {
  static let noun = "moved_shift"
  static let columns: [Column<MovedShift>] = [
    Column("id") { Field($0.shift.id) },
    Column("person") { $0.shift.personName },
    Column("date") { Field($0.shift.on) },
    Column("starts_at") { Field($0.shift.startsAt) },
    Column("starts_at_now") { Field($0.startsAtToday) },
    Column("ends_at", shown: false) { Field($0.shift.endsAt) },
    Column("ends_at_now", shown: false) { Field($0.endsAtToday) },
  ]
}
