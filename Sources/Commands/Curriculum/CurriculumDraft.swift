import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Draft: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "Keep a draft: of a new curriculum, or of the next version of one.",
      discussion: "`muster curriculum show CODE --source` prints such a file.")

    @Argument(help: "The draft as JSON; - reads stdin.") var file: String
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let draft = try CurriculumDraft.read(WholeFile.bytes(file, atMost: 1 << 20))
      let outcome = try await globals.withOnboarding {
        try await $0.keep(draft, of: entity, as: write.operation("curriculum.draft", input: draft))
      }
      try printer.changed(
        Change(
          outcome,
          "Version \(outcome.value.number) of \(draft.code) is drafted: \(draft.modules.count) modules, "
            + "\(draft.items.count) items.",
          ids: [outcome.value.id.description], next: "muster curriculum review \(draft.code)"))
    }
  }
}
