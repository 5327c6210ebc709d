internal import FoundationEssentials
public import Postgres
internal import Web

/// How long to wait before asking again, by what the last answer said.
enum Waits {
  /// `Retry-After` in its three forms: seconds, seconds with a fraction, or a date, counted by the server's own clock.
  static func retryAfter(_ answer: WebAnswer, now: Instant) -> Double? {
    guard let text = answer["retry-after"] else { return nil }
    let digits = text.utf8.allSatisfy { $0.isDigit || $0 == .point }
    if digits, let seconds = Double(text), seconds.isFinite { return seconds }
    guard let until = HTTPDate.instant(text) else { return nil }
    let told = answer["date"].flatMap(HTTPDate.instant) ?? now
    return max(0, Double(until.microseconds - told.microseconds) / 1e6)
  }

  /// What to wait for a budget that is nearly used up; 0 while there is enough.
  static func budget(_ answer: WebAnswer, of vendor: Vendor) -> Double {
    switch vendor {
    case .zendesk:
      guard let left = number(answer, "ratelimit-remaining"), left < 2 else { return 0 }
      return Double(number(answer, "ratelimit-reset") ?? 60)
    case .freshdesk:
      guard let left = number(answer, "x-ratelimit-remaining"), left < 2 else { return 0 }
      return 60
    case .shopify:
      if let calls = answer["x-shopify-shop-api-call-limit"] {
        let parts = calls.split(separator: "/").compactMap { Double($0) }
        return parts.count == 2 && parts[0] > parts[1] - 2 ? 1 : 0
      }
      return cost(Envelope(answer.body))
    case .woocommerce, .magento: return 0
    }
  }

  /// GraphQL's bucket: what the next question will cost, as this one did, has to drip in first.
  static func cost(_ page: Envelope) -> Double {
    guard let cost = page["extensions"]?["cost"], let bucket = cost["throttleStatus"],
      let wanted = cost["requestedQueryCost"].flatMap({ Double($0.text) }),
      let there = bucket["currentlyAvailable"].flatMap({ Double($0.text) }),
      let rate = bucket["restoreRate"].flatMap({ Double($0.text) }), rate > 0, wanted > there
    else { return 0 }
    return (wanted - there) / rate
  }

  private static func number(_ answer: WebAnswer, _ name: String) -> Int? { answer[name].flatMap { Int($0) } }
}

/// A clock that a test may turn.
public struct PullClock: Sendable {
  public var now: @Sendable () -> Instant
  public var sleep: @Sendable (Double) async throws -> Void

  public init(now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Double) async throws -> Void) {
    (self.now, self.sleep) = (now, sleep)
  }

  /// The machine's own.
  public static let system = PullClock(
    now: { Instant(microseconds: Int64((Date().timeIntervalSince1970 - 946_684_800) * 1_000_000)) },
    sleep: { try await Task.sleep(for: .seconds($0)) })
}
