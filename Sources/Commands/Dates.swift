public import ArgumentParser
import Glibc
public import Store

extension LocalDate: ExpressibleByArgument {
  /// Reads `YYYY-MM-DD` and nothing else: no `tomorrow`, no `01/02/2026`.
  public init?(argument: String) {
    guard let date = LocalDate(argument) else { return nil }
    self = date
  }
}

extension Instant: ExpressibleByArgument {
  /// Reads an instant with its offset, such as `2025-11-28T09:00+00:00`.
  public init?(argument: String) {
    guard let instant = Instant(argument) else { return nil }
    self = instant
  }
}

extension Instant {
  /// The moment it is now, to the second.
  static var now: Instant { Instant(unixSeconds: Int64(time(nil))) }
}

extension LocalDate {
  /// The day that it is now in Greenwich; rooms that need a site's own day ask the database.
  static var today: LocalDate { LocalDate(daysSince2000: Int32(time(nil) / 86_400 - 10_957)) }
}
