internal import People
public import Postgres
public import Store

/// What a counting came to.
public struct Counted: Codable, Sendable, Equatable {
  public let period: String
  public let issue: Int
  public let metrics: Int
  public let cards: Int
}

/// A tally that comes out differently when an issue is counted again.
public struct Discrepancy: Codable, Sendable, Equatable {
  public let metric: String
  public let person: Int64
  public let stratum: String
  /// As n and numerator.
  public let counted: String
  public let again: String
}

extension Scorecards {
  /// The periods, the latest first, with how far their cards are.
  public func periods() async throws(ScorecardsError) -> [Period] {
    try await read { tx in try tx.all(Period.all) }
  }

  /// Opens a period on the clock of a site.
  public func open(
    _ code: String, at site: String, from: LocalDate, through: LocalDate, mode: Period.Mode = .individual,
    as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<Period> {
    try await write(operation) { tx in
      try tx.one(Period.open(code, at: Site.find(site, in: tx), from: from, through: through, mode: mode))
    }
  }

  /// Counts a period that is over and writes everybody's card.
  public func compute(_ code: String, as operation: Operation) async throws(ScorecardsError) -> Outcome<Counted> {
    try await write(operation) { tx in
      let period = try Period.find(code, in: tx)
      guard period.issues == 0 else { throw ScorecardsError.computedBefore(code) }
      let computing = try Computing.count(period, reason: nil, in: tx)
      let cards = try computing.write(in: tx)
      return Counted(period: code, issue: computing.issue.number, metrics: computing.metrics.count, cards: cards)
    }
  }

  /// Counts a period again with what is known now; the cards of those people are replaced, for a reason.
  ///
  /// - Parameter people: Whose; everybody's when empty.
  public func reissue(
    _ code: String, of people: [String] = [], reason: String, as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<Counted> {
    try await write(operation) { tx in
      let period = try Period.find(code, in: tx)
      guard period.issues > 0 else { throw ScorecardsError.notComputed(code) }
      let persons = try people.map { try Person.find($0, in: tx) }
      let current = try tx.all(Card.all(of: period.id))
      for person in persons where !current.contains(where: { $0.person == person.id }) {
        throw ScorecardsError.noCard(person: person.name, period: code)
      }
      let replaced = current.filter { card in persons.isEmpty || persons.contains { $0.id == card.person } }
      let computing = try Computing.count(period, reason: reason, in: tx)
      _ = try tx.all(Signature.take(.reissued, in: period.id, of: replaced.map(\.person), comment: reason))
      let cards = try computing.write(
        replacing: Dictionary(uniqueKeysWithValues: replaced.map { ($0.person, $0.id) }), in: tx)
      return Counted(period: code, issue: computing.issue.number, metrics: computing.metrics.count, cards: cards)
    }
  }

  /// Counts an issue again from the facts as it knew them; nothing comes back when all is as it was counted.
  ///
  /// - Parameter instant: The issue in force then; the newest when `nil`.
  public func replay(_ code: String, asOf instant: Instant? = nil) async throws(ScorecardsError) -> [Discrepancy] {
    try await read { tx in
      let period = try Period.find(code, in: tx)
      guard let issue = try tx.first(Issue.newest(of: period.id, by: instant)) else {
        throw ScorecardsError.notComputed(code)
      }
      let counted = Dictionary(grouping: try tx.all(Tally.of(issue.id)), by: \.metric)
      return try tx.all(Metric.used(by: issue.id)).flatMap { metric in
        Discrepancy.between(counted[metric.id] ?? [], try tx.all(Tally.again(issue.id, metric.id)), metric.code)
      }
    }
  }
}

extension Discrepancy {
  /// Where two countings of a metric differ.
  static func between(_ counted: [Tally], _ again: [Tally], _ metric: String) -> [Discrepancy] {
    let key: (Tally) -> String = { "\($0.person.rawValue) \($0.stratum)" }
    let before = Dictionary(counted.map { (key($0), $0) }) { first, _ in first }
    let after = Dictionary(again.map { (key($0), $0) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      guard before[key]?.isLike(after[key]) != true, let one = before[key] ?? after[key] else { return nil }
      return Discrepancy(
        metric: metric, person: one.person.rawValue, stratum: one.stratum,
        counted: before[key]?.words ?? "nothing", again: after[key]?.words ?? "nothing")
    }
  }
}

extension Tally {
  fileprivate var words: String { "n \(n), \(Canonical.sixDecimals(numerator))" }

  /// Whether two tallies are the same but for the order in which they were summed.
  fileprivate func isLike(_ other: Tally?) -> Bool {
    guard let other else { return false }
    let near: (Double, Double) -> Bool = { ($0 - $1).magnitude <= 1e-9 * max(1, $0.magnitude) }
    return n == other.n && asked == other.asked && leftOut == other.leftOut && near(numerator, other.numerator)
      && near(denominator, other.denominator) && near(squares, other.squares)
  }
}
