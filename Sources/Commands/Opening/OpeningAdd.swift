import ArgumentParser
import Recruiting
import Store

extension Openings {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add seats to a requisition, which start with a class or on a day.",
      discussion: "muster opening add REQ-2026-014 --class 'October class' --count 20")

    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @Option(help: "How many seats.") var count = 1
    @Option(name: .customLong("class"), help: "The class they start with.") var trainingClass: String?
    @Option(help: "The first day, when there is no class.") var on: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if !(1...500).contains(count) { throw ValidationError("--count must be 1 to 500.") }
      if (trainingClass == nil) == (on == nil) { throw ValidationError("Name a --class or a day with --on.") }
    }

    func run() async throws {
      let asked = write.operation(
        "opening.add", input: [requisition, "\(count)", trainingClass ?? "", on.map { "\($0)" } ?? ""])
      let outcome = try await globals.withRecruiting { room in
        if let on { return try await room.addOpenings(count, to: requisition, on: on, as: asked) }
        return try await room.addOpenings(count, to: requisition, into: trainingClass ?? "", as: asked)
      }
      try printer.changed(
        Change(
          outcome, "\(requisition) has \(outcome.value.count.grouped) more seats.",
          ids: outcome.value.map(\.id.description), next: "muster opening list \(requisition)"))
    }
  }
}
