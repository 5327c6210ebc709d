import ArgumentParser
import Recruiting
import Store

extension Pools {
  struct Keep: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "keep",
      abstract: "Put a candidate into a pool until the day they agreed to; a new name founds one.")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @Option(name: .customLong("in"), help: "The pool.") var pool: String
    @Option(help: "The day they agreed.") var consentedOn: LocalDate
    @Option(help: "The day until which they agreed.") var until: LocalDate
    @Option(help: "The season a new pool is for.", completion: .seasons) var season: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("pool.keep", input: [candidate, pool, "\(consentedOn)", "\(until)"])
      let outcome = try await globals.withRecruiting {
        try await $0.keep(candidate, in: pool, season: season, consentedOn: consentedOn, until: until, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(candidate) is in \(pool) until \(until).", ids: [], next: "muster pool members '\(pool)'"))
    }
  }
}
