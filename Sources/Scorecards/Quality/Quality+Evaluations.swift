internal import People
internal import Postgres
public import Store

/// An evaluation, the form it was made by, and what happened to it.
public struct EvaluationFile: Codable, Sendable {
  public let evaluation: Evaluation
  public let form: EvaluationForm
  public let steps: [EvaluationStep]
}

extension Quality {
  /// Evaluations, the newest first.
  public func evaluations(_ filter: EvaluationFilter = EvaluationFilter()) async throws(QualityError) -> [Evaluation] {
    try await read { tx in
      try tx.all(Evaluation.list(filter, agent: try filter.agent.map { try Person.find($0, in: tx).id }))
    }
  }

  /// One evaluation with everything that belongs to it.
  public func evaluation(_ id: Evaluation.ID) async throws(QualityError) -> EvaluationFile {
    try await read { tx in
      let evaluation = try Self.evaluation(id, in: tx)
      return EvaluationFile(
        evaluation: evaluation, form: try tx.one(FormVersion.with(evaluation.form)).form,
        steps: try tx.all(EvaluationStep.of(id)))
    }
  }

  /// Begins an evaluation as a draft only its evaluator sees.
  ///
  /// - Throws: ``QualityError/unpublished(_:)``, ``QualityError/whoseContact(_:)``, ``QualityError/badAnswers(_:)``.
  public func begin(_ start: EvaluationStart, _ operation: Operation) async throws(QualityError) -> Outcome<Evaluation>
  {
    try await write(operation) { tx in
      let form = try FormVersion.current(start.form, in: tx)
      let contact = try tx.first(KnownContact.called(start.reference, in: form.entity))
      let agent = try Self.agent(start, contact, in: tx)
      let findings = try form.form.findings(start.answers, comments: start.comments)
      let id = try tx.one(Evaluation.begin(start, findings, by: form, of: agent, contact))
      return try Self.keep(id, findings, start.comment, form, in: tx)
    }
  }

  /// Changes answers of a draft, and its comment when one is given; `-` takes an answer back.
  public func answer(
    _ id: Evaluation.ID, _ answers: [String: String], comments: [String: String] = [:], comment: String? = nil,
    _ operation: Operation
  ) async throws(QualityError) -> Outcome<Evaluation> {
    try await write(operation) { tx in
      let draft = try Self.evaluation(id, in: tx)
      guard draft.state == .draft else { throw QualityError.noDraft }
      let form = try tx.one(FormVersion.with(draft.form))
      let findings = try form.form.findings(answers, comments: comments, on: draft.findings)
      return try Self.keep(id, findings, comment ?? draft.comment, form, in: tx)
    }
  }

  /// Hands a draft in; every question that is asked must have an answer.
  public func submit(_ id: Evaluation.ID, _ operation: Operation) async throws(QualityError) -> Outcome<Evaluation> {
    try await write(operation) { tx in
      try Self.submit(id, "", in: tx)
      return try tx.one(Evaluation.with(id))
    }
  }

  /// Takes the next step: publish, acknowledge, dispute, withdraw or close.
  ///
  /// - Parameter comment: Needed to dispute.
  /// - Throws: ``QualityError/noSuchStep(from:)``, ``QualityError/othersStep(_:)``, ``QualityError/tooLate``.
  public func step(
    _ id: Evaluation.ID, to state: Evaluation.State, comment: String = "", _ operation: Operation
  ) async throws(QualityError) -> Outcome<Evaluation> {
    try await write(operation) { tx in
      _ = try Self.evaluation(id, in: tx)
      try tx.run(Evaluation.step(id, state, comment))
      return try tx.first(Evaluation.with(id)) ?? { throw QualityError.unknown("evaluation", "#\(id)") }()
    }
  }

