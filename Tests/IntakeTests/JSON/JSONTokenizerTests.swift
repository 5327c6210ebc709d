import Testing

@testable import Intake

@Suite struct JSONTokenizerTests {
  private func tokens(_ text: String) throws -> [JSONTokenizer.Token] {
    var tokenizer = JSONTokenizer(Array(text.utf8))
    var tokens: [JSONTokenizer.Token] = []
    while let token = try tokenizer.next() { tokens.append(token) }
    return tokens
  }

  private func problem(_ bytes: [UInt8]) -> JSONProblem? {
    var tokenizer = JSONTokenizer(bytes)
    do throws(JSONProblem) {
      while try tokenizer.next() != nil {}
      return nil
    } catch {
      return error
    }
  }

  @Test func `tokens come in the order of the text`() throws {
    let text = #"{"a":[1,-2.50e3,true,null],"b":"x"}"#
    let kinds = try tokens(text).map { token in
      switch token {
      case .beginObject: "{"
      case .endObject: "}"
      case .beginArray: "["
      case .endArray: "]"
      case .key: "key"
      case .string: "string"
      case .number(let place): String(Array(text)[place.start..<place.end])
      case .bool(let flag): "\(flag)"
      case .null: "null"
      }
    }
    #expect(kinds == ["{", "key", "[", "1", "-2.50e3", "true", "null", "]", "key", "string", "}"])
  }

  @Test(arguments: [
    "0", "-0", "9007199254740993", "123456789012345678901234567890", "1.10", "1E+2", "\"\"", "[]", "{}",
  ])
  func `every value of JSON is taken as it is written`(text: String) throws {
    #expect(!(try tokens(text)).isEmpty)
  }

  @Test(arguments: [
    ("", JSONProblem.Kind.truncated), ("{", .truncated), ("[1", .truncated), ("\"a", .truncated), ("tru", .truncated),
    ("{\"a\"}", .unexpected), ("{\"a\":}", .unexpected), ("{a:1}", .unexpected), ("[1,]", .unexpected),
    ("{\"a\":1,}", .unexpected), ("[1 2]", .unexpected), ("]", .unexpected), ("[}", .unexpected), ("NaN", .unexpected),
    ("+1", .unexpected), (".5", .unexpected), ("0x10", .textAfterEnd), ("01", .badNumber), ("1.", .badNumber),
    ("-", .badNumber), ("1e", .badNumber), ("-01", .badNumber), ("1 2", .textAfterEnd), ("{}{}", .textAfterEnd),
    ("\"\\x\"", .badEscape), ("\"\\u12G4\"", .badEscape), ("\"\\u0000\"", .nul), ("\"\u{0}\"", .nul), ("\u{0}", .nul),
    ("\"\\ud800\"", .loneSurrogate), ("\"\\udc00\"", .loneSurrogate), ("\"\\ud800\\u0041\"", .loneSurrogate),
    ("\"a\nb\"", .control), ("\"a\tb\"", .control), ("１２", .unexpected), ("'a'", .unexpected),
    (String(repeating: "[", count: 65), .tooDeep),
  ])
  func `what is no JSON is refused by its kind`(text: String, kind: JSONProblem.Kind) {
    #expect(problem(Array(text.utf8))?.kind == kind)
  }

  @Test func `100 000 open brackets are refused at the 65th`() {
    #expect(problem([UInt8](repeating: UInt8(ascii: "["), count: 100_000)) == JSONProblem(kind: .tooDeep, offset: 64))
  }

  @Test func `a byte that is not UTF-8 is refused where it stands`() {
    #expect(problem([0x22, 0x61, 0xFF, 0x22]) == JSONProblem(kind: .notUTF8, offset: 2))
    #expect(problem([0x22, 0xED, 0xA0, 0x80, 0x22])?.kind == .notUTF8)
    #expect(problem(Array("\"é🎁\"".utf8)) == nil)
  }

  @Test func `escapes are undone to the letters they mean`() throws {
    let record = try JSONRecord(Array(#"{"a":"\"\\\/\b\f\n\r\té🎁"}"#.utf8))
    #expect(record.root["a"]?.string == "\"\\/\u{8}\u{C}\n\r\té🎁")
  }

  @Test func `a key that is there twice is refused, however it is spelled`() {
    for text in [
      #"{"role":"agent","role":"hr"}"#, #"{"role":"agent","r\u006fle":"hr"}"#, #"{"x":{"a":1,"b":2,"a":3}}"#,
    ] {
      #expect(throws: RecordRefusal.self, "\(text)") { try JSONRecord(Array(text.utf8)) }
    }
    #expect(throws: Never.self) { try JSONRecord(Array(#"[{"a":1},{"a":2}]"#.utf8)) }
  }

  @Test func `every value knows its pointer`() throws {
    let record = try JSONRecord(Array(#"{"a":{"b/c":[10,{"d~":null}]},"e":1}"#.utf8))
    let inner = try #require(record.root["a"]?["b/c"])
    #expect(inner.pointer == "/a/b~1c")
    #expect(inner.elements.map(\.pointer) == ["/a/b~1c/0", "/a/b~1c/1"])
    #expect(inner.elements[1].member("d~")?.pointer == "/a/b~1c/1/d~0")
    #expect(record.root["e"]?.pointer == "/e")
  }

  @Test func `a refusal inside a value points to it`() {
    do {
      _ = try JSONRecord(Array(#"{"a":[1,{"b":"\ud800"}]}"#.utf8))
      Issue.record("taken")
    } catch {
      #expect(error.code == .loneSurrogate)
      #expect(error.pointer == "/a/1/b")
    }
  }
}
