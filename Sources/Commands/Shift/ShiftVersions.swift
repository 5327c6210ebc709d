import ArgumentParser
import Store
import Timekeeping

extension Shifts {
  struct Versions: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "versions", abstract: "List what was published, newest first.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let limit = globals.output.all ? 100_000 : globals.output.limit ?? 50
      try await globals.withStore { store in
        try await printer.list(Timekeeping(store: store).publications(limit: limit))
      }
    }
  }
}

extension Publication: Listed {
  static let noun = "publication"
  static let columns: [Column<Publication>] = [
    Column("version") { $0.version },
    Column("kind") { $0.kind.rawValue },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("published_at") { Field($0.publishedAt) },
    Column("published_by") { $0.publishedBy },
    Column("note") { $0.note },
    Column("id", shown: false) { Field($0.id) },
  ]
}
