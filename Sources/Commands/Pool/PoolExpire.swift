import ArgumentParser
import Recruiting
import Store

extension Pools {
  struct Expire: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "expire",
      abstract: "Let everybody go whose consent has run out.")

    @Option(help: "On this day; today when left out.") var on: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("pool.expire", input: [on.map { "\($0)" } ?? ""])
      let outcome = try await globals.withRecruiting { try await $0.expirePools(on: on ?? .today, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.grouped) members left.", ids: [], next: "muster pool list"))
    }
  }
}
