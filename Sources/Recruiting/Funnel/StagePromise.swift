public import Postgres

/// Whether stages were left in the time they are allowed, in opening minutes of the site.
public struct StagePromise: Codable, Sendable, Hashable {
  public let pipeline: String
  public let stage: String
  public let allowedMinutes: Int
  public let inTime: Int
  public let late: Int
  /// Still there, and late already: counted as late.
  public let openLate: Int
  /// Still there and in time: no case yet.
  public let openInTime: Int

  /// In time, of all that are decided.
  public var kept: Share { Share(inTime, of: inTime + late + openLate) }
}

// MARK: - SQL

extension StagePromise: RowDecodable {
  public static let columns: StaticString = """
    promise.pipeline, promise.stage, promise.sla_minutes, promise.in_time, promise.late, promise.open_late,
    promise.open_in_time
    """

  public init(row: inout Row) throws(PostgresError) {
    pipeline = try row.next()
    stage = try row.next()
    allowedMinutes = try Int(row.next(Int32.self))
    inTime = try row.next()
    late = try row.next()
    openLate = try row.next()
    openInTime = try row.next()
  }

  static func counted(_ question: CountingQuestion) -> Query<StagePromise> {
    Query(
      "stage_promise.counted",
      """
      SELECT \(raw: columns)
        FROM recruiting.stage_promises(\(question.cohort), \(question.asOf)) AS promise
       ORDER BY promise.pipeline, promise.rank
      """)
  }
}
