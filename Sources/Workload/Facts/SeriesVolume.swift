public import Postgres

/// A count over a local day or hour: orders on 31 August, cancellations from 09:00 to 10:00.
///
/// The day is the source's site's. A day without a count was not counted, which is not zero.
public struct SeriesVolume: Fact {
  /// What is counted, such as `orders`.
  public let series: String
  public let localOn: LocalDate
  /// The hour's first minute of the day; `nil` for the whole day.
  public let localMinute: Int16?
  public let volume: Int64
  public let version: Int64

  public init(_ series: String, on localOn: LocalDate, minute: Int16? = nil, volume: Int64, version: Int64 = 0) {
    self.series = series
    self.localOn = localOn
    self.localMinute = minute
    self.volume = volume
    self.version = version
  }

  public var externalID: String {
    guard let localMinute else { return "\(series)/\(localOn)" }
    return "\(series)/\(localOn)/\(localMinute)"
  }
}

// MARK: - SQL

extension SeriesVolume {
  public static let kind = FactKind.seriesVolume
  public static let stagedColumns = ["series", "local_on", "local_minute", "minutes", "volume"]

  /// The instant stays open: only PostgreSQL turns local time into instants.
  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(
      line, source, externalID, version, Instant?.none, series, localOn, localMinute ?? 0,
      Int16(localMinute == nil ? 1440 : 60), volume)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.series_volume (
           id, entity_id, source_id, starts_at, operation_id, series, local_on, local_minute, minutes, volume)
    SELECT \(origin), staged.series, staged.local_on, staged.local_minute, staged.minutes, staged.volume
    \(arrived)
    """
  }
}
