internal import People
public import Postgres
public import Store

extension Recruiting {
  /// The applications that match, by requisition and stage.
  public func applications(
    _ filter: ApplicationFilter = ApplicationFilter()
  ) async throws(RecruitingError) -> [Application] {
    try await read { tx in try tx.all(Application.matching(filter)) }
  }

  /// What happened to an application, every correction too.
  public func events(of text: String) async throws(RecruitingError) -> [StageEvent] {
    try await read { tx in try tx.all(StageEvent.of(try tx.application(text).id)) }
  }

  /// Adds an application, as a lead or as one who applied.
  public func apply(
    _ candidate: String, for requisition: String, from source: String? = nil, terms: AppliedTerms = AppliedTerms(),
    asLead: Bool = false, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Application> {
    try await write(operation) { tx in
      let who = try tx.candidate(candidate)
      let wanted = try tx.requisition(requisition)
      let source = try source.map { try tx.source($0, of: wanted.entity).id }
      let id = try tx.one(Application.add(who, to: wanted.id, from: source, with: terms))
      try tx.run(StageEvent.begin(id, at: asLead ? .lead : .applied))
      return try tx.one(Application.with(id))
    }
  }

  /// Moves an application to a stage; past one or back needs a note.
  ///
  /// - Throws: a rule that says where it may go instead.
  public func move(
    _ text: String, to stage: String, reason: String? = nil, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Application> {
    try await write(operation) { tx in
      let application = try tx.application(text)
      let reason = try reason.map { try tx.reason($0, of: application.entity).id }
      try tx.run(StageEvent.enter(application, try tx.stage(stage, of: application).id, reason: reason, note: note))
      return try tx.one(Application.with(application.id))
    }
  }

  /// Ends an application: rejected by us, withdrawn by them, closed with its requisition.
  public func end(
    _ text: String, as end: Application.End, reason: String? = nil, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Application> {
    try await write(operation) { tx in
      let application = try tx.application(text)
      let reason = try reason.map { try tx.reason($0, of: application.entity).id }
      try tx.run(StageEvent.turn(application, .end, end, reason: reason, note: note))
      return try tx.one(Application.with(application.id))
    }
  }

  /// Opens an ended application again, at the stage where it ended.
  public func reopen(
    _ text: String, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Application> {
    try await write(operation) { tx in
      let application = try tx.application(text)
      try tx.run(StageEvent.turn(application, .reopen, nil, reason: nil, note: note))
      return try tx.one(Application.with(application.id))
    }
  }

  /// Says where an application really came from; the audit keeps what was said before.
  public func set(
    source: String, of text: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Application> {
    try await write(operation) { tx in
      let application = try tx.application(text)
      let found = try tx.source(source, of: application.entity)
      try tx.run(Application.set(found.id, of: application.id))
      return try tx.one(Application.with(application.id))
    }
  }

  /// Says when something really happened: a new event takes the old one's place, and the old one stays.
  public func correct(
    _ event: StageEvent.ID, happenedAt: Instant, note: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<StageEvent.ID> {
    try await write(operation) { tx in
      try tx.run(StageEvent.correct(event, happenedAt: happenedAt, note: note))
      return event
    }
  }

  // MARK: Many at once

  /// Moves everybody who matches, as a batch.
  ///
  /// - Parameter expecting: How many the caller saw; another number refuses all.
  public func bulkMove(
    _ filter: ApplicationFilter, to stage: String, note: String = "", expecting: Int? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<BulkReport> {
    try await write(operation) { tx in
      try Bulk(kind: .move, name: "move to \(stage)", filter: filter, expecting: expecting)
        .move(to: stage, note: note, in: tx)
    }
  }

  /// Rejects everybody who matches, as a batch; a person chose them, never a rule.
  public func bulkReject(
    _ filter: ApplicationFilter, reason: String, note: String = "", expecting: Int? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<BulkReport> {
    try await write(operation) { tx in
      guard let one = try tx.all(Application.matching(filter)).first else {
        throw RecruitingError.unknown(.application, "matching", known: [])
      }
      let found = try tx.reason(reason, of: one.entity)
      return try Bulk(kind: .reject, name: "reject: \(found.name)", filter: filter, expecting: expecting)
        .end(.rejected, reason: found.id, note: note, in: tx)
    }
  }

  /// Bulk changes and imports, the newest first.
  public func batches() async throws(RecruitingError) -> [Batch] {
    try await read { tx in try tx.all(Batch.all) }
  }

  /// Takes a batch back: moves are superseded, an import's rows go.
  public func undo(
    _ batch: Batch.ID, why: String = "by hand", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<UndoReport> {
    try await write(operation) { tx in try tx.one(Batch.undo(batch, why: why)) }
  }
}
