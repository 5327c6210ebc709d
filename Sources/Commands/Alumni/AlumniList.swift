import ArgumentParser
import Recruiting
import Store

extension Alumni {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List whose contract ended within some days and who is not employed since.",
      discussion: "muster alumni list --from 2025-12-01 --through 2026-01-31")

    @OptionGroup var which: AlumniWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.alumni(which.filter)) }
    }
  }
}

extension Alumnus: Listed {
  static let noun = "alumnus"
  static let columns: [Column<Alumnus>] = [
    Column("name") { $0.name },
    Column("number") { $0.number },
    Column("welcome") { $0.isWelcome },
    Column("invited_at") { Field($0.invitedAt) },
    Column("candidate") { $0.candidate.map { "C-\($0)" } },
    Column("person", shown: false) { Field($0.person) },
  ]
}
