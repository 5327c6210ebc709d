import ArgumentParser
import Documents
import Intake
import Store

extension Imports {
  struct Pull: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "pull",
      abstract: "Pull what is new in an account of a help desk or shop.",
      discussion: """
        The account must prove who it is, by https. Secrets come from a file that only you may read, with lines such as
        `token = …`, or from the environment, such as MUSTER_ZENDESK_TOKEN: \(Secrets.names).
        Each page is taken in one step with the place behind it: a pull that was cut off is gone on with by pulling
        again. All orders of a large Shopify shop come sooner as one bulk operation, which is begun, waited for and read
        by --stream bulk. Pulls are unproven against live accounts: they were tried against servers built from the vendors' own
        descriptions, and other people's clients read from those too.
        """)

    @Argument(help: "Whose account it is: \(Vendor.allCases.map(\.rawValue).joined(separator: ", ")).") var vendor:
      Vendor
    @OptionGroup(title: "Account") var account: AccountWishes
    @OptionGroup(title: "Import") var contents: ContentWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let printer = Printer(globals.output, settings: try globals.settings())
      let request = try account.request(vendor, contents)
      let operation = write.operation("import.pull", input: [vendor.rawValue, request.source])
      let report = try await globals.withStore { store in try await Intake(store: store).pull(request, as: operation) }
      for part in report.parts {
        for note in part.notes { Stream.errors.say(note.escapedForTerminal) }
        for refusal in part.report.refusals.prefix(10) {
          Stream.errors.say("\(part.stream): record \(refusal.number): \(refusal.refusal)".escapedForTerminal)
        }
      }
      let whole = report.whole
      for note in whole.notes(request.source) { Stream.errors.say(note.escapedForTerminal) }
      try printer.list(report.parts)
      guard whole.refused == 0 else {
        throw Failure(
          exit: .someRejected, "\(whole.refused.grouped) of \(whole.records.grouped) records were refused.",
          next: "muster import runs, then muster import rejects RUN")
      }
    }
  }
}

/// Where an account is, how to sign in, and how far back to go.
struct AccountWishes: ParsableArguments {
  @Option(help: "The source that the account is; muster source list shows them.") var source: String
  @Option(name: .customLong("from"), help: "Where it lives, such as https://shop.example.") var address: String
  @Option(help: "A file of secrets that only you may read.") var secrets: String?
  @Option(help: "From which day on (in UTC), the first time.") var since: LocalDate?
  @Option(name: .customLong("stream"), help: "Only this stream; may be given again.") var streams: [String] = []
  @Option(help: "Save each page, as it came, in this folder.") var tee: String?
  @Option(help: "Read pages that --tee saved, instead of asking.") var replay: String?
  @Option(help: "A file of certificates that vouch for the account's server.") var authority: String?
  @Option(help: "Stop after so many requests.") var maxRequests = 100_000

  func validate() throws {
    if tee != nil, replay != nil { throw ValidationError("--tee saves what --replay reads: give one of them.") }
    if maxRequests < 1 { throw ValidationError("--max-requests must be 1 or more.") }
  }

  func request(_ vendor: Vendor, _ contents: ContentWishes) throws -> PullRequest {
    let kept: Secrets
    do throws(PullRefusal) {
      kept =
        try secrets.map { path throws(PullRefusal) in try Secrets(file: path) }
        ?? Secrets(environment: { Environment.process[$0] }, of: vendor)
    } catch {
      throw IntakeError.pull(error)
    }
    var request = PullRequest(vendor, from: source, at: address, secrets: kept, clock: .system)
    request.settings = contents.settings
    request.maxRejects = contents.maxRejects ?? .max
    request.since = since.map { Instant(microseconds: Int64($0.daysSince2000) * 86_400_000_000) }
    (request.streams, request.tee, request.replay) = (streams, tee, replay)
    (request.authority, request.maxRequests) = (authority, maxRequests)
    request.onWait = { seconds, reason in
      Stream.errors.say("waiting \(Int(seconds.rounded(.up))) s: \(reason)".escapedForTerminal)
    }
    return request
  }
}

extension PullReport.Part: Listed {
  static let noun = "stream"
  static let columns: [Column<PullReport.Part>] = [
    Column("stream") { $0.stream },
    Column("pages") { $0.pages },
    Column("records") { $0.report.records },
    Column("added") { $0.report.added },
    Column("changed") { $0.report.changed },
    Column("unchanged") { $0.report.unchanged },
    Column("older", shown: false) { $0.report.older },
    Column("repeated", shown: false) { $0.report.repeated },
    Column("refused") { $0.report.refused },
    Column("run") { $0.report.run },
  ]
}
