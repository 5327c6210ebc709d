import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct Kits: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "kits", abstract: "List the interview kits, the newest version first.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.kits()) }
    }
  }
}

extension Kit: Listed {
  static let noun = "kit"
  static let columns: [Column<Kit>] = [
    Column("name") { $0.name },
    Column("version") { $0.version },
    Column("minutes") { $0.minutes },
    Column("purpose") { $0.purpose },
    Column("id", shown: false) { Field($0.id) },
  ]
}
