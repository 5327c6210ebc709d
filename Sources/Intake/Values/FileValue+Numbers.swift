internal import Workload

extension FileValue {
  /// A whole number in decimal digits: no sign but -, no blanks, no separators, no other digits than 0 to 9.
  func integer<Number: FixedWidthInteger>(_ range: ClosedRange<Number>) throws(RefusedRow) -> Number {
    let digits = text.utf8.first == .minus ? text.utf8.dropFirst() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else {
      throw isNot("a whole number", "write digits only, such as 42")
    }
    guard let number = Number(text), range.contains(number) else {
      throw refused("\(Visible.text(text)) is out of range", "write \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Hours as minutes: `37.5` is 2250; no fraction of a minute.
  func hours(upTo limit: Int) throws(RefusedRow) -> Int {
    let parts = text.utf8.split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.allSatisfy({ !$0.isEmpty && $0.count <= 4 && $0.allSatisfy(\.isDigit) }) else {
      throw isNot("a number of hours", "write it with a point, such as 37.5")
    }
    let places = parts.count == 2 ? parts[1].count : 0
    let digits = Array(whole) + (parts.count == 2 ? Array(parts[1]) : [])
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    guard let number = Int(String(decoding: digits, as: UTF8.self)), number * 60 <= limit * scale * 60 else {
      throw refused("\(Visible.text(text)) hours are too many", "write at most \(limit)")
    }
    guard number * 60 % scale == 0 else { throw refused("a fraction of a minute", "write whole minutes as hours") }
    return number * 60 / scale
  }

  /// An amount of money, exact: `1234.56`, with no more digits behind the point than `currency` has,
  /// zeros behind them apart.
  func money(_ currency: FileValue) throws(RefusedRow) -> Money {
    let code = try currency.currency()
    let places = Currency.places(of: code)
    let isNegative = text.utf8.first == .minus
    let parts = (isNegative ? text.utf8.dropFirst() : text.utf8[...])
      .split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else {
      throw isNot("an amount", "write it with a point and without separators, such as 1234.56")
    }
    var cents = parts.count == 2 ? parts[1] : ""[...].utf8
    while cents.count > places, cents.last == UInt8(ascii: "0") { cents.removeLast() }
    guard cents.count <= places else {
      throw refused("more than \(places) digits behind the point", "\(code) has \(places): round it at the source")
    }
    let padded = Array(whole) + Array(cents) + Array(repeating: UInt8(ascii: "0"), count: places - cents.count)
    guard padded.count <= 18, let minor = Int64(String(decoding: padded, as: UTF8.self)) else {
      throw refused("too large an amount", "at most 18 digits fit")
    }
    return Money(minor: isNegative ? -minor : minor, currency: code)
  }

  /// A currency of ISO 4217: three capitals.
  func currency() throws(RefusedRow) -> String {
    guard Currency.isKnown(text) else { throw isNot("a currency", "write three capitals of ISO 4217, such as GBP") }
    return text
  }
}

/// The currencies of ISO 4217 in use, and how many digits stand behind their point.
enum Currency {
  static func isKnown(_ code: String) -> Bool {
    code.utf8.count == 3 && (two.contains(code) || none.contains(code) || three.contains(code))
  }

  static func places(of code: String) -> Int {
    if none.contains(code) { return 0 }
    return three.contains(code) ? 3 : 2
  }

  private static func codes(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }

  private static let none = codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")
  private static let three = codes("BHD IQD JOD KWD LYD OMR TND")
  private static let two = codes(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC \
    CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD \
    KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO \
    NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL \
    THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
    """)
}
