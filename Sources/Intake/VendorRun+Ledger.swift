public import Postgres
internal import Store
internal import Workload

// MARK: - SQL

extension VendorRun {
  /// The file's name, without the folders of whoever keeps it.
  private var fileName: String {
    String(origin.name.split(separator: "/").last?.prefix(255) ?? "file")
  }

  func begin(of source: Source, in session: Session) throws -> Int64 {
    try session.one(
      Query<Int64>(
        "import_run.begin",
        """
        INSERT INTO workload.import_run (entity_id, source_id, vendor, file_name, file_size, stream, retry_of)
        SELECT entity_id, id, \(request.vendor.rawValue), \(fileName), \(Int64(origin.size)), \(origin.stream),
               \(request.retried)
          FROM workload.source
         WHERE id = \(source.id)
        RETURNING id
        """))
  }

  func record(_ report: VendorReport, _ batch: RecordBatch, run: Int64, place: Int, in session: Session) throws {
    try session.run(
      Statement(
        "import_step.record",
        """
        INSERT INTO workload.import_step (
               run_id, entity_id, place, byte_offset, records, checksum, added, changed, unchanged, older, repeated,
               refused, skipped, is_last, cursor)
        SELECT id, entity_id, \(Int32(clamping: place)), \(Int64(batch.offset)), \(Int64(batch.records)),
               \(Int64(batch.checksum)), \(Int64(report.added)), \(Int64(report.changed)), \(Int64(report.unchanged)),
               \(Int64(report.older)), \(Int64(report.repeated)), \(Int64(report.refused)),
               \(Int64(report.skipped.values.reduce(0, +))), \(batch.isLast), \(batch.cursor)
          FROM workload.import_run
         WHERE id = \(run)
        """))
    let refused = batch.refused
    guard !refused.isEmpty else { return }
    try session.run(
      Statement(
        "import_reject.record",
        """
        INSERT INTO workload.import_reject (
               run_id, entity_id, record, line, byte_offset, code, pointer, problem, excerpt)
        SELECT run.id, run.entity_id, told.record, told.line, told.byte_offset, told.code, told.pointer, told.problem,
               told.excerpt
          FROM workload.import_run AS run
         CROSS JOIN unnest(
               \(refused.map { Int64($0.number) })::bigint[], \(refused.map { Int64($0.line) })::bigint[],
               \(refused.map { Int64($0.offset) })::bigint[], \(refused.map(\.refusal.code.rawValue))::text[],
               \(refused.map { String($0.refusal.pointer.prefix(1000)) })::text[],
               \(refused.map { String($0.refusal.problem.prefix(1000)) })::text[], \(refused.map(\.excerpt))::text[]
               ) AS told (record, line, byte_offset, code, pointer, problem, excerpt)
         WHERE run.id = \(run)
        """))
  }

  /// Where `run` stopped, if it is one of this source and vendor, and not at its end.
  static func place(of run: Int64, _ request: VendorRequest) -> Query<RunPlace> {
    Query(
      "import_step.last",
      """
      SELECT \(raw: RunPlace.columns)
        FROM workload.import_run AS run
        JOIN workload.source ON source.id = run.source_id AND source.name = \(request.source)
        JOIN workload.import_step AS step ON step.run_id = run.id
       WHERE run.id = \(run)
         AND run.vendor = \(request.vendor.rawValue)
         AND run.retry_of IS NULL
         AND run.stream IS NULL
         AND NOT EXISTS (SELECT FROM workload.import_step AS last WHERE last.run_id = run.id AND last.is_last)
       ORDER BY step.place DESC
       LIMIT 1
      """)
  }

  /// The records of `run` that were refused.
  static func refusedRecords(of run: Int64, _ request: VendorRequest) -> Query<Int64> {
    Query(
      "import_reject.records",
      """
      SELECT DISTINCT reject.record
        FROM workload.import_reject AS reject
        JOIN workload.import_run AS run ON run.id = reject.run_id
        JOIN workload.source ON source.id = run.source_id AND source.name = \(request.source)
       WHERE run.id = \(run)
         AND run.vendor = \(request.vendor.rawValue)
       ORDER BY reject.record
      """)
  }

  /// The operations of `run` that still stand, the last first.
  static func operations(of run: Int64) -> Query<Int64> {
    Query(
      "import_step.operations",
      "SELECT operation_id FROM workload.import_step WHERE run_id = \(run) ORDER BY place DESC")
  }

  /// What `run` read up to its end: a retry must read the same.
  static func end(of run: Int64) -> Query<RunPlace> {
    Query(
      "import_step.end",
      """
      SELECT \(raw: RunPlace.columns)
        FROM workload.import_step AS step
       WHERE step.run_id = \(run)
       ORDER BY step.place DESC
       LIMIT 1
      """)
  }
}

extension RunPlace: RowDecodable {
  public static let columns: StaticString = "step.records, step.checksum, step.place"

  public init(row: inout Row) throws(PostgresError) {
    let records: Int64 = try row.next()
    let checksum: Int64 = try row.next()
    let place: Int32 = try row.next()
    self.init(records: Int(records), checksum: UInt32(truncatingIfNeeded: checksum), steps: Int(place))
  }
}

extension LocalClock {

  /// When the clocks of `zone` showed each of `times`.
  static func ask(_ times: [LocalDateTime], zone: String, in session: Session) throws -> [LocalDateTime: Answer] {
    let told = try session.tuples(
      "zone.read",
      """
      SELECT shown.local, clock.instant, clock.reason
        FROM unnest(\(times)::timestamp[]) AS shown (local)
       CROSS JOIN LATERAL workload.read_clock(shown.local, \(zone), NULL::smallint) AS clock
      """, as: (LocalDateTime, Instant?, String?).self)
    return Dictionary(
      told.map { local, instant, reason in (local, instant.map(Answer.at) ?? Answer.never(reason ?? "no such time")) }
    ) { first, _ in first }
  }
}

extension FaultPoint {
  static let stepped = FaultPoint("import.stepped")
}
