public import ArgumentParser
public import Recruiting
internal import Store

// Words of the domain that stand on the command line as they are.
extension Requisition.State: ExpressibleByArgument {}
extension Offer.State: ExpressibleByArgument {}
extension Reason.Kind: ExpressibleByArgument {}
extension Referral.Bonus: ExpressibleByArgument {}
extension CandidateSource.Kind: ExpressibleByArgument {}

extension Globals {
  /// Opens the database and lends the room Recruiting to the body.
  func withRecruiting<Value>(_ body: (Recruiting) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Recruiting(store: $0)) }
  }
}

/// An amount of money as people write it, such as 13.20.
struct Money: ExpressibleByArgument {
  let minor: Int64

  init?(argument: String) {
    let parts = argument.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...2).contains(parts.count), let major = Int64(whole), major >= 0 else {
      return nil
    }
    let cents = parts.count == 2 ? parts[1] : "00"
    guard cents.utf8.count == 2, let rest = Int64(cents), rest >= 0 else { return nil }
    minor = major * 100 + rest
  }

  /// `13.20`.
  static func written(_ minor: Int64) -> String {
    let cents = String(minor % 100)
    return "\(minor / 100)." + (cents.utf8.count == 1 ? "0" + cents : cents)
  }
}

/// From one amount to another, such as 12.00-15.00.
struct MoneyRange: ExpressibleByArgument {
  let range: ClosedRange<Int64>

  init?(argument: String) {
    let parts = argument.split(separator: "-")
    guard parts.count == 2, let low = Money(argument: String(parts[0])), let high = Money(argument: String(parts[1])),
      low.minor <= high.minor
    else { return nil }
    range = low.minor...high.minor
  }
}

/// A wall clock at the site, such as 2026-10-05T10:30.
struct WallClock: ExpressibleByArgument {
  let time: LocalDateTime

  init?(argument: String) {
    guard let time = LocalDateTime(argument) else { return nil }
    self.time = time
  }
}
