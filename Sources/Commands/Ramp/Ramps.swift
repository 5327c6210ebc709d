import ArgumentParser
import Onboarding
import Store

/// Ramps: how starters of a skill get up to speed.
struct Ramps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ramp", abstract: "How starters of a skill get up to speed, by week in production.",
    subcommands: [Show.self, Fit.self])
}

extension Ramps {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the curve that counts: the newest fit, or the assumed one.")

    @Argument(help: "The skill.", completion: .skills) var skill: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let curve = try await globals.withOnboarding { try await $0.ramp(skill) }
      try printer.list(curve.lines)
      Stream.errors.say(curve.summary)
    }
  }
}

/// One week of a curve.
struct RampLine: Listed, Sendable {
  let week: Int
  let output: Double?
  let staying: Double?

  static let noun = "week"
  static let columns: [Column<RampLine>] = [
    Column("week") { $0.week },
    Column("output") { $0.output.map(percent) },
    Column("still_there") { $0.staying.map(percent) },
  ]
}

extension RampCurve {
  var lines: [RampLine] {
    (0..<max(proficiency.count, staying.count)).map { week in
      RampLine(
        week: week + 1, output: week < proficiency.count ? proficiency[week] : nil,
        staying: week < staying.count ? staying[week] : nil)
    }
  }

  var summary: String {
    let basis = form == .assumed ? "Assumed" : "Fitted (\(form.rawValue)) to \(people) starters of \(cohorts) classes"
    return "\(basis), as of \(asOf); classes lie \(percent(spread).plain) % apart. \(note)"
  }
}
