public import Postgres
public import Store

extension Workload {
  /// Takes facts of one kind from one source, all inside the caller's transaction.
  ///
  /// `read` calls `take` for each row it reads: with a fact, or with the reason why the row is none. Rows are copied
  /// to staging, then: a name told twice in the batch counts once (newest version, then last line); what is known in
  /// this version or a newer is left alone; what changes is kept in `workload.superseded`; the rest is taken in. A
  /// batch that tells nothing new writes nothing but its own line in `workload.batch`.
  ///
  /// The report names refused rows, the first `mostRefusals` of them; whether they may stay behind is the caller's to
  /// decide, by throwing. What a caller keeps in a ledger of its own need not stand in `workload.batch`.
  public static func merge<F: Fact>(
    _ facts: F.Type, from source: Source.ID, in session: Session, mostRefusals: Int = BatchReport.kept,
    isRecorded: Bool = true,
    _ read: (_ take: (_ line: Int, Result<F, RefusedRow>) throws -> Void) throws -> Void
  ) throws -> BatchReport {
    var merge = Merge<F>(session: session, source: source, mostRefusals: mostRefusals)
    try merge.lockSource()
    try merge.stage(read)
    FaultPoint.staged.reach()
    try merge.refuseUnknownNames()
    try merge.derive()
    try merge.dropRepeats()
    let news = try merge.dropKnown()
    if try merge.openMonths() {
      FaultPoint.monthsOpen.reach()
      if news > 0 { try merge.keepPrevious() }
      FaultPoint.previousKept.reach()
      try merge.noteOrigins(areNew: news == 0)
      FaultPoint.originsNoted.reach()
      try merge.settle()
      FaultPoint.settled.reach()
      try merge.listUnclaimedAgents()
    }
    try merge.clear()
    if isRecorded { try merge.record() }
    FaultPoint.recorded.reach()
    return merge.report
  }

  /// Where a merge may be cut off by a test.
  public static let faultPoints: [FaultPoint] = [
    .staged, .monthsOpen, .previousKept, .originsNoted, .settled, .recorded,
  ]
}

extension FaultPoint {
  fileprivate static let staged = FaultPoint("import.staged")
  fileprivate static let monthsOpen = FaultPoint("import.months_open")
  fileprivate static let previousKept = FaultPoint("import.previous_kept")
  fileprivate static let originsNoted = FaultPoint("import.origins_noted")
  fileprivate static let settled = FaultPoint("import.settled")
  fileprivate static let recorded = FaultPoint("import.recorded")
}

/// The steps of a merge, each one statement over the staged rows that are left.
struct Merge<F: Fact> {
  let session: Session
  let source: Source.ID
  let mostRefusals: Int
  var report = BatchReport(kind: F.kind)

  init(session: Session, source: Source.ID, mostRefusals: Int) {
    self.session = session
    self.source = source
    self.mostRefusals = mostRefusals
  }

  /// Two merges of one source follow each other, so that each sees what the other left.
  func lockSource() throws {
    let found = try session.first(
      Query<Int64>("source.lock", "SELECT id FROM workload.source WHERE id = \(source) FOR NO KEY UPDATE"))
    guard found != nil else { throw WorkloadError.unknownSource }
  }

  /// Rows that name a queue or a channel nobody has added.
  mutating func refuseUnknownNames() throws {
    if F.kind.names.queue { try refuseUnknown("queue", in: "workload.queue", column: "staged.queue") }
    if F.kind.names.channel { try refuseUnknown("channel", in: "workload.channel", column: "staged.channel") }
  }

  private mutating func refuseUnknown(
    _ field: String, in table: StaticString, column: StaticString
  ) throws {
    let unknown = try session.tuples(
      "fact.refuse_unknown",
      """
      DELETE FROM \(F.kind.stage) AS staged
       USING workload.source
       WHERE \(F.isOurs)
         AND source.id = staged.source_id
         AND \(raw: column) IS NOT NULL
         AND NOT EXISTS (
             SELECT FROM \(raw: table) AS known
              WHERE known.entity_id = source.entity_id AND known.code = \(raw: column))
      RETURNING staged.line, \(raw: column)
      """, as: (Int32, String).self)
    for (line, code) in unknown.sorted(by: { $0.0 < $1.0 }) {
      report.refuse(
        RefusedRow(
          line: Int(line), field: field, problem: "no \(field) is called “\(code)”",
          fix: "write one that `muster \(field) list` shows, or add it with `muster \(field) add \(code)`"),
        keeping: mostRefusals)
    }
  }

  mutating func dropRepeats() throws {
    report.repeated = try session.run(
      Statement(
        "fact.drop_repeats",
        """
        DELETE FROM \(F.kind.stage) AS staged
         USING (SELECT staged.ctid,
                       row_number() OVER (PARTITION BY external_id ORDER BY version DESC, line DESC) AS place
                  FROM \(F.kind.stage) AS staged
                 WHERE \(F.isOurs)
                   AND external_id IN (SELECT external_id
                                         FROM \(F.kind.stage) AS staged
                                        WHERE \(F.isOurs)
                                        GROUP BY external_id
                                       HAVING count(*) > 1)) AS ranked
         WHERE ranked.ctid = staged.ctid
           AND ranked.place > 1
        """))
  }

