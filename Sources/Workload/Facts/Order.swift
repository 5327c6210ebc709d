public import Postgres

/// An order a customer placed.
public struct Order: Fact {
  public let externalID: String
  public let version: Int64
  public let placedAt: Instant
  /// The number the customer knows it by.
  public var number: String?
  /// Who placed it, in the source's words; stored as a keyed hash only.
  public var customer: String?
  public var items: Int32?
  public var value: Money?
  public var shippedAt: Instant?
  public var deliveredAt: Instant?
  public var cancelledAt: Instant?

  public init(_ externalID: String, version: Int64 = 0, placedAt: Instant) {
    self.externalID = externalID
    self.version = version
    self.placedAt = placedAt
  }
}

/// An amount in the currency's smallest unit: 1999 GBP is £19.99.
public struct Money: Sendable, Hashable, Codable {
  public let minor: Int64
  /// Three capitals of ISO 4217.
  public let currency: String

  public init(minor: Int64, currency: String) {
    self.minor = minor
    self.currency = currency
  }
}

// MARK: - SQL

extension Order {
  public static let kind = FactKind.order
  public static let stagedColumns = [
    "number", "customer_hash", "items", "value_minor", "currency", "shipped_at", "delivered_at", "cancelled_at",
  ]

  public func stage(
    _ line: Int32, of source: Source.ID, customer hash: [UInt8]?, into writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.row(
      line, source, externalID, version, placedAt, number, hash, items, value?.minor, value?.currency, shippedAt,
      deliveredAt, cancelledAt)
  }

  public static var settle: SQL {
    """
    INSERT INTO workload.shop_order (
           id, entity_id, source_id, placed_at, operation_id,
           number, customer, items, value_minor, currency, shipped_at, delivered_at, cancelled_at)
    SELECT \(origin),
           staged.number, staged.customer_hash, staged.items, staged.value_minor, staged.currency,
           staged.shipped_at, staged.delivered_at, staged.cancelled_at
    \(arrived)
    """
  }
}
