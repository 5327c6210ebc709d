import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Learn: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "learn",
      abstract: "Take contacts per order and handle times from the queues' own history.",
      discussion: """
        Reads what was imported of each queue that the assumptions name, by its code, and keeps a new version of them. \
        Goals, opening hours and costs stay as they are.
        """)

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "The last day that counts.") var asOf: LocalDate
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.learn(code, asOf: asOf, as: write.operation("season.learn", input: "\(code) \(asOf)"))
      }
      let version = outcome.value.version
      try printer.changed(
        Change(
          outcome,
          (["Season \(code) stands on version \(version.version) of its assumptions."] + outcome.value.words)
            .joined(separator: " "),
          ids: [version.id.description], next: "muster season plan \(code) --as-of \(asOf)"))
    }
  }
}
