import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Events: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "events",
      abstract: "List the events that move demand, or add those of a CSV file.",
      discussion: "Columns of the file: name, starts_on, ends_on and, if you expect something else than last time, "
        + "uplift_low, uplift_mid, uplift_high (multiples of an ordinary day).")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "A CSV file of events to add; - reads stdin.") var add: String?
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      guard let add else {
        return try await globals.withScheduling { try await printer.list($0.events(for: code)) }
      }
      let drafts = try EventFile.read(add)
      let outcome = try await globals.withScheduling {
        try await $0.addEvents(drafts, for: code, as: write.operation("season.events", input: drafts))
      }
      try printer.changed(
        Change(outcome, "\(outcome.value) of \(drafts.count) events were new.", next: "muster season plan \(code)"))
    }
  }
}

extension SeasonEvent: Listed {
  static let noun = "event"
  static let columns: [Column<SeasonEvent>] = [
    Column("id", shown: false) { Field($0.id) },
    Column("name") { $0.name },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("uplift_low") { $0.upliftLow },
    Column("uplift_mid") { $0.upliftMid },
    Column("uplift_high") { $0.upliftHigh },
  ]
}
