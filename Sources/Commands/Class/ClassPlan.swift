import ArgumentParser
import People
import Store

extension Classes {
  struct Plan: MusterCommand {
    static let configuration = CommandConfiguration(abstract: "Plan a class that new starters begin with.")

    @Argument(help: "Its name, such as 'November class'.") var name: String
    @Option(help: "Where it meets.") var site: String
    @Option(help: "The first day.") var from: LocalDate
    @Option(help: "The last day.") var to: LocalDate
    @Option(help: "How many it seats.") var seats: Int
    @Option(help: "Who trains it.") var trainer: String?
    @Option(help: "The skill it opens; season plans count on that.") var skill: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let planned = PlannedClass(
        site: site, name: name, startsOn: from, endsOn: to, seats: seats, trainer: trainer, skill: skill)
      let outcome = try await globals.withStore { store in
        try await People(store: store).addClass(planned, as: write.operation("class.plan", input: planned))
      }
      try printer.changed(
        Change(
          outcome, "\(name) starts on \(from) and ends on \(to), with \(seats) seats.",
          ids: [outcome.value.id.description], next: "muster cohort open '\(name)' --curriculum CODE"))
    }
  }
}
