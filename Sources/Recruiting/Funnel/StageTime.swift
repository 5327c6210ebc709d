internal import Postgres
internal import Statistics

/// How long applications stay in a stage: exact counts by number of days.
///
/// Days are calendar days of the site; stays in the same stage add up. Applications whose dates are in doubt are left out.
public struct StageTime: Codable, Sendable, Hashable {
  /// How a stay ended.
  public enum Ending: String, Codable, Sendable {
    /// To a later stage.
    case onward
    /// In a rejection, a withdrawal or the like, or back to an earlier stage.
    case ended
    /// Not yet.
    case open
  }

  /// So many applications that stayed so many days.
  public struct Count: Codable, Sendable, Hashable {
    public let days: Int
    public let ending: Ending
    public let applications: Int
  }

  public let pipeline: String
  public let stage: String
  public let rank: Int
  public let counts: [Count]

  public func applications(_ ending: Ending) -> Int {
    counts.reduce(0) { $0 + ($1.ending == ending ? $1.applications : 0) }
  }

  /// Days of those who moved on; `nil` when nobody did.
  public var meanOnward: Double? {
    let onward = counts.filter { $0.ending == .onward }
    let all = onward.reduce(0) { $0 + $1.applications }
    return all > 0 ? Double(onward.reduce(0) { $0 + $1.days * $1.applications }) / Double(all) : nil
  }

  public var longestOnward: Int? { counts.filter { $0.ending == .onward }.map(\.days).max() }

  /// The days within which that share of those who moved on had; straight between two counts, as `percentile_cont`.
  public func quantileOnward(_ share: Double) -> Double? {
    let onward = counts.filter { $0.ending == .onward }.sorted { $0.days < $1.days }
    let all = onward.reduce(0) { $0 + $1.applications }
    guard all > 0 else { return nil }
    let place = share * Double(all - 1)
    let (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
    func days(at index: Int) -> Double {
      var passed = 0
      for count in onward {
        passed += count.applications
        if index < passed { return Double(count.days) }
      }
      return 0
    }
    return days(at: low) + (place - Double(low)) * (days(at: high) - days(at: low))
  }

  /// The days after which half have left the stage, those still in it counted rightly; `nil` while more than half stay.
  public var medianStay: Double? { survival.time(gone: 0.5) }

  /// The share still in the stage as days pass (Kaplan–Meier).
  var survival: KaplanMeier {
    KaplanMeier(
      counts.flatMap { count in
        Array(repeating: Spell(Double(count.days), isEvent: count.ending != .open), count: count.applications)
      })
  }

  /// Of those who had time to move on, how many did; `nil` when nobody had.
  public var matured: Share? {
    let slow = quantileOnward(0.9) ?? .infinity
    let ripe = counts.reduce(0) { $0 + ($1.ending != .open || Double($1.days) > slow ? $1.applications : 0) }
    return ripe > 0 ? Share(applications(.onward), of: ripe) : nil
  }
}

// MARK: - SQL

extension StageTime {
  /// One line of the count, before lines are gathered by stage.
  struct Line: RowDecodable {
    static let columns: StaticString =
      "spent.pipeline, spent.stage, spent.rank, spent.days, spent.outcome, spent.applications"
    let pipeline: String
    let stage: String
    let rank: Int
    let count: Count

    init(row: inout Row) throws(PostgresError) {
      pipeline = try row.next()
      stage = try row.next()
      rank = try Int(row.next(Int32.self))
      let days = try Int(row.next(Int32.self))
      let word: String = try row.next()
      count = Count(days: days, ending: Ending(rawValue: word) ?? .open, applications: try row.next())
    }
  }

  static func spent(_ question: CountingQuestion) -> Query<Line> {
    Query(
      "stage_time.spent",
      "SELECT \(raw: Line.columns) FROM recruiting.stage_days(\(question.cohort), \(question.asOf)) AS spent")
  }

  /// The lines of each stage together, in the order of the pipeline.
  static func gathered(_ lines: [Line]) -> [StageTime] {
    Dictionary(grouping: lines) { [$0.pipeline, $0.stage] }.values
      .compactMap { lines in
        lines.first.map { StageTime(pipeline: $0.pipeline, stage: $0.stage, rank: $0.rank, counts: lines.map(\.count)) }
      }
      .sorted { ($0.pipeline, $0.rank) < ($1.pipeline, $1.rank) }
  }
}
