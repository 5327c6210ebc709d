import ArgumentParser
import Recruiting
import Store

extension Alumni {
  struct Invite: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "invite",
      abstract: "Invite them to a requisition; nobody is invited to it twice.",
      discussion: "muster alumni invite REQ-2026-014 --from 2025-12-01 --through 2026-01-31")

    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @OptionGroup var which: AlumniWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let filter = which.filter
      let outcome = try await globals.withRecruiting {
        try await $0.invite(filter, to: requisition, as: write.operation("alumni.invite", input: filter))
      }
      try printer.changed(
        Change(
          outcome,
          "Invited \(outcome.value.invited.grouped) to \(requisition); \(outcome.value.known.grouped) had been invited.",
          ids: [outcome.value.batch.description], next: "muster alumni answer NAME \(requisition) --yes"))
    }
  }
}
