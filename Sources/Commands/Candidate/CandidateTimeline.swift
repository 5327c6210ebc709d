import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Timeline: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "timeline", abstract: "Tell everything that happened to a candidate, in order.")

    @Argument(help: "C-12, #12, an address or a name.") var candidate: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.timeline(of: candidate)) }
    }
  }
}

extension TimelineEntry: Listed {
  static let noun = "timeline_entry"
  static let columns: [Column<TimelineEntry>] = [
    Column("at") { Field($0.at) },
    Column("application") { $0.application },
    Column("what") { $0.what },
    Column("detail") { $0.detail },
    Column("by") { $0.by },
  ]
}
