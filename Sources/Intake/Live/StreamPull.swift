internal import Postgres
internal import Store
internal import Web
internal import Workload

/// The pull of one stream: page after page, each in one transaction with the place behind it.
struct StreamPull {
  let request: PullRequest
  let store: Store
  let operation: Operation
  /// Where pages come from, unless from a folder.
  let courier: Courier?
  let saving: SavedPages?
  /// How many requests may still be made.
  var budget: Int

  private static let damaged = 3

  /// Pulls `stream` to its end.
  mutating func pull(_ stream: any LiveStream) async throws -> PullReport.Part {
    var stream = stream
    var part = PullReport.Part(stream: stream.name)
    let name = stream.name
    let known = try await store.read(or: IntakeError.init) { [request] in try StreamPlace.last(name, request, in: $0) }
    guard request.replay != nil || known.cursor != nil || request.since != nil else {
      throw PullRefusal.noBeginning(stream.name)
    }
    let now = request.clock.now()
    var ask = try stream.first(StreamStart(cursor: known.cursor, since: request.since ?? now, now: now))
    var reader = PageReader(request.vendor, request.settings)
    var progress = Progress(known: known, saved: saving?.count(of: name) ?? 0)
    while true {
      guard let answer = try await page(ask, stream, part.pages + 1) else {
        guard request.replay == nil else { return part }
        guard let anew = stream.restart() else {
          throw PullRefusal.puzzled(name, "the account does not know what it named itself")
        }
        part.notes.append("\(name): \(anew.note)")
        ask = anew.ask
        continue
      }
      guard let read = try reader.read(answer, of: stream) else {
        progress.damaged += 1
        guard request.replay == nil, progress.damaged < Self.damaged else {
          throw PullRefusal.noPage(name, status: answer.status, words: Excerpt.masked(answer.body))
        }
        try await request.clock.sleep(1)
        continue
      }
      part.pages += 1
      progress.damaged = 0
      try saving?.save(answer, of: name, as: progress.saved + part.pages)
      let step = try stream.next(after: read.page)
      var batch = read.batch
      batch.cursor = step.cursor
      batch.isLast = step.next == nil
      reader = read.after
      try await take(batch, into: &part, &progress)
      if let note = step.note, !part.notes.contains(note) { part.notes.append(note) }
      guard let next = step.next else {
        if request.replay == nil { return part }
        continue
      }
      if next == ask, next.pause == nil, request.replay == nil { try await linger(&progress, name) }
      ask = next
    }
  }

  /// A page that names itself as the next has nothing yet, or will never have: it is asked for again a few times.
  private func linger(_ progress: inout Progress, _ name: String) async throws {
    progress.lingered += 1
    guard progress.lingered <= Self.damaged else { throw PullRefusal.puzzled(name, "the next page is the same page") }
    try await request.clock.sleep(10)
  }

  /// What a pull knows between two pages.
  private struct Progress {
    /// The last run of the stream that anybody began.
    var known: StreamPlace
    /// How many pages an earlier pull has saved.
    let saved: Int
    var run: Int64?
    var damaged = 0
    var lingered = 0
    var refused = 0
  }

  /// The next page, asked for or saved; `nil` behind the last saved, and where the cursor is forgotten.
  private mutating func page(_ ask: PageAsk, _ stream: any LiveStream, _ number: Int) async throws -> WebAnswer? {
    if let folder = request.replay { return try SavedPages.saved(in: folder).page(of: stream.name, number) }
    if let pause = ask.pause {
      request.onWait?(pause, "\(stream.name) to be ready")
      try await request.clock.sleep(pause)
    }
    guard budget > 0 else { throw PullRefusal.tooManyRequests(request.maxRequests) }
    budget -= 1
    switch try await courier?.bring(ask, of: stream) {
    case .page(let answer)?: return stream.page(answer)
    case .forgotten?, nil: return nil
    }
  }

  private func take(_ batch: RecordBatch, into part: inout PullReport.Part, _ progress: inout Progress) async throws {
    let asked = request.run(of: part.stream)
    let origin = VendorRun.Origin(name: part.stream, size: batch.offset, stream: part.stream)
    let run = VendorRun(request: asked, origin: origin, isRehearsal: operation.isRehearsal)
    let (place, known, most, refused) = (part.pages, progress, request.maxRejects, progress.refused)
    let (pull, name) = (request, part.stream)
    let step = Operation(
      operation.name, key: "\(operation.key)/\(part.stream)/\(place)",
      input: [operation.key, part.stream, String(place)],
      dryRun: operation.isRehearsal)
    let taken = try await store.write(step, or: IntakeError.init) { session in
      let source = try IntakeError.inOurWords { try Workload.source(pull.source, in: session).id }
      guard try StreamPlace.hold(name, of: source, in: session),
        try StreamPlace.last(name, pull, in: session).run == known.run ?? known.known.run
      else {
        throw IntakeError.pull(.overtaken(name))
      }
      let report = try run.take(batch, of: known.run, place: place, in: session)
      guard refused + report.refused <= most else {
        throw IntakeError.tooManyRejects(report.refusals, allowed: most)
      }
      return report
    }
    FaultPoint.committed.reach()
    part.report.add(taken.value)
    progress.run = taken.value.run
    progress.refused += taken.value.refused
    request.onPage?(PullProgress(stream: part.stream, pages: part.pages, records: part.report.records))
  }
}

/// How far a stream of a source has been pulled.
struct StreamPlace: Sendable {
  /// The last run that anybody began; 0 where there was none.
  let run: Int64
  /// What its pages, or those of a run before, left to begin from.
  let cursor: String?
}

// MARK: - SQL

extension StreamPlace: RowDecodable {
  static let columns: StaticString = "run, cursor"

  init(row: inout Row) throws(PostgresError) {
    run = try row.next()
    cursor = try row.next()
  }

  /// Where the stream goes on; what an undo took back does not count.
  static func last(_ stream: String, _ request: PullRequest, in session: Session) throws -> StreamPlace {
    try session.one(
      Query(
        "import_run.last_of_stream",
        """
        WITH pulled AS (
            SELECT run.id
              FROM workload.import_run AS run
              JOIN workload.source ON source.id = run.source_id AND source.name = \(request.source)
             WHERE run.vendor = \(request.vendor.rawValue)
               AND run.stream = \(stream)
        )
        SELECT coalesce((SELECT max(id) FROM pulled), 0) AS run,
               (SELECT step.cursor
                  FROM pulled
                  JOIN workload.import_step AS step ON step.run_id = pulled.id AND step.cursor IS NOT NULL
                 WHERE NOT EXISTS (
                           SELECT
                             FROM workload.import_step AS told
                             JOIN workload.batch ON batch.operation_id = told.operation_id
                            WHERE told.run_id = pulled.id AND batch.undone_at IS NOT NULL)
                 ORDER BY pulled.id DESC, step.place DESC
                 LIMIT 1) AS cursor
        """))
  }

  /// Lets nobody else take a page of the stream before this transaction is over; false where somebody does already.
  static func hold(_ stream: String, of source: Source.ID, in session: Session) throws -> Bool {
    try session.one(Query<Bool>("import_run.hold_stream", "SELECT workload.hold_stream(\(source), \(stream))"))
  }
}
