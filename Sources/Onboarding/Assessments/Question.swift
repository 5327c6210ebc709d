/// One question of a bank, with its key: what is right and what that is worth.
///
/// Learners get a ``Question/Shown``, which has no key in it.
public struct Question: Codable, Sendable, Hashable {
  /// The name by which a later import finds it again.
  public var key: String?
  public var title: String?
  public var tags: [String]
  public var stem: Prose
  /// Whether the answer belongs at the blank (`_____`) inside the stem.
  public var hasBlank: Bool
  public var body: Body
  /// What everybody is told afterwards.
  public var feedback: Prose?

  /// What is asked for, by kind.
  public enum Body: Codable, Sendable, Hashable {
    /// Text between questions; it has no answer and no points.
    case description
    case choice(options: [Option], several: Bool)
    case trueFalse(isTrue: Bool, onTrue: Prose?, onFalse: Prose?)
    case matching(pairs: [Pair])
    case short(answers: [Option])
    case numeric(answers: [Span])
    /// Graded by hand.
    case essay
  }

  /// An answer that was foreseen.
  public struct Option: Codable, Sendable, Hashable {
    public var text: Prose
    public var isRight: Bool
    /// Its worth in percent where the author gave one: -100 to 100.
    public var percent: Double?
    public var feedback: Prose?

    public init(_ text: Prose, isRight: Bool, percent: Double? = nil, feedback: Prose? = nil) {
      self.text = text
      self.isRight = isRight
      self.percent = percent
      self.feedback = feedback
    }

    /// What picking it is worth: -1 to 1.
    public var worth: Double { percent.map { $0 / 100 } ?? (isRight ? 1 : 0) }
  }

  /// A thing and what belongs to it; an empty thing is there to mislead.
  public struct Pair: Codable, Sendable, Hashable {
    public var thing: Prose
    public var match: String

    public init(_ thing: Prose, _ match: String) {
      self.thing = thing
      self.match = match
    }

    public var misleads: Bool { thing.text.isEmpty }
  }

  /// Numbers that are taken for an answer.
  public struct Span: Codable, Sendable, Hashable {
    public enum Reach: Codable, Sendable, Hashable {
      case near(Double, tolerance: Double)
      case between(Double, Double)
      case anything
    }

    public var reach: Reach
    public var percent: Double?
    public var feedback: Prose?

    public init(_ reach: Reach, percent: Double? = nil, feedback: Prose? = nil) {
      self.reach = reach
      self.percent = percent
      self.feedback = feedback
    }

    public var worth: Double { (percent ?? 100) / 100 }
  }

  public init(
    _ stem: Prose, _ body: Body, key: String? = nil, title: String? = nil, tags: [String] = [], hasBlank: Bool = false,
    feedback: Prose? = nil
  ) {
    self.key = key
    self.title = title
    self.tags = tags
    self.stem = stem
    self.hasBlank = hasBlank
    self.body = body
    self.feedback = feedback
  }
}

extension Question {
  /// The sort of a question, as it is named in lists and in the database.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case description
    case one = "choice"
    case several = "choices"
    case trueFalse = "true or false"
    case matching
    case short = "short answer"
    case numeric = "number"
    case essay
  }

  public var kind: Kind {
    switch body {
    case .description: .description
    case .choice(_, let several): several ? .several : .one
    case .trueFalse: .trueFalse
    case .matching: .matching
    case .short: .short
    case .numeric: .numeric
    case .essay: .essay
    }
  }

  /// Whether it can earn points.
  public var isScored: Bool { kind != .description }

  /// A short name for lists: the title, the key or the first words.
  public var label: String {
    if let title, !title.isEmpty { return title }
    if let key { return key }
    return stem.text.count > 48 ? stem.text.prefix(47) + "…" : stem.text
  }
}
