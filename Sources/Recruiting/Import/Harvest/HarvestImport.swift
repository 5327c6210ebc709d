internal import People
internal import Postgres
public import Store

/// An import of a Greenhouse Harvest export as it is asked for.
public struct HarvestImport: Sendable {
  /// The other system, in a short word: its numbers are unique within it.
  public var system = "greenhouse"
  /// What the batch is called: the folder.
  public var name: String
  /// The site of the jobs.
  public var site: String
  /// The pipeline its stages are read as; the newest when left out.
  public var pipeline: String?
  public var files: [HarvestFile]

  public init(named name: String, at site: String, files: [HarvestFile]) {
    self.name = name
    self.site = site
    self.files = files
  }
}

extension Recruiting {
  /// Takes in a Harvest export: one batch, a verdict for each record, nothing twice.
  ///
  /// Requisitions come in as drafts and offers as what was answered: an import approves nothing.
  public func take(
    _ wish: HarvestImport, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<ImportReport> {
    let export = HarvestExport(wish.files)
    return try await write(operation) { tx in try wish.run(export, in: tx) }
  }
}

extension HarvestImport {
  private static let chunk = 5_000

  func run(_ export: HarvestExport, in tx: Session) throws -> ImportReport {
    let place = try Site.find(site, in: tx)
    let pipeline = try tx.pipeline(self.pipeline, of: place.entity)
    let (fresh, verdicts) = export.judged(known: try known(export.keys, of: place.entity, in: tx))
    guard !fresh.isEmpty else { return ImportReport(batch: nil, verdicts: verdicts) }
    let batch = try tx.one(Batch.add(.import, name, rows: 0, of: place.entity))
    for kind in HarvestRow.Kind.allCases {
      let rows = fresh[kind] ?? []
      for start in stride(from: 0, to: rows.count, by: Self.chunk) {
        let part = rows[start..<min(start + Self.chunk, rows.count)]
        let told = HarvestValue.list(part.map { ["number": .text($0.key.number), "told": $0.payload] })
        try tx.run(
          Statement(
            "harvest.take",
            """
            SELECT recruiting.take_harvest(\(batch), \(system), \(place.id), \(pipeline.id), \(kind.rawValue),
                                           \(try JSONText.of(told)))
            """))
      }
    }
    return ImportReport(batch: batch, verdicts: verdicts)
  }

  /// What earlier imports brought under these numbers.
  private func known(_ keys: [HarvestKey], of entity: LegalEntity.ID, in tx: Session) throws -> Set<HarvestKey> {
    let found = try tx.tuples(
      "harvest.known",
      """
      SELECT key.noun, key.external_id
        FROM recruiting.external_key AS key
        JOIN (SELECT DISTINCT * FROM unnest(\(keys.map(\.noun)), \(keys.map(\.number))) AS told (noun, number)) AS told
          ON told.noun = key.noun AND told.number = key.external_id
       WHERE key.entity_id = \(entity) AND key.system = \(system)
      """, as: (String, String).self)
    return Set(found.map { HarvestKey(noun: $0.0, number: $0.1) })
  }
}
