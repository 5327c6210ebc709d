import ArgumentParser
import Recruiting
import Store

extension Offers {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List offers, the newest version first.")

    @Option(help: "Only of this requisition.") var requisition: String?
    @Option(help: "Only in this state, such as sent.") var state: Offer.State?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.offers(of: requisition, state: state)) }
    }
  }
}

extension Offer: Listed {
  static let noun = "offer"
  static let columns: [Column<Offer>] = [
    Column("application") { "A-\($0.application)" },
    Column("candidate") { $0.candidate },
    Column("version") { $0.version },
    Column("requisition") { $0.requisition },
    Column("seat") { $0.seat },
    Column("class") { $0.className },
    Column("pay") { $0.pay.map { Field.exact(Money.written($0)) } ?? .missing },
    Column("currency") { $0.currency },
    Column("per") { $0.payUnit },
    Column("starts_on") { Field($0.startsOn) },
    Column("expires_at", shown: false) { Field($0.expiresAt) },
    Column("state") { $0.state.rawValue },
    Column("id", shown: false) { Field($0.id) },
  ]
}
