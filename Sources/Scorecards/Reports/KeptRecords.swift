internal import People
public import Postgres
public import Store

/// How long a class of records is kept, and how many of them are older.
public struct KeptRecords: Codable, Sendable, Equatable {
  public enum Class: String, Codable, Sendable, CaseIterable {
    /// Counted from the day the person left.
    case card
    case evaluation, calibration, sample, export
  }

  public let entity: String
  public let records: Class
  public let months: Int
  /// Whether the company decided so; else it is a usual start to ask counsel with.
  public let isDecided: Bool
  public let reason: String
  public let kept: Int
  public let older: Int
}

extension Scorecards {
  /// How long what is kept, and how much is older; HR may ask.
  ///
  /// Nothing is removed.
  public func retention() async throws(ScorecardsError) -> [KeptRecords] {
    try await read { tx in try tx.all(KeptRecords.all) }
  }

  /// Decides how many months a class of records is kept; the newest decision counts.
  public func keep(
    _ records: KeptRecords.Class, months: Int, because reason: String, of entity: String? = nil,
    as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<Int> {
    try await write(operation) { tx in
      try tx.run(KeptRecords.decide(records, months, reason, of: LegalEntity.find(entity, in: tx).id))
      return months
    }
  }
}

// MARK: - SQL

extension KeptRecords: RowDecodable {
  public static let columns: StaticString = """
    plan.entity, plan.class, plan.months, plan.is_decided, plan.reason, plan.kept, plan.older
    """

  public init(row: inout Row) throws(PostgresError) {
    entity = try row.next()
    records = try row.word()
    months = Int(try row.next(Int32.self))
    isDecided = try row.next()
    reason = try row.next()
    kept = try row.next()
    older = try row.next()
  }

  static let all = Query<KeptRecords>(
    "retention.plan", "SELECT \(raw: columns) FROM scorecards.retention_plan() AS plan")

  static func decide(_ records: Class, _ months: Int, _ reason: String, of entity: LegalEntity.ID) -> Statement {
    Statement(
      "retention.decide",
      """
      INSERT INTO scorecards.retention (entity_id, class, months, reason)
      VALUES (\(entity), \(records.rawValue), \(Int32(clamping: months)), \(reason))
      """)
  }
}
