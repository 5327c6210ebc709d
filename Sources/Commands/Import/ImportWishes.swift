import ArgumentParser
import Documents
import Intake
import Store
import Synchronization

/// How a file is to be read, and what may be wrong with it.
struct ImportWishes: ParsableArguments {
  @Argument(help: "The CSV file; - is standard input.") var file: String
  @Option(help: "comma, semicolon or tab.") var delimiter: CSVDelimiter = .comma
  @Option(help: "A mapping of the file's columns, as import inspect drafts it.") var mapping: String?
  @Option(help: "How many rows may be refused while the others are taken.") var maxErrors = 0
  @Option(help: "Roll back if more rows than this would be added or changed.") var maxAffected: Int?
  @Option(help: "Write refused rows to this file, each with its reason.") var rejects: String?
  @Flag(help: "Show what became of each row.") var verdicts = false

  func validate() throws {
    if maxErrors < 0 { throw ValidationError("--max-errors must be 0 or more.") }
    if let maxAffected, maxAffected < 0 { throw ValidationError("--max-affected must be 0 or more.") }
  }

  func run(_ kind: FileKind, from source: String = "", _ write: WriteWishes, _ globals: Globals) async throws {
    let printer = Printer(globals.output, settings: try globals.settings())
    let bell = ProgressBell(printer.progress("reading \(file)"))
    var request = ImportRequest(file, as: kind, from: source)
    request.delimiter = delimiter
    if let mapping { request.mapping = try Self.mapping(mapping, for: kind) }
    if let told = request.mapping?.delimiter { request.delimiter = told }
    request.maxErrors = maxErrors
    request.rejects = rejects
    request.maxAffected = maxAffected ?? .max
    request.onProgress = { bell.ring($0) }
    let asked = request
    let outcome = try await globals.withStore { store in
      try await Intake(store: store).run(asked, as: write.operation("import.\(kind.rawValue)", input: [file, source]))
    }
    bell.finish()
    try tell(outcome, printer)
  }

  private static func mapping(_ path: String, for kind: FileKind) throws -> ColumnMapping {
    guard kind != .people else { throw Failure.usage("Files of people take no mapping: rename their columns.") }
    let text = String(decoding: try WholeFile.bytes(path, atMost: 1 << 20), as: UTF8.self)
    do throws(ColumnMapping.BadLine) { return try ColumnMapping(text, for: kind) } catch {
      throw Failure(
        exit: .invalid, "\(path): \(error)", line: error.line, next: "muster import inspect FILE \(kind.rawValue)")
    }
  }

  private func tell(_ outcome: Outcome<ImportReport>, _ printer: Printer) throws {
    let report = outcome.value
    if verdicts { try printer.list(report.verdicts) }
    for refusal in report.refusals.prefix(100) { Stream.errors.say("\(file):\(refusal)".escapedForTerminal) }
    try printer.changed(
      Change(
        outcome, "\(file): \(report.sentence).",
        next: report.changesNothing ? nil : "undo: muster import undo \(outcome.id)"))
    guard report.refused == 0 else {
      throw Failure(
        exit: .someRejected, "\(report.refused.grouped) of \(report.rows.grouped) rows were refused.",
        next: rejects.map { "mend the rows in \($0) and import it" } ?? "the same with --rejects FILE")
    }
  }
}

/// The same, for files that come from a named source.
struct SourcedWishes: ParsableArguments {
  @Option(help: "The source that the file comes from; muster source list shows them.") var source: String
  @OptionGroup var wishes: ImportWishes

  func run(_ kind: FileKind, _ write: WriteWishes, _ globals: Globals) async throws {
    try await wishes.run(kind, from: source, write, globals)
  }
}

/// Progress that a reader on another thread may tell of.
final class ProgressBell: Sendable {
  private let progress: Mutex<Progress>

  init(_ progress: consuming sending Progress) {
    self.progress = Mutex(progress)
  }

  func ring(_ now: ImportProgress) {
    progress.withLock { $0.advance(to: now.bytes, of: now.totalBytes) }
  }

  func finish() {
    progress.withLock { $0.finish() }
  }
}

extension ImportReport {
  /// The counts in words: "12 added, 604 unchanged".
  var sentence: String {
    let counts = [
      (added, "added"), (changed, "changed"), (unchanged, "unchanged"), (older, "older than known"),
      (repeated, "repeated"), (refused, "refused"),
    ]
    let told = counts.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", ")
    let strangers = unclaimedAgents.isEmpty ? "" : "; \(unclaimedAgents.count) agents whom nobody claims yet"
    return (told.isEmpty ? "no rows" : changesNothing ? "0 changed (\(told))" : told) + strangers
  }
}

extension RowVerdict: Listed {
  static let noun = "verdict"
  static let columns: [Column<RowVerdict>] = [
    Column("line") { $0.line },
    Column("subject") { $0.subject },
    Column("ruling") { $0.ruling },
    Column("reasons") { $0.reasons },
  ]
}
