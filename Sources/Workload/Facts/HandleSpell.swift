public import Postgres

/// One stretch of an agent's work on a contact.
public struct HandleSpell: Fact {
  public let externalID: String
  public let version: Int64
  public let startedAt: Instant
  public let handleSeconds: Int32
  /// The codes of queue and channel.
  public var queue: String
  public var channel: String
  public var contact: String?
  /// Who worked, in the source's words.
  public var agent: String?

  public init(
    _ externalID: String, version: Int64 = 0, startedAt: Instant, handleSeconds: Int32, queue: String, channel: String
  ) {
    self.externalID = externalID
    self.version = version
    self.startedAt = startedAt
    self.handleSeconds = handleSeconds
    self.queue = queue
    self.channel = channel
  }
}

// MARK: - SQL

extension HandleSpell {
  public static let kind = FactKind.handleSpell
  public static let stagedColumns = ["queue", "channel", "handle_seconds", "contact_external_id", "agent"]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(line, source, externalID, version, startedAt, queue, channel, handleSeconds, contact, agent)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.handle_spell (
           id, entity_id, source_id, started_at, operation_id, queue_id, channel_id, handle_seconds,
           contact_external_id, agent_reference, agent_id)
    SELECT \(origin), queue.id, channel.id, staged.handle_seconds, staged.contact_external_id, staged.agent,
           identity.person_id
    \(arrived) \(itsQueue) \(itsChannel) \(itsAgent)
    """
  }
}
