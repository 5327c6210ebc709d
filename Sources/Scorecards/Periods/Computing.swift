internal import People
internal import Postgres
internal import Store

/// Counts a period and writes its cards, in the transaction of the caller.
struct Computing {
  let period: Period
  let issue: Issue
  let metrics: [Metric]

  /// Opens an issue, counts every metric of the entity in force, and closes the counting.
  static func count(_ period: Period, reason: String?, in tx: Session) throws -> Computing {
    let metrics = try tx.all(Metric.inForce(on: period.endsOn, of: period.entity.rawValue))
    guard !metrics.isEmpty else { throw ScorecardsError.nothingMeasured }
    let issue = try tx.one(Issue.add(to: period, reason: reason))
    try tx.run(issue.use(metrics))
    try tx.run(issue.useCalendars)
    for metric in metrics { try tx.run(issue.count(metric)) }
    try tx.run(issue.seal)
    return Computing(period: period, issue: issue, metrics: metrics)
  }

  /// Writes cards: everybody's, or those that replace somebody's.
  ///
  /// - Returns: How many.
  func write(replacing: [Person.ID: Card.ID]? = nil, in tx: Session) throws -> Int {
    let subjects = try tx.all(CardSubject.all(of: issue, period))
    let texts = try texts(of: subjects, in: tx)
    let cards = zip(subjects, texts).compactMap {
      subject, text -> (subject: CardSubject, text: String, replaces: Card.ID?)? in
      guard let replacing else { return (subject, text, nil) }
      return replacing[subject.person].map { (subject, text, $0) }
    }
    for start in stride(from: 0, to: cards.count, by: 500) {
      try tx.run(Card.add(Array(cards[start..<min(start + 500, cards.count)]), to: issue, period))
    }
    return cards.count
  }

  /// The text of each subject's card, from what the issue counted.
  func texts(of subjects: [CardSubject], in tx: Session) throws -> [String] {
    let targets = try tx.all(Target.inForce(on: period.endsOn, of: period.entity.rawValue))
    let tallies = try tx.all(Tally.of(issue.id))
    let byMetric = Dictionary(grouping: tallies, by: \.metric)
    let figures = metrics.map { metric in
      judged(metric, subjects, byMetric[metric.id] ?? [], targets.filter { $0.metric == metric.code })
    }
    return subjects.map { subject in
      subject.card(of: period, issue, figures.compactMap { $0[subject.person] })
    }
  }

  private func judged(
    _ metric: Metric, _ subjects: [CardSubject], _ tallies: [Tally], _ targets: [Target]
  ) -> [Person.ID: Measure] {
    let own = Dictionary(grouping: tallies, by: \.person)
    return Judgement(
      metric,
      subjects.compactMap { subject in
        guard let tallies = own[subject.person] else { return nil }
        let target = targets.first { $0.peers == subject.peers } ?? targets.first { $0.peers == nil }
        return Judgement.Subject(
          person: subject.person, peers: subject.peers, tallies: tallies,
          target: target?.value(afterDays: subject.tenureDays))
      }
    ).figures()
  }
}
