import ArgumentParser

/// Calibrations: whether evaluators agree.
struct Calibrations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibration", abstract: "Score the same contacts blind, and see how far evaluators agree.",
    subcommands: [List.self, Open.self, Show.self, Score.self, Reveal.self, Agreement.self, Raters.self, Close.self])
}
