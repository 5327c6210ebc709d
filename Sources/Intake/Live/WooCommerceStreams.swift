internal import Postgres
internal import Web

/// Orders that changed in a stretch of time, or refunds made in it, by page numbers inside the stretch.
///
/// An order that changes meanwhile leaves the stretch and moves all behind it: where the count changes, the stretch is
/// begun again. Gateways once made refunds without the order changing, so refunds are a stream of their own.
struct WooCommerceList: LiveStream {
  let name: String
  let marks = (id: "id", updated: "date_modified_gmt")
  private var after = Instant(unixSeconds: 0)
  private var before: Instant?
  private var page = 1
  private var total: String?
  private var restarts = 0

  /// How many days of refunds are read again.
  static let lookBack: Int64 = 3
  private static let mostRestarts = 20

  init(_ name: String) {
    self.name = name
  }

  private var isOrders: Bool { name == "orders" }

  mutating func first(_ begin: StreamStart) -> PageAsk {
    let kept = begin.cursor.flatMap { Instant.told($0) }
    after = kept?.adding(seconds: isOrders ? -300 : -86_400 * Self.lookBack) ?? begin.since
    before = begin.now
    return ask
  }

  private var ask: PageAsk {
    let (from, to) = isOrders ? ("modified_after", "modified_before") : ("after", "before")
    var ask = PageAsk(
      "/wp-json/wc/v3/\(name)",
      [
        from: after.stamp, to: (before ?? after).stamp, "dates_are_gmt": "true", "orderby": isOrders ? "id" : "date",
        "order": "asc", "per_page": "100", "page": String(page),
      ])
    if isOrders { ask.query.append(("status", "any")) }
    return ask
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    let count = page.answer["x-wp-total"]
    if let total, let count, total != count, restarts < Self.mostRestarts {
      restarts += 1
      (self.page, self.total) = (1, nil)
      return PageStep(next: ask)
    }
    total = count
    let pages = page.answer["x-wp-totalpages"].flatMap { Int($0) }
    let isMore = pages.map { self.page < $0 } ?? (page.records.count >= 100)
    guard isMore, !page.records.isEmpty else { return PageStep(cursor: before?.stamp) }
    self.page += 1
    return PageStep(next: ask)
  }
}

/// Refunds: all of them where the shop has such a list, else order by order.
///
/// Older shops have no list of all. There the orders that changed are turned once more, and those that name refunds are
/// asked for them one at a time.
struct WooCommerceRefunds: LiveStream {
  let name = "refunds"
  let isOptional = true
  private var list = WooCommerceList("refunds")
  private var orders = WooCommerceList("orders")
  private var start: StreamStart?
  private var isByOrder = false
  /// Orders that are still to be asked for their refunds, the last first; behind them the next page of orders.
  private var waiting: [String] = []
  private var isAtOrders = true
  private var following = PageStep()

  /// A shop without a list of all refunds, or an order that is gone.
  var unknown: Int? { 404 }
  var parts: String? { isByOrder && isAtOrders ? "refunds" : nil }

  mutating func first(_ begin: StreamStart) -> PageAsk {
    start = begin
    return list.first(begin)
  }

  mutating func restart() -> (ask: PageAsk, note: String)? {
    if isByOrder { return isAtOrders ? nil : onward().next.map { ($0, "an order went away meanwhile.") } }
    guard let start else { return nil }
    isByOrder = true
    let kept = start.cursor.flatMap { Instant.told($0) }?.adding(seconds: -86_400 * WooCommerceList.lookBack)
    let begin = StreamStart(cursor: nil, since: kept ?? start.since, now: start.now)
    let note =
      "the shop lists them only order by order: of orders that changed in the last days or since the last pull."
    return (orders.first(begin), note)
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    guard isByOrder else { return try list.next(after: page) }
    if isAtOrders {
      following = try orders.next(after: page)
      let ids = page.records.filter(\.hasParts).map(\.id)
      waiting = ids.filter { !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }.reversed()
    } else if let more = page.nextLink {
      return PageStep(next: PageAsk(more))
    }
    return onward()
  }

  /// The next order's refunds, or the next page of orders.
  private mutating func onward() -> PageStep {
    guard let order = waiting.popLast() else {
      isAtOrders = true
      return following
    }
    isAtOrders = false
    return PageStep(next: PageAsk("/wp-json/wc/v3/orders/\(order)/refunds", ["per_page": "100"]))
  }
}
