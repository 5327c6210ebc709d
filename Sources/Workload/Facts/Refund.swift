public import Postgres

/// Money given back for an order.
public struct Refund: Fact {
  public let externalID: String
  public let version: Int64
  public let refundedAt: Instant
  public let amount: Money
  /// What the source calls the order; it may come later than its refund.
  public var order: String?
  /// A code of the shop, no free text.
  public var reason: String?

  public init(_ externalID: String, version: Int64 = 0, refundedAt: Instant, amount: Money) {
    self.externalID = externalID
    self.version = version
    self.refundedAt = refundedAt
    self.amount = amount
  }
}

// MARK: - SQL

extension Refund {
  public static let kind = FactKind.refund
  public static let stagedColumns = ["order_external_id", "amount_minor", "currency", "reason"]

  public func stage(
    _ line: Int32, of source: Source.ID, customer _: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(line, source, externalID, version, refundedAt, order, amount.minor, amount.currency, reason)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.shop_refund (
           id, entity_id, source_id, refunded_at, operation_id, order_external_id, amount_minor, currency, reason)
    SELECT \(origin), staged.order_external_id, staged.amount_minor, staged.currency, staged.reason
    \(arrived)
    """
  }
}
