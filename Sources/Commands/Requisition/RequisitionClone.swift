import ArgumentParser
import Recruiting
import Store

extension Requisitions {
  struct Clone: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "clone",
      abstract: "Ask for the same again: a draft under another code, without seats.",
      discussion: "muster requisition clone REQ-2026-014 REQ-2027-003 --season peak-2027")

    @Argument(help: "The code of the one to copy.") var code: String
    @Argument(help: "The code of the new one.") var other: String
    @Option(help: "The season of the new one; the same when left out.", completion: .seasons) var season: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("requisition.clone", input: [code, other, season ?? ""])
      let outcome = try await globals.withRecruiting {
        try await $0.copy(requisition: code, as: other, season: season, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(other) asks for what \(code) asked.", ids: [outcome.value.id.description],
          next: "muster opening add \(other) --class CLASS --count N, then muster requisition submit \(other)"))
    }
  }
}
