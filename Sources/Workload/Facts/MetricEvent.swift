public import Postgres

/// Something that happened to one of a help desk's own measures of a contact: it began, was fulfilled, or was breached.
public struct MetricEvent: Fact {
  public let externalID: String
  /// 1 once the source took a breach back, 0 before: an event itself never changes.
  public var version: Int64 { isWithdrawn ? 1 : 0 }
  public let happenedAt: Instant
  /// What is measured, such as `reply_time`.
  public let metric: String
  /// What happened to it, such as `activate`, `fulfill` or `breach`.
  public let step: String
  /// Which time the metric is measured on this contact; 0 belongs to none.
  public let instance: Int32
  public let contact: String
  /// Minutes so far, by the clock and by the desk's hours, where the event tells them.
  public var calendarMinutes: Int32?
  public var businessMinutes: Int32?
  public var isWithdrawn = false

  public init(
    _ externalID: String, at happenedAt: Instant, _ metric: String, _ step: String, instance: Int32, of contact: String
  ) {
    (self.externalID, self.happenedAt, self.metric, self.step) = (externalID, happenedAt, metric, step)
    (self.instance, self.contact) = (instance, contact)
  }
}

// MARK: - SQL

extension MetricEvent {
  public static let kind = FactKind.metricEvent
  public static let stagedColumns = [
    "metric", "step", "instance", "contact_external_id", "calendar_minutes", "business_minutes", "is_withdrawn",
  ]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(
      line, source, externalID, version, happenedAt, metric, step, instance, contact, calendarMinutes,
      businessMinutes, isWithdrawn)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.metric_event (
           id, entity_id, source_id, happened_at, operation_id, metric, step, instance, contact_external_id,
           calendar_minutes, business_minutes, is_withdrawn)
    SELECT \(origin), staged.metric, staged.step, staged.instance, staged.contact_external_id,
           staged.calendar_minutes, staged.business_minutes, staged.is_withdrawn
    \(arrived)
    """
  }
}
