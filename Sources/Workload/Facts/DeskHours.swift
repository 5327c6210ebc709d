public import Postgres

/// The ordinary week of a help desk: when its own clock for business hours runs.
public struct DeskHours: Fact {
  public let externalID: String
  public let version: Int64
  public let changedAt: Instant
  public let name: String
  /// As IANA names it.
  public let zone: String
  /// Open minutes of the week, 0 being Monday 00:00, at most 10080.
  public let week: [Range<Int>]

  public init(
    _ externalID: String, version: Int64, changedAt: Instant, name: String, zone: String, week: [Range<Int>]
  ) {
    (self.externalID, self.version, self.changedAt) = (externalID, version, changedAt)
    (self.name, self.zone, self.week) = (name, zone, week)
  }
}

// MARK: - SQL

extension DeskHours {
  public static let kind = FactKind.deskHours
  public static let stagedColumns = ["name", "zone", "week"]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    let ranges = week.sorted { $0.lowerBound < $1.lowerBound }.map { "[\($0.lowerBound),\($0.upperBound))" }
    try writer.row(
      line, source, externalID, version, changedAt, name, zone, "{\(ranges.joined(separator: ","))}")
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.desk_hours (id, entity_id, source_id, changed_at, operation_id, name, zone, week)
    SELECT \(origin), staged.name, staged.zone, staged.week::int4multirange
    \(arrived)
    """
  }
}
