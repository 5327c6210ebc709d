internal import Postgres

/// Orders, credit memos or returns by when they changed last, then by number.
///
/// Each page is asked for from where the last one ended, so that nothing is left out when an order changes meanwhile;
/// only what shares a second is asked for by page number. Past the end some versions repeat the last page and some have
/// none: the count ends it, and so does a page of nothing new.
struct MagentoList: LiveStream {
  let name: String
  let isOptional: Bool
  let marks: (id: String, updated: String)
  private let path: String
  private var since = Instant(unixSeconds: 0)
  private var page = 1
  private var known: Set<String> = []
  /// How many came since the last time a page was asked for by time; a shop may send shorter pages than are asked for.
  private var seen = 0

  private static let size = 100

  init(_ name: String, _ path: String, updated: String = "updated_at", isOptional: Bool = false) {
    (self.name, self.path, self.isOptional) = (name, path, isOptional)
    marks = ("entity_id", updated)
  }

  mutating func first(_ begin: StreamStart) -> PageAsk {
    since = begin.cursor.flatMap { Instant.told($0) }?.adding(seconds: -300) ?? begin.since
    return ask
  }

  private var ask: PageAsk {
    let filter = "searchCriteria[filter_groups][0][filters][0]"
    return PageAsk(
      path,
      [
        "\(filter)[field]": marks.updated, "\(filter)[value]": since.plainStamp, "\(filter)[condition_type]": "gteq",
        "searchCriteria[sortOrders][0][field]": marks.updated, "searchCriteria[sortOrders][0][direction]": "ASC",
        "searchCriteria[sortOrders][1][field]": "entity_id", "searchCriteria[sortOrders][1][direction]": "ASC",
        "searchCriteria[pageSize]": String(Self.size), "searchCriteria[currentPage]": String(page),
      ])
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    let ids = Set(page.records.map(\.id))
    let isNew = !ids.subtracting(known).isEmpty
    known = ids
    let latest = page.latest ?? since
    let cursor = max(latest, since).stamp
    let total = page.envelope["total_count"]?.number ?? .max
    seen += page.records.count
    // The first page behind a time may hold nothing but what shared the last page's second: more of it may follow.
    guard isNew || self.page == 1, seen < total, !ids.isEmpty else { return PageStep(cursor: cursor) }
    if latest.stamp > since.stamp {
      (since, self.page, seen) = (latest, 1, 0)
    } else {
      self.page += 1
    }
    return PageStep(cursor: cursor, next: ask)
  }
}
