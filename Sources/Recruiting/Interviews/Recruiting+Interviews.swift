internal import People
internal import Postgres
public import Store

extension Recruiting {
  /// The interviews of an application or of an interviewer, or all the caller may see.
  public func interviews(
    of application: String? = nil, with interviewer: String? = nil
  ) async throws(RecruitingError) -> [Interview] {
    try await read { tx in
      let person = try interviewer.map { try Person.find($0, in: tx).id }
      return try tx.all(Interview.all(of: try application.map { try tx.application($0).id }, with: person))
    }
  }

  /// Plans an interview; a settled one holds its interviewers, who can be in one at a time.
  public func plan(
    _ planned: PlannedInterview, for application: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Interview> {
    try await write(operation) { tx in try planned.add(for: try tx.application(application), in: tx) }
  }

  /// Moves an interview to another time: a new one replaces it.
  public func reschedule(
    _ interview: Interview.ID, to planned: PlannedInterview, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Interview> {
    try await write(operation) { tx in
      let old = try tx.interview(interview)
      return try planned.add(for: try tx.one(Application.with(old.application)), replacing: old, in: tx)
    }
  }

  /// Schedules a proposal, or says what became of an interview.
  public func move(
    interview: Interview.ID, to state: Interview.State, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Interview> {
    try await write(operation) { tx in
      let found = try tx.interview(interview)
      try tx.run(Interview.move(found.id, to: state, note: note))
      return try tx.one(Interview.with(found.id))
    }
  }

  // MARK: Kits and feedback

  /// The interview kits, each name's newest version first.
  public func kits() async throws(RecruitingError) -> [Kit] {
    try await read { tx in try tx.all(Kit.all) }
  }

  /// What an interview's kit asks.
  public func questions(of interview: Interview.ID) async throws(RecruitingError) -> [KitQuestion] {
    try await read { tx in
      guard let name = try tx.interview(interview).kit, let kit = try tx.first(Kit.newest(name)) else { return [] }
      return try tx.all(Kit.questions(of: kit.id))
    }
  }

  /// Adds the next version of a kit.
  public func addKit(
    _ name: String, purpose: String = "", minutes: Int = 30, _ questions: [KitQuestion], in entity: String? = nil,
    as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Kit> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(entity, in: tx)
      let id = try tx.one(Kit.add(name, purpose: purpose, minutes: minutes, to: entity.id))
      for (ordinal, question) in questions.enumerated() {
        try tx.run(Kit.add(question, ordinal + 1, to: id, of: entity.id))
      }
      return try tx.one(Kit.newest(name))
    }
  }

  /// What interviewers told of an application, as far as the caller may read it yet.
  public func feedback(of application: String) async throws(RecruitingError) -> [Feedback] {
    try await read { tx in
      // Whoever only sits in an interview may not read the requisition that an application is looked up with.
      if let id = number(of: application, after: "A") { return try tx.all(Feedback.of(Application.ID(rawValue: id))) }
      return try tx.all(Feedback.of(try tx.application(application).id))
    }
  }

  /// Who still owes feedback.
  public func missingFeedback() async throws(RecruitingError) -> [MissingFeedback] {
    try await read { tx in try tx.all(MissingFeedback.all) }
  }

  /// Writes one's own draft.
  public func fill(
    feedback interview: Interview.ID, overall: Int?, summary: String, _ items: [FeedbackItem] = [],
    as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Feedback> {
    try await write(operation) { tx in
      let found = try tx.interview(interview)
      if let mine = try tx.first(Feedback.mine(of: found.id)), mine.state == .draft {
        try tx.run(Feedback.rewrite(mine.id, overall: overall, summary: summary, items))
      } else {
        try tx.run(Feedback.draft(of: found, overall: overall, summary: summary, items))
      }
      return try tx.one(Feedback.mine(of: found.id))
    }
  }

  /// Submits one's own draft; from then on it stays, and the others' can be read.
  public func submit(
    feedback interview: Interview.ID, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Feedback> {
    try await write(operation) { tx in
      let found = try tx.interview(interview)
      guard let mine = try tx.first(Feedback.mine(of: found.id)), mine.state == .draft else {
        throw RecruitingError.unreadable("You have no draft for this interview. Write one: muster feedback fill.")
      }
      try tx.run(Feedback.submit(mine.id))
      return try tx.one(Feedback.mine(of: found.id))
    }
  }

  /// Replaces what one submitted; the original is kept beside it.
  public func amend(
    feedback interview: Interview.ID, overall: Int?, summary: String, _ items: [FeedbackItem] = [],
    as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Feedback> {
    try await write(operation) { tx in
      let found = try tx.interview(interview)
      guard let mine = try tx.first(Feedback.mine(of: found.id)), mine.state == .submitted else {
        throw RecruitingError.unreadable("You have submitted nothing on this interview that could be amended.")
      }
      try tx.run(Feedback.amend(mine.id, of: found, overall: overall, summary: summary, items))
      return try tx.one(Feedback.mine(of: found.id))
    }
  }
}

extension Session {
  func interview(_ id: Interview.ID) throws -> Interview {
    guard let found = try first(Interview.with(id)) else {
      throw RecruitingError.unknown(.interview, "#\(id)", known: [])
    }
    return found
  }
}
