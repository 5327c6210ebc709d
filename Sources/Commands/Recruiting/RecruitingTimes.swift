import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Times: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "time", abstract: "Show how many days applications stay in each stage.",
      discussion: "Mean, p50 and p90 are of those who went on; median_stay counts those still waiting too. "
        + "Applications with dates in doubt are left out.")

    @OptionGroup(title: "Which applications") var counting: CountingWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let question = counting.question
      let times = try await globals.withFunnels { try await $0.times(question) }
      let printer = try printer
      printer.note(question.words)
      try printer.list(times)
    }
  }

  struct Promises: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "sla", abstract: "Show which stages were left in the time they are allowed.",
      discussion: "In opening minutes of the site. Still there and late counts as late; still there in time is no case."
    )

    @OptionGroup(title: "Which applications") var counting: CountingWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let question = counting.question
      let promises = try await globals.withFunnels { try await $0.promises(question) }
      let printer = try printer
      printer.note(question.words)
      try printer.list(promises)
    }
  }
}

extension StageTime: Listed {
  static let noun = "stage"
  static let columns: [Column<StageTime>] = [
    Column("pipeline") { $0.pipeline },
    Column("stage") { $0.stage },
    Column("onward") { $0.applications(.onward) },
    Column("mean") { $0.meanOnward.field(decimals: 6) },
    Column("p50") { $0.quantileOnward(0.5).field(decimals: 1) },
    Column("p90") { $0.quantileOnward(0.9).field(decimals: 1) },
    Column("longest") { $0.longestOnward },
    Column("ended") { $0.applications(.ended) },
    Column("open") { $0.applications(.open) },
    Column("median_stay") { $0.medianStay.field(decimals: 1) },
  ]
}

extension StagePromise: Listed {
  static let noun = "promise"
  static let columns: [Column<StagePromise>] = [
    Column("pipeline") { $0.pipeline },
    Column("stage") { $0.stage },
    Column("allowed_minutes") { $0.allowedMinutes },
    Column("kept") { $0.kept.field },
    Column("low") { Field.number($0.kept.low, decimals: 6) },
    Column("high") { Field.number($0.kept.high, decimals: 6) },
    Column("in_time") { $0.inTime },
    Column("late") { $0.late },
    Column("open_late") { $0.openLate },
    Column("open_in_time") { $0.openInTime },
  ]
}
