import ArgumentParser
import Recruiting
import Store

extension Pools {
  struct Invite: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "invite",
      abstract: "Invite whoever is in a pool and still agrees; nobody is invited to a requisition twice.",
      discussion: "muster pool invite 'Silver medallists' REQ-2026-014")

    @Argument(help: "The pool.") var pool: String
    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withRecruiting {
        try await $0.invite(
          pool: pool, to: requisition, as: write.operation("pool.invite", input: [pool, requisition]))
      }
      try printer.changed(
        Change(
          outcome,
          "Invited \(outcome.value.invited.grouped) to \(requisition); \(outcome.value.known.grouped) had been invited.",
          ids: [outcome.value.batch.description], next: "muster alumni answer NAME \(requisition) --yes"))
    }
  }
}
