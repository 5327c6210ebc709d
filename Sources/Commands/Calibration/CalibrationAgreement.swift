import ArgumentParser
import Scorecards
import Store

extension Calibrations {
  struct Agreement: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "agreement",
      abstract: "Tell how far the raters agree, on the score and on each question.",
      discussion:
        "Krippendorff's alpha: reliable from 0.8, tentative from 0.667. Its interval comes from samples of the "
        + "contacts by the seed. Read AC1 where nearly all answers are the same.")

    @Argument(help: "The calibration's name.") var name: String
    @Option(help: "The seed of the intervals.") var seed: UInt64 = 1
    @OptionGroup var globals: Globals

    func run() async throws {
      let report = try await globals.withQuality { try await $0.agreement(in: name, seed: seed) }
      let printer = try printer
      try printer.list([report.score] + report.questions)
      if let icc = report.icc {
        let range = report.iccInterval.map {
          " (\($0.lowerBound.written(decimals: 2)) to \($0.upperBound.written(decimals: 2)))"
        }
        printer.note("One score of any of these raters: ICC(2,1) \(icc.written(decimals: 3))\(range ?? "").")
      }
      if let withinTen = report.withinTen {
        printer.note("\((withinTen * 100).written(decimals: 0)) of 100 pairs of scores lie within ten points.")
      }
    }
  }

  struct Raters: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "raters",
      abstract: "Tell who is lenient, and how far each lies from the reference.")

    @Argument(help: "The calibration's name.") var name: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let report = try await globals.withQuality { try await $0.agreement(in: name) }
      try printer.list(report.raters)
    }
  }
}

extension CalibrationReport.Agreement: Listed {
  static let noun = "agreement"
  static let columns: [Column<CalibrationReport.Agreement>] = [
    Column("what") { $0.what },
    Column("contacts") { $0.contacts },
    Column("same_share") { $0.same },
    Column("alpha") { rounded($0.alpha) },
    Column("alpha_low") { rounded($0.interval?.lowerBound) },
    Column("alpha_high") { rounded($0.interval?.upperBound) },
    Column("reading") { $0.word },
    Column("ac1") { rounded($0.ac1) },
    Column("fleiss", shown: false) { rounded($0.fleiss) },
    Column("cohen_weighted", shown: false) { rounded($0.cohen) },
  ]
}

extension CalibrationReport.Rater: Listed {
  static let noun = "rater"
  static let columns: [Column<CalibrationReport.Rater>] = [
    Column("rater") { $0.name },
    Column("contacts") { $0.contacts },
    Column("leniency_points") { $0.leniency },
    Column("found_points") { $0.found },
    Column("error_points") { $0.error },
    Column("bias_points") { $0.bias },
    Column("limit_low") { $0.limits?.lowerBound },
    Column("limit_high") { $0.limits?.upperBound },
  ]
}

private func rounded(_ value: Double?) -> Field { value.map { .number($0, decimals: 3) } ?? .missing }
