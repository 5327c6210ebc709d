import ArgumentParser
import Recruiting
import Store

extension Alumni {
  struct Answer: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "answer",
      abstract: "Note what an invited candidate answered; a yes is an application.")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @Flag(inversion: .prefixedNo, help: "They come back, or they do not.") var yes: Bool
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("alumni.answer", input: [candidate, requisition, "\(yes)"])
      let outcome = try await globals.withRecruiting {
        try await $0.answer(candidate, for: requisition, yes: yes, as: asked)
      }
      let code = outcome.value?.code
      try printer.changed(
        Change(
          outcome, yes ? "\(candidate) applied: \(code ?? "–")." : "\(candidate) does not come back.",
          ids: outcome.value.map { [$0.id.description] } ?? [],
          next: code.map { "muster application move \($0) STAGE" } ?? "muster alumni yield"))
    }
  }
}