  /// What is known in a newer version, or in this one with the same words, needs no write; how many of the rows left
  /// tell something new of what is known.
  mutating func dropKnown() throws -> Int {
    let told = try session.tuples(
      "fact.drop_known",
      """
      WITH known AS MATERIALIZED (
          SELECT staged.ctid AS place, known.version > staged.version AS is_older,
                 known.version = staged.version AND known.digest = \(F.digest) AS is_same
            FROM \(F.kind.stage) AS staged
            JOIN workload.origin AS known
              ON known.source_id = staged.source_id
             AND known.kind = \(F.kind.rawValue)
             AND known.external_id = staged.external_id
           WHERE \(F.isOurs)
      ), dropped AS (
          DELETE FROM \(F.kind.stage) AS staged
           USING known
           WHERE staged.ctid = known.place
             AND (known.is_older OR known.is_same)
      )
      SELECT count(*) FILTER (WHERE is_older), count(*) FILTER (WHERE is_same), count(*) FROM known
      """, as: (Int, Int, Int).self)
    (report.older, report.unchanged) = (told[0].0, told[0].1)
    return told[0].2 - report.older - report.unchanged
  }

  /// Makes the months that are missing; false when nothing is left to take in.
  func openMonths() throws -> Bool {
    let span = try session.tuples(
      "fact.span",
      """
      SELECT min(happened_at), max(happened_at) FROM \(F.kind.stage) AS staged WHERE \(F.isOurs)
      """, as: (Instant?, Instant?).self)
    guard case (let first?, let last?) = span[0] else { return false }
    guard F.kind.isMonthly else { return true }
    _ = try session.one(
      Query<Int32>("fact.open_months", "SELECT workload.open_months(\(F.kind.rawValue), \(first), \(last))"))
    return true
  }

  /// Facts about to change step aside, so that an undo can put them back.
  mutating func keepPrevious() throws {
    report.changed = try session.run(
      Statement(
        "fact.keep_previous",
        """
        WITH previous AS (
            DELETE FROM \(F.kind.table) AS fact
             USING \(F.kind.stage) AS staged, workload.origin AS known
             WHERE \(F.isOurs)
               AND known.source_id = staged.source_id
               AND known.kind = \(F.kind.rawValue)
               AND known.external_id = staged.external_id
               AND fact.id = known.id
               AND fact.\(raw: F.kind.instant) = known.happened_at
            RETURNING known.*, to_jsonb(fact) AS fact
        )
        INSERT INTO workload.superseded (
               operation_id, origin_id, entity_id, kind, version, digest, happened_at, was_operation, fact)
        SELECT (SELECT op.current()), id, entity_id, kind, version, digest, happened_at, operation_id, fact
          FROM previous
        """))
  }

  /// - Parameter areNew: Whether none of them is known: with the source locked, nobody else notes one meanwhile.
  mutating func noteOrigins(areNew: Bool) throws {
    let renewed: SQL = """
      ON CONFLICT ON CONSTRAINT origin_is_known_once
      DO UPDATE SET version = excluded.version,
                    digest = excluded.digest,
                    happened_at = excluded.happened_at,
                    operation_id = excluded.operation_id
      """
    let noted = try session.run(
      Statement(
        "origin.note",
        """
        INSERT INTO workload.origin (
               entity_id, source_id, kind, external_id, version, digest, happened_at, added_by, operation_id)
        SELECT source.entity_id, source.id, \(F.kind.rawValue), staged.external_id, staged.version, \(F.digest),
               staged.happened_at, (SELECT op.current()), (SELECT op.current())
          FROM \(F.kind.stage) AS staged
          JOIN workload.source ON source.id = staged.source_id
         WHERE \(F.isOurs)
        \(areNew ? "" : renewed)
        """))
    report.added = noted - report.changed
  }

  /// Each step's rows are joined by hash: where nobody has counted the origins yet the planner expects one of them, and
  /// then it would compare every staged row with every origin of the step.
  func settle() throws {
    try joinRowByRow(false)
    try session.run(Statement("fact.settle", F.settle))
    try joinRowByRow(true)
  }

  private func joinRowByRow(_ isAllowed: Bool) throws {
    try session.run(
      Statement(
        "merge.joins", "SELECT set_config('enable_nestloop', \(isAllowed ? "on" : "off"), true)"))
  }

  mutating func listUnclaimedAgents() throws {
    guard F.kind.names.agent else { return }
    let unclaimed = try session.tuples(
      "fact.unclaimed_agents",
      """
      SELECT staged.agent, count(*)
        FROM \(F.kind.stage) AS staged
       WHERE \(F.isOurs)
         AND staged.agent IS NOT NULL
         AND NOT EXISTS (
             SELECT FROM workload.agent_identity AS identity
              WHERE identity.source_id = staged.source_id AND identity.reference = staged.agent)
       GROUP BY staged.agent
       ORDER BY count(*) DESC, staged.agent
       LIMIT 100
      """, as: (String, Int).self)
    report.unclaimedAgents = Dictionary(uniqueKeysWithValues: unclaimed)
  }

  func clear() throws {
    try session.run(Statement("fact.clear", "SELECT workload.clear_stage(\(F.kind.rawValue))"))
  }

  /// One line in the ledger.
  func record() throws {
    try session.run(
      Statement(
        "batch.record",
        """
        INSERT INTO workload.batch (
               entity_id, source_id, kind, added, changed, unchanged, older, repeated, refused)
        SELECT entity_id, id, \(F.kind.rawValue), \(report.added), \(report.changed), \(report.unchanged),
               \(report.older), \(report.repeated), \(report.refused)
          FROM workload.source
         WHERE id = \(source)
        """))
  }
}
