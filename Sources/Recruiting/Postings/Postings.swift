internal import People
public import Postgres
public import Store

/// Descriptions of jobs and the postings made from them.
public struct Postings: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Descriptions

  /// The newest version of every description.
  public func descriptions() async throws(HiringError) -> [JobDescription] {
    try await store.read(or: HiringError.init) { tx in try tx.all(JobDescription.newest) }
  }

  /// One description: its newest version, or the one asked for.
  public func description(_ code: String, version: Int? = nil) async throws(HiringError) -> JobDescription {
    try await store.read(or: HiringError.init) { tx in try JobDescription.find(code, version: version, in: tx) }
  }

  /// Keeps a description as the next version under its code.
  ///
  /// - Throws: ``HiringError/unchanged(_:)`` when the newest version says the same.
  public func describe(
    _ text: JobText, as code: String, note: String = "", in entity: String? = nil, by operation: Operation
  ) async throws(HiringError) -> Outcome<JobDescription> {
    try await store.write(operation, or: HiringError.init) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      if let newest = try tx.first(JobDescription.called(code, version: nil)), newest.text == text {
        throw HiringError.unchanged(code)
      }
      let id = try tx.one(JobDescription.add(text, as: code, note: note, to: company.id))
      return try tx.one(JobDescription.with(id))
    }
  }

  // MARK: Postings

  /// Every posting the caller may see.
  public func list() async throws(HiringError) -> [Posting] {
    try await store.read(or: HiringError.init) { tx in try tx.all(Posting.all) }
  }

  public func posting(_ id: Posting.ID) async throws(HiringError) -> Posting {
    try await store.read(or: HiringError.init) { tx in try Posting.find(id, in: tx) }
  }

  /// All that is live, for a feed.
  public func live() async throws(HiringError) -> [Posting] {
    try await store.read(or: HiringError.init) { tx in try tx.all(Posting.live) }
  }

  /// Writes a draft: the description's newest version, its variables filled from the draft and the requisition.
  public func draft(_ draft: PostingDraft, as operation: Operation) async throws(HiringError) -> Outcome<Posting> {
    try await store.write(operation, or: HiringError.init) { tx in
      guard let requisition = try tx.first(PostedRequisition.called(draft.requisition)) else {
        throw HiringError.unknown(.requisition, draft.requisition)
      }
      let description = try JobDescription.find(draft.description, version: draft.version, in: tx)
      let content = draft.content(from: description.text, for: requisition)
      return try tx.one(
        Posting.with(
          try tx.one(
            Posting.add(content, for: requisition, from: description.id, on: draft.channel))))
    }
  }

  /// What the lint says of a posting on a day.
  public func lint(_ id: Posting.ID, on day: LocalDate) async throws(HiringError) -> [PostingFinding] {
    try await store.read(or: HiringError.init) { tx in try Posting.find(id, in: tx).findings(on: day, in: tx) }
  }

  /// Takes a posting live, or back from a pause, when nothing blocks it.
  ///
  /// - Throws: ``HiringError/lint(_:)`` with everything that blocks it.
  public func publish(
    _ id: Posting.ID, on day: LocalDate, as operation: Operation
  ) async throws(HiringError) -> Outcome<Posting> {
    try await store.write(operation, or: HiringError.init) { tx in
      let posting = try Posting.find(id, in: tx)
      let findings = try posting.findings(on: day, in: tx)
      guard !findings.contains(where: { $0.weight == .blocks }) else { throw HiringError.lint(findings) }
      if posting.state == .draft { try tx.run(Posting.step(id, to: .linted, reason: "")) }
      try tx.run(Posting.step(id, to: .live, reason: ""))
      return try Posting.find(id, in: tx)
    }
  }

  /// Pauses or closes a posting.
  public func move(
    _ id: Posting.ID, to state: PostingState, reason: String, as operation: Operation
  ) async throws(HiringError) -> Outcome<Posting> {
    try await store.write(operation, or: HiringError.init) { tx in
      _ = try Posting.find(id, in: tx)
      try tx.run(Posting.step(id, to: state, reason: reason))
      return try Posting.find(id, in: tx)
    }
  }

  /// Takes down what is over: expired when its last day has passed, closed when no seat is left.
  public func expire(on day: LocalDate, as operation: Operation) async throws(HiringError) -> Outcome<[Posting]> {
    try await store.write(operation, or: HiringError.init) { tx in
      try tx.all(Posting.over(on: day)).map { posting in
        let hasPassed = posting.content.closesOn.map { $0 < day } ?? false
        try tx.run(
          Posting.step(
            posting.id, to: hasPassed ? .expired : .closed,
            reason: hasPassed ? "its last day has passed" : "every seat is taken"))
        return try Posting.find(posting.id, in: tx)
      }
    }
  }
}

extension JobDescription {
  static func find(_ code: String, version: Int?, in tx: Session) throws -> JobDescription {
    guard let found = try tx.first(called(code, version: version)) else {
      throw HiringError.unknown(.description, version.map { "\(code) \($0)" } ?? code)
    }
    return found
  }
}

extension Posting {
  static func find(_ id: ID, in tx: Session) throws -> Posting {
    guard let found = try tx.first(with(id)) else { throw HiringError.unknown(.posting, "#\(id)") }
    return found
  }

  func findings(on day: LocalDate, in tx: Session) throws -> [PostingFinding] {
    let known = try tx.first(PostedRequisition.called(requisition))
    return PostingLint(content, today: day, approvedPay: known?.pay, requisitionEnds: known?.neededOn).findings
  }
}
