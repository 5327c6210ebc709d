import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Open: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Open a season.",
      discussion: "muster season open peak-2026 --entity 'Lantern Gifts Ltd' --name 'Holidays 2026' \\\n"
        + "  --from 2026-09-07 --to 2026-12-31 --peak-week 2026-11-23")

    @Argument(help: "A short code, such as peak-2026.") var code: String
    @Option(help: "The legal entity that the season belongs to.") var entity: String
    @Option(help: "What the season is called.") var name: String
    @Option(help: "Its first day.") var from: LocalDate
    @Option(help: "Its last day.") var to: LocalDate
    @Option(help: "The Monday of the week whose roster is drawn first.") var peakWeek: LocalDate
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = [code, entity, name, "\(from)", "\(to)", "\(peakWeek)"]
      let outcome = try await globals.withScheduling {
        try await $0.open(
          code, name: name, for: entity, from: from, to: to, peakWeek: peakWeek,
          as: write.operation("season.open", input: asked))
      }
      try printer.changed(
        Change(
          outcome, "Opened season \(code), \(from) to \(to).", ids: [outcome.value.id.description],
          next: "muster season assume \(code) FILE.json"))
    }
  }
}
