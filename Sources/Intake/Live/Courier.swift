internal import Postgres
internal import Web

/// Brings one page after another, with patience: what passes is waited for, what is final is said.
struct Courier: Sendable {
  let account: Account
  let client: WebClient
  let clock: PullClock
  /// Told what is waited for.
  let onWait: (@Sendable (Double, String) -> Void)?

  private static let attempts = 7
  /// The longest that one question is waited for.
  private static let longest = 900.0

  /// What an answer is good for.
  private enum Verdict {
    case page
    case again(Double?, PullRefusal)
    case refresh
    case follow(String)
    case forgotten
    case final(PullRefusal)
  }

  /// What came of a question.
  enum Delivery {
    case page(WebAnswer)
    /// What was asked for is not known there.
    case forgotten
  }

  /// Asks until there is a page, or no hope of one.
  func bring(_ asked: PageAsk, of stream: any LiveStream) async throws -> Delivery {
    var ask = asked
    var waited = 0.0
    var hops = 0
    var isFresh = false
    var attempt = 0
    while true {
      attempt += 1
      switch await verdict(on: ask, stream) {
      case (.page, let answer?):
        let pause = Waits.budget(answer, of: account.vendor)
        if pause > 0 { try await wait(pause, "the budget of \(account.host)") }
        return .page(answer)
      case (.forgotten, _): return .forgotten
      case (.final(let refusal), _): throw refusal
      case (.follow(let place), _):
        hops += 1
        guard hops <= 3 else { throw PullRefusal.puzzled(stream.name, "it sends us round in circles") }
        ask.path = place
        ask.query = []
      case (.refresh, _):
        let denied = PullRefusal.denied(stream.name, status: 401, words: "the sign-in is not accepted")
        guard !isFresh, try await account.refresh() else { throw denied }
        isFresh = true
      case (.again(let told, let refusal), _):
        let seconds = told ?? Self.backoff(attempt)
        guard attempt < Self.attempts else { throw refusal }
        guard waited + seconds <= Self.longest else { throw PullRefusal.busy(stream.name, seconds: Int(seconds)) }
        waited += seconds
        try await wait(seconds, "\(refusal)")
      case (.page, nil): throw PullRefusal.puzzled(stream.name, "no answer")
      }
    }
  }

  private func wait(_ seconds: Double, _ reason: String) async throws {
    onWait?(seconds, reason)
    try await clock.sleep(seconds)
  }

  /// Longer each time, and never two callers alike.
  private static func backoff(_ attempt: Int) -> Double {
    Double.random(in: 0.5...1) * min(60, Double(1 << min(attempt, 6)))
  }

  private func verdict(on ask: PageAsk, _ stream: any LiveStream) async -> (Verdict, WebAnswer?) {
    let answer: WebAnswer
    do {
      let request = try await account.request(for: ask)
      do {
        answer = try await client.answer(to: request)
      } catch {
        return (error.isPassing ? .again(nil, PullRefusal(error)) : .final(PullRefusal(error)), nil)
      }
    } catch {
      return (.final(error), nil)
    }
    return (ask.window == nil ? verdict(on: answer, to: stream) : verdict(onFile: answer, stream), answer)
  }

  /// A file is there or is not; no new sign-in helps, since none goes there.
  private func verdict(onFile answer: WebAnswer, _ stream: any LiveStream) -> Verdict {
    let refusal = PullRefusal.noPage(stream.name, status: answer.status, words: Excerpt.masked(answer.body))
    switch answer.status {
    case 200, 206: return Envelope(answer.body).isJSON ? .page : .again(nil, refusal)
    case 429, 503: return .again(Waits.retryAfter(answer, now: clock.now()), refusal)
    case 500, 502, 504: return .again(nil, refusal)
    default: return .final(refusal)
    }
  }

  private func verdict(on answer: WebAnswer, to stream: any LiveStream) -> Verdict {
    let words = Excerpt.masked(answer.body)
    let isPage = Envelope(answer.body).isJSON
    switch answer.status {
    case 200:
      return isPage ? inside(answer, stream, words) : .again(nil, .noPage(stream.name, status: 200, words: words))
    case 301, 302, 303, 307, 308:
      let place = answer["location"] ?? ""
      if place.hasPrefix("/") { return .follow("https://\(account.host)\(place)") }
      return .follow(place)
    case 401: return .refresh
    case stream.unknown: return .forgotten
    case 429, 503:
      return .again(
        Waits.retryAfter(answer, now: clock.now()), .noPage(stream.name, status: answer.status, words: words))
    case 500, 502, 504: return .again(nil, .noPage(stream.name, status: answer.status, words: words))
    // A firewall before a shop says 403 in HTML when it is asked too often; the shop itself says it in JSON.
    case 403 where !isPage: return .again(nil, .denied(stream.name, status: 403, words: words))
    default: return .final(.denied(stream.name, status: answer.status, words: words))
    }
  }

  /// A good status may still be a no, as GraphQL says it.
  private func inside(_ answer: WebAnswer, _ stream: any LiveStream, _ words: String) -> Verdict {
    let page = Envelope(answer.body)
    guard let error = page["errors"]?.first else { return .page }
    switch error["extensions"]?["code"]?.text {
    case "THROTTLED"?:
      return .again(max(1, Waits.cost(page)), .noPage(stream.name, status: 200, words: words))
    case "ACCESS_DENIED"?:
      return .final(
        .denied(stream.name, status: 200, words: "the app lacks Shopify's approval for protected customer data"))
    default: return .final(.denied(stream.name, status: 200, words: words))
    }
  }
}
