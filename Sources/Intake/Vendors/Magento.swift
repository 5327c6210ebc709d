internal import Postgres
internal import Workload

/// Magento 2 and Adobe Commerce: orders, credit memos and returns of REST.
///
/// Times are in UTC and do not say so.
enum Magento {
  static let format = VendorFormat(
    words: PageWords(
      pages: ["items", "body"],
      identities: [
        "entity_id", "base_currency_code", "base_grand_total", "base_discount_amount", "adjustment", "state",
        "created_at", "order_id", "increment_id", "adjustment_negative", "applied_rule_ids", "id",
      ]),
    streams: [
      .skipped("invoices", having: "order_id", "total_qty", "grand_total"),
      .skipped("shipments", having: "order_id", "tracks", "packages"),
      VendorStream("returns", having: "entity_id", "date_requested", read: goodsReturn),
      VendorStream("creditmemos", having: "entity_id", "order_id", "grand_total", read: creditMemo),
      VendorStream("orders", having: "entity_id", "increment_id", known: knownOrderKeys, read: order),
    ], sheet: MagentoSheet.self)

  private static func order(
    _ order: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let updated = try order.required("updated_at").instant(isUTC: true)
    var told = Order(
      try order.required("entity_id").id(), version: updated.version,
      placedAt: try order.required("created_at").instant(isUTC: true))
    told.number = try order["increment_id"]?.optionalText(upTo: 60)
    told.customer = try order["customer_email"]?.optionalText(upTo: 254)?.lowercased()
    if told.customer == nil { told.customer = try order["customer_id"]?.id() }
    told.value = try order.required("grand_total").money(
      try order.currency("order_currency_code", or: context.settings))
    told.items = try items(order["items"])
    // An order that was edited lives on under another number: that is no cancellation.
    if order["state"]?.string == "canceled", order["relation_child_id"] == nil { told.cancelledAt = updated }
    harvest.add(told, context)
  }

  /// A configurable product and its simple one are told as two lines of the same pieces: the parent counts.
  private static func items(_ lines: JSONValue?) throws(RecordRefusal) -> Int32? {
    guard let lines else { return nil }
    var sum: Int32 = 0
    for line in lines.elements where line["parent_item_id"] == nil && line["parent_item"] == nil {
      let (next, isTooMuch) = sum.addingReportingOverflow(try line["qty_ordered"]?.pieces() ?? 0)
      guard !isTooMuch else { throw line.refused(.badNumber, "too many pieces in all") }
      sum = next
    }
    return sum
  }

  private static func creditMemo(
    _ memo: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let created = try memo.required("created_at").instant(isUTC: true)
    let money = try memo.required("grand_total").amount(try memo.currency("order_currency_code", or: context.settings))
    var told = Refund(
      try memo.required("entity_id").id(),
      version: try memo["updated_at"]?.instant(isUTC: true).version ?? created.version,
      refundedAt: created, amount: money)
    told.order = try memo.required("order_id").id()
    harvest.add(told, context)
  }

  private static func goodsReturn(
    _ goods: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let requested = try goods.required("date_requested").instant(isUTC: true)
    var told = GoodsReturn(
      try goods.required("entity_id").id(), version: requested.version, requestedAt: requested)
    told.order = try goods.required("order_id").id()
    if let lines = goods["items"] { told.items = try lines.pieces(of: "qty_requested") }
    harvest.add(told, context)
  }

  /// Adobe's published description of an order (2.4.8).
  private static let knownOrderKeys: StaticString = """
    adjustment_negative adjustment_positive applied_rule_ids base_adjustment_negative base_adjustment_positive
    base_currency_code base_discount_amount base_discount_canceled base_discount_invoiced base_discount_refunded
    base_discount_tax_compensation_amount base_discount_tax_compensation_invoiced
    base_discount_tax_compensation_refunded base_grand_total base_shipping_amount base_shipping_canceled
    base_shipping_discount_amount base_shipping_discount_tax_compensation_amnt base_shipping_incl_tax
    base_shipping_invoiced base_shipping_refunded base_shipping_tax_amount base_shipping_tax_refunded base_subtotal
    base_subtotal_canceled base_subtotal_incl_tax base_subtotal_invoiced base_subtotal_refunded base_tax_amount
    base_tax_canceled base_tax_invoiced base_tax_refunded base_to_global_rate base_to_order_rate base_total_canceled
    base_total_due base_total_invoiced base_total_invoiced_cost base_total_offline_refunded
    base_total_online_refunded base_total_paid base_total_qty_ordered base_total_refunded billing_address
    billing_address_id can_ship_partially can_ship_partially_item coupon_code created_at customer_dob customer_email
    customer_firstname customer_gender customer_group_id customer_id customer_is_guest customer_lastname
    customer_middlename customer_note customer_note_notify customer_prefix customer_suffix customer_taxvat
    discount_amount discount_canceled discount_description discount_invoiced discount_refunded
    discount_tax_compensation_amount discount_tax_compensation_invoiced discount_tax_compensation_refunded
    edit_increment email_sent entity_id ext_customer_id ext_order_id extension_attributes
    forced_shipment_with_invoice global_currency_code grand_total hold_before_state hold_before_status increment_id
    is_virtual items order_currency_code original_increment_id payment payment_auth_expiration
    payment_authorization_amount protect_code quote_address_id quote_id relation_child_id relation_child_real_id
    relation_parent_id relation_parent_real_id remote_ip shipping_amount shipping_canceled shipping_description
    shipping_discount_amount shipping_discount_tax_compensation_amount shipping_incl_tax shipping_invoiced
    shipping_refunded shipping_tax_amount shipping_tax_refunded state status status_histories store_currency_code
    store_id store_name store_to_base_rate store_to_order_rate subtotal subtotal_canceled subtotal_incl_tax
    subtotal_invoiced subtotal_refunded tax_amount tax_canceled tax_invoiced tax_refunded total_canceled total_due
    total_invoiced total_item_count total_offline_refunded total_online_refunded total_paid total_qty_ordered
    total_refunded updated_at weight x_forwarded_for
    """
}
