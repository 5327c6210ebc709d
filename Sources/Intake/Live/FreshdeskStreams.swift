internal import Postgres

/// Tickets by when they changed last, each page asked for from where the last one ended.
///
/// Page numbers would leave out a ticket whenever an earlier one changes meanwhile, and end at page 300. So only tickets
/// that share a second are asked for by number, and the second of the boundary comes twice.
struct FreshdeskTickets: LiveStream {
  let name: String
  private let filter: String?
  private var since = Instant(unixSeconds: 0)
  private var page = 1

  private static let size = 100
  private static let lastPage = 300

  init(filter: String? = nil) {
    self.filter = filter
    name = filter.map { "\($0)_tickets" } ?? "tickets"
  }

  mutating func first(_ begin: StreamStart) -> PageAsk {
    since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    return ask
  }

  private var ask: PageAsk {
    var ask = PageAsk(
      "/api/v2/tickets",
      [
        "updated_since": since.stamp, "order_by": "updated_at", "order_type": "asc", "include": "stats",
        "per_page": String(Self.size), "page": String(page),
      ])
    if let filter { ask.query.append(("filter", filter)) }
    return ask
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    let latest = page.latest.map { $0.adding(seconds: -1) } ?? since
    let isMore = page.nextLink != nil || page.records.count >= Self.size
    let step = PageStep(cursor: max(latest, since).stamp)
    guard isMore, !page.records.isEmpty else { return step }
    if latest.stamp > since.stamp {
      (since, self.page) = (latest, 1)
    } else {
      self.page += 1
      guard self.page <= Self.lastPage else { throw .tooManyAtOnce(name, latest.adding(seconds: 1).stamp) }
    }
    return PageStep(cursor: step.cursor, next: ask)
  }
}

/// Everything there is of something, or what was made since some day, by page numbers.
struct FreshdeskList: LiveStream {
  let name: String
  let isOptional: Bool
  private let path: String
  /// How many days are read again, since a vote may change later; `nil` for all there is.
  private let lookBack: Int64?
  private var since: Instant?
  private var latest: Instant?
  private var page = 1

  init(_ name: String, _ path: String, lookBack: Int64? = nil, isOptional: Bool = false) {
    (self.name, self.path, self.lookBack, self.isOptional) = (name, path, lookBack, isOptional)
  }

  mutating func first(_ begin: StreamStart) -> PageAsk {
    if let lookBack {
      since = begin.cursor.flatMap { Instant.told($0) }?.adding(seconds: -86_400 * lookBack) ?? begin.since
    }
    return ask
  }

  private var ask: PageAsk {
    var ask = PageAsk(path, ["per_page": "100", "page": String(page)])
    if let since { ask.query.append(("created_since", since.stamp)) }
    return ask
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    latest = [latest, page.latest].compactMap(\.self).max()
    guard page.nextLink != nil, !page.records.isEmpty else {
      return PageStep(cursor: lookBack == nil ? nil : (latest ?? since)?.stamp)
    }
    self.page += 1
    return PageStep(next: ask)
  }
}
