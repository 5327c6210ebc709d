import ArgumentParser
import Recruiting
import Store

extension Alumni {
  struct Welcome: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "welcome",
      abstract: "Say whether we would have somebody back, and why.")

    @Argument(help: "A name, number or #id.") var person: String
    @Flag(inversion: .prefixedNo, help: "We would, or we would not.") var yes: Bool
    @Option(help: "Why; HR and their managers read it.") var note = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("alumni.welcome", input: [person, "\(yes)", note])
      let outcome = try await globals.withRecruiting {
        try await $0.say(welcome: yes, of: person, note: note, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(person) \(yes ? "is" : "is not") welcome back.", next: "muster alumni list --from … --through …"))
    }
  }
}
