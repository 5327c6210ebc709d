internal import Postgres
internal import Workload

extension FileValue {
  /// A day: `2011-08-31` and nothing else, from 1990 to 2099.
  func date() throws(RefusedRow) -> LocalDate {
    if let clock {
      guard let local = clock.pattern.read(text) else {
        throw isNot("a date", "the mapping says that it is written \(clock.pattern)")
      }
      return local.date
    }
    guard text.utf8.count == 10, let date = LocalDate(text) else {
      throw isNot("a date", "write year-month-day, such as 2011-08-31")
    }
    guard (1990..<2100).contains(date.year) else {
      throw refused("the year \(date.year)", "write one from 1990 to 2099")
    }
    return date
  }

  /// A point in time: `2011-08-31T09:00:00Z` or with an offset such as `+01:00`; never without.
  func instant() throws(RefusedRow) -> Instant {
    if text.utf8.count == 20, text.utf8.last == UInt8(ascii: "Z"), case .at(let instant)? = Lexeme.time(text.utf8) {
      return instant
    }
    if let clock, !Lexeme.isInstant(text) { return try clock.instant(self) }
    guard Self.hasOffset(text.utf8[...]) else {
      throw isNot("an instant", "write date, time and offset, such as 2011-08-31T09:00:00+01:00 or …Z")
    }
    guard let instant = Instant(text), instant.isFinite else {
      throw isNot("an instant", "no such day or time; write it such as 2011-08-31T09:00:00+01:00")
    }
    guard (1990..<2100).contains(instant.utc.date.year) else {
      throw refused("the year \(instant.utc.date.year)", "write one from 1990 to 2099")
    }
    return instant
  }

  /// A time of day as its minute: `09:30` is 570.
  func minute() throws(RefusedRow) -> Int16 {
    let digits = text.split(separator: ":", omittingEmptySubsequences: false)
    guard digits.count == 2, digits.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(\.isDigit) }),
      let hour = Int16(digits[0]), let minute = Int16(digits[1]), hour < 24, minute < 60
    else { throw isNot("a time", "write hour and minute, such as 09:30") }
    return hour * 60 + minute
  }

  /// A full hour of the day as its first minute: `09:00` is 540.
  func hour() throws(RefusedRow) -> Int16 {
    let minute = try minute()
    guard minute % 60 == 0 else { throw isNot("a full hour", "write it such as 09:00") }
    return minute
  }

  /// When the source changed it, as a version: microseconds since 1970.
  func version() throws(RefusedRow) -> Int64 {
    try instant().microseconds + 946_684_800_000_000
  }

  /// Whether the text has the shape `yyyy-mm-ddThh:mm…` and ends with Z or ±hh:mm.
  private static func hasOffset(_ text: Substring.UTF8View) -> Bool {
    let bytes = Array(text)
    guard bytes.count >= 17, bytes.count <= 35, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else {
      return false
    }
    if bytes.last == UInt8(ascii: "Z") { return true }
    let sign = bytes[bytes.count - 6]
    return (sign == UInt8(ascii: "+") || sign == .minus) && bytes[bytes.count - 3] == UInt8(ascii: ":")
  }
}
