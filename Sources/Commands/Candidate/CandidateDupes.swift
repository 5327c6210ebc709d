import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Dupes: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "dupes",
      abstract: "List pairs who share an address or a number, whatever their names.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.duplicates()) }
    }
  }
}

extension Duplicate: Listed {
  static let noun = "duplicate"
  static let columns: [Column<Duplicate>] = [
    Column("first") { "C-\($0.first)" },
    Column("first_name") { $0.firstName },
    Column("second") { "C-\($0.second)" },
    Column("second_name") { $0.secondName },
    Column("shared") { $0.shared },
  ]
}
