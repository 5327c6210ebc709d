internal import Postgres
internal import Workload

/// WooCommerce: orders and refunds of REST v3.
///
/// Times called `…_gmt` are in UTC and do not say so.
enum WooCommerce {
  static let format = VendorFormat(
    words: PageWords(
      pages: ["data", "body", "orders", "order", "create", "update", "delete"],
      identities: ["id", "slug", "product_id", "tracking_id", "date_created", "date_created_gmt", "total_sales"]),
    streams: [
      VendorStream("refunds", having: "id", "amount", "refunded_by", read: refund),
      .skipped("order notes", having: "id", "note", "customer_note"),
      .skipped("webhooks", having: "id", "topic", "delivery_url"),
      .skipped("reports", having: "slug"),
      .skipped("reports", having: "totals_grouped_by"),
      .skipped("reports", having: "interval", "subtotals"),
      .skipped("reports", having: "items_sold", "product_id"),
      .skipped("shipment trackings", having: "tracking_id"),
      .skipped("shipping lines", having: "id", "method_id", "method_title"),
      .skipped("products", having: "product_id", "quantity"),
      VendorStream("orders", having: "id", "date_created_gmt", known: knownOrderKeys, read: order),
    ])

  private static func order(
    _ order: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let status = try order.required("status").text(upTo: 60)
    guard !unborn.contains(status) else { return harvest.skip("drafts and carts") }
    let modified = try order.required("date_modified_gmt").instant(isUTC: true)
    var told = Order(
      try order.required("id").id(), version: modified.version,
      placedAt: try order.required("date_created_gmt").instant(isUTC: true))
    told.number = try order["number"]?.optionalText(upTo: 60)
    told.customer = try customer(order)
    told.value = try order.required("total").money(try order.currency("currency", or: context.settings))
    if let lines = order["line_items"] { told.items = try lines.pieces(of: "quantity") }
    // The core knows no parcels; when an order was completed is the nearest thing to when it left.
    told.shippedAt = try order["date_completed_gmt"]?.instant(isUTC: true)
    if status == "cancelled" || status == "trash" { told.cancelledAt = modified }
    harvest.add(told, context)
  }

  /// Orders nobody has placed.
  private static let unborn: Set<String> = ["auto-draft", "checkout-draft", "draft"]

  private static func customer(_ order: JSONValue) throws(RecordRefusal) -> String? {
    if let email = try order["billing"]?["email"]?.optionalText(upTo: 254) { return email.lowercased() }
    guard let id = try order["customer_id"]?.id(), id != "0" else { return nil }
    return id
  }

  /// A refund stands alone: its amount is positive, its lines are negative, and its currency is the order's.
  private static func refund(
    _ refund: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    guard let currency = context.settings.currency else {
      throw refund.refused(.unknownCurrency, "a refund of WooCommerce names no currency: say --currency")
    }
    let created = try refund.required("date_created_gmt").instant(isUTC: true)
    var told = Refund(
      try refund.required("id").id(), version: created.version, refundedAt: created,
      amount: try refund.required("amount").amount(currency))
    told.order = try refund["parent_id"]?.id()
    if told.order == nil { told.order = orderOfLink(refund) }
    harvest.add(told, context)
  }

  /// `…/orders/723` is where a refund without a parent points up to.
  private static func orderOfLink(_ refund: JSONValue) -> String? {
    guard let link = refund["_links"]?["up"]?.elements.first?["href"]?.string,
      let number = link.split(separator: "/").last, number.utf8.allSatisfy(\.isDigit)
    else { return nil }
    return String(number)
  }

  /// The keys of REST v3 orders.
  private static let knownOrderKeys: StaticString = """
    _links billing cart_hash cart_tax coupon_lines created_via currency currency_symbol customer_id customer_ip_address
    customer_note customer_user_agent date_completed date_completed_gmt date_created date_created_gmt date_modified
    date_modified_gmt date_paid date_paid_gmt discount_tax discount_total fee_lines id is_editable line_items meta_data
    needs_payment needs_processing number order_key parent_id payment_method payment_method_title payment_url
    prices_include_tax refunds shipping shipping_lines shipping_tax shipping_total status tax_lines total total_tax
    transaction_id version
    """
}
