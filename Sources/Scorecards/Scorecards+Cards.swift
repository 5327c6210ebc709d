internal import People
internal import Postgres
public import Store

extension Scorecards {
  /// The cards of a period that the caller may see, by team and name.
  ///
  /// - Parameter withReplaced: Also those that were reissued.
  public func cards(_ code: String, withReplaced: Bool = false) async throws(ScorecardsError) -> [Card] {
    try await read { tx in try tx.all(Card.all(of: Period.find(code, in: tx).id, withReplaced: withReplaced)) }
  }

  /// One person's card with its figures and signatures.
  public func page(of person: String, in code: String) async throws(ScorecardsError) -> CardPage {
    try await read { tx in try CardPage.find(person, in: code, tx) }
  }

  /// What is different on a reissued card from the one it replaces, and why it was reissued.
  public func changes(of person: String, in code: String) async throws(ScorecardsError) -> CardChanges {
    try await read { tx in
      let page = try CardPage.find(person, in: code, tx)
      guard let replaced = page.card.replaces, let before = try tx.first(Card.with(replaced)) else {
        throw ScorecardsError.notReissued(person: page.card.name, period: code)
      }
      return CardChanges(
        before: before, after: page.card, figures: FigureChange.between(try tx.all(before.figures), page.figures))
    }
  }

  /// What a person's figure was counted from: the definition, each stratum's sums, and every row of them.
  public func explain(
    _ metric: String, of person: String, in code: String
  ) async throws(ScorecardsError) -> Explanation {
    try await read { tx in
      let page = try CardPage.find(person, in: code, tx)
      let period = try Period.find(code, in: tx)
      let issues = try tx.all(Issue.numbered(page.card.issue, of: period.id))
      guard let issue = issues.first,
        let used = try tx.all(Metric.used(by: issue.id)).first(where: { $0.code == metric }),
        let figure = page.figures.first(where: { $0.metric == metric })
      else { throw ScorecardsError.unknownMetric(metric) }
      let tallies = try tx.all(Tally.of(issue.id, person: page.card.person)).filter { $0.metric == used.id }
      let rows = try tx.all(CountedRow.of(page.card, issue.id, used.id))
      return Explanation(metric: used, figure: figure, tallies: tallies, rows: rows)
    }
  }

  /// Takes a step with the cards of a period whose turn it is: all the caller may, or those of some people.
  ///
  /// - Returns: How many cards took it.
  public func take(
    _ step: Card.Standing, in code: String, of people: [String] = [], comment: String? = nil, as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<Int> {
    try await write(operation) { tx in
      let period = try Period.find(code, in: tx)
      let persons = try people.map { try Person.find($0, in: tx) }
      let taken = try tx.all(
        Signature.take(
          step, in: period.id, of: persons.isEmpty ? nil : persons.map(\.id), comment: comment))
      guard taken.count >= persons.count else {
        throw ScorecardsError.noCard(person: people.joined(separator: ", "), period: code)
      }
      return taken.count
    }
  }
}

/// A figure with what it was counted from.
public struct Explanation: Codable, Sendable {
  public let metric: Metric
  public let figure: Measure
  public let tallies: [Tally]
  public let rows: [CountedRow]
}

/// A reissued card beside the one it replaces.
public struct CardChanges: Codable, Sendable, Equatable {
  public let before: Card
  public let after: Card
  public let figures: [FigureChange]
}

extension CardPage {
  init(_ card: Card, in tx: Session) throws {
    self.init(card: card, figures: try tx.all(card.figures), signatures: try tx.all(card.signatures))
  }

  static func find(_ person: String, in code: String, _ tx: Session) throws -> CardPage {
    let period = try Period.find(code, in: tx)
    let person = try Person.find(person, in: tx)
    guard let card = try tx.first(Card.of(person.id, in: period.id)) else {
      throw ScorecardsError.noCard(person: person.name, period: code)
    }
    return try CardPage(card, in: tx)
  }
}

extension Issue {
  static func numbered(_ number: Int, of period: Period.ID) -> Query<Issue> {
    Query(
      "issue.numbered",
      """
      SELECT \(raw: columns) FROM scorecards.issue
       WHERE issue.period_id = \(period) AND issue.number = \(Int32(number))
      """)
  }
}
