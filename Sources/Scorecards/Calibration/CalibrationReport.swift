public import Statistics

/// The answers of several raters to the same contacts.
public struct Ratings: Sendable {
  public let contacts: [String]
  public let raters: [String]
  /// The rater the others are compared with.
  public let reference: Int?
  /// One row a contact, one column a rater; `nil` where a rater did not score.
  public let answers: [[[String: Answer]?]]

  public init(contacts: [String], raters: [String], reference: Int? = nil, answers: [[[String: Answer]?]]) {
    self.contacts = contacts
    self.raters = raters
    self.reference = reference
    self.answers = answers
  }
}

/// How far evaluators agree: on the score, on each question, and who is lenient.
public struct CalibrationReport: Sendable {
  /// Agreement on one thing.
  public struct Agreement: Sendable {
    /// `score`, or the question's id.
    public let what: String
    /// How many contacts two or more raters answered.
    public let contacts: Int
    /// Which differences count how much.
    public let scale: Krippendorff.Scale
    /// The share of pairs of raters that said the same; for the score, within five points.
    public let same: Double?
    /// `nil` when there is nothing to differ in: too few ratings, or all the same.
    public let alpha: Double?
    /// From samples of the contacts, by the seed.
    public let interval: ClosedRange<Double>?
    /// For questions; to be read when nearly all answers are the same.
    public let ac1: Double?
    public let fleiss: Double?
    /// Cohen's kappa, weighted by the distance on the scale; with two raters.
    public let cohen: Double?

    /// What alpha means, in Krippendorff's words.
    public var word: String {
      guard let alpha else { return contacts == 0 ? "not rated twice" : "nothing to differ in" }
      return alpha >= 0.8 ? "reliable" : alpha >= 0.667 ? "tentative" : "not reliable"
    }
  }

  /// One rater against the others, and against the reference.
  public struct Rater: Sendable {
    public let name: String
    public let contacts: Int
    /// Points given more than the others would, as far as it can be trusted.
    public let leniency: Double?
    /// The same as it was found.
    public let found: Double?
    public let error: Double?
    /// The mean difference from the reference, in points.
    public let bias: Double?
    /// Between which differences 95 of 100 differences from the reference lie.
    public let limits: ClosedRange<Double>?
  }

  /// Agreement on the reported score.
  public let score: Agreement
  /// The share of pairs of scores within ten points.
  public let withinTen: Double?
  /// One score of interchangeable raters, ICC(2,1), over contacts everybody scored.
  public let icc: Double?
  public let iccInterval: ClosedRange<Double>?
  public let questions: [Agreement]
  public let raters: [Rater]
  public let seed: UInt64

  public init(_ ratings: Ratings, on form: EvaluationForm, seed: UInt64 = 1) {
    let scores = ratings.answers.map { row in row.map { $0.flatMap { form.score($0).reported } } }
    let pairs = scores.flatMap { Self.pairs($0.compactMap { $0 }) }
    let alpha = { (rows: [[Double?]]) in Krippendorff.alpha(rows, .interval) }
    self.seed = seed
    score = Agreement(
      what: "score", contacts: scores.count { $0.count { $0 != nil } > 1 }, scale: .interval,
      same: Self.share(pairs) { ($0.0 - $0.1).magnitude <= 5 }, alpha: alpha(scores),
      interval: Self.interval(scores, seed, alpha), ac1: nil, fleiss: nil, cohen: nil)
    withinTen = Self.share(pairs) { ($0.0 - $0.1).magnitude <= 10 }
    let whole = scores.compactMap { row in row.contains { $0 == nil } ? nil : row.compactMap { $0 } }
    let correlation = IntraclassCorrelation(whole)
    icc = correlation?.agreement
    iccInterval = correlation.flatMap { $0.meanSquareRest > 0 ? $0.agreementInterval().range : nil }
    questions = form.questions.filter { $0.answers != .text }.map { Self.agreement(on: $0, ratings, seed) }
    raters = Self.raters(ratings, scores)
  }

