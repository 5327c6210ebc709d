public import ArgumentParser
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
