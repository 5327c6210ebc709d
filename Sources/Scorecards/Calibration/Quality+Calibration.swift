internal import People
internal import Postgres
public import Store

extension Quality {
  /// The calibrations the caller rates in, opened or may see as HR, the newest first.
  public func calibrations() async throws(QualityError) -> [Calibration] {
    try await read { tx in try tx.all(Calibration.all) }
  }

  /// One session: its contacts with the caller's own findings, and who scores.
  public func calibration(_ name: String) async throws(QualityError) -> CalibrationFile {
    try await read { tx in try Self.file(Calibration.find(name, in: tx), in: tx) }
  }

  /// Opens a session, blind from the start; whoever opens it may reveal it.
  public func open(
    _ planned: PlannedCalibration, _ operation: Operation
  ) async throws(QualityError) -> Outcome<CalibrationFile> {
    try await write(operation) { tx in
      let form = try FormVersion.current(planned.form, in: tx)
      _ = try tx.one(Calibration.open(planned.name, by: form))
      let session = try Calibration.find(planned.name, in: tx)
      for reference in planned.contacts { try tx.run(session.add(contact: reference)) }
      let reference = try planned.reference.map { try tx.colleague($0, of: form.entity) }
      var raters = try planned.raters.map { try tx.colleague($0, of: form.entity) }
      if let reference, !raters.contains(reference) { raters.append(reference) }
      for rater in raters { try tx.run(session.invite(rater, isReference: rater == reference)) }
      return try Self.file(session, in: tx)
    }
  }

  /// Scores one contact of a session, or scores it anew while it is blind.
  ///
  /// - Throws: ``QualityError/noRater(_:)`` after the reveal or for who was not invited,
  ///   ``QualityError/badAnswers(_:)``.
  public func score(
    _ reference: String, in name: String, _ answers: [String: String], comments: [String: String] = [:],
    _ operation: Operation
  ) async throws(QualityError) -> Outcome<CalibrationFile> {
    try await write(operation) { tx in
      let session = try Calibration.find(name, in: tx)
      guard try tx.one(session.amIRating) else { throw QualityError.noRater(name) }
      guard try tx.all(CalibrationContact.references(of: session.id)).contains(reference) else {
        throw QualityError.unknown("contact in this calibration:", reference)
      }
      let form = try tx.one(FormVersion.with(session.form)).form
      let findings = try form.findings(answers, comments: comments, isWhole: true)
      _ = try tx.one(session.score(reference, findings))
      return try Self.file(session, in: tx)
    }
  }

  /// Shows everyone's scores to everyone in the session, for good.
  public func reveal(_ name: String, _ operation: Operation) async throws(QualityError) -> Outcome<Calibration> {
    try await write(operation) { tx in
      let session = try Calibration.find(name, in: tx)
      guard try tx.run(session.reveal) == 1 else { throw QualityError.othersStep("opener") }
      return try Calibration.find(name, in: tx)
    }
  }

  /// Closes a revealed session with what was agreed.
  public func close(
    _ name: String, agreed note: String, _ operation: Operation
  ) async throws(QualityError) -> Outcome<Calibration> {
    try await write(operation) { tx in
      let session = try Calibration.find(name, in: tx)
      guard try tx.run(session.close(note)) == 1 else { throw QualityError.othersStep("opener") }
      return try Calibration.find(name, in: tx)
    }
  }

  /// How far the raters of a revealed session agree.
  ///
  /// - Parameter seed: Of the samples behind the intervals; the same gives the same.
  /// - Throws: ``QualityError/blind(_:)`` before the reveal.
  public func agreement(in name: String, seed: UInt64 = 1) async throws(QualityError) -> CalibrationReport {
    let (session, form, ratings) = try await read { tx in
      let session = try Calibration.find(name, in: tx)
      let form = try tx.one(FormVersion.with(session.form)).form
      return (session, form, try Self.ratings(of: session, in: tx))
    }
    guard session.state != .blind else { throw .blind(name) }
    return CalibrationReport(ratings, on: form, seed: seed)
  }

  private static func file(_ session: Calibration, in tx: Session) throws -> CalibrationFile {
    let own = Dictionary(
      try tx.all(CalibrationScore.own(session.id)).map { ($0.reference, $0.findings) }, uniquingKeysWith: { $1 })
    return CalibrationFile(
      session: try Calibration.find(session.name, in: tx), form: try tx.one(FormVersion.with(session.form)).form,
      contacts: try tx.all(CalibrationContact.references(of: session.id)).map {
        CalibrationContact(reference: $0, findings: own[$0])
      },
      raters: try tx.all(CalibrationRater.of(session.id)))
  }

  private static func ratings(of session: Calibration, in tx: Session) throws -> Ratings {
    let raters = try tx.all(CalibrationRater.of(session.id))
    let contacts = try tx.all(CalibrationContact.references(of: session.id))
    var answers = contacts.map { _ in raters.map { _ in [String: Answer]?.none } }
    for score in try tx.all(CalibrationScore.of(session.id)) {
      guard let row = contacts.firstIndex(of: score.reference),
        let column = raters.firstIndex(where: { $0.person == score.rater })
      else { continue }
      answers[row][column] = score.findings.answers
    }
    return Ratings(
      contacts: contacts, raters: raters.map(\.name), reference: raters.firstIndex(where: \.isReference),
      answers: answers)
  }
}

extension Calibration {
  fileprivate var amIRating: Query<Bool> {
    Query("calibration.am_i_rating", "SELECT \(id) = ANY (scorecards.calibrations_i_rate())")
  }
}

extension Session {
  /// Somebody of the company by name, whoever leads them: evaluators are invited across teams.
  fileprivate func colleague(_ name: String, of entity: LegalEntity.ID) throws -> Person.ID {
    let found = try all(
      Query<Person.ID>("colleague.called", "SELECT * FROM scorecards.people_called(\(entity), \(name))"))
    guard let person = found.first else { throw QualityError.people(.unknown(.person, name, known: [])) }
    guard found.count == 1 else {
      throw QualityError.people(.several(.person, name, found.map { "#\($0)" }))
    }
    return person
  }
}
