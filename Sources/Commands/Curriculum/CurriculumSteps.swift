import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct Review: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "review", abstract: "Hand a draft to review, or take it back.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Flag(help: "Take it back, to write on.") var back = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(code, back ? .draft : .inReview, write, next: back ? nil : "muster curriculum publish \(code)")
    }
  }

  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publish the version in review; it never changes again.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await step(code, .published, write, next: "muster cohort open CLASS --curriculum \(code)")
    }
  }

  struct Retire: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire",
      abstract: "Give a published version to nobody new; who learns it goes on.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Argument(help: "The version.") var version: Int
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await step(code, version: version, .retired, write) }
  }
}

extension MusterCommand {
  /// Takes a version a step on and tells where it stands.
  fileprivate func step(
    _ code: String, version: Int? = nil, _ state: CurriculumVersion.State, _ write: WriteWishes, next: String? = nil
  ) async throws {
    let outcome = try await globals.withOnboarding {
      try await $0.step(
        code, version: version, to: state,
        as: write.operation("curriculum.step", input: [code, version.map(String.init) ?? "", state.rawValue]))
    }
    try printer.changed(
      Change(
        outcome, "Version \(outcome.value.number) of \(code) is \(outcome.value.state.rawValue).",
        ids: [outcome.value.id.description], next: next))
  }
}
