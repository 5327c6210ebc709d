internal import FoundationEssentials
internal import People
internal import Postgres
public import Store

/// An import of applications as it is asked for.
public struct ApplicationImport: Sendable {
  /// The other system, in a short word: its numbers are unique within it.
  public var system: String
  /// What the batch is called: the file.
  public var name: String
  /// The site of requisitions that only the other system knows.
  public var site: String
  /// The pipeline that its stages are read as; the newest when left out.
  public var pipeline: String?
  public var rows: [ImportedApplication]
  /// Rows that could not even be read.
  public var refusals: [ImportVerdict]

  public init(
    from system: String, named name: String, at site: String, rows: [ImportedApplication],
    refusals: [ImportVerdict] = []
  ) {
    self.system = system
    self.name = name
    self.site = site
    self.rows = rows
    self.refusals = refusals
  }
}

extension Recruiting {
  /// Takes in applications of another system: one batch, a verdict for each row, nothing twice.
  ///
  /// Rows that were imported before are left as they are; rows that cannot be taken are told, and do not stop the rest.
  public func take(
    _ wish: ApplicationImport, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<ImportReport> {
    try await write(operation) { tx in try wish.run(in: tx) }
  }
}

extension ApplicationImport {
  /// Few enough rows that their JSON is no burden, many enough that the set-wise inserts pay.
  private static let chunk = 5_000

  func run(in tx: Session) throws -> ImportReport {
    let place = try Site.find(site, in: tx)
    let pipeline = try tx.pipeline(self.pipeline, of: place.entity)
    var (fresh, verdicts) = try judged(known: try known(of: place.entity, in: tx))
    guard !fresh.isEmpty else {
      return ImportReport(batch: nil, verdicts: (verdicts + refusals).sorted { $0.line < $1.line })
    }
    let batch = try tx.one(Batch.add(.import, name, rows: 0, of: place.entity))
    try tx.run(
      Statement(
        "import.requisitions",
        "SELECT recruiting.take_requisitions(\(batch), \(place.id), \(pipeline.id), \(try requisitions(of: fresh)))"))
    for start in stride(from: 0, to: fresh.count, by: Self.chunk) {
      let rows = try JSONText.of(fresh[start..<min(start + Self.chunk, fresh.count)].map(ImportedRow.init))
      try tx.run(
        Statement("import.applications", "SELECT recruiting.take_applications(\(batch), \(system), \(rows))"))
    }
    fresh.removeAll()
    verdicts += refusals
    return ImportReport(batch: batch, verdicts: verdicts.sorted { $0.line < $1.line })
  }

  /// What an earlier import brought under the numbers of these rows.
  private func known(of entity: LegalEntity.ID, in tx: Session) throws(PostgresError) -> Set<String> {
    Set(
      try tx.all(
        Query<String>(
          "import.known",
          """
          SELECT external_id
            FROM recruiting.external_key
           WHERE entity_id = \(entity)
             AND system = \(system)
             AND noun = 'application'
             AND external_id = ANY (\(rows.map(\.application)))
          """)))
  }

  private func judged(known: Set<String>) throws -> ([ImportedApplication], [ImportVerdict]) {
    var seen: Set<String> = []
    var fresh: [ImportedApplication] = []
    var verdicts: [ImportVerdict] = []
    verdicts.reserveCapacity(rows.count)
    for var row in rows {
      let isNew = seen.insert(row.application).inserted
      let isKnown = known.contains(row.application)
      let doubts = row.doubtReversedDates()
      if isNew, !isKnown { fresh.append(row) }
      verdicts.append(
        ImportVerdict(
          line: row.line, subject: row.application,
          ruling: isKnown ? .known : !isNew ? .repeated : doubts.isEmpty ? .added : .doubted,
          reasons: doubts))
    }
    return (fresh, verdicts)
  }

  /// Each requisition and each source the rows name, once.
  private func requisitions(of rows: [ImportedApplication]) throws -> JSONText {
    struct Told: Codable, Hashable {
      let code: String
      let title: String
      let family: String?
      let source: String?
    }
    let told = Set(rows.map { Told(code: $0.requisition, title: $0.title, family: $0.family, source: $0.source) })
    return try JSONText.of(told.sorted { ($0.code, $0.source ?? "") < ($1.code, $1.source ?? "") })
  }
}

// MARK: - SQL

/// An application as recruiting.take_applications reads it.
private struct ImportedRow: Encodable {
  struct Event: Encodable {
    let kind: String
    let at: String
    let doubt: String?
    let end_kind: String?
    let reason: String?
  }

  struct Answer: Encodable {
    let state: String
    let version: Int
    let sent_at: String
    let answered_at: String?
    let starts_on: String?
  }

  let application: String
  let candidate: String
  let name: String
  let preferred_name: String?
  let location: String?
  let contacts: [Contact]
  let requisition: String
  let source: String?
  let applied_at: String
  let events: [Event]
  let offer: Answer?

  init(_ row: ImportedApplication) {
    application = row.application
    candidate = row.candidate
    name = row.name
    preferred_name = row.preferredName
    location = row.location
    contacts = row.contacts
    requisition = row.requisition
    source = row.source
    applied_at = "\(row.appliedAt)"
    events = row.events.map {
      Event(kind: $0.kind.rawValue, at: "\($0.at)", doubt: $0.doubt, end_kind: $0.end?.rawValue, reason: $0.reason)
    }
    offer = row.offer.map {
      Answer(
        state: $0.state.rawValue, version: $0.version, sent_at: "\($0.sentAt)",
        answered_at: $0.answeredAt.map { "\($0)" }, starts_on: $0.startsOn.map { "\($0)" })
    }
  }
}

extension JSONText {
  /// A value as JSON for the server.
  static func of(_ value: some Encodable) throws -> JSONText {
    JSONText(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
  }
}
