import ArgumentParser
import Recruiting
import Store

/// Postings: what the world is told about a requisition.
struct PostingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posting", abstract: "Postings: draft, lint, publish, feed.",
    subcommands: [
      List.self, Show.self, Draft.self, Lint.self, Publish.self, Pause.self, Close.self, Expire.self, Feed.self,
    ])

  /// A posting's number as it was typed.
  static func id(_ text: String) throws(Failure) -> Posting.ID {
    guard let id = Posting.ID(parsing: text) else { throw .usage("A posting goes by its number, such as 3.") }
    return id
  }
}

extension Globals {
  /// Opens the database and lends postings to the body.
  func withPostings<Value>(_ body: (Postings) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Postings(store: $0)) }
  }
}

extension PostingCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the postings.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withPostings { try await printer.list($0.list()) }
    }
  }

  struct Lint: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Tell what must be right before a posting goes live, and what had better be.")

    @Argument(help: "The posting's number.") var posting: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let id = try PostingCommand.id(posting)
      let findings = try await globals.withPostings { try await $0.lint(id, on: .today) }
      let printer = try printer
      if findings.isEmpty { printer.note("Nothing to say: muster posting publish \(id).") }
      try printer.list(findings)
    }
  }
}

extension PostingFinding: Listed {
  static let noun = "finding"
  static let columns: [Column<PostingFinding>] = [
    Column("rule") { $0.rule },
    Column("weight") { $0.weight.rawValue },
    Column("words") { $0.words },
  ]
}

extension Posting: Listed {
  static let noun = "posting"
  static let columns: [Column<Posting>] = [
    Column("id") { Field($0.id) },
    Column("requisition") { $0.requisition },
    Column("channel") { $0.channel },
    Column("state") { $0.state.rawValue },
    Column("title") { $0.content.text.title },
    Column("place") { $0.content.place },
    Column("pay") { $0.content.pay?.words },
    Column("openings") { $0.openings },
    Column("opens_on") { Field($0.content.opensOn) },
    Column("closes_on") { Field($0.content.closesOn) },
    Column("description", shown: false) { $0.description },
    Column("live_since", shown: false) { Field($0.liveSince) },
  ]
}
