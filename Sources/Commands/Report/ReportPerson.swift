import ArgumentParser
import Coaching
import Documents
import Scorecards
import Store

extension Reports {
  struct About: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "person",
      abstract: "Write all there is about somebody in coaching, quality and scorecards, for them to take along.",
      discussion: """
        muster report person Ana --out ana.jsonl writes one thing a line, as its kind and its record. It holds what you \
        may read, of yourself or as HR; in coaching, other people than the coach are left out by name.
        """)

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "The file to write.") var out: String
    @Flag(help: "Replace a file that is there already.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let lines = try await globals.withStore { store in try await Self.lines(about: person, store) }
      try OutputFile.write(lines.joined(), to: out, replacing: force)
      try printer.note("Wrote \(lines.count) records to \(out), sha256 \(SHA256.hexadecimal(lines.joined().utf8)).")
    }

    /// Everything the caller may read, one line each.
    private static func lines(about person: String, _ store: Store) async throws -> [String] {
      let coaching = try await Coaching(store: store).history(of: person)
      let cards = try await Scorecards(store: store).records(of: person)
      let quality = Quality(store: store)
      var filter = EvaluationFilter()
      filter.agent = person
      var files: [EvaluationFile] = []
      for evaluation in try await quality.evaluations(filter) {
        files.append(try await quality.evaluation(evaluation.id))
      }
      var lines = CoachingLine.all(of: coaching, isRedacted: true).map { line("coaching", $0.json) }
      for file in files { lines.append(line("evaluation", try JSONDocument.line(file))) }
      lines += cards.texts.map { line("card", $0) }
      for page in cards.pages {
        for signature in page.signatures {
          lines.append(line("signature", try JSONDocument.line(CardSigned(card: page.card.hash, signature))))
        }
      }
      return lines + cards.exports.map { line("export", $0.json) }
    }

    private static func line(_ kind: String, _ record: String) -> String {
      let record = record.last == "\n" ? String(record.dropLast()) : record
      return "{\"kind\":\"\(kind)\",\"record\":\(record)}\n"
    }
  }
}

/// A signature with the card it stands under.
private struct CardSigned: Encodable {
  let card: String
  let standing: String
  let by: String
  let at: String
  let comment: String?

  init(card: String, _ signature: Signature) {
    self.card = card
    standing = signature.standing.rawValue
    by = signature.by
    at = signature.at.description
    comment = signature.comment
  }
}

extension Listed {
  /// The row as one JSON object.
  fileprivate var json: String {
    JSON.object(Self.columns.map(\.name), Self.columns.map { $0.field(self) })
  }
}
