import Postgres
import Testing

@Suite struct `a decimal number of any length` {
  @Test func `is exact on the way there and back`() async throws {
    let long = "123456789012345678901234567890123456789012345678.123456789012"
    let numbers = [
      long, "-" + long, "0", "0.00", "1.10", "10000", "99990000", "0.0001", "0.00000001", "-0.5", "NaN", "Infinity",
      "-Infinity", "1" + String(repeating: "0", count: 200), "0." + String(repeating: "0", count: 99) + "1",
    ].compactMap(Numeric.init)
    try await expectSame(numbers)
  }

  @Test func `is exact for random digits`() async throws {
    var dice = Dice()
    let numbers = (0..<2000).compactMap { _ in
      let whole = String(UInt64.random(in: 0...(.max), using: &dice) >> UInt64.random(in: 0..<64, using: &dice))
      let decimals = (0..<Int.random(in: 0...30, using: &dice)).map { _ in "\(Int.random(in: 0...9, using: &dice))" }
      return Numeric((Bool.random(using: &dice) ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals.joined()))
    }
    #expect(numbers.count == 2000)
    try await expectSame(numbers)
  }

  @Test(arguments: ["", "-", ".5", "1.", "1e3", " 1", "1 ", "0x10", "+1", "1,5", "１２", "nan", "1.2.3"])
  func `what is not one is refused`(text: String) {
    #expect(Numeric(text) == nil)
  }

  @Test func `is ordered as the server orders`() async throws {
    let numbers = ["NaN", "3", "-3", "2.99", "0", "Infinity", "-Infinity", "10000", "9999.9", "-10000", "0.001"]
      .compactMap(Numeric.init)
    let ordered = try await withSession { session throws in
      try session.all(Query<Numeric>("numeric.order", "SELECT v FROM unnest(\(numbers)) AS v ORDER BY v"))
    }
    #expect(ordered == numbers.sorted())
  }

  @Test func `is the same number at another scale`() {
    #expect(Numeric("1.50") == Numeric("1.5") && Numeric("1.50")?.description == "1.50")
    #expect(Numeric(-12_345_678).description == "-12345678" && Numeric("12.00")?.integer == 12)
    #expect(Numeric("12.5")?.integer == nil && Numeric("12.5")?.double == 12.5)
  }
}
