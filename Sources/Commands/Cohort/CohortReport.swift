import ArgumentParser
import Documents
import Onboarding
import Store

extension Cohorts {
  struct Report: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Write a cohort's board as a page and as CSV.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Option(help: "The folder to write board.html and board.csv into.") var out: String
    @Option(help: "As of this day; today by default.") var asOf: LocalDate?
    @Flag(help: "Replace the files that are there.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let board = try await globals.withOnboarding { try await $0.board(cohort, asOf: asOf) }
      let report = CohortReport(board: board)
      try OutputFile.makeFolder(out)
      try OutputFile.write(report.html, to: out + "/board.html", replacing: force)
      try OutputFile.write(report.csv, to: out + "/board.csv", replacing: force)
      Stream.errors.say("Wrote \(out)/board.html and board.csv.")
    }
  }

  struct Reminders: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reminders",
      abstract: "List whom to remind of what: due within some days, or late.",
      discussion: "Whoever is ahead or certified is left alone.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Option(help: "Due within so many days.") var within = 2
    @Option(help: "As of this day; today by default.") var asOf: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      let board = try await globals.withOnboarding { try await $0.board(cohort, asOf: asOf) }
      try printer.list(board.reminders(within: within))
    }
  }
}

extension Reminder: Listed {
  static let noun = "reminder"
  static let columns: [Column<Reminder>] = [
    Column("name") { $0.name },
    Column("item") { $0.item },
    Column("due_on") { Field($0.dueOn) },
    Column("days") { $0.days },
    Column("status") { $0.status.rawValue },
  ]
}

/// A cohort's board as documents: who stands where, and why.
struct CohortReport {
  let board: Board

  var html: String {
    Page(
      title: board.cohort.name,
      kind: "Cohort report as of \(board.asOf.civil.inWords)", lead: lead, facts: facts, sections: [people, method]
    ) {
      "Curriculum \(board.cohort.code), version \(board.cohort.number). Explain a person: "
      Markup("code") { "muster assign why-locked \(board.cohort.code) PERSON" }
    }.html
  }

  var csv: String { CSV(Self.columns).document(board.rows.map(Self.cells)) }

  private var lead: String {
    let late = board.count(.atRisk) + board.count(.blocked)
    let done = board.count(.certified)
    return late == 0
      ? "Nobody is at risk or blocked; \(done) of \(board.rows.count) are certified."
      : "\(late) of \(board.rows.count) people need somebody today; \(done) are certified."
  }

  private var facts: [Page.Fact] {
    BoardRow.Status.allCases.filter { board.count($0) > 0 }.map { status in
      Page.Fact(
        status.rawValue, "\(board.count(status))", note: "people", isWarning: status == .atRisk || status == .blocked)
    }
  }

  private var people: Page.Section {
    Page.Section("people", "Who stands where") {
      Markup.table("Progress is weight satisfied of weight required.", Self.columns, board.rows.map(Self.cells))
    }
  }

  private var method: Page.Section {
    Page.Section("method", "How it was reckoned") {
      Markup("p") {
        "At risk means that at least one plain rule speaks; its words stand beside the name. The projected days divide "
          + "the minutes left by the pace shown so far; nine of ten is \(board.slowdown.factor.written(decimals: 2)) "
          + "times as long, "
          + (board.slowdown.people > 0
            ? "learned from \(board.slowdown.people) people of earlier cohorts."
            : "which is assumed: no cohort is over yet.")
      }
    }
  }

  private static let columns = [
    Documents.Column("name"), Documents.Column("status"), Documents.Column("done_percent", .integer),
    Documents.Column("due_percent", .integer), Documents.Column("next"), Documents.Column("next_on", .date),
    Documents.Column("ready_p50", .date), Documents.Column("ready_p90", .date), Documents.Column("reasons"),
  ]

  private static func cells(_ row: BoardRow) -> [Cell] {
    [
      .text(row.name), .text(row.status.rawValue), .integer(Int((row.progress * 100).rounded())),
      .integer(Int((row.expected * 100).rounded())), .text(row.next), day(row.nextOn), day(row.projection?.p50On),
      day(row.projection?.p90On), .text(row.reasons.joined(separator: "; ")),
    ]
  }

  private static func day(_ day: LocalDate?) -> Cell { day.map { .date($0.civil) } ?? .empty }
}
