import ArgumentParser
import Documents
import Recruiting
import Store

extension PostingCommand {
  /// The forms a posting goes out in.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case markdown, html, jsonld, indeed

    /// One posting in this form.
    func text(_ posting: Posting) -> String {
      switch self {
      case .markdown: posting.markdown
      case .html: posting.html
      case .jsonld: posting.jobPosting.pretty + "\n"
      case .indeed: IndeedFeed([posting]).xml
      }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a posting as Markdown, HTML, schema.org JSON-LD or Indeed XML.")

    @Argument(help: "The posting's number.") var posting: String
    @Option(name: .customLong("form"), help: "markdown, html, jsonld or indeed.") var form: Form = .markdown
    @OptionGroup var globals: Globals

    func run() async throws {
      let id = try PostingCommand.id(posting)
      let found = try await globals.withPostings { try await $0.posting(id) }
      try printer.document(form.text(found))
    }
  }

  struct Feed: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "feed",
      abstract: "Write every live posting as one feed.",
      discussion: "A board takes a job that is missing from the feed as gone, so the feed always holds all of them.")

    @Option(name: .customLong("form"), help: "indeed or jsonld.") var form: Form = .indeed
    @Option(help: "The file; stdout without it.") var out: String?
    @Flag(help: "Replace a file that is there already.") var force = false
    @OptionGroup var globals: Globals

    func validate() throws {
      guard form == .indeed || form == .jsonld else { throw ValidationError("A feed is indeed or jsonld.") }
    }

    func run() async throws {
      let live = try await globals.withPostings { try await $0.live() }
      let text =
        form == .indeed ? IndeedFeed(live).xml : live.map { $0.jobPosting.compact + "\n" }.joined()
      guard let out else { return try Stream.output.write(text) }
      try OutputFile.write(text, to: out, replacing: force)
      try printer.note("Wrote \(live.count) postings to \(out).")
    }
  }
}
