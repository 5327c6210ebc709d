import ArgumentParser
import Scheduling
import Store

extension Rosters {
  struct Run: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Search for a week's roster and keep the run, also when there can be none.",
      discussion: """
        What is published for the week already is kept inside the notice that its site owes, unless somebody
        agreed to a change or has time off by now; beyond that a change costs something. The same inputs, seed
        and work give the same roster; --seconds ends a search early with the best it has. So does Ctrl-C: the
        best roster so far is kept, with exit code 130, and the run tells how far from the best it may be. A
        second Ctrl-C leaves at once and keeps nothing, as does the first while there is no roster yet.
        """)

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "The Monday of the week; the peak week if left out.") var week: LocalDate?
    @Option(help: "The seed of the search; the same seed gives the same roster.") var seed = 1
    @Option(help: "How many tours to price; by default enough for a good roster.") var work: Int?
    @Option(help: "End after so many seconds with the best so far.") var seconds: Double?
    @Option(help: "Who agreed to a change of a published day, as PERSON@DAY; may be given more than once.")
    var agreed: [AgreedChange] = []
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if work ?? 1 < 1 { throw ValidationError("--work is 1 tour or more.") }
      if !((seconds ?? 1) > 0) { throw ValidationError("--seconds is more than nothing.") }
    }

    func run() async throws {
      let printer = try printer
      let watch = SearchWatch(printer.progress("Searching"))
      let request = watch.watched(
        RosterRequest(monday: week, seed: seed, work: work, seconds: seconds, agreed: agreed))
      let input = [code, week?.description ?? "", "\(seed)", work?.description ?? "", seconds?.description ?? ""]
      let outcome = try await globals.withScheduling {
        try await $0.run(
          code, request, as: write.operation("roster.run", input: input + agreed.map { "\($0.person)@\($0.day)" }))
      }
      watch.finish()
      let run = outcome.value
      let summary = run.roster.map { "Run \(run.id) drew roster \($0) in \(run.milliseconds) ms." }
      try printer.changed(
        Change(
          outcome, summary ?? "Run \(run.id) found no roster: \(run.refusal ?? "")", ids: [run.id.description],
          next: "muster roster show \(run.id)"))
      try watch.tell(run.cost, isKept: !outcome.isRehearsal)
    }
  }

  struct Runs: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "runs", abstract: "List a season's runs, newest first.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.runs(of: code)) }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a run: objective by term, bound and gap, what is uncovered and why, who has no shift.")

    @Argument(help: "The run's id.") var id: Identifier<RosterRun>
    @OptionGroup var globals: Globals

    func run() async throws {
      let report = try await globals.withScheduling { try await $0.report(id) }
      let printer = try printer
      if printer.format == .table { return try printer.document(RunWords(report).text) }
      try printer.list(report.gaps)
    }
  }

  struct Explain: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Tell what the newest roster has for a person, or why a slot is short.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Argument(help: "A person, or a slot such as calls@2011-11-22T12:00.") var topic: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let lines = try await globals.withScheduling { try await $0.explain(topic, in: code) }
      try printer.document(lines.joined(separator: "\n"))
    }
  }
}

/// A run in words.
struct RunWords {
  let report: RunReport

  init(_ report: RunReport) {
    self.report = report
  }

  var text: String {
    let run = report.run
    var lines = [
      "Run \(run.id), \(run.startsOn) to \(run.endsOn), seed \(run.seed), \(run.milliseconds) ms, \(run.work) units of work.",
      "Made from forecast \(run.forecast) and requirement \(run.requirement), inputs \(run.inputsDigest.prefix(12)).",
    ]
    if let refusal = run.refusal { return (lines + ["", "No roster: \(refusal)"]).joined(separator: "\n") }
    if let needed = run.neededHours, let covered = run.coveredHours, needed > 0 {
      lines.append(
        "\((covered / needed * 100).written(decimals: 1)) % of \(needed.written(decimals: 0)) agent-hours covered.")
    }
    lines += ["", "Cost"] + report.terms.map { "  \($0.amount.written(decimals: 0))  \($0.term)" }
    lines.append("  \(gapInWords(run.gap))")
    if !report.gaps.isEmpty { lines += ["", "Uncovered, \(report.gaps.count) slots"] }
    for gap in report.gaps.prefix(20) {
      lines.append("  \(gap.reason ?? "")\(gap.fix.map { "; cheapest: \($0)" } ?? "")")
    }
    if !report.unplaced.isEmpty { lines += ["", "Without a shift"] + report.unplaced.map { "  \($0.words)" } }
    return lines.joined(separator: "\n")
  }
}

extension RosterRun {
  /// Cost, bound and gap in words.
  fileprivate var cost: String {
    let cost = "cost \((objective ?? 0).written(decimals: 0))"
    guard let bound, bound > 0 else { return "\(cost), \(gapInWords(gap))." }
    return "\(cost), no roster costs less than \(bound.written(decimals: 0)): \(gapInWords(gap))."
  }
}

extension RosterRun: Listed {
  static let noun = "run"
  static let columns: [Column<RosterRun>] = [
    Column("id") { Field($0.id) },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on", shown: false) { Field($0.endsOn) },
    Column("roster") { Field($0.roster) },
    Column("objective") { $0.objective },
    Column("bound") { $0.bound },
    Column("gap") { $0.gap.map { Field.number($0, decimals: 4) } },
    Column("needed_hours") { $0.neededHours },
    Column("covered_hours") { $0.coveredHours },
    Column("seed") { $0.seed },
    Column("ms") { $0.milliseconds },
    Column("work", shown: false) { $0.work },
    Column("forecast", shown: false) { Field($0.forecast) },
    Column("requirement", shown: false) { Field($0.requirement) },
    Column("inputs", shown: false) { $0.inputsDigest },
    Column("run_by", shown: false) { $0.runBy },
    Column("run_at", shown: false) { Field($0.runAt) },
    Column("refusal", shown: false) { $0.refusal },
  ]
}
