internal import Postgres
internal import Workload

/// Shopify: orders with their refunds and returns, by REST, by GraphQL, or as the lines of a bulk operation.
///
/// Amounts are the shop's money, not what the customer saw; a test order is nobody's.
enum Shopify {
  static let format = VendorFormat(
    words: PageWords(
      pages: [
        "body", "data", "orders", "order", "refunds", "refund", "returns", "return", "fulfillments", "fulfillment",
        "fulfillment_events", "fulfillment_event", "fulfillment_orders", "fulfillment_order", "transactions",
        "transaction", "edges", "nodes", "node",
      ],
      identities: ["id", "admin_graphql_api_id", "name", "createdAt", "created_at", "__parentId", "order_id"]),
    streams: [
      VendorStream("orders", having: "id", "totalPriceSet", read: graphOrder),
      VendorStream("refunds", having: "id", "totalRefundedSet", read: graphRefund),
      VendorStream("returns", having: "id", "totalQuantity", read: graphReturn),
      VendorStream("orders", having: "id", "updatedAt", "returns", read: graphReturns),
      VendorStream("refunds", having: "id", "order_id", "refund_line_items", read: refund),
      .skipped("fulfillments", having: "id", "tracking_numbers"),
      .skipped("fulfillment_events", having: "fulfillment_id", "happened_at"),
      .skipped("fulfillment_orders", having: "id", "assigned_location_id"),
      .skipped("transactions", having: "id", "kind", "gateway"),
      VendorStream("orders", having: "id", "total_price", known: knownOrderKeys, read: order),
      .skipped("lines of a bulk operation", having: "__parentId"),
      .skipped("answers about a bulk operation", having: "bulkOperationRunQuery"),
      .skipped("answers about a bulk operation", having: "objectCount", "status"),
    ], sheet: ShopifySheet.self)

  // MARK: - REST

  private static func order(
    _ order: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    if try order["test"]?.flag() == true { return harvest.skip("test orders") }
    let updated = try order.required("updated_at").instant()
    let currency = try order.currency("currency", or: context.settings)
    var told = Order(
      try order.required("id").id(), version: updated.version, placedAt: try order.required("created_at").instant())
    told.number = try order["name"]?.optionalText(upTo: 60)
    told.customer = try customer(order["email"], order["customer"])
    told.value = try order.required("total_price").money(currency)
    told.cancelledAt = try order["cancelled_at"]?.instant()
    if let lines = order["line_items"] { told.items = try Self.sum(lines.elements, "quantity") }
    for parcel in order["fulfillments"]?.elements ?? [] where parcel["status"]?.string == "success" {
      told.shippedAt = earlier(told.shippedAt, try parcel.required("created_at").instant())
      if parcel["shipment_status"]?.string == "delivered" {
        told.deliveredAt = earlier(told.deliveredAt, try parcel["updated_at"]?.instant())
      }
    }
    var refunds: [Refund] = []
    for given in order["refunds"]?.elements ?? [] {
      refunds.append(try Self.refund(given, order: told.externalID, currency: currency))
    }
    harvest.add(told, refunds: refunds, context)
  }

  private static func refund(
    _ refund: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let order = try refund.required("order_id").id()
    harvest.add(try Self.refund(refund, order: order, currency: context.settings.currency), context)
  }

  /// What went back is what the transactions say; a refund without any gave goods back to the shelf, and no money.
  private static func refund(
    _ refund: JSONValue, order: String, currency: String?
  ) throws(RecordRefusal) -> Refund {
    var amount: Money?
    for payment in refund["transactions"]?.elements ?? [] where payment["kind"]?.string == "refund" {
      guard payment["status"]?.string != "failure", payment["status"]?.string != "error" else { continue }
      let code = try payment.required("currency").currency()
      guard code == amount?.currency ?? currency ?? code else {
        throw payment.refused(.twoCurrencies, "\(code) beside \(amount?.currency ?? currency ?? "")")
      }
      amount = Money(minor: (amount?.minor ?? 0) + (try payment.required("amount").amount(code).minor), currency: code)
    }
    guard let paid = amount ?? currency.map({ Money(minor: 0, currency: $0) }) else {
      throw refund.refused(.unknownCurrency, "no money went back, and no currency is named: say --currency")
    }
    let created = try refund.required("created_at").instant()
    var told = Refund(
      try refund.required("id").id(), version: created.version,
      refundedAt: try refund["processed_at"]?.instant() ?? created, amount: paid)
    told.order = order
    return told
  }

  // MARK: - GraphQL

