import Foundation
import Postgres
import Store
import StoreTesting
import Testing
import Web
import Workload

@testable import Intake

/// Attacks on what a pull is told and what it is sent: wildcards, monsters, options in the place of names, local habits.
@Suite(.enabled(if: StubAccount.isPossible, "python3 or openssl is not here")) struct PullTextAttackTests {
  private func records(
    _ lines: [String], of vendor: Vendor, _ body: (ImportDesk, PullRequest) async throws -> Void
  )
    async throws
  {
    try await withDesk { desk in
      try await desk.openChannels()
      let path = try desk.file("lines", lines.joined(separator: "\n"))
      let account = try StubAccount(vendor, ["fault=always records", "at=1", "lines=\(path)"])
      defer { account.stop() }
      var request = try desk.pullRequest(vendor, account.address)
      request.streams = [vendor == .zendesk || vendor == .freshdesk ? "tickets" : "orders"]
      try await body(desk, request)
    }
  }

  private func ticket(_ id: String, group: String = "null", _ more: String = "") -> String {
    """
    {"id":"\(id)","requester_id":5,"status":"open","via":{"channel":"email"},"group_id":\(group),\
    "created_at":"2025-11-28T09:00:00Z","updated_at":"2025-11-28T09:05:00Z","generated_timestamp":1764320700\(more)}
    """
  }

  @Test func `34: percent signs and underscores name themselves and nothing else`() async throws {
    let lines = [
      ticket("1", group: "\"%\""), ticket("%", group: "\"4_\""), ticket("_", group: "\"41\""),
      ticket("%1", group: "\"\\\\%\""),
    ]
    try await records(lines, of: .zendesk) { desk, request in
      let workload = Workload(store: desk.store)
      _ = try await workload.addQueue("other", site: "Leeds", as: Operation("queue.add"))
      for group in ["%", "4_"] {
        _ = try await workload.map(group: group, of: "shop", to: "other", as: Operation("source.queue"))
      }
      #expect(try await desk.pull(request).whole.added == 4)
      let told: SQL = """
        SELECT known.external_id || ' ' || queue.code
          FROM workload.contact
          JOIN workload.origin AS known ON known.id = contact.id
          JOIN workload.queue ON queue.id = contact.queue_id
         ORDER BY known.external_id COLLATE "C"
        """
      #expect(try await desk.lines(told) == ["% other", "%1 returns", "1 other", "_ returns"])
      var named = request
      named.streams = ["%"]
      let asked = named
      await #expect(throws: IntakeError.self) { try await desk.pull(asked) }
      // What is known by one name is not found by another that would match it as a pattern.
      #expect(try await desk.pull(request).whole.changesNothing)
    }
  }

  @Test func `36: lines' ends, monsters and ten thousand keys are text, or refused by themselves`() async throws {
    let keys = (0..<10_000).map { "\"k\($0)\":1" }.joined(separator: ",")
    let lines = [
      ticket("1", ",\"type\":\"a;b,\\\"c\\\"\""), ticket("2", ",\"type\":\"two\\r\\nlines\""),
      ticket("3", ",\"subject\":\"\(String(repeating: "x", count: 10 << 20))\""),
      ticket("4", ",\"subject\":\"\(String(repeating: "x", count: 17 << 20))\""),
      ticket("5", ",\(keys)"), ticket("6"),
    ]
    try await records(lines, of: .zendesk) { desk, request in
      let report = try await desk.pull(request)
      let codes = Dictionary(report.whole.refusals.map { ($0.number, $0.refusal.code) }) { first, _ in first }
      #expect(codes == [2: .badText, 4: .tooLarge], "\(codes)")
      #expect(report.whole.added == 4)
      #expect(try await desk.lines("SELECT reason FROM workload.contact WHERE reason IS NOT NULL") == ["a;b,\"c\""])
    }
  }

  @Test func `46: options and other servers in the place of a name or an address open nothing`() async throws {
    try await withAccount(.zendesk) { desk, account in
      let host = account.address.replacing("https://", with: "")
      let hostile = [
        "host=evil sslmode=disable", "http://\(host)", "https://\(host)@evil.example", "https://evil.example@\(host)",
        "postgresql://\(host)", "file:///etc/passwd", "https://", "", "https://\(host) sslmode=disable",
        "https://\(host)\r\nX-Evil: 1", "https://\(host)#@evil.example/",
      ]
      for address in hostile {
        var request = try desk.pullRequest(.zendesk, address)
        (request.streams, request.maxRequests, request.patience) = (["groups"], 1, 2000)
        let asked = request
        await #expect(throws: IntakeError.self, "\(address)") { try await desk.pull(asked) }
      }
      var request = try desk.pullRequest(.zendesk, account.address)
      request.source = "shop host=evil sslmode=disable"
      let asked = request
      await #expect(throws: IntakeError.workload(.unknownSource)) {
        try await desk.pull(asked)
      }
      #expect(try await account.told().strangers == [])
      #expect(try await desk.facts().isEmpty)
    }
  }

  private func order(_ id: Int, _ total: String, created: String = "2026-12-30T23:30:00Z") -> String {
    """
    {"id":\(id),"status":"processing","number":"\(id)","currency":"EUR","total":\(total),"date_created_gmt":"\(created.dropLast())",\
    "date_modified_gmt":"\(created.dropLast())","billing":{"email":"a@example.com"},"line_items":[],"refunds":[]}
    """
  }

  @Test func `50: amounts and days as people write them at home are refused, and a year is its own`() async throws {
    let lines = [
      order(1, "\"1234.56\""), order(2, "\"1.234,56\""), order(3, "\"1,234.56\""), order(4, "\"1 234.56\""),
      order(5, "\"12,5\""), order(6, "\"１２\""), order(7, "\"€12\""), order(8, "\"٣\""), order(9, "\"0x10\""),
      order(10, "\"1\"", created: "12/31/26Z"), order(11, "\"1\"", created: "2026-W53-3Z"),
      order(12, "\"1\"", created: "31.12.2026 10:00:00Z"), order(13, "\"1\"", created: "2026-13-01T00:00:00Z"),
    ]
    try await records(lines, of: .woocommerce) { desk, request in
      let report = try await desk.pull(request)
      let codes = Dictionary(report.whole.refusals.map { ($0.number, $0.refusal.code) }) { first, _ in first }
      #expect(codes.keys.sorted() == Array(2...13), "\(codes)")
      for number in 2...9 { #expect(codes[number] == .badMoney, "\(lines[number - 1])") }
      for number in 10...13 { #expect(codes[number] == .badTimestamp, "\(lines[number - 1])") }
      let kept: SQL = """
        SELECT value_minor || ' ' || to_char(placed_at AT TIME ZONE 'UTC', 'YYYY') FROM workload.shop_order
        """
      #expect(try await desk.lines(kept) == ["123456 2026"])
    }
    // The last days of 2026 are in the ISO year 2026 and 2027 alike: a cursor names the year of the day.
    let eve = try #require(Instant.told("2026-12-30T23:30:00Z"))
    #expect(eve.stamp == "2026-12-30T23:30:00Z" && eve.plainStamp == "2026-12-30 23:30:00")
    #expect(HTTPDate.instant("Wed, 30 Dec 2026 23:30:00 GMT") == eve)
  }
}
