internal import Postgres
internal import Web

/// All orders since a day by one bulk operation: asked for, waited for, and its file of lines read a window at a time.
///
/// The file lies on another server, to which no token goes. An operation is begun anew by pulling again; what was taken
/// before is known then.
struct ShopifyBulk: LiveStream {
  let name = "bulk"
  let marks = (id: "id", updated: "updatedAt")
  private var stage = Stage.begun
  private var start = Instant(unixSeconds: 0)
  private var pause = Self.shortest

  private enum Stage {
    case begun
    case waiting(id: String)
    case reading(url: String, from: Int, count: Int)
  }

  private static let shortest = 2.0
  private static let longest = 60.0
  /// How much of the file is asked for at once, and at most for one line.
  private static let window = 8 << 20
  private static let mostWindow = 64 << 20

  mutating func first(_ begin: StreamStart) -> PageAsk {
    let since = begin.cursor.flatMap { Instant.told($0) } ?? begin.since
    start = begin.now
    let orders = """
      { orders(query: \\"updated_at:>='\(since.stamp)'\\") { edges { node { id name email createdAt updatedAt \
      cancelledAt test customer { id } subtotalLineItemsQuantity \
      totalPriceSet { shopMoney { amount currencyCode } } fulfillments { createdAt deliveredAt } \
      refunds { id createdAt totalRefundedSet { shopMoney { amount currencyCode } } } \
      returns { edges { node { id createdAt totalQuantity } } } } } } }
      """
    let block = #"\"\"\""#
    return question(
      "mutation { bulkOperationRunQuery(query: \(block)\(orders)\(block)) { bulkOperation { id status } "
        + "userErrors { field message } } }")
  }

  private func question(_ text: String) -> PageAsk {
    PageAsk("/admin/api/\(ShopifyAPI.version)/graphql.json", body: #"{"query":"\#(text)"}"#)
  }

  /// Asked again with longer and longer pauses.
  private mutating func poll(_ id: String) -> PageAsk {
    let name = id.filter { $0.isLetter || $0.isNumber || "/:_-".contains($0) }
    var ask = question(
      #"{ node(id: \"\#(name)\") { ... on BulkOperation { id status errorCode objectCount url } } }"#)
    ask.pause = pause
    pause = min(Self.longest, pause * 2)
    return ask
  }

  /// A window ends behind its last whole line, unless it is the file's last.
  func page(_ answer: WebAnswer) -> WebAnswer {
    guard case .reading(_, let from, _) = stage, answer.status == 206 else { return answer }
    guard let total = total(answer), from + answer.body.count < total else { return answer }
    let end = answer.body.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return WebAnswer(status: 206, headers: answer.headers, body: Array(answer.body[..<end]))
  }

  /// The file's length, as `Content-Range: bytes 0-99/1234` tells it.
  private func total(_ answer: WebAnswer) -> Int? {
    answer["content-range"].flatMap { $0.split(separator: "/").last }.flatMap { Int($0) }
  }

  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep {
    switch stage {
    case .begun: return try begun(page)
    case .waiting(let id): return try told(page, id)
    case .reading(let url, let from, let count): return try read(page, url, from, count)
    }
  }

  private mutating func begun(_ page: LivePage) throws(PullRefusal) -> PageStep {
    let answer = page.envelope["data"]?["bulkOperationRunQuery"]
    if let error = answer?["userErrors"]?.first {
      throw .denied(name, status: 200, words: error["message"]?.text ?? "no reason")
    }
    guard let id = answer?["bulkOperation"]?["id"]?.text else { throw .puzzled(name, "no operation was begun") }
    stage = .waiting(id: id)
    return PageStep(next: poll(id), note: ShopifyAPI.note(page))
  }

  private mutating func told(_ page: LivePage, _ id: String) throws(PullRefusal) -> PageStep {
    let operation = page.envelope["data"]?["node"]
    switch operation?["status"]?.text {
    case "CREATED"?, "RUNNING"?: return PageStep(next: poll(id))
    case "COMPLETED"?:
      guard let url = operation?["url"]?.text else { return PageStep(cursor: end) }
      return PageStep(next: window(url, 0, Self.window))
    case let other:
      let reason = operation?["errorCode"]?.text ?? "no reason"
      throw .puzzled(name, "the operation ended as \(Visible.text(other ?? "nothing")): \(Visible.text(reason))")
    }
  }

  private mutating func read(
    _ page: LivePage, _ url: String, _ from: Int, _ count: Int
  ) throws(PullRefusal) -> PageStep {
    let read = page.answer.body.count
    guard page.answer.status == 206, let total = total(page.answer), from + read < total else {
      return PageStep(cursor: end)
    }
    guard read == 0 else { return PageStep(next: window(url, from + read, Self.window)) }
    guard count < Self.mostWindow else { throw .puzzled(name, "a line of more than \(Self.mostWindow >> 20) MB") }
    return PageStep(next: window(url, from, count * 2))
  }

  private mutating func window(_ url: String, _ from: Int, _ count: Int) -> PageAsk {
    stage = .reading(url: url, from: from, count: count)
    var ask = PageAsk(url)
    ask.window = from..<(from + count)
    return ask
  }

  /// What changed while the operation ran is for the next pull.
  private var end: String { start.adding(seconds: -60).stamp }
}
