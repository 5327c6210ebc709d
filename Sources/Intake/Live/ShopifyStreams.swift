internal import Postgres
internal import Web

/// Which version of Shopify's API is asked for.
enum ShopifyAPI {
  static let version = "2026-07"

  /// An expired version is not refused: a newer one answers, and says so.
  static func note(_ page: LivePage) -> String? {
    guard let served = page.answer["x-shopify-api-version"], served != version else { return nil }
    return "Shopify answered by its API \(served) where \(version) was asked for: look for a newer Muster."
  }
}

/// Orders with refunds and parcels by REST, by when they changed last.
struct ShopifyOrders: LiveStream {
  let name = "orders"
  private var since = Instant(unixSeconds: 0)

  mutating func first(_ begin: StreamStart) -> PageAsk {
    since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    return PageAsk(
      "/admin/api/\(ShopifyAPI.version)/orders.json",
      ["status": "any", "updated_at_min": since.stamp, "limit": "250", "order": "updated_at asc"])
  }

  /// An order changes before what belongs to it does, so the last minute is read again.
  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    since = max(since, page.latest?.adding(seconds: -60) ?? since)
    return PageStep(cursor: since.stamp, next: page.nextLink.map { PageAsk($0) }, note: ShopifyAPI.note(page))
  }
}

/// Returns, which only GraphQL has.
struct ShopifyReturns: LiveStream {
  let name = "returns"
  let isOptional = true
  let marks = (id: "id", updated: "updatedAt")
  private var since = Instant(unixSeconds: 0)
  private var begun = Instant(unixSeconds: 0)

  mutating func first(_ begin: StreamStart) -> PageAsk {
    since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    begun = since
    return ask(after: nil)
  }

  private func ask(after cursor: String?) -> PageAsk {
    let place =
      cursor.map { ", after: \\\"\($0.filter { $0.isLetter || $0.isNumber || "+/=_-".contains($0) })\\\"" } ?? ""
    let wish = "updated_at:>='\(begun.stamp)'"
    return PageAsk(
      "/admin/api/\(ShopifyAPI.version)/graphql.json",
      body: """
        {"query":"{ orders(first: 100, sortKey: UPDATED_AT, query: \\"\(wish)\\"\(place)) { nodes { id updatedAt \
        returns(first: 20) { nodes { id createdAt totalQuantity } } } pageInfo { hasNextPage endCursor } } }"}
        """)
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    guard let turn = page.envelope["data"]?["orders"]?["pageInfo"] else { throw .puzzled(name, "no pageInfo") }
    since = max(since, page.latest?.adding(seconds: -60) ?? since)
    let next = turn["hasNextPage"]?.isTrue == true ? turn["endCursor"]?.text : nil
    return PageStep(cursor: since.stamp, next: next.map { ask(after: $0) }, note: ShopifyAPI.note(page))
  }
}
