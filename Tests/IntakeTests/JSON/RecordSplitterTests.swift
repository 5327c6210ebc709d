import Testing

@testable import Intake

@Suite struct RecordSplitterTests {
  private static let words = PageWords(
    pages: ["tickets", "ticket", "data", "edges", "node", "items"], identities: ["id", "name"])

  private func parts(_ text: String, chunk: Int = .max) throws -> [String] {
    var splitter = RecordSplitter(HeldBytes(text, chunk: chunk), words: Self.words)
    var parts: [String] = []
    while let part = try splitter.next() {
      switch part {
      case .record(let record):
        parts.append(
          "\(record.number)@\(record.line):\(record.offset) \(record.stream) \(String(decoding: record.bytes, as: UTF8.self))"
        )
      case .broken(let refused):
        parts.append("\(refused.number)@\(refused.line):\(refused.offset) \(refused.refusal.code.rawValue)")
      }
    }
    return parts
  }

  private static let shapes: [(String, [String])] = [
    ("{\"id\":1}\n{\"id\":2}\n", ["1@1:0  {\"id\":1}", "2@2:9  {\"id\":2}"]),
    ("{\"id\":1}\r\n\r\n{\"id\":2}", ["1@1:0  {\"id\":1}", "2@3:12  {\"id\":2}"]),
    ("[{\"id\":1},{\"id\":2}]", ["1@1:1  {\"id\":1}", "2@1:10  {\"id\":2}"]),
    (
      "{\"tickets\":[{\"id\":1},\n{\"id\":2}],\"count\":2}", ["1@1:12 tickets {\"id\":1}", "2@2:22 tickets {\"id\":2}"]
    ),
    ("{\"ticket\":{\"id\":1,\"items\":[{\"id\":2}]}}", ["1@1:10 ticket {\"id\":1,\"items\":[{\"id\":2}]}"]),
    (
      "{\"data\":{\"tickets\":{\"edges\":[{\"cursor\":\"x\",\"node\":{\"id\":1}},{\"node\":{\"id\":2}}]}}}",
      ["1@1:50 node {\"id\":1}", "2@1:68 node {\"id\":2}"]
    ),
    ("{\"count\":3}", ["1@1:0  {\"count\":3}"]),
    ("{\"tickets\":[]}", []),
    ("[]", []),
    (
      "{\"tickets\":[{\"id\":1}]}\n{\"tickets\":[{\"id\":2}]}",
      ["1@1:12 tickets {\"id\":1}", "2@2:35 tickets {\"id\":2}"]
    ),
    ("[1,\"a\",{\"id\":3}]", ["1@1:1  1", "2@1:3  \"a\"", "3@1:7  {\"id\":3}"]),
    ("{\"id\":\"a}]\\\"{\"}", ["1@1:0  {\"id\":\"a}]\\\"{\"}"]),
    ("\u{FEFF}{\"id\":1}", ["1@1:3  {\"id\":1}"]),
  ]

  @Test(arguments: shapes.indices, [1, 2, 3, 7, 64, Int.max])
  func `records are found in every shape, however the bytes are cut`(shape: Int, chunk: Int) throws {
    #expect(try parts(Self.shapes[shape].0, chunk: chunk) == Self.shapes[shape].1)
  }

  @Test(arguments: [1, 5, Int.max])
  func `a broken line is refused, and the next lines are read`(chunk: Int) throws {
    let text = "{\"id\":1}\n{\"id\":\"cut\n{\"id\":3}\n{\"id\":4,\n{\"id\":5}\n"
    #expect(
      try parts(text, chunk: chunk) == [
        "1@1:0  {\"id\":1}", "2@2:9 bad_json", "3@3:20  {\"id\":3}", "4@4:29 truncated", "5@5:38  {\"id\":5}",
      ])
  }

  @Test(arguments: [
    ("[{\"id\":1},{\"id\":", "truncated"), ("{\"tickets\":[{\"id\":1}", "truncated"), ("hello", "bad_json"),
    ("[{\"id\":1},{1:2}]", "bad_json"), ("{\"tickets\":[{\"id\":1}],oops}", "bad_json"),
    (String(repeating: "{\"data\":", count: 40) + "1", "too_deep"),
  ])
  func `where nothing behind is certain, reading ends with a reason`(text: String, code: String) throws {
    let parts = try parts(text)
    #expect(parts.last?.hasSuffix(code) == true, "\(parts)")
  }

  @Test(arguments: [
    ("[{\"id\":1},]", "2@1:10 bad_json"), ("[,{\"id\":1}]", "1@1:1 bad_json"),
    ("[{\"id\":1},,{\"id\":2}]", "2@1:10 bad_json"), ("[{\"id\":1}\n{\"id\":2}]", "2@2:10 bad_json"),
    ("[{\"id\":1}\n,\n]", "2@3:12 bad_json"), ("{\"tickets\":[{\"id\":1}],}", "2@1:22 bad_json"),
    ("{\"count\":1,,\"tickets\":[{\"id\":1}]}", "1@1:0 bad_json"), ("{\"tickets\":[] \"count\":0}", "1@1:14 bad_json"),
  ])
  func `a comma too many or too few is refused where it stands`(text: String, refusal: String) throws {
    for chunk in [1, 5, Int.max] { #expect(try parts(text, chunk: chunk).last == refusal) }
  }

  @Test(arguments: [1 << 16, Int.max], [#"{"id":2,"body":"#, #"{"body":"#])
  func `a record of 17 MB is refused, and those behind it are read`(chunk: Int, opening: String) throws {
    let long = "\(opening)\"\(String(repeating: "x", count: 17 << 20))\",\"x\":[{}]}"
    for (before, after) in [("[", "]"), ("", ""), ("{\"tickets\":[", "]}")] {
      let parting = before.isEmpty ? "\n" : ","
      let all = try parts(before + ["{\"id\":1}", long, "{\"id\":3}"].joined(separator: parting) + after, chunk: chunk)
      #expect(all.map { $0.prefix(2) } == ["1@", "2@", "3@"])
      #expect(all.count == 3 && all[1].hasSuffix("record_too_large") && all[2].hasSuffix("{\"id\":3}"))
    }
  }

  @Test func `a page's own members may be of any size`() throws {
    let parts = try parts("{\"tickets\":[{\"id\":1}],\"meta\":{\"x\":[[{}]]},\"note\":\"[{\\\"id\\\":9}]\"}", chunk: 3)
    #expect(parts == ["1@1:12 tickets {\"id\":1}"])
  }
}
