import ArgumentParser
import Recruiting
import Store

extension PrivacyCommand {
  struct Export: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write everything on record about a candidate into a folder: JSON and an index to read.",
      discussion: "The reading is noted in the audit. Notes and feedback of others are part of the record.")

    @Argument(help: "The candidate: a name, an e-mail address, or #id.") var candidate: String
    @Option(help: "The folder to write into.") var out: String
    @Flag(help: "Replace files that are there already.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withPrivacy {
        try await $0.bundle(of: candidate, as: Operation("privacy.export", input: [candidate]))
      }
      let bundle = outcome.value
      try OutputFile.makeFolder(out)
      try OutputFile.write(bundle.json + "\n", to: "\(out)/records.json", replacing: force)
      let rows = bundle.tables.map { "- \($0.name): \($0.rows) \($0.rows == 1 ? "row" : "rows")" }
      let index = """
        # What is on record

        Candidate #\(bundle.candidate), as of \(LocalDate.today). All values stand in records.json, table by table.

        \(rows.joined(separator: "\n"))

        """
      try OutputFile.write(index, to: "\(out)/index.md", replacing: force)
      try printer.note("Wrote records.json and index.md: \(bundle.tables.count) tables.")
    }
  }

  struct Erase: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Forget a candidate: every personal value goes, numbers without a name stay.",
      discussion: "Refused under a legal hold, while an application is open, and before records may go. --dry-run "
        + "tells what would be emptied. What an old backup holds is gone when the backup is.")

    @Argument(help: "The candidate: a name, an e-mail address, or #id.") var candidate: String
    @Option(help: "Why.") var reason = "they asked for it"
    @OptionGroup var safety: SafetyWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      if !write.dryRun {
        try safety.require(before: "This cannot be undone: the records of “\(candidate)” are emptied.")
      }
      let outcome = try await globals.withPrivacy {
        try await $0.erase(
          candidate, reason: reason, on: .today, as: write.operation("privacy.erase", input: [candidate, reason]))
      }
      let printer = try printer
      try printer.changed(
        Change(
          outcome,
          "Candidate #\(outcome.value.candidate): \(outcome.value.values) values in \(outcome.value.columns.count) columns"
            + (outcome.value.booksStay ? "; the books of employment stay until their own time has passed." : "."),
          ids: [String(outcome.value.candidate)], next: "muster audit verify"))
      if write.dryRun { try printer.list(outcome.value.columns) }
    }
  }

  struct Columns: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "columns",
      abstract: "List every column with personal values, as the catalogue knows them.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withPrivacy { try await printer.list($0.columns()) }
    }
  }
}

extension EmptiedColumn: Listed {
  static let noun = "column"
  static let columns: [Column<EmptiedColumn>] = [
    Column("column") { $0.name },
    Column("values") { $0.values },
  ]
}

extension PersonalColumn: Listed {
  static let noun = "column"
  static let columns: [Column<PersonalColumn>] = [
    Column("table") { $0.table },
    Column("column") { $0.column },
    Column("holds") { $0.words },
    Column("elsewhere") { $0.elsewhere },
  ]
}
