import Intake
import Testing

/// Attack 36: what is too much is refused while it streams, and never held.
@Suite struct CSVLimitsTests {
  /// The same bytes again and again, without end.
  struct Endless: ByteSource {
    var head: [UInt8]
    let tail: [UInt8]

    mutating func next() -> [UInt8] {
      defer { head = tail }
      return head
    }
  }

  private func problem(_ head: String, then tail: [UInt8], limits: CSVLimits = CSVLimits()) -> CSVError.Problem? {
    var reader = CSVReader(Endless(head: Array(head.utf8), tail: tail), limits: limits)
    do throws(CSVError) {
      while try reader.next() != nil {}
      return nil
    } catch {
      return error.problem
    }
  }

  @Test func `a quote left open ends at the row limit, not at the memory's`() {
    let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1024)
    #expect(problem("a\n\"", then: filler) == .rowTooLong(limit: 1024 * 1024))
    #expect(problem("a\n", then: filler) == .rowTooLong(limit: 1024 * 1024))
  }

  @Test func `a file without end ends at the file limit`() {
    var limits = CSVLimits()
    limits.file = 10_000_000
    #expect(problem("a\n", then: Array("1234567\n".utf8), limits: limits) == .fileTooLong(limit: 10_000_000))
  }

  @Test(arguments: [(64 * 1024, nil), (64 * 1024 + 1, CSVError.Problem.valueTooLong(limit: 64 * 1024))])
  func `a value may have 64 KiB and no byte more`(length: Int, problem: CSVError.Problem?) {
    let text = "a,b\n1,\(String(repeating: "x", count: length))\n"
    let place = FilePosition(line: 2, column: 3, offset: 6)
    if let problem {
      #expect(throws: CSVError(problem, at: place)) { try records(text, chunk: 4096) }
    } else {
      #expect(throws: Never.self) { try records(text, chunk: 4096) }
    }
  }

  @Test func `a row may have 200 columns, and ten thousand are refused`() throws {
    #expect(try records(String(repeating: ",", count: 199)).first?.count == 200)
    let place = FilePosition(line: 1, column: 201, offset: 200)
    #expect(throws: CSVError(.tooManyColumns(limit: 200), at: place)) {
      try records(String(repeating: ",", count: 9_999))
    }
  }

  @Test func `a row may have 1 MiB however the values share it`() {
    let value = String(repeating: "x", count: 60_000)
    let row = Array(repeating: value, count: 18).joined(separator: ",")
    #expect(throws: CSVError(.rowTooLong(limit: 1024 * 1024), at: FilePosition(line: 1, column: 1, offset: 0))) {
      try records(row, chunk: .max)
    }
  }
}
