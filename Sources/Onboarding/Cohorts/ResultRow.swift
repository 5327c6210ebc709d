public import Store

/// One result of a list: who, what, and what happened.
public struct ResultRow: Codable, Sendable, Equatable {
  public let person: String
  public let curriculum: String
  public let item: String
  public let verb: ItemStanding.Verb
  /// Between 0 and 1.
  public let score: Double?
  public let on: LocalDate?
  public let evidence: String?

  public init(
    person: String, curriculum: String, item: String, verb: ItemStanding.Verb, score: Double? = nil,
    on: LocalDate? = nil, evidence: String? = nil
  ) {
    (self.person, self.curriculum, self.item, self.verb) = (person, curriculum, item, verb)
    (self.score, self.on, self.evidence) = (score, on, evidence)
  }
}

/// What became of one result of a list.
public struct ResultVerdict: Codable, Sendable, Equatable {
  /// The row, from 1.
  public let row: Int
  public let person: String
  public let item: String
  /// Why it was refused; `nil` when it was taken.
  public let problem: String?
}
