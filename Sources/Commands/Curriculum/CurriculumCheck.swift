import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Check: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Say what is wrong with a draft, a circle of prerequisites with its path among it.",
      discussion: "Nothing is written and no database is asked.")

    @Argument(help: "The draft as JSON; - reads stdin.") var file: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let draft = try CurriculumDraft.read(WholeFile.bytes(file, atMost: 1 << 20))
      let problems = draft.problems
      guard problems.isEmpty else { throw Failure(exit: .invalid, problems.joined(separator: "\n")) }
      Stream.errors.say(
        "\(draft.code) holds together: \(draft.modules.count) modules, \(draft.items.count) items, "
          + "weight \(draft.requiredWeight).")
    }
  }
}
