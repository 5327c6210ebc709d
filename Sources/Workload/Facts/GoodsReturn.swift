public import Postgres

/// Goods a customer asked to send back.
public struct GoodsReturn: Fact {
  public let externalID: String
  public let version: Int64
  public let requestedAt: Instant
  /// What the source calls the order; it may come later than its return.
  public var order: String?
  public var items: Int32?
  /// A code of the shop, no free text.
  public var reason: String?

  public init(_ externalID: String, version: Int64 = 0, requestedAt: Instant) {
    self.externalID = externalID
    self.version = version
    self.requestedAt = requestedAt
  }
}

// MARK: - SQL

extension GoodsReturn {
  public static let kind = FactKind.goodsReturn
  public static let stagedColumns = ["order_external_id", "items", "reason"]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(line, source, externalID, version, requestedAt, order, items, reason)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.shop_return (
           id, entity_id, source_id, requested_at, operation_id, order_external_id, items, reason)
    SELECT \(origin), staged.order_external_id, staged.items, staged.reason
    \(arrived)
    """
  }
}
