import ArgumentParser
import Recruiting
import Store

extension Applications {
  struct Move: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Move an application to a stage; past one, or back, needs a note.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Argument(help: "The stage's name.") var stage: String
    @Option(help: "A reason of the list.") var reason: String?
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("application.move", input: [application, stage, reason ?? "", note])
      let outcome = try await globals.withRecruiting {
        try await $0.move(application, to: stage, reason: reason, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) is at \(outcome.value.stage ?? "–").",
          ids: [outcome.value.id.description], next: "muster application history \(outcome.value.code)"))
    }
  }
}
