internal import Postgres
internal import Web

/// What to ask an account for next: a path below its address, or a whole address that the last page gave.
struct PageAsk: Sendable, Equatable {
  var path: String
  var query: [(name: String, value: String)] = []
  /// A question of GraphQL, sent by POST.
  var body: String?
  /// Which bytes of a file to bring; a file may lie on another server, and no token goes there.
  var window: Range<Int>?
  /// Seconds to wait before asking, where something has to ripen first.
  var pause: Double?

  init(_ path: String, _ query: KeyValuePairs<String, String> = [:], body: String? = nil) {
    self.path = path
    self.query = query.map { ($0.key, $0.value) }
    self.body = body
  }

  /// Path and query as they stand in an address.
  var target: String {
    guard !query.isEmpty else { return path }
    return path + (path.contains("?") ? "&" : "?")
      + query.map { "\(Percent.encoded($0.name))=\(Percent.encoded($0.value))" }.joined(separator: "&")
  }

  static func == (one: PageAsk, other: PageAsk) -> Bool {
    one.target == other.target && one.body == other.body && one.window == other.window
  }
}

/// What came of one question: the page, and what was read of it.
struct LivePage: Sendable {
  let answer: WebAnswer
  /// Its records in order.
  let records: [PageRecord]

  var envelope: Envelope { Envelope(answer.body) }

  /// When the server said this, by its own clock.
  func servedAt(or now: Instant) -> Instant { answer["date"].flatMap(HTTPDate.instant) ?? now }

  /// The address that the field `Link` calls next.
  var nextLink: String? {
    for link in (answer["link"] ?? "").split(separator: ",")
    where link.contains("rel=\"next\"") || link.contains("rel=next") {
      guard let start = link.firstIndex(of: "<"), let end = link.firstIndex(of: ">"), start < end else { continue }
      return String(link[link.index(after: start)..<end])
    }
    return nil
  }

  /// When the record changed last that changed last.
  var latest: Instant? { records.compactMap(\.updated).max() }
}

/// A record of a page: its name there, and when it changed last.
struct PageRecord: Sendable {
  let id: String
  let updated: Instant?
  /// Whether something of it has to be asked for by itself.
  var hasParts = false
}

/// Where a pull of a stream goes on.
struct PageStep {
  /// Where the next pull begins once this page is taken; `nil` where it stays.
  var cursor: String?
  /// The next question; `nil` at the end.
  var next: PageAsk?
  /// What whoever runs the pull should know.
  var note: String?
}

/// Letters of an address (RFC 3986), also as OAuth 1.0a counts them.
enum Percent {
  static func encoded(_ text: String) -> String {
    var letters: [UInt8] = []
    for byte in text.utf8 {
      if byte.isDigit || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "-._~".utf8.contains(byte) {
        letters.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        letters += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  static func decoded(_ text: Substring) -> String {
    var letters: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), rest.count >= 2, let high = rest[rest.startIndex].hexDigit,
        let low = rest[rest.startIndex + 1].hexDigit
      else {
        letters.append(byte)
        continue
      }
      letters.append(high << 4 | low)
      rest = rest.dropFirst(2)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// Dates as HTTP writes them (RFC 9110): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  static func instant(_ text: String) -> Instant? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == ":" })
    guard parts.count == 8, parts[7] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let day = Int(parts[1]), let year = Int(parts[3]), let hour = Int(parts[4]), let minute = Int(parts[5]),
      let second = Int(parts[6]), let date = LocalDate(year: year, month: month + 1, day: day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    let seconds = Int64(date.daysSince2000) * 86_400 + Int64((hour * 60 + minute) * 60 + second)
    return Instant(microseconds: seconds * 1_000_000)
  }
}

extension Instant {
  /// `2025-11-28T09:00:00Z`, whole seconds.
  var stamp: String {
    let text = Instant(microseconds: microseconds - (microseconds % 1_000_000)).description
    return String(text.prefix { $0 != "." && $0 != "+" && $0 != "Z" }.prefix(19)).replacing(" ", with: "T") + "Z"
  }

  /// The same as Magento and WooCommerce write it: `2025-11-28 09:00:00`, in UTC.
  var plainStamp: String { String(stamp.dropLast()).replacing("T", with: " ") }

  func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }

  /// A time as a vendor writes it; without an offset it is UTC.
  static func told(_ text: String) -> Instant? {
    switch Lexeme.time(text.utf8) {
    case .at(let instant)?: instant
    case .onTheClock(let local)?: Instant(microseconds: local.microseconds)
    case nil: nil
    }
  }
}
