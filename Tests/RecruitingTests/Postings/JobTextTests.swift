import Recruiting
import Testing

struct JobTextTests {
  @Test func `a description reads back as itself`() throws {
    for (code, text) in JobText.shipped {
      #expect(try JobText(markdown: text.markdown) == text, "\(code)")
    }
  }

  @Test func `what ships has every section and waits for its variables`() throws {
    let text = try #require(JobText.shipped["customer-service-manager"])
    #expect(JobText.Section.allCases.allSatisfy { !text[$0].isEmpty })
    #expect(Set(["company", "city", "pay", "hours", "apply"]).isSubset(of: text.variables))
    #expect(text.placeholders.count >= text.variables.count)
  }

  @Test func `variables are filled where a value is, and stay where none is`() {
    let text = JobText(title: "{{job}} in {{ city }}", [.brief: "{{company}} is in {{city}}."])
    #expect(text.variables == ["job", "city", "company"])
    let filled = text.filled(with: ["city": "Leeds", "company": "A $1 shop"])
    #expect(filled.title == "{{job}} in Leeds")
    #expect(filled.brief == "A $1 shop is in Leeds.")
    #expect(filled.placeholders.map(\.text) == ["{{job}}"])
  }

  @Test(arguments: [
    ("in [City, State]", ["[City, State]"]),
    ("mail [email address or application portal]", ["[email address or application portal]"]),
    ("see [our site](https://shop.example)", []), ("note [1]", []),
    ("pay TBD, XXXX hours, todo es posible", ["TBD", "XXXX"]), ("Lorem ipsum dolor", ["Lorem ipsum"]),
    ("{{unclosed", []),
    ("{{ open }", ["{{ open }"]),
  ])
  func `placeholders people leave behind`(words: String, found: [String]) {
    #expect(JobText(title: "A job", [.brief: words]).placeholders.map(\.text) == found)
  }

  @Test(arguments: [
    ("no title", JobText.ReadingError.noTitle), ("", .noTitle),
    ("# A job\nwords", .wordsBeforeSections(line: 2)),
    ("# A job\n## Perks", .unknownSection("Perks", line: 2)),
    ("# A job\n## Pay\n## Benefits\n## pay", .repeatedSection("Pay", line: 4)),
  ])
  func `a file that is no description says where`(file: String, error: JobText.ReadingError) {
    #expect(throws: error) { try JobText(markdown: file) }
  }

  @Test func `paragraphs and lists are told apart`() {
    let text = JobText(title: "A job", [.benefits: "One\nline.\n\n- first\n- second\n  goes on\n\nLast."])
    #expect(
      text.blocks(of: .benefits) == [.paragraph("One line."), .list(["first", "second goes on"]), .paragraph("Last.")])
  }

  @Test func `what changed is told line by line`() {
    let before = JobText(title: "A job", [.pay: "a\nb", .brief: "same"])
    let after = JobText(title: "A job", [.pay: "a\nc", .brief: "same"])
    #expect(before.changes(to: after) == [JobText.Change(part: "pay", removed: ["b"], added: ["c"])])
    #expect(before.changes(to: before).isEmpty)
  }

  static let typed: [(String, PayRange?)] = [
    ("26000-31000 GBP year", PayRange(2_600_000, to: 3_100_000, "GBP", per: .year)),
    ("12.5-14.25 GBP hour", PayRange(1_250, to: 1_425, "GBP", per: .hour)),
    ("1200-1500 JPY hour", PayRange(1_200, to: 1_500, "JPY", per: .hour)),
    ("1.250-2 KWD hour", PayRange(1_250, to: 2_000, "KWD", per: .hour)),
    ("12-14 gbp hour", nil), ("12 GBP hour", nil), ("12-14 GBP", nil), ("1.234-2 GBP hour", nil),
    ("-1-2 GBP hour", nil),
    ("1.5-2 JPY hour", nil), ("a-b GBP hour", nil),
  ]

  @Test(arguments: typed) func `pay as it is typed`(text: String, pay: PayRange?) {
    #expect(PayRange(text) == pay)
  }

  @Test func `pay in words`() {
    #expect(PayRange(2_600_000, to: 3_100_050, "GBP", per: .year).words == "GBP 26,000–31,000.50 a year")
    #expect(PayRange(1_200, to: 1_500, "JPY", per: .hour).words == "JPY 1,200–1,500 an hour")
    #expect(PayRange(1_250, to: 2_000, "KWD", per: .hour).words == "KWD 1.250–2 an hour")
  }
}
