internal import Postgres
internal import Workload

/// The admin's export of Shopify orders: 79 columns, one row an item, order-level values on the first row only.
enum ShopifySheet: VendorSheet {
  static let name = "the admin's order export"
  static let marks = ["Name", "Id", "Created at", "Currency", "Total", "Lineitem quantity", "Lineitem name"]
  static let others = ["Email", "Paid at", "Fulfilled at", "Cancelled at"]

  static func continues(_ first: SheetRow, _ next: SheetRow) -> Bool {
    next["Id"] == nil && next["Name"]?.text == first["Name"]?.text
  }

  /// Refunds are told without their dates, so none are taken: the API has them.
  static func read(
    _ rows: [SheetRow], _ clock: LocalClock, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let first = rows[0]
    let placed = try first.required("Created at").instant(clock)
    let shipped = try first["Fulfilled at"]?.instant(clock)
    let cancelled = try first["Cancelled at"]?.instant(clock)
    let paid = try first["Paid at"]?.instant(clock)
    let latest = [placed, shipped, cancelled, paid].compactMap(\.self).max() ?? placed
    var order = Order(try first.required("Id").line(upTo: 200), version: latest.version, placedAt: placed)
    order.number = try first["Name"]?.line(upTo: 60)
    order.customer = try first["Email"]?.line(upTo: 254).lowercased()
    order.value = try first.required("Total").money(try first.currency("Currency", or: context.settings))
    order.shippedAt = shipped
    order.cancelledAt = cancelled
    var items: Int32 = 0
    for row in rows { items += try row.required("Lineitem quantity").count() }
    order.items = items
    harvest.add(order, context)
  }
}

/// The CSV of a Zendesk view: times without a zone, agents and groups by name.
enum ZendeskSheet: VendorSheet {
  static let name = "the CSV of a view"
  static let marks = ["Id", "Requester id", "Group", "Status", "Via", "Created at", "Updated at"]
  static let others = [
    "Assignee", "Ticket type", "Solved at", "Replies", "Reopens", "First reply time in minutes",
  ]

  static func read(
    _ rows: [SheetRow], _ clock: LocalClock, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let row = rows[0]
    let opened = try row.required("Created at").instant(clock)
    let updated = try row.required("Updated at").instant(clock)
    var contact = Contact(
      try row.required("Id").line(upTo: 200), version: updated.version, openedAt: opened, queue: "",
      channel: Zendesk.channel(row["Via"]?.text.lowercased().replacing(" ", with: "_")))
    contact.customer = try row["Requester id"]?.line(upTo: 254)
    contact.agent = try row["Assignee"]?.line(upTo: 200)
    contact.reason = try row["Ticket type"]?.line(upTo: 120)
    contact.solvedAt = try row["Solved at"]?.instant(clock)
    if let solved = contact.solvedAt, solved < opened {
      throw RecordRefusal(.badTimestamp, at: "Solved at", "before its contact was opened")
    }
    contact.replies = try row["Replies"]?.count()
    contact.reopens = try row["Reopens"]?.count()
    if let minutes = try row["First reply time in minutes"]?.count() {
      contact.firstReplyAt = Instant(microseconds: opened.microseconds + Int64(minutes) * 60_000_000)
    }
    if row["Status"]?.text.lowercased() == "deleted" { contact.deletedAt = updated }
    harvest.add(contact, group: try row["Group"]?.line(upTo: 200), context)
  }
}

/// The admin's order grid of Magento: times in the zone of the default store, columns as the grid shows them.
enum MagentoSheet: VendorSheet {
  static let name = "the admin's order grid"
  static let marks = ["ID", "Purchase Date", "Grand Total (Purchased)", "Status"]
  static let others: [String] = []

  /// The grid has increment numbers and no entity ids, so its orders are other things than those of the API.
  static func read(
    _ rows: [SheetRow], _ clock: LocalClock, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let row = rows[0]
    guard let currency = context.settings.currency else {
      throw RecordRefusal(.unknownCurrency, at: "Grand Total (Purchased)", "names no currency: say --currency")
    }
    let number = try row.required("ID").line(upTo: 60)
    let placed = try row.required("Purchase Date").instant(clock)
    var order = Order("grid/\(number)", version: placed.version, placedAt: placed)
    order.number = number
    order.value = try row.required("Grand Total (Purchased)").money(SheetCell(text: currency, column: "--currency"))
    if row["Status"]?.text.lowercased() == "canceled" { order.cancelledAt = placed }
    harvest.add(order, context)
  }
}
