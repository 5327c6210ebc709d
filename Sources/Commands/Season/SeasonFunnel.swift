import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Funnel: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "funnel",
      abstract: "Tell how many candidates each class of the newest plan needs in each stage, and by when.",
      discussion:
        "Reckoned backwards from the class by the shares and days of hiring.funnel in the assumptions. The first "
        + "line of a class is the day to open its requisition by.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "How sure to be that the class starts full, in percent.") var confidence = 90.0
    @OptionGroup var globals: Globals

    func validate() throws {
      guard confidence > 0, confidence < 100 else {
        throw ValidationError("A confidence lies between 0 and 100 percent, without both ends.")
      }
    }

    func run() async throws {
      let plan = try await globals.withScheduling { try await $0.kept(code) }
      try printer.list(plan.funnel(confidence: confidence / 100))
    }
  }
}

extension FunnelNeed: Listed {
  static let noun = "stage"
  static let columns: [Column<FunnelNeed>] = [
    Column("class_on") { Field($0.classStartsOn) },
    Column("starters") { $0.starters },
    Column("stage") { $0.stage },
    Column("by") { Field($0.by) },
    Column("candidates") { Field.number($0.candidates, decimals: 1) },
    Column("confident") { $0.confident },
  ]
}
