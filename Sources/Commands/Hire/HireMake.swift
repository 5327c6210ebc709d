import ArgumentParser
import Recruiting
import Store

extension Hires {
  struct Make: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "make",
      abstract: "Hire whoever holds an application's offer: seat, class, person, contract and arrival at once.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @Option(help: "A note that stays with it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("hire.make", input: [application, note])
      let outcome = try await globals.withRecruiting { try await $0.hire(application, note: note, as: asked) }
      try printer.changed(
        Change(
          outcome,
          "\(outcome.value.candidate) starts on \(outcome.value.startsOn)\(outcome.value.className.map { " in \($0), seat \(outcome.value.seat ?? 0)" } ?? "").",
          ids: [outcome.value.id.description],
          next: "undo before then: muster hire undo A-\(outcome.value.application) --note WHY"))
    }
  }
}
