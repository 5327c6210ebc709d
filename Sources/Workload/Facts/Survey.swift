public import Postgres

/// What a customer thought of a contact.
public struct Survey: Fact {
  public let externalID: String
  public let version: Int64
  public let answeredAt: Instant
  /// -1 bad, 0 neither, 1 good.
  public let score: Int16
  /// The score in the source's own scale.
  public var rawScore: String?
  public var queue: String?
  public var contact: String?
  /// Who was rated, in the source's words, whoever holds the contact now.
  public var agent: String?

  public init(_ externalID: String, version: Int64 = 0, answeredAt: Instant, score: Int16) {
    self.externalID = externalID
    self.version = version
    self.answeredAt = answeredAt
    self.score = score
  }
}

// MARK: - SQL

extension Survey {
  public static let kind = FactKind.survey
  public static let stagedColumns = ["queue", "score", "raw_score", "contact_external_id", "agent"]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(line, source, externalID, version, answeredAt, queue, score, rawScore, contact, agent)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.survey (
           id, entity_id, source_id, answered_at, operation_id, queue_id, score, raw_score, contact_external_id,
           agent_reference, agent_id)
    SELECT \(origin), queue.id, staged.score, staged.raw_score, staged.contact_external_id, staged.agent,
           identity.person_id
    \(arrived)
      \(itsQueue) \(itsAgent)
    """
  }
}
