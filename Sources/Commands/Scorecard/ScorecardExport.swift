import ArgumentParser
import Documents
import Scorecards
import Store

extension ScorecardCommand {
  struct Export: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the published cards of a period as files, for a purpose that everybody on them can read.",
      discussion: "muster scorecard export 2025-11 --out november --purpose 'Talks about pay in January'")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Option(help: "The folder to write into.") var out: String
    @Option(help: "What the files are for; it is kept, and those on the cards can read it.") var purpose: String
    @Option(help: "Which files, by comma: csv, xlsx, jsonl, html, pdf; all by default.") var files: String?
    @Option(help: "CSV for spreadsheet, semicolon (decimal commas) or plain (programs).") var csv = "spreadsheet"
    @Flag(help: "Replace files that are there already.") var force = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let (kinds, dialect) = (try kinds, try dialect)
      let outcome = try await globals.withScorecards { scorecards in
        let pages = try await scorecards.pages(period)
        guard !pages.pages.isEmpty else {
          throw Failure(
            exit: .missing, "No card of \(period) is published yet.", next: "muster scorecard list \(period)")
        }
        var bundle = try CardBundle(pages, in: out, dialect: dialect, kinds: kinds, replacing: force)
        _ = try await scorecards.record(
          export: [], of: period, purpose: purpose, manifest: SHA256.hexadecimal([]),
          as: Operation("scorecard.export", dryRun: true))
        defer { bundle.discard() }
        try await bundle.write { try await scorecards.history(of: "#\($0.card.person)") }
        let manifest = bundle.manifest(purpose: purpose, by: try globals.settings()["as"]?.value ?? "me")
        let digest = SHA256.hexadecimal(manifest.utf8)
        let outcome = try await scorecards.record(
          export: pages.pages.map(\.card.id), of: period, purpose: purpose, manifest: digest,
          as: write.operation("scorecard.export", input: [period, purpose, digest]))
        if !outcome.isRehearsal { try bundle.publish(manifest: manifest) }
        return outcome
      }
      try printer.changed(
        Change(
          outcome, "Wrote the cards of \(period) to \(out), and wrote down why.", ids: ["\(outcome.value)"],
          next: "muster scorecard exports"))
    }

    private var kinds: Set<CardFile> {
      get throws {
        guard let files else { return Set(CardFile.allCases) }
        return Set(
          try files.split(separator: ",").map { word in
            guard let kind = CardFile(rawValue: String(word)) else {
              throw Failure.usage("There are no \(word) files; there are csv, xlsx, jsonl, html and pdf.")
            }
            return kind
          })
      }
    }

    private var dialect: CSV.Dialect {
      get throws {
        switch csv {
        case "spreadsheet": .spreadsheet
        case "semicolon": .semicolon
        case "plain": .plain
        default: throw Failure.usage("CSV comes for spreadsheet, semicolon or plain.")
        }
      }
    }
  }

  struct Exports: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "exports",
      abstract: "List who took cards out and what for: HR sees all, you see those with your card.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.exports()) }
    }
  }

  struct Teams: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "teams",
      abstract: "Show figures of teams of five people and more, where none can be told from the rest.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Option(help: "How many people a team must have; at least 5.") var k = 5
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.teams(period, atLeast: k)) }
    }
  }
}

extension ExportRecord: Listed {
  static let noun = "export"
  static let columns: [Column<ExportRecord>] = [
    Column("id") { Field($0.id) },
    Column("period") { $0.period },
    Column("purpose") { $0.purpose },
    Column("cards") { $0.cards },
    Column("by") { $0.by },
    Column("at") { Field($0.at) },
    Column("manifest_sha256", shown: false) { $0.manifest },
  ]
}

extension TeamFigure: Listed {
  static let noun = "team_figure"
  static let columns: [Column<TeamFigure>] = [
    Column("team") { $0.team },
    Column("metric") { $0.metric },
    Column("people") { $0.people },
    Column("n") { $0.withheld == nil ? $0.n.field : .missing },
    Column("value") { Field.fine($0.value) },
    Column("withheld") { $0.withheld },
  ]
}
