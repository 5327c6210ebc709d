/// What is asked of a contact, and how the answers become a score.
///
/// A form is a value: it scores answers without a database, and is stored whole in a version that never changes.
public struct EvaluationForm: Sendable, Hashable {
  /// What carries the weights.
  public enum Weighing: String, Codable, Sendable, CaseIterable {
    /// Each question counts by its own weight, whichever section it stands in.
    case questions
    /// Each section counts by its weight, and a question by its share of the section.
    case sections
  }

  public var title: String
  public var weighing: Weighing
  /// The least share of the weight that must be answered for a score; what does not apply is not answered.
  public var minimumAnswered: Double
  /// The reported score from which an evaluation is passed, of 100; `nil` when none is set.
  public var passMark: Double?
  /// How many days after its publication an agent may dispute an evaluation.
  public var disputeDays: Int
  public var sections: [Section]

  public init(
    _ title: String, weighing: Weighing = .questions, minimumAnswered: Double = 0.6, passMark: Double? = nil,
    disputeDays: Int = 7, sections: [Section]
  ) {
    self.title = title
    self.weighing = weighing
    self.minimumAnswered = minimumAnswered
    self.passMark = passMark
    self.disputeDays = disputeDays
    self.sections = sections
  }

  /// All questions, in order.
  public var questions: [Question] { sections.flatMap(\.questions) }

  /// The question of an id.
  public func question(_ id: String) -> Question? {
    sections.lazy.flatMap(\.questions).first { $0.id == id }
  }
}

extension EvaluationForm {
  /// Questions that belong together.
  public struct Section: Sendable, Hashable {
    public var id: String
    public var title: String
    /// Counts only where sections carry the weights.
    public var weight: Double
    /// When the section is asked; `nil` is always.
    public var appliesWhen: Condition?
    public var questions: [Question]

    public init(
      _ id: String, _ title: String, weight: Double = 1, appliesWhen: Condition? = nil, questions: [Question]
    ) {
      self.id = id
      self.title = title
      self.weight = weight
      self.appliesWhen = appliesWhen
      self.questions = questions
    }
  }

  /// One thing to look at.
  public struct Question: Sendable, Hashable {
    public var id: String
    public var text: String
    /// What an evaluator should know to answer it as everyone else does.
    public var guidance: String?
    public var weight: Double
    /// Whether "does not apply" is an answer.
    public var mayNotApply: Bool
    /// Whether it counts for the critical score too.
    public var isCritical: Bool
    /// When it is asked; `nil` is always.
    public var appliesWhen: Condition?
    public var answers: Answers

    public init(
      _ id: String, _ text: String, weight: Double = 1, mayNotApply: Bool = false, isCritical: Bool = false,
      appliesWhen: Condition? = nil, _ answers: Answers
    ) {
      self.id = id
      self.text = text
      self.weight = weight
      self.mayNotApply = mayNotApply
      self.isCritical = isCritical
      self.appliesWhen = appliesWhen
      self.answers = answers
    }

    /// Whether its answer can earn anything.
    public var isScored: Bool {
      switch answers {
      case .choice(let options): weight > 0 && options.contains { $0.score != nil }
      case .number(let range): weight > 0 && !range.bands.isEmpty
      case .text: false
      }
    }
  }

  /// What can be answered.
  public enum Answers: Sendable, Hashable {
    case choice([Option])
    case number(Range)
    /// Words, which are never scored.
    case text
  }

  /// One answer to choose.
  public struct Option: Sendable, Hashable {
    public var id: String
    public var text: String
    /// What it earns, of 1; `nil` takes the question out of the score, like "does not apply".
    public var score: Double?
    /// What it makes worthless.
    public var fatal: Fatal?

    public init(_ id: String, _ text: String? = nil, score: Double?, fatal: Fatal? = nil) {
      self.id = id
      self.text = text ?? id
      self.score = score
      self.fatal = fatal
    }
  }

  /// A number between two bounds, scored by the band it falls into.
  public struct Range: Sendable, Hashable, Codable {
    public var least: Double
    public var most: Double
    public var bands: [Band]

    public init(_ least: Double, _ most: Double, bands: [Band]) {
      self.least = least
      self.most = most
      self.bands = bands
    }
  }

  /// What the numbers from one through another earn.
  public struct Band: Sendable, Hashable, Codable {
    public var from: Double
    public var through: Double
    public var score: Double
    public var fatal: Fatal?

    public init(_ from: Double, _ through: Double, score: Double, fatal: Fatal? = nil) {
      self.from = from
      self.through = through
      self.score = score
      self.fatal = fatal
    }
  }

  /// What a fatal answer reports as 0; the raw score keeps what was earned, for coaching.
  public enum Fatal: String, Codable, Sendable, CaseIterable {
    case form, section
  }

  /// When a question or a section is asked, by the answers to questions before it.
  public indirect enum Condition: Sendable, Hashable {
    /// One of these options was chosen.
    case chosen(String, [String])
    case all([Condition])
    case any([Condition])
    case not(Condition)
  }
}

extension EvaluationForm.Answers {
  /// A scale of so many points: the lowest earns nothing, the highest everything, and the steps are even.
  public static func scale(_ points: Int) -> EvaluationForm.Answers {
    .choice(
      (0..<points).map { step in
        EvaluationForm.Option(String(step + 1), score: Double(step) / Double(max(1, points - 1)))
      })
  }
}

/// What an evaluator found.
public enum Answer: Sendable, Hashable {
  case option(String)
  case number(Double)
  case text(String)
  case notApplicable
}
