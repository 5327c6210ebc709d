internal import Workload

/// One refund a row.
enum RefundsFile: FileLayout {
  static let columns: [Column] = [
    .required("refund_id", "what the shop calls the refund"),
    .required("refunded_at", "when the money went back"),
    .required("amount", "how much, without a sign"),
    .required("currency", "three capitals of ISO 4217"),
    .updated, .order, .reason,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> Refund {
    let amount = try row.required("amount")
    let money = try amount.money(try row.required("currency"))
    guard money.minor >= 0 else { throw amount.refused("a negative refund", "write the amount without a sign") }
    var refund = Refund(
      try row.required("refund_id").key(), version: try row.version(),
      refundedAt: try row.required("refunded_at").instant(), amount: money)
    refund.order = try row.optional("order_id")?.key()
    refund.reason = try row.optional("reason")?.line(upTo: 120)
    return refund
  }
}
