internal import Workload

/// One order a row.
enum OrdersFile: FileLayout {
  static let columns: [Column] = [
    .required("order_id", "what the shop calls the order"),
    .required("placed_at", "when it was placed"),
    .updated,
    .optional("number", "the number the customer knows"),
    .optional("customer", "who placed it; kept as a keyed hash only"),
    .optional("items", "how many pieces"),
    .optional("value", "what it came to, with currency"),
    .optional("currency", "three capitals of ISO 4217"),
    .optional("shipped_at", "when the first parcel left"),
    .optional("delivered_at", "when it arrived"),
    .optional("cancelled_at", "when it was cancelled"),
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> Order {
    var order = Order(
      try row.required("order_id").key(), version: try row.version(),
      placedAt: try row.required("placed_at").instant())
    order.number = try row.optional("number")?.line(upTo: 60)
    order.customer = try row.optional("customer")?.line(upTo: 254)
    order.items = try row.optional("items")?.integer(0...1_000_000)
    if let value = row.optional("value") { order.value = try value.money(try row.required("currency")) }
    order.shippedAt = try row.optional("shipped_at")?.instant()
    order.deliveredAt = try row.optional("delivered_at")?.instant()
    order.cancelledAt = try row.optional("cancelled_at")?.instant()
    return order
  }
}
