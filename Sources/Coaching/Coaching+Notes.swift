import People
public import Postgres
public import Store

extension Coaching {
  // MARK: Notes

  /// Writes a note, and in the same transaction asks for the training it gives the reason for.
  ///
  /// - Parameter training: Codes of curricula or their items; Onboarding answers.
  public func write(
    _ body: String, _ visibility: Note.Visibility = .private, in session: CoachingSession.ID, training: [String] = [],
    due: LocalDate? = nil, as operation: Operation
  ) async throws(CoachingError) -> Outcome<NoteReceipt> {
    try await write(operation) { tx in
      guard let id = try tx.first(Note.write(body, visibility, in: session)) else {
        throw CoachingError.notThere("session")
      }
      for code in training {
        try tx.run(TrainingRequest.ask(code, due: due, from: session))
        try tx.run(SessionReference(.curriculumItem, code).add(to: session))
      }
      return NoteReceipt(try tx.one(NoteReceipt.of(id)), asked: training)
    }
  }

  /// Changes the words of a note that is not sealed yet; what it said before is kept.
  public func edit(
    _ id: Note.ID, _ body: String, as operation: Operation
  ) async throws(CoachingError) -> Outcome<NoteReceipt> {
    try await write(operation) { tx in
      guard try tx.run(Note.edit(id, body)) == 1 else { throw CoachingError.notThere("note of yours") }
      return try tx.one(NoteReceipt.of(id))
    }
  }

  /// Lets more people read a note; never fewer.
  public func widen(
    _ id: Note.ID, to visibility: Note.Visibility, as operation: Operation
  ) async throws(CoachingError) -> Outcome<NoteReceipt> {
    try await write(operation) { tx in
      guard try tx.run(Note.widen(id, to: visibility)) == 1 else { throw CoachingError.notThere("note of yours") }
      return try tx.one(NoteReceipt.of(id))
    }
  }

  /// Puts an addendum to a note of the caller's that is sealed.
  public func add(
    _ body: String, to id: Note.ID, as operation: Operation
  ) async throws(CoachingError) -> Outcome<NoteReceipt> {
    try await write(operation) { tx in
      guard let note = try tx.first(Note.with(id)) else { throw CoachingError.notThere("note of yours") }
      guard let added = try tx.first(Note.write(body, note.visibility, in: note.session, addsTo: id)) else {
        throw CoachingError.notThere("note of yours")
      }
      return try tx.one(NoteReceipt.of(added))
    }
  }

  /// Breaks the glass over a note that HR may not read, for a reason its author and its subject are told.
  ///
  /// The note itself is read in a transaction of its own, within the hour: nobody reads it and takes the trace back.
  public func breakGlass(
    over id: Note.ID, reason: String, as operation: Operation
  ) async throws(CoachingError) -> Outcome<Note.ID> {
    try await write(operation) { tx in
      try tx.run(Note.breakGlass(id, reason: reason))
      return id
    }
  }

  // MARK: What comes of it

  /// Agrees on an action.
  public func agree(
    _ plan: ActionPlan, in session: CoachingSession.ID, as operation: Operation
  ) async throws(CoachingError) -> Outcome<ActionReceipt> {
    try await write(operation) { tx in
      let owner = try plan.owner.map { try Person.find($0, in: tx).id }
      guard let id = try tx.first(Action.agree(plan, owner: owner, in: session)) else {
        throw CoachingError.notThere("session")
      }
      return try tx.one(ActionReceipt.of(id))
    }
  }

  /// Says that an action is done, or dropped for a reason.
  public func settle(
    _ id: Action.ID, _ what: ActionStep.What, reason: String = "", as operation: Operation
  ) async throws(CoachingError) -> Outcome<ActionReceipt> {
    try await write(operation) { tx in
      guard try tx.run(Action.settle(id, what, reason: reason)) == 1 else { throw CoachingError.notThere("action") }
      return try tx.one(ActionReceipt.of(id))
    }
  }

  /// Carries open actions into a later session with the same person; they stay the actions they are.
  public func carry(
    _ ids: [Action.ID], to session: CoachingSession.ID, due: LocalDate? = nil, as operation: Operation
  ) async throws(CoachingError) -> Outcome<[ActionReceipt]> {
    try await write(operation) { tx in
      try ids.map { id in
        guard try tx.run(Action.carry(id, to: session, due: due)) == 1 else { throw CoachingError.notThere("action") }
        return try tx.one(ActionReceipt.of(id))
      }
    }
  }

  /// Asks to look again on a day.
  public func followUp(
    _ question: String, on day: LocalDate, after session: CoachingSession.ID, as operation: Operation
  ) async throws(CoachingError) -> Outcome<FollowUp.ID> {
    try await write(operation) { tx in
      guard let id = try tx.first(FollowUp.ask(question, on: day, after: session)) else {
        throw CoachingError.notThere("session")
      }
      return id
    }
  }

  /// Says what was found, once.
  public func answer(
    _ id: FollowUp.ID, _ outcome: String, evidence: String? = nil, as operation: Operation
  ) async throws(CoachingError) -> Outcome<FollowUp.ID> {
    try await write(operation) { tx in
      guard try tx.run(FollowUp.answer(id, outcome, evidence: evidence)) == 1 else {
        throw CoachingError.notThere("follow-up")
      }
      return id
    }
  }

  /// Names what a session is about in another room.
  public func refer(
    _ reference: SessionReference, in session: CoachingSession.ID, as operation: Operation
  ) async throws(CoachingError) -> Outcome<CoachingSession.ID> {
    try await write(operation) { tx in
      guard try tx.run(reference.add(to: session)) == 1 else { throw CoachingError.notThere("session") }
      return session
    }
  }
}
