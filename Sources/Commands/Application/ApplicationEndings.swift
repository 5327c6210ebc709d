import ArgumentParser
import Recruiting
import Store

extension Applications {
  /// How an application ends by somebody's word: ours or theirs.
  struct Ending: ParsableArguments {
    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "Why; muster recruiting reasons lists them.") var reason: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes

    func end(as end: Application.End, _ words: String, operation: String, on command: some MusterCommand) async throws {
      let asked = write.operation(operation, input: [application, reason, note])
      let outcome = try await command.globals.withRecruiting {
        try await $0.end(application, as: end, reason: reason, note: note, as: asked)
      }
      try command.printer.changed(
        Change(
          outcome, "\(outcome.value.candidate) \(words): \(reason).", ids: [outcome.value.id.description],
          next: "muster application reopen \(outcome.value.code)"))
    }
  }

  struct Reject: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reject",
      abstract: "Reject an application, with a reason of ours.")

    @OptionGroup var ending: Ending
    @OptionGroup var globals: Globals

    func run() async throws {
      try await ending.end(as: .rejected, "is rejected", operation: "application.reject", on: self)
    }
  }

  struct Withdraw: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Note that a candidate walked away, with their reason.")

    @OptionGroup var ending: Ending
    @OptionGroup var globals: Globals

    func run() async throws {
      try await ending.end(as: .withdrawn, "withdrew", operation: "application.withdraw", on: self)
    }
  }
}
