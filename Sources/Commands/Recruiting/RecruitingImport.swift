import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct Importing: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Take in applications that another system exported, as one batch.",
      discussion: """
        A line is one application: application, name, requisition and applied_at, and if you have them candidate, title,
        family, email, phone, location, source, screen_at, assess_at, interview_at, offer_at, accepted_at, started_at,
        end, ended_at, reason.
        With --events the file holds candidates and the other file the days on which they reached a stage.
        Requisitions nobody knows are added as drafts. The same file again adds nothing.
        """)

    @Argument(help: "The CSV file.") var file: String
    @Option(help: "A second file, with a line for each stage reached.") var events: String?
    @Option(help: "The site of requisitions that are new.", completion: .sites) var site: String
    @Option(help: "The other system in a short word; its numbers are unique within it.") var system = "csv"
    @Option(help: "The pipeline its stages are read as; the newest when left out.") var pipeline: String?
    @Flag(help: "Show what became of each line.") var verdicts = false
    @Flag(help: "Take all lines or none.") var allOrNothing = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let read = try read()
      if allOrNothing, let first = read.refusals.first {
        throw Failure(
          exit: .invalid, "\(file):\(first.line): \(first.reasons.joined(separator: ", ")); nothing was taken.",
          line: first.line)
      }
      var wish = ApplicationImport(from: system, named: file, at: site, rows: read.rows, refusals: read.refusals)
      wish.pipeline = pipeline
      let asked = wish
      let outcome = try await globals.withRecruiting {
        try await $0.take(asked, as: write.operation("recruiting.import", input: [file, events ?? "", site, system]))
      }
      try printer.imported(outcome, from: file, verdicts: verdicts)
    }

    private func read() throws -> ReadApplications {
      guard let events else {
        return ApplicationFile.read(
          try lines(file, required: ApplicationFile.required, optional: ApplicationFile.optional))
      }
      return CandidateExport.read(
        candidates: try lines(
          file, required: CandidateExport.candidateColumns, optional: CandidateExport.otherColumns),
        events: try lines(events, required: CandidateExport.eventColumns, optional: []))
    }

    private func lines(_ path: String, required: [String], optional: [String]) throws -> [ImportedLine] {
      try RowsFile.read(path, required: required, optional: optional).map { row in
        let values = (required + optional).compactMap { column in row[column].map { (column, $0) } }
        return ImportedLine(row.line, Dictionary(values) { first, _ in first })
      }
    }
  }
}

extension Printer {
  /// Says what became of an import, and fails when something was refused.
  func imported(_ outcome: Outcome<ImportReport>, from name: String, verdicts: Bool) throws {
    let report = outcome.value
    let told = verdicts ? report.verdicts : report.verdicts.filter { $0.ruling == .refused || $0.ruling == .doubted }
    if !told.isEmpty, !wishes.quiet { try list(told) }
    let counts = ImportVerdict.Ruling.allCases.map { ($0, report.count($0)) }.filter { $0.1 > 0 }
      .map { "\($0.1.grouped) \($0.0.rawValue)" }
    try changed(
      Change(
        outcome, "\(name): \(counts.isEmpty ? "no rows" : counts.joined(separator: ", ")).",
        ids: report.batch.map { [$0.description] } ?? [],
        next: report.batch.map { "undo: muster recruiting undo \($0)" }))
    guard report.count(.refused) == 0 else {
      throw Failure(exit: .someRejected, "\(report.count(.refused).grouped) were refused.")
    }
  }
}

extension ImportVerdict: Listed {
  static let noun = "import_verdict"
  static let columns: [Column<ImportVerdict>] = [
    Column("line") { $0.line },
    Column("subject") { $0.subject },
    Column("ruling") { $0.ruling.rawValue },
    Column("reasons") { $0.reasons },
  ]
}
