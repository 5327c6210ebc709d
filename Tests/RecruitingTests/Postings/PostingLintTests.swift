import Postgres
import Recruiting
import Testing

struct PostingLintTests {
  static let today = LocalDate("2026-08-03") ?? LocalDate(daysSince2000: 0)

  /// A posting with nothing wrong.
  static var sound: PostingContent {
    var content = PostingContent(
      JobText(
        title: "Customer service agent",
        [
          .brief: "You help customers of a lamp shop.", .responsibilities: "- Answer", .benefits: "- Holidays",
          .equalOpportunity: "Everyone is welcome.",
        ]), pay: PayRange(1_250, to: 1_400, "GBP", per: .hour), country: "GB", opensOn: today)
    content.city = "Leeds"
    content.applyTo = "https://shop.example/jobs"
    content.closesOn = today.adding(days: 20)
    return content
  }

  private func rules(_ change: (inout PostingContent) -> Void) -> [String] {
    var content = Self.sound
    change(&content)
    return PostingLint(content, today: Self.today).findings.map(\.rule)
  }

  @Test func `a sound posting passes`() {
    #expect(PostingLint(Self.sound, today: Self.today).findings.isEmpty)
  }

  @Test func `what blocks a posting`() {
    #expect(rules { $0.text.brief += " In [City, State]." } == ["placeholder"])
    #expect(rules { $0.pay = nil } == ["pay-range"])
    #expect(rules { $0.pay = PayRange(1_400, to: 1_250, "GBP", per: .hour) } == ["pay-range"])
    #expect(rules { $0.text.title = "Agent, £14 an hour" } == ["title-plain"])
    #expect(rules { $0.text.title = "Agent in Leeds" } == ["title-plain"])
    #expect(rules { $0.text.title = "Salesman" } == ["title-neutral"])
    #expect(rules { ($0.text.brief, $0.text.responsibilities) = ("customer service agent", "") } == ["description"])
    #expect(rules { $0.text.benefits = " " } == ["benefits"])
    #expect(rules { $0.text.equalOpportunity = "" } == ["equal-opportunity"])
    #expect(rules { $0.applyTo = "" } == ["apply"])
    #expect(rules { $0.text.additional = "Send us your salary history." } == ["salary-history"])
    #expect(rules { $0.closesOn = nil } == ["dates"])
    #expect(rules { $0.closesOn = Self.today.adding(days: -1) } == ["dates", "dates"])
    #expect(rules { $0.city = "" } == ["place"])
    #expect(rules { ($0.city, $0.isRemote) = ("", true) }.isEmpty)
  }

  @Test func `what is only warned of lets it pass`() {
    var content = Self.sound
    content.pay = PayRange(8_000_000, to: 12_000_000, "USD", per: .year)
    content.text.brief += " On average a manager earns $63,994."
    content.text.additional = "A young and dynamic team."
    let lint = PostingLint(content, today: Self.today)
    #expect(lint.findings.map(\.rule) == ["age", "market"])
    #expect(lint.passes)
  }

  @Test func `the approved range and the requisition's end hold`() {
    let end = Self.today.adding(days: 10)
    let lint = PostingLint(
      Self.sound, today: Self.today, approvedPay: PayRange(1_200, to: 1_300, "GBP", per: .hour), requisitionEnds: end)
    #expect(lint.findings.map(\.rule) == ["pay-approved", "dates"])
    let other = PostingLint(
      Self.sound, today: Self.today, approvedPay: PayRange(2_000_000, to: 3_000_000, "GBP", per: .year))
    #expect(other.findings.map(\.rule) == ["pay-approved"])
  }

  @Test(arguments: [
    ("Kundenberater", "de", true), ("Kundenberater (m/w/d)", "de", false), ("Kundenberater:in", "de", false),
    ("Kundenberaterin", "de", true), ("Fachkraft Kundendienst", "de", false), ("Agent", "en", false),
    ("Front desk girl", "en", true), ("Saleswoman", "en", true), ("Chef", "en", false), ("The lead", "en", false),
  ])
  func `titles that speak to one sex`(title: String, language: String, isRefused: Bool) {
    let found = rules {
      $0.text.title = title
      $0.language = language
    }
    #expect(found.contains("title-neutral") == isRefused)
  }
}
