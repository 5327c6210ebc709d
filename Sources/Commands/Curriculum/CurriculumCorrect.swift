import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Correct: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "correct",
      abstract: "Put a typing mistake in a published title right; nobody's progress moves.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "The key of the item.") var key: String
    @Option(help: "The right title.") var title: String
    @Option(help: "The version; the newest published one by default.") var version: Int?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.correct(
          key, of: code, version: version, title: title,
          as: write.operation("curriculum.correct", input: [code, key, title, version.map(String.init) ?? ""]))
      }
      try printer.changed(
        Change(outcome, "\(key) of \(code), version \(outcome.value.number), is called \(title) from now on."))
    }
  }

  struct Equate: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "equate",
      abstract: "Say that an item counts as one of another version, where their keys differ.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Option(help: "The older item, as VERSION:KEY.") var item: String
    @Option(help: "What it counts as, as VERSION:KEY.") var counts: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let (old, new) = (try Self.place(item), try Self.place(counts))
      let outcome = try await globals.withOnboarding {
        try await $0.equate(
          code, old.key, of: old.version, new.key, of: new.version,
          as: write.operation("curriculum.equate", input: [code, item, counts]))
      }
      try printer.changed(
        Change(
          outcome, "\(old.key) of version \(old.version) counts as \(new.key) of version \(new.version).",
          next: "muster curriculum migrate \(code) --from \(old.version) --to \(new.version) --plan"))
    }

    private static func place(_ text: String) throws -> (version: Int, key: String) {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let version = Int(parts[0]) else {
        throw Failure.usage("“\(text)” names no item.", next: "write VERSION:KEY, such as 1:returns-quiz")
      }
      return (version, String(parts[1]))
    }
  }
}
