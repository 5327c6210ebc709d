import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct AddSource: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-source",
      abstract: "Add a source of candidates.")

    @Argument(help: "Its name.") var name: String
    @Option(help: "board, site, referral, agency, event, social, alumni, advertisement or other.") var kind:
      CandidateSource.Kind = .other
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("source.add", input: [name, kind.rawValue])
      let outcome = try await globals.withRecruiting { try await $0.addSource(name, kind, in: entity, as: asked) }
      try printer.changed(
        Change(
          outcome, "\(name) is a source now.", ids: [outcome.value.id.description], next: "muster recruiting sources"))
    }
  }
}
