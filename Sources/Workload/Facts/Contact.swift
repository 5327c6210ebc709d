public import Postgres

/// A customer who wrote or called, or whom we wrote to or called: never what was said.
public struct Contact: Fact {
  public let externalID: String
  public let version: Int64
  public let openedAt: Instant
  /// The codes of queue and channel.
  public var queue: String
  public var channel: String
  /// Whether the customer began; what we send out is work, but no demand.
  public var isInbound = true
  /// A code of the help desk, no free text.
  public var reason: String?
  /// Who it was, in the source's words; stored as a keyed hash only.
  public var customer: String?
  public var order: String?
  /// Who holds it, in the source's words.
  public var agent: String?
  public var firstReplyAt: Instant?
  public var solvedAt: Instant?
  public var replies: Int32?
  public var reopens: Int32?
  /// When the help desk deleted it; it counts no more.
  public var deletedAt: Instant?

  public init(_ externalID: String, version: Int64 = 0, openedAt: Instant, queue: String, channel: String) {
    self.externalID = externalID
    self.version = version
    self.openedAt = openedAt
    self.queue = queue
    self.channel = channel
  }
}

// MARK: - SQL

extension Contact {
  public static let kind = FactKind.contact
  public static let stagedColumns = [
    "queue", "channel", "is_inbound", "reason", "customer_hash", "order_external_id", "agent", "first_reply_at",
    "solved_at", "replies", "reopens", "deleted_at",
  ]

  public func stage(
    _ line: Int32, of source: Source.ID, customer hash: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(
      line, source, externalID, version, openedAt, queue, channel, isInbound, reason, hash, order, agent,
      firstReplyAt, solvedAt, replies, reopens, deletedAt)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.contact (
           id, entity_id, source_id, opened_at, operation_id, queue_id, channel_id, is_inbound, reason, customer,
           order_external_id, agent_reference, agent_id, first_reply_at, solved_at, replies, reopens,
           deleted_at)
    SELECT \(origin), queue.id, channel.id, staged.is_inbound, staged.reason, staged.customer_hash,
           staged.order_external_id, staged.agent, identity.person_id, staged.first_reply_at, staged.solved_at,
           staged.replies, staged.reopens, staged.deleted_at
    \(arrived) \(itsQueue) \(itsChannel) \(itsAgent)
    """
  }
}
