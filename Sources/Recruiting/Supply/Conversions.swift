public import Postgres
internal import Statistics

/// What the past says of one step: of those who had time to move on from a stage, how many did.
public struct StepHistory: Codable, Sendable, Hashable {
  public let family: String
  public let sourceKind: String
  public let pipeline: String
  public let stage: String
  public let rank: Int
  public let ripe: Int
  public let onward: Int
  /// Days in the stage of those who moved on, in the middle.
  public let medianDays: Double?

  public init(
    family: String, sourceKind: String, pipeline: String, stage: String, rank: Int, ripe: Int, onward: Int,
    medianDays: Double?
  ) {
    self.family = family
    self.sourceKind = sourceKind
    self.pipeline = pipeline
    self.stage = stage
    self.rank = rank
    self.ripe = ripe
    self.onward = onward
    self.medianDays = medianDays
  }
}

/// The chance to move on from each stage, learned and drawn towards the rate of all jobs where numbers are small.
///
/// `(x + m·c) / (n + m)`: a job and source with its own long history speaks for itself, a new one speaks as all do.
public struct Conversions: Sendable {
  /// What one step comes to for all jobs together.
  public struct Step: Codable, Sendable, Hashable {
    public let pipeline: String
    public let stage: String
    public let rank: Int
    public let ripe: Int
    public let onward: Int
    public let medianDays: Double?

    /// The rate of all jobs; one in two where nobody has had time yet, which the explanation says.
    public var rate: Double { (Double(onward) + 0.5) / (Double(ripe) + 1) }
    public var isKnown: Bool { ripe > 0 }
  }

  /// Steps in the order of each pipeline.
  public let steps: [String: [Step]]
  private let own: [Key: Proportion]
  private let weight: Double

  private struct Key: Hashable {
    let family: String
    let sourceKind: String
    let pipeline: String
    let stage: String
  }

  /// - Parameter weight: How many applications the rate of all jobs counts for: 20.
  public init(_ history: [StepHistory], weight: Double = 20) {
    self.weight = weight
    own = Dictionary(
      history.map {
        (
          Key(family: $0.family, sourceKind: $0.sourceKind, pipeline: $0.pipeline, stage: $0.stage),
          Proportion($0.onward, of: max($0.ripe, $0.onward))
        )
      }, uniquingKeysWith: { Proportion($0.successes + $1.successes, of: $0.trials + $1.trials) })
    steps = Dictionary(grouping: history, by: \.pipeline).mapValues { lines in
      Dictionary(grouping: lines, by: \.stage).values.compactMap { lines -> Step? in
        guard let first = lines.first else { return nil }
        let onward = lines.reduce(0) { $0 + $1.onward }
        let days = lines.compactMap { line in line.medianDays.map { (days: $0, people: line.onward) } }
        let weighed = days.reduce(0) { $0 + $1.days * Double($1.people) }
        return Step(
          pipeline: first.pipeline, stage: first.stage, rank: first.rank, ripe: lines.reduce(0) { $0 + $1.ripe },
          onward: onward, medianDays: onward > 0 ? weighed / Double(onward) : nil)
      }.sorted { $0.rank < $1.rank }
    }
  }

  /// The chance to move on from one stage.
  public func rate(_ step: Step, family: String, sourceKind: String) -> Double {
    let key = Key(family: family, sourceKind: sourceKind, pipeline: step.pipeline, stage: step.stage)
    let found = own[key] ?? Proportion(0, of: 0)
    return (Double(found.successes) + weight * step.rate) / (Double(found.trials) + weight)
  }

  /// The chance to start, from a stage on: every step that is left, the offer's answer and the first day among them.
  public func chance(
    from rank: Int, before last: Int, pipeline: String, family: String, sourceKind: String
  ) -> Double {
    (steps[pipeline] ?? []).filter { $0.rank >= rank && $0.rank < last }
      .reduce(1) { $0 * rate($1, family: family, sourceKind: sourceKind) }
  }

  /// Days until an acceptance, in the middle, from a stage on; steps without a past take a week.
  public func daysLeft(from rank: Int, before accepted: Int, pipeline: String) -> Int {
    let days = (steps[pipeline] ?? []).filter { $0.rank >= rank && $0.rank < accepted }
      .reduce(0.0) { $0 + ($1.medianDays ?? 7) }
    return Int(days.rounded(.up))
  }
}

// MARK: - SQL

extension StepHistory: RowDecodable {
  public static let columns: StaticString = """
    learned.family, learned.source_kind, learned.pipeline, learned.stage, learned.rank, learned.ripe, learned.onward,
    learned.median_days
    """

  public init(row: inout Row) throws(PostgresError) {
    family = try row.next()
    sourceKind = try row.next()
    pipeline = try row.next()
    stage = try row.next()
    rank = try row.next()
    ripe = try row.next()
    onward = try row.next()
    medianDays = try row.next()
  }

  static func learned(in entity: Int64, asOf: LocalDate) -> Query<StepHistory> {
    Query("step_history.learned", "SELECT \(raw: columns) FROM recruiting.conversions(\(entity), \(asOf)) AS learned")
  }
}
