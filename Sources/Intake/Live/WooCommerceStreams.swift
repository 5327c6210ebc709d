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
  private static let lookBack: Int64 = 3
  private static let mostRestarts = 20

  init(_ name: String) {
    self.name = name
  }

  private var isOrders: Bool { name == "orders" }
  /// Older shops list refunds only order by order, and say 404 here.
  var isOptional: Bool { !isOrders }

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