  private static func raters(_ ratings: Ratings, _ scores: [[Double?]]) -> [Rater] {
    let leniency = Leniency(scores)
    return ratings.raters.indices.map { rater in
      var against: BlandAltman?
      if let reference = ratings.reference, reference != rater {
        against = BlandAltman(
          scores.compactMap { row in row[rater].flatMap { own in row[reference].map { (first: own, second: $0) } } })
      }
      return Rater(
        name: ratings.raters[rater], contacts: scores.count { $0[rater] != nil }, leniency: leniency?.shrunk[rater],
        found: leniency?.fitted[rater], error: leniency?.errors[rater], bias: against?.bias, limits: against?.limits())
    }
  }

  // MARK: Questions

  /// For alpha "does not apply" is a missing answer; the other coefficients count it as an answer of its own.
  private static func agreement(
    on question: EvaluationForm.Question, _ ratings: Ratings, _ seed: UInt64
  ) -> Agreement {
    let answers = ratings.answers.map { row in row.map { $0?[question.id] } }
    let scale = question.scale
    let values = answers.map { row in row.map { $0.flatMap(question.value) } }
    let kinds = Array(Set(answers.joined().compactMap { $0?.description })).sorted()
    let places = answers.map { row in row.map { answer in answer.flatMap { kinds.firstIndex(of: $0.description) } } }
    let pairs = places.flatMap { Self.pairs($0.compactMap { $0 }) }
    let alpha = { (rows: [[Double?]]) in Krippendorff.alpha(rows, scale) }
    let many = RaterAgreement(places, categories: max(2, question.kinds))
    return Agreement(
      what: question.id, contacts: places.count { $0.count { $0 != nil } > 1 }, scale: scale,
      same: share(pairs) { $0.0 == $0.1 }, alpha: alpha(values), interval: interval(values, seed, alpha),
      ac1: many?.ac1, fleiss: many?.fleiss, cohen: ratings.raters.count == 2 ? cohen(values) : nil)
  }

  private static func cohen(_ values: [[Double?]]) -> Double? {
    let pairs = values.compactMap { row in row[0].flatMap { first in row[1].map { (first, $0) } } }
    let steps = Array(Set(pairs.flatMap { [$0.0, $0.1] })).sorted()
    guard steps.count > 1 else { return nil }
    var counts = steps.map { _ in steps.map { _ in 0.0 } }
    for pair in pairs {
      if let row = steps.firstIndex(of: pair.0), let column = steps.firstIndex(of: pair.1) { counts[row][column] += 1 }
    }
    let distances = steps.indices.map { row in steps.indices.map { Double((row - $0).magnitude) } }
    return CohenKappa(counts, disagreement: distances).value
  }

  // MARK: Pairs

  private static func pairs<Value>(_ row: [Value]) -> [(Value, Value)] {
    row.indices.flatMap { first in row.indices.dropFirst(first + 1).map { (row[first], row[$0]) } }
  }

  private static func share<Value>(_ pairs: [(Value, Value)], _ holds: ((Value, Value)) -> Bool) -> Double? {
    pairs.isEmpty ? nil : Double(pairs.count { holds($0) }) / Double(pairs.count)
  }

  private static func interval(
    _ rows: [[Double?]], _ seed: UInt64, _ alpha: ([[Double?]]) -> Double?
  ) -> ClosedRange<Double>? {
    alpha(rows) == nil ? nil : Bootstrap.interval(rows, seed: seed, statistic: alpha)?.range
  }
}

extension EvaluationForm.Question {
  /// Numbers lie apart by their distance, scored options by their order, others by being others.
  fileprivate var scale: Krippendorff.Scale {
    switch answers {
    case .number: .interval
    case .choice(let options): options.allSatisfy { $0.score != nil } ? .ordinal : .nominal
    case .text: .nominal
    }
  }

  /// How many different answers there can be.
  fileprivate var kinds: Int {
    guard case .choice(let options) = answers else { return 2 }
    return options.count + (mayNotApply ? 1 : 0)
  }

  /// An answer as a number to compare; `nil` when it does not apply.
  fileprivate func value(_ answer: Answer) -> Double? {
    switch (answers, answer) {
    case (.number, .number(let number)): number
    case (.choice(let options), .option(let id)):
      options.firstIndex { $0.id == id }.map { scale == .ordinal ? options[$0].score ?? 0 : Double($0) }
    default: nil
    }
  }
}

extension ConfidenceInterval {
  fileprivate var range: ClosedRange<Double> { min(low, high)...max(low, high) }
}
