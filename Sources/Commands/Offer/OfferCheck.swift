import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct Check: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Tell all that stands in the way of an offer, and what to know before it goes out.",
      discussion: "Notes are approvals it will need and the notice of rosters its place asks for. They are no legal "
        + "advice: muster law names their sources.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let found = try await globals.withRecruiting { try await $0.check(offer: application) }
      try printer.list(found)
      if !found.contains(where: \.blocks) { try printer.note("Nothing stands in its way.") }
    }
  }
}

extension OfferCheck: Listed {
  static let noun = "finding"
  static let columns: [Column<OfferCheck>] = [
    Column("verdict") { $0.blocks ? "blocks" : "note" },
    Column("says") { $0.says },
    Column("rule", shown: false) { $0.rule },
  ]
}