  private static func graphOrder(
    _ order: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    if try order["test"]?.flag() == true { return harvest.skip("test orders") }
    var told = Order(
      try order.required("id").id(), version: try order.required("updatedAt").instant().version,
      placedAt: try order.required("createdAt").instant())
    told.number = try order["name"]?.optionalText(upTo: 60)
    told.customer = try customer(order["email"], order["customer"])
    told.value = try money(try order.required("totalPriceSet"))
    told.cancelledAt = try order["cancelledAt"]?.instant()
    told.items = try order["subtotalLineItemsQuantity"]?.count()
    if told.items == nil, let lines = order["lineItems"] { told.items = try Self.sum(nodes(lines), "quantity") }
    for parcel in order["fulfillments"].map(nodes) ?? [] {
      told.shippedAt = earlier(told.shippedAt, try parcel["createdAt"]?.instant())
      told.deliveredAt = earlier(told.deliveredAt, try parcel["deliveredAt"]?.instant())
    }
    var refunds: [Refund] = []
    for given in order["refunds"].map(nodes) ?? [] { refunds.append(try graphRefund(given, order: told.externalID)) }
    var returns: [GoodsReturn] = []
    for goods in order["returns"].map(nodes) ?? [] { returns.append(try graphReturn(goods, order: told.externalID)) }
    harvest.add(told, refunds: refunds, returns: returns, context)
  }

  private static func graphRefund(
    _ refund: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    harvest.add(try graphRefund(refund, order: try parent(of: refund)), context)
  }

  private static func graphRefund(_ refund: JSONValue, order: String?) throws(RecordRefusal) -> Refund {
    let created = try refund.required("createdAt").instant()
    var told = Refund(
      try refund.required("id").id(), version: created.version, refundedAt: created,
      amount: try money(try refund.required("totalRefundedSet")))
    told.order = order
    return told
  }

  private static func graphReturn(
    _ goods: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    harvest.add(try graphReturn(goods, order: try parent(of: goods)), context)
  }

  /// An order that was asked for its returns alone.
  private static func graphReturns(
    _ order: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let id = try order.required("id").id()
    var returns: [GoodsReturn] = []
    for goods in order["returns"].map(nodes) ?? [] { returns.append(try graphReturn(goods, order: id)) }
    for goods in returns { harvest.add(goods, context) }
  }

  private static func graphReturn(_ goods: JSONValue, order: String?) throws(RecordRefusal) -> GoodsReturn {
    let created = try goods.required("createdAt").instant()
    var told = GoodsReturn(try goods.required("id").id(), version: created.version, requestedAt: created)
    told.order = order
    told.items = try goods["totalQuantity"]?.count()
    return told
  }

  /// A bulk operation's line names its parent; a page's refund or return names its order.
  private static func parent(of value: JSONValue) throws(RecordRefusal) -> String? {
    try (value["__parentId"] ?? value["order"]?["id"])?.id()
  }

  // MARK: - Both

  private static func money(_ set: JSONValue) throws(RecordRefusal) -> Money {
    let shop = try set.required("shopMoney")
    return try shop.required("amount").amount(try shop.required("currencyCode").currency())
  }

  /// A connection's nodes, however it was asked for: a list, `nodes`, or `edges`.
  private static func nodes(_ connection: JSONValue) -> [JSONValue] {
    if connection.kind == .array { return connection.elements }
    if let nodes = connection["nodes"] { return nodes.elements }
    return connection["edges"]?.elements.compactMap { $0["node"] } ?? []
  }

  /// The address, which a help desk may know too, else the shop's number.
  private static func customer(_ email: JSONValue?, _ customer: JSONValue?) throws(RecordRefusal) -> String? {
    if let address = try email?.optionalText(upTo: 254) { return address.lowercased() }
    return try customer?["id"]?.id()
  }

  private static func sum(_ lines: [JSONValue], _ key: StaticString) throws(RecordRefusal) -> Int32 {
    var sum: Int32 = 0
    for line in lines {
      let (next, isTooMuch) = sum.addingReportingOverflow(try line.required(key).count())
      guard !isTooMuch else { throw line.refused(.badNumber, "too many pieces in all") }
      sum = next
    }
    return sum
  }

  private static func earlier(_ one: Instant?, _ other: Instant?) -> Instant? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
  }

  /// The keys of REST orders as of 2026-07.
  private static let knownOrderKeys: StaticString = """
    admin_graphql_api_id app_id billing_address browser_ip buyer_accepts_marketing cancel_reason cancelled_at cart_token
    checkout_id checkout_token client_details closed_at company confirmation_number confirmed contact_email created_at
    currency current_subtotal_price current_subtotal_price_set current_total_additional_fees_set
    current_total_discounts current_total_discounts_set current_total_duties_set current_total_price
    current_total_price_set current_total_tax current_total_tax_set customer customer_locale device_id
    discount_applications discount_codes duties_included email estimated_taxes financial_status fulfillment_status
    fulfillments id landing_site landing_site_ref line_items location_id merchant_business_entity_id
    merchant_of_record_app_id name note note_attributes number order_number order_status_url
    original_total_additional_fees_set original_total_duties_set payment_gateway_names payment_terms phone po_number
    presentment_currency processed_at reference referring_site refunds shipping_address shipping_lines
    source_identifier source_name source_url subtotal_price subtotal_price_set tags tax_exempt tax_lines taxes_included
    test token total_cash_rounding_payment_adjustment_set total_cash_rounding_refund_adjustment_set total_discounts
    total_discounts_set total_line_items_price total_line_items_price_set total_outstanding total_price
    total_price_set total_shipping_price_set total_tax total_tax_set total_tip_received total_weight updated_at user_id
    """
}
