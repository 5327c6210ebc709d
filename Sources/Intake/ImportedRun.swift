public import Postgres
internal import Store

/// One run over a vendor's file, and what it came to.
public struct ImportedRun: Sendable, Equatable {
  public let id: Int64
  public let source: String
  public let vendor: String
  /// The file's name, without its folder.
  public let file: String
  public let records: Int64
  public let added: Int64
  public let changed: Int64
  public let unchanged: Int64
  public let refused: Int64
  public let skipped: Int64
  public let steps: Int64
  /// Whether it came to the file's end.
  public let isDone: Bool
  public let begunAt: Instant
  /// The run whose refused records it read again.
  public let retryOf: Int64?
}

extension Intake {
  /// The runs over vendors' files, the newest first.
  public func runs(limit: Int = 50) async throws(IntakeError) -> [ImportedRun] {
    try await store.read(or: IntakeError.init) { try $0.all(ImportedRun.newest(limit)) }
  }

  /// What one run refused, in the order of the file.
  ///
  /// - Throws: ``IntakeError/noRun(_:)`` when there is none with this number.
  public func refused(by run: Int64) async throws(IntakeError) -> [RefusedRecord] {
    try await store.read(or: IntakeError.init) { session in
      guard try session.first(VendorRun.operations(of: run)) != nil else { throw IntakeError.noRun(run) }
      return try session.all(RefusedRecord.all(of: run))
    }
  }
}

// MARK: - SQL

extension ImportedRun: RowDecodable {
  public static let columns: StaticString = """
    run.id, source.name, run.vendor, run.file_name, max(step.records), sum(step.added)::bigint,
    sum(step.changed)::bigint, sum(step.unchanged)::bigint, sum(step.refused)::bigint, sum(step.skipped)::bigint,
    count(*), bool_or(step.is_last), run.begun_at, run.retry_of
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    source = try row.next()
    vendor = try row.next()
    file = try row.next()
    records = try row.next()
    added = try row.next()
    changed = try row.next()
    unchanged = try row.next()
    refused = try row.next()
    skipped = try row.next()
    steps = try row.next()
    isDone = try row.next()
    begunAt = try row.next()
    retryOf = try row.next()
  }

  static func newest(_ limit: Int) -> Query<ImportedRun> {
    Query(
      "import_run.newest",
      """
      SELECT \(raw: columns)
        FROM workload.import_run AS run
        JOIN workload.source ON source.id = run.source_id
        JOIN workload.import_step AS step ON step.run_id = run.id
       GROUP BY run.id, source.name
       ORDER BY run.begun_at DESC, run.id DESC
       LIMIT \(limit)
      """)
  }
}

extension RefusedRecord: RowDecodable {
  public static let columns: StaticString = "record, line, byte_offset, code, pointer, problem, excerpt"

  public init(row: inout Row) throws(PostgresError) {
    let record: Int64 = try row.next()
    let line: Int64 = try row.next()
    let offset: Int64 = try row.next()
    let word: String = try row.next()
    guard let code = RecordRefusal.Code(rawValue: word) else {
      throw PostgresError(.decoding, "a reason this program does not know")
    }
    let refusal = RecordRefusal(code, at: try row.next(), try row.next())
    self.init(number: Int(record), line: Int(line), offset: Int(offset), refusal: refusal, excerpt: try row.next())
  }

  static func all(of run: Int64) -> Query<RefusedRecord> {
    Query(
      "import_reject.all",
      "SELECT \(raw: columns) FROM workload.import_reject WHERE run_id = \(run) ORDER BY record, id")
  }
}
