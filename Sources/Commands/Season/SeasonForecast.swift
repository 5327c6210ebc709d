import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Forecast: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "forecast", abstract: "Forecast a season's orders and contacts.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "The last day whose orders the forecast may see.") var asOf: LocalDate
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.forecast(
          code, asOf: asOf, as: write.operation("season.forecast", input: [code, "\(asOf)"]))
      }
      try printer.changed(
        Change(
          outcome, "Forecast \(outcome.value.id) of \(code): \(outcome.value.method).",
          ids: [outcome.value.id.description], next: "muster season staff \(code)"))
    }
  }

  struct Staff: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "staff", abstract: "Turn the newest forecast into agents per slot.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "What to staff for: the range of the forecast, or its mean, p10, p50 or p90.") var level = "range"
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.require(
          code, level: level, as: write.operation("season.staff", input: [code, level]))
      }
      try printer.changed(
        Change(
          outcome, "Requirement \(outcome.value.id) of \(code), staffed for the \(outcome.value.quantile).",
          ids: [outcome.value.id.description], next: "muster season hire \(code)"))
    }
  }

  struct Hire: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "hire", abstract: "Plan whom to hire by which Monday.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.hire(
          code, as: write.operation("season.hire", input: [code]))
      }
      let words = outcome.value.isCovered ? "covers every week" : "leaves weeks short"
      try printer.changed(
        Change(
          outcome, "Hiring plan \(outcome.value.id) of \(code) \(words).", ids: [outcome.value.id.description],
          next: "muster season roster \(code)"))
    }
  }
}
