import ArgumentParser
import Documents
import Intake
import Store
import Synchronization

/// What neither files nor accounts of a vendor say.
struct ContentWishes: ParsableArguments {
  @Option(help: "The queue of contacts whose group nobody has mapped.", completion: .queues) var queue: String?
  @Option(help: "The currency of amounts that name none.") var currency: String?
  @Option(help: "The zone of times that name none, as IANA or the vendor calls it.") var zone: String?
  @Option(help: "The custom field that holds a contact's reason.") var reasonField: String?
  @Option(help: "The custom field that holds the order a contact is about.") var orderField: String?
  @Option(help: "Stop when more records than this are refused.") var maxRejects: Int?

  func validate() throws {
    if let maxRejects, maxRejects < 0 { throw ValidationError("--max-rejects must be 0 or more.") }
  }

  var settings: VendorSettings {
    var settings = VendorSettings()
    (settings.queue, settings.currency, settings.zone) = (queue, currency, zone)
    (settings.reasonField, settings.orderField) = (reasonField, orderField)
    return settings
  }
}

/// How a vendor's file is to be read.
struct VendorWishes: ParsableArguments {
  @Argument(help: "The file, also packed by gzip or zip; - is standard input.") var file: String
  @Option(help: "The source that the file comes from; muster source list shows them.") var source: String
  @OptionGroup var contents: ContentWishes
  @Option(help: "comma, semicolon or tab, where the file is CSV.") var delimiter: CSVDelimiter = .comma
  @Option(help: "Go on with this run, which was cut off.") var resume: Int64?
  @Option(help: "How many records are taken at a time.") var batch = 20_000

  func validate() throws {
    if !(1...1_000_000).contains(batch) { throw ValidationError("--batch must be 1 to 1000000.") }
  }

  func request(_ vendor: Vendor) -> VendorRequest {
    var request = VendorRequest(file, of: vendor, from: source)
    request.settings = contents.settings
    request.delimiter = delimiter
    request.maxRejects = contents.maxRejects ?? .max
    request.batchSize = batch
    request.resumed = resume
    return request
  }

  func run(_ vendor: Vendor, retrying run: Int64? = nil, _ write: WriteWishes, _ globals: Globals) async throws {
    let printer = Printer(globals.output, settings: try globals.settings())
    let bell = ProgressBell(printer.progress("reading \(file)"))
    var request = request(vendor)
    request.retried = run
    request.onProgress = { bell.ring($0) }
    let asked = request
    let operation = write.operation("import.\(vendor.rawValue)", input: [file, source])
    let outcome = try await globals.withStore { store in try await Intake(store: store).run(asked, as: operation) }
    bell.finish()
    try tell(outcome, printer)
  }

  private func tell(_ outcome: Outcome<VendorReport>, _ printer: Printer) throws {
    let report = outcome.value
    for refusal in report.refusals.prefix(10) {
      Stream.errors.say(
        "\(file): line \(refusal.line), byte \(refusal.offset), record \(refusal.number): \(refusal.refusal)"
          .escapedForTerminal)
    }
    for note in report.notes(source) { Stream.errors.say(note.escapedForTerminal) }
    try printer.changed(
      Change(
        outcome, "\(file): \(report.sentence).", ids: report.run.map { [String($0)] } ?? [],
        next: report.run.flatMap { report.changesNothing ? nil : "undo: muster import undo --run \($0)" }))
    guard report.refused == 0 else {
      throw Failure(
        exit: .someRejected, "\(report.refused.grouped) of \(report.records.grouped) records were refused.",
        next: report.run.map { "muster import rejects \($0)" })
    }
  }
}

extension VendorReport {
  /// The counts in words.
  var sentence: String {
    let counts = [
      (added, "added"), (changed, "changed"), (unchanged, "unchanged"), (older, "older than known"),
      (repeated, "repeated"), (refused, "refused"),
    ]
    let told = counts.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", ")
    let kinds = skipped.sorted { $0.key < $1.key }.map { "\($0.value.grouped) \($0.key)" }.joined(separator: ", ")
    let named = names.sorted { $0.key < $1.key }.map { "\($0.value.grouped) \($0.key) named" }.joined(separator: ", ")
    let parts = [told, named, kinds.isEmpty ? "" : "not kept: \(kinds)"].filter { !$0.isEmpty }
    return parts.isEmpty ? "no records" : parts.joined(separator: "; ")
  }

  private func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count.grouped) \(count == 1 ? one : many)"
  }

  /// What somebody should look at.
  func notes(_ source: String) -> [String] {
    var notes: [String] = []
    if !unmappedGroups.isEmpty {
      notes.append(
        "\(counted(unmappedGroups.count, "group has", "groups have")) no queue. Try: muster source groups \(source)")
    }
    if !unclaimedAgents.isEmpty {
      notes.append(
        "\(counted(unclaimedAgents.count, "agent is", "agents are")) nobody yet. Try: muster source agent \(source) REFERENCE PERSON"
      )
    }
    if !unknownKeys.isEmpty {
      let keys = unknownKeys.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map {
        "\($0.key) ×\($0.value)"
      }
      notes.append("Keys that no description has, read over: \(keys.joined(separator: ", "))")
    }
    return notes
  }
}
