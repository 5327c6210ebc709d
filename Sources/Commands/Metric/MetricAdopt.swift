import ArgumentParser
import Scorecards
import Store

extension Metrics {
  struct Adopt: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "adopt",
      abstract: "Measure by the usual metrics of a customer-service team; those you worded yourself stay.")

    @Option(help: "The legal entity; may be left out by who works on one alone.") var entity: String?
    @Option(help: "From this day; the first of 2000 by default, so that past weeks can be counted.") var from:
      LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let first = from ?? LocalDate(daysSince2000: 0)
      let outcome = try await globals.withScorecards { scorecards in
        let known = Set(try await scorecards.metrics(on: LocalDate.infinity.adding(days: -1)).map(\.code))
        return try await scorecards.define(
          UsualMetrics.all.filter { !known.contains($0.code) }, of: entity, from: first,
          as: write.operation("metric.adopt", input: [entity ?? "", first.description]))
      }
      try printer.changed(
        Commands.Change(
          outcome, "\(outcome.value.count) metrics are measured now.", ids: outcome.value, next: "muster metric list"))
    }
  }

  struct Change: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "change",
      abstract: "Word a metric anew from a day on; earlier periods keep the wording they had.")

    @Argument(help: "The metric's code.") var code: String
    @Option(help: "From this day.") var from: LocalDate
    @Option(help: "How many days a case is watched.") var window: Int?
    @Option(help: "Minutes for a reply in time.") var threshold: Double?
    @Option(help: "From how many on a number is shown.") var minimum: Int?
    @Option(help: "From how many on a number is judged.") var trusted: Int?
    @Option(help: "By the clock of the calendar or of opening hours.") var clock: Definition.Clock?
    @Option(help: "Take the mix out by queue, channel, reason or none.") var strata: Definition.Strata?
    @Option(help: "Reasons of contacts that are not counted, by comma.") var without: String?
    @Option(help: "Why.") var note: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScorecards { scorecards in
        guard let metric = try await scorecards.versions(of: code).first else {
          throw ScorecardsError.unknownMetric(code)
        }
        return try await scorecards.define(
          [MetricDraft(code, metric.name, changed(metric.definition))], from: from, note: note,
          as: write.operation("metric.change", input: [code, "\(from)", "\(changed(metric.definition))"]))
      }
      let summary =
        outcome.value.isEmpty ? "\(code) says that already." : "\(code) is worded anew from \(from) on."
      try printer.changed(Commands.Change(outcome, summary, ids: outcome.value, next: "muster metric show \(code)"))
    }

    private func changed(_ definition: Definition) -> Definition {
      var new = definition
      if let window { new.windowDays = window }
      if let threshold { new.threshold = threshold }
      if let minimum { new.minimum = minimum }
      if let trusted { new.trusted = trusted }
      if let clock { new.clock = clock }
      if let strata { new.strata = strata }
      if let without { new.leftOut = without.split(separator: ",").map(String.init) }
      return new
    }
  }
}
