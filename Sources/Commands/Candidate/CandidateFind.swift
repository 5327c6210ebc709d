import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Find: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Find candidates by a part of their name, or a whole address or number.")

    @Argument(help: "What to look for; everybody when left out.") var text = ""
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.candidates(matching: text)) }
    }
  }
}

extension Candidate: Listed {
  static let noun = "candidate"
  static let columns: [Column<Candidate>] = [
    Column("code") { "C-\($0.id)" },
    Column("name") { $0.name },
    Column("contacts") { $0.contacts },
    Column("in_play") { $0.inPlay },
    Column("person") { Field($0.person) },
    Column("id", shown: false) { Field($0.id) },
  ]
}
