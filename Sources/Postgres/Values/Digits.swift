/// Decimal digits in and out, strictly: no signs, no blanks, no digits of other scripts.
enum Digits {
  static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Microseconds below a second as `.5` or `.000006`, nothing for 0.
  static func fraction(_ microseconds: Int64) -> String {
    if microseconds == 0 { return "" }
    var digits = padded(Int(microseconds), 6)
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "." + digits
  }
}
