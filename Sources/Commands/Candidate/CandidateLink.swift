import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Link: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "link",
      abstract: "Say who a candidate is on the books.")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @Option(help: "The person: a name, number or #id.", completion: .people) var person: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("candidate.link", input: [candidate, person])
      let outcome = try await globals.withRecruiting { try await $0.link(candidate, to: person, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name) is \(person) on the books.", ids: [outcome.value.id.description],
          next: "muster candidate timeline C-\(outcome.value.id)"))
    }
  }
}
