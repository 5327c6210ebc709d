import Intake
import Testing

/// Reads `bytes` whole, cut into chunks of `chunk` bytes.
func records(
  _ bytes: [UInt8], chunk: Int = .max, delimiter: CSVDelimiter = .comma, limits: CSVLimits = CSVLimits()
)
  throws(CSVError) -> [[String]]
{
  var reader = CSVReader(HeldBytes(bytes, chunk: chunk), delimiter: delimiter, limits: limits)
  var rows: [[String]] = []
  while let record = try reader.next() { rows.append((0..<record.count).map { record[$0] }) }
  return rows
}

func records(_ text: String, chunk: Int = .max) throws(CSVError) -> [[String]] {
  try records(Array(text.utf8), chunk: chunk)
}

@Suite struct CSVReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2\r\n3,4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n", [["a", "b"]]),
    ("a,b\n1,2\n\n\r\n3,4\n\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
    ("a,b\n,\n\"\",x\n", [["a", "b"], ["", ""], ["", "x"]]),
    ("\"a\",\"b\"\n\"1\"\"2\",\"\"\"\"\n", [["a", "b"], ["1\"2", "\""]]),
    ("a,b\n\"x\ny\",\"p\r\nq,r\"\n", [["a", "b"], ["x\ny", "p\r\nq,r"]]),
    ("a,b\n1,2,\n", [["a", "b"], ["1", "2", ""]]),
    ("a;b,c\n1;2,3\n", [["a;b", "c"], ["1;2", "3"]]),
    ("naïve,日本\n\"é\",👩‍💻\n", [["naïve", "日本"], ["é", "👩‍💻"]]),
    ("a\n\"\"\nx\n", [["a"], [""], ["x"]]),
  ])
  func `a file that means one thing reads the same however it is cut`(text: String, rows: [[String]]) throws {
    for chunk in [1, 2, 3, 7, Int.max] { #expect(try records(text, chunk: chunk) == rows) }
  }

  @Test(arguments: [
    ("", CSVError.Problem.empty, 1, 1, 0),
    ("\u{FEFF}", .empty, 1, 1, 3),
    ("a,b\n1,x\"y\n", .quoteInsideValue, 2, 4, 7),
    ("a,b\n1,\"x\"y\n", .textAfterQuote, 2, 6, 9),
    ("a,b\n1,\"x\" ,2\n", .textAfterQuote, 2, 6, 9),
    ("a,b\n\"é\n\",\"x\n2", .unclosedQuote, 3, 3, 10),
    ("a,b\n1,\"", .unclosedQuote, 2, 3, 6),
    ("a,b\r1,2\r", .loneCarriageReturn, 1, 4, 3),
    ("a,b\n1,2\r", .loneCarriageReturn, 2, 4, 7),
    ("a,b\nJosé,\0\n", .nul, 2, 6, 10),
    ("a,b\n\"x\0\",\n", .nul, 2, 3, 6),
  ])
  func `what would have to be guessed is refused where it stands`(
    text: String, problem: CSVError.Problem, line: Int, column: Int, offset: Int
  ) {
    let expected = CSVError(problem, at: FilePosition(line: line, column: column, offset: offset))
    for chunk in [1, 2, 5, Int.max] {
      #expect(throws: expected) { try records(text, chunk: chunk) }
    }
  }

  @Test(arguments: [
    // bytes after "a,b\nx,", what they are
    ([0xE9], "Latin-1 é", 0),
    ([0xC0, 0x80], "an overlong NUL", 0),
    ([0xED, 0xA0, 0x80], "a lone surrogate", 0),
    ([0xF4, 0x90, 0x80, 0x80], "a scalar beyond U+10FFFF", 0),
    ([0x41, 0xE2, 0x82], "a scalar cut short", 1),
  ])
  func `bytes that are not UTF-8 are named by their offset`(tail: [UInt8], what: String, skipped: Int) {
    let bytes = Array("a,b\nx,".utf8) + tail + Array("\n".utf8)
    let place = FilePosition(line: 2, column: 3 + skipped, offset: 6 + skipped)
    #expect(throws: CSVError(.notUTF8, at: place), "\(what)") { try records(bytes, chunk: 3) }
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00], [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x2C],
      [0x61, 0x00, 0x2C, 0x00], [0x00, 0x61, 0x00, 0x2C],
    ] as [[UInt8]])
  func `UTF-16 is recognized with and without its mark`(bytes: [UInt8]) {
    let start = FilePosition(line: 1, column: 1, offset: 0)
    #expect(throws: CSVError(.utf16, at: start)) { try records(bytes, chunk: 1) }
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 0x08, 0x00], .packed), ([0x50, 0x4B, 0x03, 0x04], .workbook),
      ([0xD0, 0xCF, 0x11, 0xE0], .workbook),
    ] as [([UInt8], CSVError.Problem)])
  func `what is packed, or a workbook, is told as such`(bytes: [UInt8], problem: CSVError.Problem) {
    let start = FilePosition(line: 1, column: 1, offset: 0)
    #expect(throws: CSVError(problem, at: start)) { try records(bytes + [0x00, 0x0A], chunk: 1) }
  }

  @Test func `semicolons and tabs separate only when told`() throws {
    #expect(try records(Array("a;b\n1;2".utf8), delimiter: .semicolon) == [["a", "b"], ["1", "2"]])
    #expect(try records(Array("a\tb\n1\t2".utf8), delimiter: .tab) == [["a", "b"], ["1", "2"]])
    #expect(try records("a;b\n1;2") == [["a;b"], ["1;2"]])
  }

  @Test func `a record knows its bytes and its places`() throws {
    var reader = CSVReader(HeldBytes("a,b\n\"x\ny\", é,\"z\"\r\n"))
    _ = try reader.next()
    let record = try #require(try reader.next())
    #expect(String(decoding: record.bytes, as: UTF8.self) == "\"x\ny\", é,\"z\"")
    #expect(record.position == FilePosition(line: 2, column: 1, offset: 4))
    #expect(record.position(of: 1) == FilePosition(line: 3, column: 4, offset: 10))
    #expect(record.position(of: 2) == FilePosition(line: 3, column: 7, offset: 14))
    #expect(try reader.next() == nil)
    #expect(reader.bytesRead == 19)
  }

  @Test func `quotes around nothing are a value, nothing is none`() throws {
    var reader = CSVReader(HeldBytes("a,b\n,\"\"\n"))
    _ = try reader.next()
    let record = try #require(try reader.next())
    #expect(record.isAbsent(0))
    #expect(!record.isAbsent(1))
  }
}
