import Postgres
import Testing
import Web

@testable import Intake

/// What is read of pages and answers beside their records.
@Suite struct PageTests {
  @Test func `a page's members are found around records that are broken`() {
    let page = Envelope(
      Array(
        "\u{FEFF}{\"tickets\":[{\"a\":\"\\ud800\",\"meta\":{\"has_more\":0}}],\"meta\": {\"has_more\" : true,\"x\":[]},\"n\":12,\"z\":null}"
          .utf8))
    #expect(page["meta"]?["has_more"]?.isTrue == true)
    #expect(page["n"]?.number == 12)
    #expect(page["tickets"]?.first?["a"] != nil)
    #expect(page["z"] == nil && page["a"] == nil && page["n"]?["x"] == nil)
    #expect(page.isJSON)
  }

  @Test(arguments: ["", "{", "{\"a\"", "{\"a\":", "{\"a\":\"", "[", "<html>", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "nul"])
  func `what is no page has no members`(text: String) {
    let page = Envelope(Array(text.utf8))
    #expect(page["b"] == nil)
    #expect(page["a"]?.text.isEmpty != true)
    #expect(page.first == nil)
  }

  @Test(
    arguments: [
      ("30", 30.0), ("2.0", 2.0), ("Sun, 06 Nov 1994 08:49:47 GMT", 10.0), ("Sun, 06 Nov 1994 08:49:30 GMT", 0.0),
      ("soon", nil), ("-3", nil), ("", nil),
    ] as [(String, Double?)])
  func `Retry-After is read in its three forms, by the server's own clock`(text: String, seconds: Double?) {
    let answer = WebAnswer(status: 429, headers: ["retry-after": text, "date": "Sun, 06 Nov 1994 08:49:37 GMT"])
    #expect(Waits.retryAfter(answer, now: Instant(unixSeconds: 1_800_000_000)) == seconds)
  }

  /// The example of RFC 9110, 5.6.7.
  @Test func `a date of HTTP is read strictly`() {
    #expect(HTTPDate.instant("Sun, 06 Nov 1994 08:49:37 GMT") == Instant(unixSeconds: 784_111_777))
    for text in [
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "",
    ] {
      #expect(HTTPDate.instant(text) == nil)
    }
  }

  @Test(
    arguments: [
      (Vendor.zendesk, ["ratelimit-remaining": "0", "ratelimit-reset": "46"], 46.0),
      (.zendesk, ["ratelimit-remaining": "98", "ratelimit-reset": "46"], 0), (.zendesk, [:], 0),
      (.freshdesk, ["x-ratelimit-remaining": "1"], 60), (.shopify, ["x-shopify-shop-api-call-limit": "39/40"], 1),
      (.shopify, ["x-shopify-shop-api-call-limit": "1/80"], 0), (.magento, ["ratelimit-remaining": "0"], 0),
    ] as [(Vendor, [String: String], Double)])
  func `a budget that is nearly used up is waited for`(vendor: Vendor, headers: [String: String], seconds: Double) {
    #expect(Waits.budget(WebAnswer(status: 200, headers: headers), of: vendor) == seconds)
  }

  @Test func `GraphQL's bucket fills at its own rate`() {
    let text = """
      {"extensions":{"cost":{"requestedQueryCost":400,"throttleStatus":{"maximumAvailable":4000.0,\
      "currentlyAvailable":100,"restoreRate":200.0}}}}
      """
    #expect(Waits.cost(Envelope(Array(text.utf8))) == 1.5)
  }

  @Test func `the next link is the one that says so`() {
    let link = "<https://a.example/wp-json/>; rel=\"https://api.w.org/\", <https://a.example/p?page=2>; rel=\"next\""
    let page = LivePage(answer: WebAnswer(status: 200, headers: ["link": link]), records: [])
    #expect(page.nextLink == "https://a.example/p?page=2")
    #expect(LivePage(answer: WebAnswer(status: 200), records: []).nextLink == nil)
  }

  @Test func `letters of an address are written as RFC 3986 has them`() {
    #expect(Percent.encoded("a b&c=é/[0]~") == "a%20b%26c%3D%C3%A9%2F%5B0%5D~")
    #expect(Percent.decoded("a%20b%26c%3D%C3%A9%zz%4") == "a b&c=é%zz%4")
    let ask = PageAsk("/users?role=agent", ["page[size]": "100"])
    #expect(ask.target == "/users?role=agent&page%5Bsize%5D=100")
  }

  @Test func `stamps are whole seconds in UTC`() {
    let moment = Instant(microseconds: 817_722_000_123_456)
    #expect(moment.stamp == "2025-11-29T09:00:00Z")
    #expect(moment.plainStamp == "2025-11-29 09:00:00")
  }

  @Test(arguments: Vendor.allCases)
  func `a source that names another server for the next page is not followed`(vendor: Vendor) async throws {
    let secrets = Secrets(environment: { _ in "x" }, of: vendor)
    let account = try Account(vendor, at: "https://shop.example/", secrets, WebClient())
    await #expect(throws: PullRefusal.elsewhere("evil.example")) {
      try await account.request(for: PageAsk("https://evil.example/next"))
    }
    await #expect(throws: PullRefusal.elsewhere("")) { try await account.request(for: PageAsk("http://shop.example/")) }
    await #expect(throws: PullRefusal.elsewhere("shop.example.evil.example")) {
      try await account.request(for: PageAsk("https://shop.example.evil.example/"))
    }
    let own = try await account.request(for: PageAsk("https://SHOP.example/next"))
    #expect(own.headers.count == 2)
  }
}
