public import Postgres
public import Store

extension Recruiting {
  /// The offers of a requisition, or of all the caller may see; the newest version first.
  public func offers(
    of requisition: String? = nil, state: Offer.State? = nil
  ) async throws(RecruitingError) -> [Offer] {
    try await read { tx in try tx.all(Offer.all(of: requisition, state: state)) }
  }

  /// Drafts an offer, or the next version of one.
  public func draft(
    _ draft: DraftOffer, for application: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Offer> {
    try await write(operation) { tx in try draft.add(for: try tx.application(application), in: tx) }
  }

  /// All that stands in the way of an application's newest offer, then what to know before it goes out.
  ///
  /// Empty for an offer that was answered or is out already.
  public func check(offer application: String) async throws(RecruitingError) -> [OfferCheck] {
    try await read { tx in try tx.all(OfferCheck.all(of: try tx.offer(of: application).id)) }
  }

  /// Moves an application's newest offer: submit, send, accept, decline, rescind.
  ///
  /// - Throws: a rule with the legal next moves, or with what the offer still lacks.
  public func move(
    offer application: String, to state: Offer.State, reason: String? = nil, note: String = "",
    as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Offer> {
    try await write(operation) { tx in
      let offer = try tx.offer(of: application)
      let reason = try reason.map { try tx.reason($0, of: offer.entity).id }
      try tx.run(Offer.move(offer.id, to: state, note: note, reason: reason))
      return try tx.one(Offer.newest(of: offer.application))
    }
  }

  /// Approves or rejects an offer that somebody else made.
  public func decide(
    offer application: String, approved: Bool, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Offer> {
    try await write(operation) { tx in
      let offer = try tx.offer(of: application)
      try tx.run(Offer.decide(offer, approved ? "approved" : "rejected", note: note))
      return try tx.one(Offer.newest(of: offer.application))
    }
  }

  /// Lets every sent offer lapse whose time had come at an instant; says how many.
  public func expireOffers(at instant: Instant, as operation: Operation) async throws(RecruitingError) -> Outcome<Int> {
    try await write(operation) { tx in try tx.run(Offer.expire(at: instant)) }
  }

  // MARK: Hires

  /// The hires the caller may see, by first day.
  public func hires() async throws(RecruitingError) -> [Hiring] {
    try await read { tx in try tx.all(Hiring.all) }
  }

  /// Hires whoever holds an application's offer: offer, seat, class, person, spell and arrival, all or nothing.
  public func hire(
    _ application: String, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Hiring> {
    try await write(operation) { tx in
      let offer = try tx.offer(of: application)
      return try tx.one(Hiring.with(try tx.one(Hiring.make(offer.id, note: note))))
    }
  }

  /// Reverses a hire before its first day.
  public func undoHire(
    _ application: String, why: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Hiring> {
    try await change(application, operation) { .undo($0, why: why) }
  }

  /// They came on their first day.
  public func start(_ application: String, as operation: Operation) async throws(RecruitingError) -> Outcome<Hiring> {
    try await change(application, operation) { .start($0) }
  }

  /// They did not come: the seat is free again.
  public func noShow(
    _ application: String, why: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Hiring> {
    try await change(application, operation) { .noShow($0, why: why) }
  }

  private enum HireChange {
    case undo(Hiring.ID, why: String)
    case start(Hiring.ID)
    case noShow(Hiring.ID, why: String)

    var statement: Statement {
      switch self {
      case .undo(let id, let why): Hiring.undo(id, why: why)
      case .start(let id): Hiring.start(id)
      case .noShow(let id, let why): Hiring.noShow(id, why: why)
      }
    }
  }

  private func change(
    _ application: String, _ operation: Operation, _ change: @Sendable (Hiring.ID) -> HireChange
  ) async throws(RecruitingError) -> Outcome<Hiring> {
    try await write(operation) { tx in
      let hire = try tx.hire(of: application)
      try tx.run(change(hire.id).statement)
      return try tx.one(Hiring.with(hire.id))
    }
  }
}

extension Session {
  /// An application's newest offer.
  func offer(of text: String) throws -> Offer {
    let application = try application(text)
    guard let offer = try first(Offer.newest(of: application.id)) else {
      throw RecruitingError.unknown(.offer, application.code, known: [])
    }
    return offer
  }

  /// The hire of an application: by `A-12`, also for a trainer who cannot see the application itself.
  func hire(of text: String) throws -> Hiring {
    let all = try all(Hiring.all).filter { $0.end == nil }
    let found = all.filter { $0.application.rawValue == number(of: text, after: "A") || $0.candidate == text }
    guard found.count < 2 else { throw RecruitingError.several(.hire, text, found.map { "A-\($0.application)" }) }
    guard let hire = found.first else { throw RecruitingError.unknown(.hire, text, known: all.map(\.candidate)) }
    return hire
  }
}
