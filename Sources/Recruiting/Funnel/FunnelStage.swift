public import Postgres

/// How many applications reached a stage, and what became of them there.
public struct FunnelStage: Codable, Sendable, Hashable {
  public let pipeline: String
  public let stage: String
  public let kind: String
  public let rank: Int
  /// Applications that came at least as far: whoever skipped the stage has reached it too.
  public let reached: Int
  /// Still standing here.
  public let openHere: Int
  /// Ended here, for whatever reason.
  public let endedHere: Int
}

/// A pipeline with its stages in order, and what the numbers between them say.
public struct FunnelReport: Codable, Sendable {
  public let question: CountingQuestion
  public let pipeline: String
  public let stages: [FunnelStage]
  public let times: [StageTime]

  /// One step: from a stage to the next.
  public struct Step: Sendable {
    public let from: FunnelStage
    public let to: FunnelStage
    /// Of all who reached the first, those who reached the second.
    public let conversion: Share
    /// The same among those who had time to: they moved on, ended, or have waited longer than nine in ten did.
    public let matured: Share?
  }

  public var steps: [Step] {
    zip(stages, stages.dropFirst()).map { from, to in
      let time = times.first { $0.stage == from.stage }
      return Step(
        from: from, to: to, conversion: Share(to.reached, of: from.reached), matured: time.flatMap(\.matured))
    }
  }

  public var applied: Int { stages.first { $0.kind != "lead" }?.reached ?? 0 }
  /// Applications with no end yet.
  public var open: Int { stages.reduce(0) { $0 + $1.openHere } }
}

// MARK: - SQL

extension FunnelStage: RowDecodable {
  public static let columns: StaticString = """
    counted.pipeline, counted.stage, counted.kind, counted.rank, counted.reached, counted.open_here, counted.ended_here
    """

  public init(row: inout Row) throws(PostgresError) {
    pipeline = try row.next()
    stage = try row.next()
    kind = try row.next()
    rank = try Int(row.next(Int32.self))
    reached = try row.next()
    openHere = try row.next()
    endedHere = try row.next()
  }

  static func counted(_ question: CountingQuestion) -> Query<FunnelStage> {
    Query("funnel.counted", "SELECT \(raw: columns) FROM recruiting.funnel(\(question.cohort)) AS counted")
  }
}
