import ArgumentParser
import Recruiting
import Store

/// Descriptions of jobs, one version after the other.
struct Descriptions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "description", abstract: "Job descriptions with variables, in versions.",
    subcommands: [List.self, Show.self, Add.self, Diff.self])
}

extension Descriptions {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the descriptions, each in its newest version.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(Postings(store: $0).descriptions()) }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a description as Markdown, variables and all.")

    @Argument(help: "Its code, such as customer-service-manager.") var code: String
    @Option(help: "An older version.") var version: Int?
    @Flag(help: "Show the one that comes with the program.") var shipped = false
    @OptionGroup var globals: Globals

    func run() async throws {
      if shipped { return try printer.document(ShippedDescription.text(code).markdown) }
      let found = try await globals.withStore { try await Postings(store: $0).description(code, version: version) }
      try printer.document(found.text.markdown)
    }
  }

  struct Diff: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Show what changed between two versions.")

    @Argument(help: "Its code.") var code: String
    @Argument(help: "The older version.") var before: Int
    @Argument(help: "The newer version; the newest without one.") var after: Int?
    @OptionGroup var globals: Globals

    func run() async throws {
      let (old, new) = try await globals.withStore { store in
        let postings = Postings(store: store)
        return (
          try await postings.description(code, version: before), try await postings.description(code, version: after)
        )
      }
      let changes = old.text.changes(to: new.text)
      let lines = changes.flatMap { change in
        ["## \(change.part)"] + change.removed.map { "- \($0)" } + change.added.map { "+ \($0)" }
      }
      try printer.document(lines.isEmpty ? "They say the same.\n" : lines.joined(separator: "\n") + "\n")
    }
  }
}

/// The descriptions that come with the program.
enum ShippedDescription {
  static func text(_ code: String) throws(Failure) -> JobText {
    guard let text = JobText.shipped[code] else {
      throw Failure(
        exit: .missing, "No description “\(code)” comes with Muster.",
        next: "one of \(JobText.shipped.keys.sorted().joined(separator: ", "))")
    }
    return text
  }
}

extension JobDescription: Listed {
  static let noun = "description"
  static let columns: [Column<JobDescription>] = [
    Column("code") { $0.code },
    Column("version") { $0.version },
    Column("title") { $0.text.title },
    Column("variables") { $0.text.variables },
    Column("note") { $0.note },
    Column("written_at") { Field($0.writtenAt) },
    Column("id", shown: false) { Field($0.id) },
  ]
}
