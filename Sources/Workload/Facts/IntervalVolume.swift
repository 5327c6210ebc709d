public import Postgres

/// How many contacts a queue was offered on one channel in one interval, as the source counted them.
public struct IntervalVolume: Fact {
  /// The codes of queue and channel.
  public let queue: String
  public let channel: String
  public let start: Start
  /// 5, 10, 15, 30 or 60.
  public let minutes: Int16
  public let offered: Int32
  /// Nil where the source does not say; never 0 instead.
  public var handled: Int32?
  public var abandoned: Int32?
  /// Of all that were handled together.
  public var handleSeconds: Int64?
  public let version: Int64

  /// When an interval begins: as an instant, or as the clocks of the queue's site show it.
  public enum Start: Sendable, Hashable {
    case at(Instant)
    /// The fold says which of two times when the clocks show it twice: 1 the earlier, 2 the later.
    case on(LocalDate, minute: Int16, fold: Int16?)
  }

  public init(
    queue: String, channel: String, start: Start, minutes: Int16 = 30, offered: Int32, version: Int64 = 0
  ) {
    self.queue = queue
    self.channel = channel
    self.start = start
    self.minutes = minutes
    self.offered = offered
    self.version = version
  }

  /// The queue, the channel and the instant; a local time gets its name once PostgreSQL knows the instant.
  public var externalID: String {
    switch start {
    case .at(let instant): "\(queue)/\(channel)/\(instant)"
    case .on(let day, let minute, let fold): "\(queue)/\(channel)/\(day)/\(minute)/\(fold ?? 0)"
    }
  }
}

extension IntervalVolume.Start {
  /// What is known of it, column by column.
  fileprivate var parts: (instant: Instant?, day: LocalDate?, minute: Int16?, fold: Int16?) {
    switch self {
    case .at(let instant): (instant, nil, nil, nil)
    case .on(let day, let minute, let fold): (nil, day, minute, fold)
    }
  }
}

// MARK: - SQL

extension IntervalVolume {
  public static let kind = FactKind.intervalVolume
  public static let stagedColumns = [
    "local_on", "local_minute", "fold", "queue", "channel", "minutes", "offered", "handled", "abandoned",
    "handle_seconds",
  ]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    let (instant, day, minute, fold) = start.parts
    try writer.row(
      line, source, externalID, version, instant, day, minute, fold, queue, channel, minutes, offered, handled,
      abandoned, handleSeconds)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.interval_volume (
           id, entity_id, source_id, starts_at, operation_id, queue_id, channel_id, minutes, local_on, local_minute,
           offered, handled, abandoned, handle_seconds)
    SELECT \(origin), queue.id, channel.id, staged.minutes,
           (staged.happened_at AT TIME ZONE site.zone)::date,
           extract(hour FROM staged.happened_at AT TIME ZONE site.zone) * 60
             + extract(minute FROM staged.happened_at AT TIME ZONE site.zone),
           staged.offered, staged.handled, staged.abandoned, staged.handle_seconds
    \(arrived) \(itsQueue) \(itsChannel)
      LEFT JOIN people.site ON site.id = queue.site_id
    """
  }
}
