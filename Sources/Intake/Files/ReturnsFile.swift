internal import Workload

/// One return of goods a row.
enum ReturnsFile: FileLayout {
  static let columns: [Column] = [
    .required("return_id", "what the shop calls the return"),
    .required("requested_at", "when the customer asked for it"),
    .optional("items", "how many pieces"),
    .updated, .order, .reason,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> GoodsReturn {
    var goods = GoodsReturn(
      try row.required("return_id").key(), version: try row.version(),
      requestedAt: try row.required("requested_at").instant())
    goods.items = try row.optional("items")?.integer(0...1_000_000)
    goods.order = try row.optional("order_id")?.key()
    goods.reason = try row.optional("reason")?.line(upTo: 120)
    return goods
  }
}