  /// Begins an amendment: a draft with the same answers that, once submitted, supersedes the evaluation.
  ///
  /// - Throws: ``QualityError/frozen`` when it is final or being amended.
  public func amend(
    _ id: Evaluation.ID, _ answers: [String: String] = [:], comments: [String: String] = [:], _ operation: Operation
  ) async throws(QualityError) -> Outcome<Evaluation> {
    try await write(operation) { tx in try Self.amend(id, answers, comments, in: tx) }
  }

  /// Resolves a dispute: the evaluation stands, or is amended; either way it is final.
  ///
  /// - Parameter answers: What is answered otherwise; without any, the evaluation stands.
  /// - Returns: The evaluation that counts from now on.
  /// - Throws: ``QualityError/ownDispute`` when the caller evaluated.
  public func resolve(
    _ id: Evaluation.ID, amending answers: [String: String] = [:], because comment: String, _ operation: Operation
  ) async throws(QualityError) -> Outcome<Evaluation> {
    try await write(operation) { tx in
      let disputed = try Self.evaluation(id, in: tx)
      guard disputed.state == .disputed else { throw QualityError.noSuchStep(from: disputed.state.rawValue) }
      guard !answers.isEmpty else {
        try tx.run(Evaluation.step(id, .final, comment))
        return try tx.one(Evaluation.with(id))
      }
      let amended = try Self.amend(id, answers, [:], in: tx)
      try Self.submit(amended.id, comment, in: tx)
      try tx.run(Evaluation.step(amended.id, .published, comment))
      try tx.run(Evaluation.step(amended.id, .final, ""))
      return try tx.one(Evaluation.with(amended.id))
    }
  }
}

// MARK: - Steps of a transaction

extension Quality {
  private static func evaluation(_ id: Evaluation.ID, in tx: Session) throws -> Evaluation {
    guard let found = try tx.first(Evaluation.with(id)) else { throw QualityError.unknown("evaluation", "#\(id)") }
    return found
  }

  /// Whose contact it is: the one Workload knows, or the one who is named.
  private static func agent(_ start: EvaluationStart, _ contact: KnownContact?, in tx: Session) throws -> Person.ID {
    let named = try start.agent.map { try Person.find($0, in: tx).id }
    if let known = contact?.agent, let named, known != named {
      throw QualityError.othersContact(contact?.agentName ?? "somebody else")
    }
    guard let agent = named ?? contact?.agent else { throw QualityError.whoseContact(start.reference) }
    return agent
  }

  private static func keep(
    _ id: Evaluation.ID, _ findings: Findings, _ comment: String, _ form: FormVersion, in tx: Session
  ) throws -> Evaluation {
    let draft = try evaluation(id, in: tx)
    guard try tx.run(draft.keep(findings, comment: comment, score: form.form.score(findings.answers))) == 1 else {
      throw QualityError.noDraft
    }
    return try tx.one(Evaluation.with(id))
  }

  private static func submit(_ id: Evaluation.ID, _ comment: String, in tx: Session) throws {
    let draft = try evaluation(id, in: tx)
    let form = try tx.one(FormVersion.with(draft.form))
    let problems = form.form.problems(with: draft.findings.answers, isWhole: true)
    guard draft.state != .draft || problems.isEmpty else { throw QualityError.badAnswers(problems) }
    try tx.run(Evaluation.step(id, .submitted, comment))
  }

  private static func amend(
    _ id: Evaluation.ID, _ answers: [String: String], _ comments: [String: String], in tx: Session
  ) throws -> Evaluation {
    let earlier = try evaluation(id, in: tx)
    let form = try tx.one(FormVersion.with(earlier.form))
    let findings = try form.form.findings(answers, comments: comments, on: earlier.findings)
    let contact = try tx.first(KnownContact.called(earlier.reference, in: earlier.entity))
    let start = EvaluationStart(form: form.code, reference: earlier.reference, comment: earlier.comment)
    let draft = try tx.one(
      Evaluation.begin(start, findings, by: form, of: earlier.agent, contact, supersedes: id))
    return try keep(draft, findings, earlier.comment, form, in: tx)
  }
}
