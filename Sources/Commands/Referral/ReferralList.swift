import ArgumentParser
import Recruiting
import Store

extension Referrals {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List who referred whom.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.referrals()) }
    }
  }
}

extension Referral: Listed {
  static let noun = "referral"
  static let columns: [Column<Referral>] = [
    Column("season") { $0.season }, Column("candidate") { $0.candidate }, Column("referrer") { $0.referrer },
    Column("bonus") { $0.bonusState }, Column("id", shown: false) { Field($0.id) },
  ]
}
