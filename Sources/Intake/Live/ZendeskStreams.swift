internal import Postgres

/// Tickets with their metric sets, by the incremental export and its opaque cursor.
///
/// An empty page may have more behind it; `end_of_stream` alone is the end, and means a minute ago.
struct ZendeskTickets: LiveStream {
  let name = "tickets"
  private let path = "/api/v2/incremental/tickets/cursor.json"
  private var start = Instant(unixSeconds: 0)

  /// The cursor and, behind a space, when the export was last at its end: from there it begins anew should Zendesk
  /// forget the cursor.
  mutating func first(_ begin: StreamStart) -> PageAsk {
    let parts = (begin.cursor ?? "").split(separator: " ")
    start = parts.last.flatMap { Int64($0) }.map { Instant(unixSeconds: $0) } ?? begin.since
    guard parts.count == 2 else { return anew }
    return PageAsk(path, ["cursor": String(parts[0]), "include": "metric_sets"])
  }

  private var anew: PageAsk { PageAsk(path, ["start_time": String(start.unixSeconds), "include": "metric_sets"]) }

  /// A cursor that is no longer known.
  let unknown: Int? = 422
  private var isAnew = false

  mutating func restart() -> (ask: PageAsk, note: String)? {
    guard !isAnew else { return nil }
    isAnew = true
    return (anew, "the cursor was forgotten, so the stream was read from its last end again.")
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    let envelope = page.envelope
    guard let cursor = envelope["after_cursor"]?.text, !cursor.isEmpty, !cursor.contains(" ") else {
      guard envelope["end_of_stream"]?.isTrue == true else {
        throw .puzzled(name, "a page of the export names no cursor")
      }
      return PageStep()
    }
    let isEnd = envelope["end_of_stream"]?.isTrue == true
    if isEnd { start = page.servedAt(or: start).adding(seconds: -120) }
    let next = PageAsk(path, ["cursor": cursor, "include": "metric_sets"])
    return PageStep(cursor: "\(cursor) \(start.unixSeconds)", next: isEnd ? nil : next)
  }
}

/// A list that is turned by cursor: `page[after]` and `meta.has_more`.
struct ZendeskList: LiveStream {
  let name: String
  let isOptional: Bool
  private let path: String
  private let isSince: Bool
  private var start: Instant?
  private var latest: Instant?

  init(_ name: String, _ path: String, isSince: Bool = false, isOptional: Bool = false) {
    (self.name, self.path, self.isSince, self.isOptional) = (name, path, isSince, isOptional)
  }

  mutating func first(_ begin: StreamStart) -> PageAsk {
    guard isSince else { return PageAsk(path, ["page[size]": "100"]) }
    let since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    start = since
    return PageAsk(path, ["start_time": String(since.unixSeconds), "page[size]": "100"])
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    latest = [latest, page.latest].compactMap(\.self).max()
    if page.envelope["meta"]?["has_more"]?.isTrue == true, let after = page.envelope["meta"]?["after_cursor"]?.text {
      var ask = PageAsk(path, ["page[size]": "100", "page[after]": after])
      if let start, isSince { ask.query.append(("start_time", String(start.unixSeconds))) }
      return PageStep(next: ask)
    }
    // Ratings come in the order of their ids: only behind the last page is it known that none is missing.
    return PageStep(cursor: isSince ? (latest ?? start)?.adding(seconds: -60).stamp : nil)
  }
}

/// Stretches of agents' work, which not every plan has.
struct ZendeskEngagements: LiveStream {
  let name = "engagements"
  let isOptional = true
  let marks = (id: "engagement_id", updated: "engagement_end_time")
  private var latest: Instant?

  mutating func first(_ begin: StreamStart) -> PageAsk {
    let since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    latest = since
    return PageAsk("/api/v2/engagements.json", ["start_time": String(since.unixSeconds)])
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    latest = [latest, page.latest].compactMap(\.self).max()
    let isMore = page.envelope["has_more"]?.isTrue == true
    guard isMore, let next = page.envelope["next_page_url"]?.text else {
      return PageStep(cursor: latest?.adding(seconds: -3600).stamp)
    }
    return PageStep(next: PageAsk(next))
  }
}

/// What happened to the metrics of tickets, by time; a page's end is where the next one begins, so its last second comes
/// twice.
struct ZendeskMetricEvents: LiveStream {
  let name = "ticket_metric_events"
  let isOptional = true
  let marks = (id: "id", updated: "time")
  private let path = "/api/v2/incremental/ticket_metric_events.json"
  private var since = Instant(unixSeconds: 0)

  mutating func first(_ begin: StreamStart) -> PageAsk {
    since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    return ask
  }

  private var ask: PageAsk { PageAsk(path, ["start_time": String(since.unixSeconds)]) }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    let envelope = page.envelope
    let end = envelope["end_time"]?.number.map { Instant(unixSeconds: Int64($0)) } ?? page.latest ?? since
    since = max(since, end)
    // Before the end of the stream was told, a page of fewer than a thousand was the last.
    let isEnd = envelope["end_of_stream"].map(\.isTrue) ?? (page.records.count < 1000)
    guard !isEnd, !page.records.isEmpty else { return PageStep(cursor: since.adding(seconds: -60).stamp) }
    return PageStep(cursor: since.adding(seconds: -60).stamp, next: ask)
  }
}
