import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Open: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Open a period on the clock of a site.",
      discussion: "muster scorecard open 2025-11 --site Leeds --from 2025-11-01 --to 2025-11-30")

    @Argument(help: "A short code, such as 2025-11.") var code: String
    @Option(help: "The site whose days these are.", completion: .sites) var site: String
    @Option(help: "Its first day.") var from: LocalDate
    @Option(help: "Its last day.") var to: LocalDate
    @Option(help: "Who is shown: individual, or team for teams of five and more only.") var mode: Period.Mode =
      .individual
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScorecards {
        try await $0.open(
          code, at: site, from: from, through: to, mode: mode,
          as: write.operation("scorecard.open", input: [code, site, "\(from)", "\(to)", mode.rawValue]))
      }
      try printer.changed(
        Change(
          outcome, "Opened period \(code), \(from) to \(to).", ids: [outcome.value.id.description],
          next: "muster scorecard compute \(code)"))
    }
  }

  struct Periods: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "periods", abstract: "List the periods, with how far their cards are.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.periods()) }
    }
  }
}

extension Period: Listed {
  static let noun = "period"
  static let columns: [Column<Period>] = [
    Column("code") { $0.code },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("mode", shown: false) { $0.mode.rawValue },
    Column("issues") { $0.issues },
    Column("cards") { $0.standing },
    Column("id", shown: false) { Field($0.id) },
  ]
}
