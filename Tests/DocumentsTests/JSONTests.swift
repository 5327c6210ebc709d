import Testing

@testable import Documents

private struct Shift: Encodable {
  let id: Int64
  let agentName: String
  let handleTimeSeconds: Double
  let note: String?
  let startsOn: CivilDate
  let startsAt: UTCInstant
  let skills: [String]
  let breaks: [Break]
}

private struct Break: Encodable {
  let minutes: Int
  let isPaid: Bool
}

struct JSONTests {
  private let shift = Shift(
    id: 7, agentName: "Zoë \"Z\"\n\u{1B}", handleTimeSeconds: 312.5, note: nil,
    startsOn: CivilDate(daysSince2000: 4_260),
    startsAt: UTCInstant(microsecondsSince2000: 0), skills: [], breaks: [Break(minutes: 30, isPaid: false)])

  @Test func `a line keeps the order of the type, snake case and null`() throws {
    #expect(
      try JSONDocument.line(shift) == #"""
        {"id":7,"agent_name":"Zoë \"Z\"\n\u001b","handle_time_seconds":312.5,"note":null,"starts_on":"2011-08-31",\#
        "starts_at":"2000-01-01T00:00:00Z","skills":[],"breaks":[{"minutes":30,"is_paid":false}]}

        """#)
  }

  @Test func `a pretty text is indented by two blanks`() throws {
    #expect(
      try JSONDocument.pretty(["minutes": [1, 2]]) == """
        {
          "minutes": [
            1,
            2
          ]
        }

        """)
  }

  @Test(arguments: [
    ("handleTimeSeconds", "handle_time_seconds"), ("id", "id"), ("entityID", "entity_id"), ("URLPath", "url_path"),
    ("p90", "p90"), ("p90High", "p90_high"), ("already_snake", "already_snake"),
  ])
  func `names become snake case`(name: String, snake: String) {
    #expect(JSONDocument.snakeCase(name) == snake)
  }

  @Test func `whole numbers that doubles cannot hold are strings`() {
    #expect(JSONValue.integer(9_007_199_254_740_992).compact == "9007199254740992")
    #expect(JSONValue.integer(9_007_199_254_740_993).compact == "\"9007199254740993\"")
    #expect(JSONValue.integer(.min).compact == "\"-9223372036854775808\"")
  }

  @Test func `numbers are short and never infinite`() {
    #expect(JSONValue.array([.number(1), .number(0.1), .number(.nan), .number(-2.5)]).compact == "[1,0.1,null,-2.5]")
  }

  @Test func `top-level values, optionals and dictionaries encode`() throws {
    #expect(try JSONDocument.line(Int?.none) == "null\n")
    #expect(try JSONDocument.line([1, nil, 3]) == "[1,null,3]\n")
    #expect(try JSONDocument.line(JSONValue.object([.init("a", .bool(true))])) == "{\"a\":true}\n")
    #expect(try JSONDocument.line([Float(0.1)]) == "[0.1]\n")
    #expect(try JSONDocument.line(UInt64.max) == "\"18446744073709551615\"\n")
  }
}
