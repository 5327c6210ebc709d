import Intake
import Testing

/// What holds for every table, drawn at random with a printed seed.
@Suite struct CSVPropertyTests {
  /// A small generator (SplitMix64), so that a failure can be drawn again.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let letters = ["a", "1", ",", "\"", "\n", "\r\n", " ", "é", "日", "👩‍💻", ";", "\t", "'", "\\", "="]

  private func table(_ random: inout Seeded) -> [[String]] {
    let width = Int.random(in: 1...5, using: &random)
    return (0..<Int.random(in: 1...6, using: &random)).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.letters.randomElement(using: &random) ?? "a" }
          .joined()
      }
    }
  }

  /// Writes a table as RFC 4180 says, every value quoted or not at random where both are allowed.
  private func written(_ table: [[String]], _ random: inout Seeded) -> String {
    table.map { row in
      row.map { value in
        let mustQuote = value.utf8.contains { [0x2C, 0x22, 0x0D, 0x0A].contains($0) } || row == [""]
        guard mustQuote || Bool.random(using: &random) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: ",") + (Bool.random(using: &random) ? "\n" : "\r\n")
    }.joined()
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every table that is written reads back, cut anywhere`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let table = table(&random)
    let text = written(table, &random)
    for chunk in [1, Int.random(in: 1...16, using: &random), Int.max] {
      #expect(try records(text, chunk: chunk) == table, "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `bytes drawn at random are read or refused, the same however they are cut`(seed: UInt64) {
    var random = Seeded(state: seed)
    let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xC3, 0xA9, 0xFF, 0x00, 0xEF, 0xBB, 0xBF, 0x80]
    let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    func outcome(_ chunk: Int) -> Result<[[String]], CSVError> {
      do throws(CSVError) { return .success(try records(bytes, chunk: chunk)) } catch { return .failure(error) }
    }
    let whole = outcome(.max)
    for chunk in 1...5 {
      switch (whole, outcome(chunk)) {
      case (.success(let one), .success(let other)): #expect(one == other, "seed \(seed)")
      case (.failure(let one), .failure(let other)): #expect(one == other, "seed \(seed)")
      default: Issue.record("seed \(seed), chunk \(chunk): one read and one refused")
      }
    }
  }
}
