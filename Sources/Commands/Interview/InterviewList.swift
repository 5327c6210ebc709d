import ArgumentParser
import Recruiting
import Store

extension Interviews {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List interviews by start.")

    @Option(help: "Only of this application: A-12.") var application: String?
    @Option(help: "Only with this interviewer.") var interviewer: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting {
        try await printer.list($0.interviews(of: application, with: interviewer))
      }
    }
  }
}

extension Interview: Listed {
  static let noun = "interview"
  static let columns: [Column<Interview>] = [
    Column("id") { Field($0.id) },
    Column("starts_locally") { Field($0.startsLocally) },
    Column("zone") { $0.zone },
    Column("candidate") { $0.candidate },
    Column("application") { "A-\($0.application)" },
    Column("kit") { $0.kit },
    Column("interviewers") { $0.interviewers },
    Column("place") { $0.place.isEmpty ? nil : $0.place },
    Column("state") { $0.state.rawValue },
    Column("starts_at", shown: false) { Field($0.startsAt) },
    Column("ends_at", shown: false) { Field($0.endsAt) },
    Column("replaces", shown: false) { Field($0.replaces) },
  ]
}
