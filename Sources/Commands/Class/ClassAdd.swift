import ArgumentParser
import People
import Store

extension TrainingClasses {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Plan a class that new starters begin with.",
      discussion:
        "muster class add 'October class' --site Leeds --from 2026-10-05 --to 2026-10-16 --seats 20 --skill returns"
    )

    @Argument(help: "Its name.") var name: String
    @Option(help: "The site.", completion: .sites) var site: String
    @Option(help: "Its first day.") var from: LocalDate
    @Option(help: "Its last day.") var to: LocalDate
    @Option(help: "How many can start.") var seats: Int
    @Option(help: "Who trains it.") var trainer: String?
    @Option(help: "The skill it teaches.", completion: .skills) var skill: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if to < from { throw ValidationError("--to is before --from.") }
      if !(1...500).contains(seats) { throw ValidationError("--seats must be 1 to 500.") }
    }

    func run() async throws {
      let wish = PlannedClass(
        site: site, name: name, startsOn: from, endsOn: to, seats: seats, trainer: trainer, skill: skill)
      let outcome = try await globals.withStore { store in
        try await People(store: store).addClass(wish, as: write.operation("class.add", input: wish))
      }
      try printer.changed(
        Change(
          outcome, "\(name) starts on \(from) with \(seats.grouped) seats.", ids: [outcome.value.id.description],
          next: "muster opening add REQUISITION --class '\(name)' --count \(seats)"))
    }
  }
}
