internal import Postgres

/// How times are written: `d.m.Y H:M`, `m/d/Y H:M:S p`; Y has four digits, the others one or two, p is AM or PM.
public struct TimePattern: Sendable, Equatable, CustomStringConvertible {
  public let description: String
  private let letters: [UInt8]

  /// - Returns: `nil` for a pattern without day, month and year, or with anything twice.
  public init?(_ text: String) {
    let letters = Array(text.utf8)
    for letter in "dmY".utf8 where letters.count(where: { $0 == letter }) != 1 { return nil }
    for letter in "HMSp".utf8 where letters.count(where: { $0 == letter }) > 1 { return nil }
    guard letters.allSatisfy({ "dmYHMSp./-: ,T".utf8.contains($0) }),
      letters.contains(UInt8(ascii: "H")) || !letters.contains(UInt8(ascii: "p"))
    else { return nil }
    self.letters = letters
    description = text
  }

  /// What the clock showed, midnight where the pattern has no hour; `nil` where `text` is written otherwise.
  func read(_ text: String) -> LocalDateTime? {
    var parts: [UInt8: Int] = [:]
    var rest = Array(text.utf8)[...]
    for letter in letters {
      if letter == UInt8(ascii: "p") {
        guard let half = Self.halves[String(decoding: rest.prefix(2), as: UTF8.self).uppercased()] else { return nil }
        (parts[letter], rest) = (half, rest.dropFirst(2))
        continue
      }
      guard letter.isPartOfTime else {
        guard rest.popFirst() == letter else { return nil }
        continue
      }
      let digits = rest.prefix(letter == UInt8(ascii: "Y") ? 4 : 2).prefix { $0.isDigit }
      guard !digits.isEmpty, letter != UInt8(ascii: "Y") || digits.count == 4 else { return nil }
      parts[letter] = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      rest = rest.dropFirst(digits.count)
    }
    let part = { (letter: Unicode.Scalar) in parts[UInt8(ascii: letter)] ?? 0 }
    if let half = parts[UInt8(ascii: "p")] {
      guard (1...12).contains(part("H")) else { return nil }
      parts[UInt8(ascii: "H")] = part("H") % 12 + half
    }
    guard rest.isEmpty, (1990..<2100).contains(part("Y")), part("H") < 24, part("M") < 60, part("S") < 60,
      let date = LocalDate(year: part("Y"), month: part("m"), day: part("d"))
    else { return nil }
    let seconds = (part("H") * 60 + part("M")) * 60 + part("S")
    return LocalDateTime(microseconds: (Int64(date.daysSince2000) * 86_400 + Int64(seconds)) * 1_000_000)
  }

  /// From which hour each half of a day is counted.
  private static let halves = ["AM": 0, "PM": 12]

  /// Those that are tried on a file nobody has described, the safest first.
  static let usual = [
    "Y-m-d H:M:S", "Y-m-d H:M", "Y-m-dTH:M:S", "Y-m-d", "d.m.Y H:M:S", "d.m.Y H:M", "d.m.Y", "d/m/Y H:M:S", "d/m/Y H:M",
    "d/m/Y", "m/d/Y H:M:S", "m/d/Y H:M", "m/d/Y",
    "m/d/Y H:M:S p", "m/d/Y H:M p", "Y-m-d H:M:S p", "Y/m/d H:M:S", "Y/m/d",
  ].compactMap(TimePattern.init)
}

extension UInt8 {
  fileprivate var isPartOfTime: Bool { "dmYHMS".utf8.contains(self) }
}
