public import People
public import Postgres
public import Store

/// Why Scorecards said no, in the words of leads, agents and HR.
public enum ScorecardsError: Refusal, Equatable {
  /// A name that is nobody's or nothing's, as People says it.
  case people(PeopleError)
  case unknownMetric(String)
  case unknownPeriod(String)
  case unknownPeerGroup(String)
  /// No card of that person in that period that the caller may see.
  case noCard(person: String, period: String)
  /// The card is the first of that person in that period.
  case notReissued(person: String, period: String)
  /// The period has no issue yet.
  case notComputed(String)
  /// Nothing is measured: the company has no metrics on that day.
  case nothingMeasured
  /// The first issue is there; another one needs `reissue`.
  case computedBefore(String)
  /// The period's last day is still to come, or not over.
  case notOver(String)
  case taken(String)
  /// A step that does not follow the card's state, in the database's words.
  case outOfOrder(String)
  case needsComment
  /// A step that belongs to somebody else: the lead, the agent or HR.
  case belongsTo(String)
  /// The hour's exports are used up; since when there may be another, in the database's words.
  case tooManyExports(String)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind)
  case denied
  case store(String, kind: RefusalKind)
}

extension ScorecardsError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case ("metric_code_is_free", _): .taken("metric")
      case ("period_code_is_free", _): .taken("period")
      case ("peer_group_code_is_free", _): .taken("peer group")
      case ("issue_comes_after_its_period", _): .notOver("The period")
      case ("signature_follows_in_order", _): .outOfOrder(error.message)
      case ("signature_says_why", _): .needsComment
      case ("export_is_within_the_hours_limit", _): .tooManyExports(error.message)
      case ("signature_is_given_by_agent", _): .belongsTo("the agent whose card it is")
      case ("signature_is_given_by_lead", _), ("signature_under_own_card_is_an_answer", _): .belongsTo("their lead")
      case ("signature_is_given_by_hr", _): .belongsTo("HR")
      case ("signature_person_exists", _): .belongsTo("somebody who signs by name: --as NAME")
      case (let rule?, _): .rule(rule, kind: kind)
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  public var kind: RefusalKind {
    switch self {
    case .people(let error): error.kind
    case .unknownMetric, .unknownPeriod, .unknownPeerGroup, .noCard, .notReissued, .notComputed, .nothingMeasured:
      .missing
    case .computedBefore, .taken, .outOfOrder: .conflict
    case .notOver, .needsComment: .invalid
    case .belongsTo, .denied: .denied
    case .tooManyExports: .temporary
    case .rule(_, let kind), .store(_, let kind): kind
    }
  }
}

extension ScorecardsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .people(let error): error.description
    case .unknownMetric(let code): "No metric is called \(code). `muster metric list` shows them."
    case .unknownPeriod(let code): "No period is called \(code). `muster scorecard periods` shows them."
    case .unknownPeerGroup(let code): "No peer group is called \(code). `muster metric peers` shows them."
    case .noCard(let person, let period):
      "\(person) has no card in \(period) that you may see. `muster scorecard list \(period)` shows those there are."
    case .notReissued(let person, let period):
      "The card of \(person) in \(period) replaces none. `muster scorecard list \(period) --replaced` shows those reissued."
    case .notComputed(let period): "\(period) is not computed yet. Try: muster scorecard compute \(period)"
    case .nothingMeasured: "Nothing is measured yet. `muster metric adopt` brings the usual metrics."
    case .computedBefore(let period):
      "\(period) is computed, and stays as it is. A new count with a reason: muster scorecard reissue \(period) --reason …"
    case .notOver(let what): "\(what) is not over, and nobody is measured by weeks to come."
    case .taken(let what): "That code is another \(what)'s already."
    case .outOfOrder(let words):
      words.prefix(1).uppercased() + words.dropFirst() + ". `muster scorecard show` tells how far it is."
    case .needsComment: "This step needs a comment that says why. Try: --comment …"
    case .belongsTo(let whom): "This step belongs to \(whom)."
    case .tooManyExports(let words): "No more for now: \(words)."
    case .rule(let name, _): PeopleError.sentence(name)
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }
}
