internal import People
internal import Postgres
public import Store

/// Tests: banks of questions, rules, sittings and grades.
///
/// Learners never hold a key: the database grades what they hand in. Every answer is what the person the store is
/// opened as may see.
public struct Assessments: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Questions

  public func banks() async throws(OnboardingError) -> [QuestionBank] {
    try await read { tx in try tx.all(QuestionBank.all()) }
  }

  /// The newest version of each question of a bank, with its key; for whoever writes questions.
  public func questions(of bank: String) async throws(OnboardingError) -> [BankQuestion] {
    try await read { tx in try tx.all(BankQuestion.newest(of: try tx.bank(bank).id)) }
  }

  /// Takes questions into a bank: new ones, changed ones as new versions; what is not named stays as it is.
  ///
  /// - Parameter questions: Each with the line it came from.
  public func take(
    _ questions: [(line: Int, question: Question)], into bank: String, title: String? = nil, of entity: String? = nil,
    points: Int = 1, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[QuestionVerdict]> {
    try await write(operation) { tx in
      let bank = try QuestionBank.findOrAdd(bank, title: title, of: try LegalEntity.find(entity, in: tx).id, in: tx)
      var seen: Set<String> = []
      return try questions.map { line, question in
        guard seen.insert(question.bankKey).inserted else {
          return QuestionVerdict(
            line: line, key: question.bankKey, label: question.label, fate: .refused,
            remark: "the key stands twice in the file")
        }
        return try bank.keep(question, points: points, line: line, in: tx)
      }
    }
  }

  // MARK: Rules

  /// The assessments whose rules are in force.
  public func list() async throws(OnboardingError) -> [Assessment] {
    try await read { tx in try tx.all(Assessment.all()) }
  }

  /// Puts rules in force, over the newest questions of their bank; whoever sits already goes on by the old ones.
  public func publish(
    _ rules: AssessmentRules, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Assessment> {
    try await write(operation) { tx in try rules.publish(in: tx) }
  }

  // MARK: Sitting

  /// Begins a sitting of the caller, or goes on with the one that is open.
  public func start(_ code: String, as operation: Operation) async throws(OnboardingError) -> Outcome<Sitting> {
    try await write(operation) { tx in
      let id = try tx.one(Attempt.start(try Assessment.find(code, in: tx)))
      return try tx.one(Attempt.with(id)).sitting(in: tx)
    }
  }

  /// Keeps an answer; the newest counts, and none takes an earlier one back.
  public func answer(
    _ attempt: Attempt.ID, at position: Int, _ response: Response?, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Int> {
    try await write(operation) { tx in
      guard try tx.run(try Attempt.find("\(attempt)", in: tx).answer(position, response)) == 1 else {
        throw OnboardingError.unknown(.attempt, "\(attempt)", known: [])
      }
      return position
    }
  }

  /// Hands a sitting in; what needs no reader is graded at once.
  public func submit(_ attempt: Attempt.ID, as operation: Operation) async throws(OnboardingError) -> Outcome<Attempt> {
    try await write(operation) { tx in
      try tx.run(try Attempt.find("\(attempt)", in: tx).submit)
      return try tx.one(Attempt.with(attempt))
    }
  }

  /// Gives a sitting up; it counts as one of the attempts.
  public func abandon(_ attempt: String, as operation: Operation) async throws(OnboardingError) -> Outcome<Attempt> {
    try await write(operation) { tx in
      let attempt = try Attempt.find(attempt, in: tx)
      try tx.run(attempt.abandon)
      return try tx.one(Attempt.with(attempt.id))
    }
  }

  /// Hands in what lies open past its time; says how many.
  public func closeOverdue(as operation: Operation) async throws(OnboardingError) -> Outcome<Int> {
    try await write(operation) { tx in try tx.one(Attempt.closeOverdue) }
  }

  /// Attempts, by assessment, person and number.
  public func attempts(
    at code: String? = nil, of person: String? = nil, in state: Attempt.State? = nil
  ) async throws(OnboardingError) -> [Attempt] {
    try await read { tx in
      try tx.all(Attempt.all(code: code, person: try person.map { try Person.find($0, in: tx).id }, state: state))
    }
  }

  /// An attempt with what was asked, answered and earned.
  public func sitting(_ attempt: String) async throws(OnboardingError) -> Sitting {
    try await read { tx in try Attempt.find(attempt, in: tx).sitting(in: tx) }
  }

  // MARK: Grading

  /// Essays that wait for a reader.
  public func unread() async throws(OnboardingError) -> [UnreadEssay] {
    try await read { tx in try tx.all(UnreadEssay.all) }
  }

  /// Marks an essay, from 0 to 100 percent of its points.
  public func mark(
    _ attempt: String, at position: Int, percent: Double, comment: String? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Attempt> {
    try await write(operation) { tx in
      let attempt = try Attempt.find(attempt, in: tx)
      try tx.run(attempt.mark(position, fraction: percent / 100, comment: comment))
      return try tx.one(Attempt.with(attempt.id))
    }
  }

  /// Grades again, by the newest key of a question, every attempt that was graded by an earlier one.
  ///
  /// A rehearsal of it is the preview.
  public func regrade(
    _ key: String, of bank: String, note: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[Regraded]> {
    try await write(operation) { tx in
      let versions = try tx.all(BankQuestion.versions(of: key, in: try tx.bank(bank).id))
      guard let newest = versions.last else { throw OnboardingError.unknown(.question, key, known: []) }
      return try versions.dropLast().flatMap { try tx.all(Regraded.run(from: $0, to: newest, note: note)) }
    }
  }

  /// Takes an attempt out of the count, with its result.
  public func void(
    _ attempt: String, reason: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Attempt> {
    try await write(operation) { tx in
      let attempt = try Attempt.find(attempt, in: tx)
      try tx.run(attempt.void(reason))
      return try tx.one(Attempt.with(attempt.id))
    }
  }

  /// How each question of an assessment fares.
  public func statistics(of code: String) async throws(OnboardingError) -> [QuestionStatistic] {
    try await read { tx in try tx.all(QuestionStatistic.of(try Assessment.find(code, in: tx).id)) }
  }
}

// MARK: - Transactions

extension Assessments {
  private static func inOurWords<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PeopleError {
      throw OnboardingError.people(error)
    }
  }

  private func read<T: Sendable>(_ body: @Sendable (Session) throws -> T) async throws(OnboardingError) -> T {
    try await store.read(or: OnboardingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }

  private func write<T: Codable & Sendable>(
    _ operation: Operation, _ body: @Sendable (Session) throws -> T
  ) async throws(OnboardingError) -> Outcome<T> {
    try await store.write(operation, or: OnboardingError.init) { tx in try Self.inOurWords { try body(tx) } }
  }
}

extension Session {
  /// The bank of that code that the caller may see.
  func bank(_ code: String) throws -> QuestionBank {
    let all = try all(QuestionBank.all())
    guard let bank = all.first(where: { $0.code == code }) else {
      throw OnboardingError.unknown(.bank, code, known: all.map(\.code))
    }
    return bank
  }
}
