import Foundation
import Postgres
import Store
import StoreTesting
import Synchronization
import Testing
import Web

@testable import Intake

/// The faults of accounts, each played by a server over real TLS: what passes is waited for, what does not is said.
@Suite(.enabled(if: StubAccount.isPossible, "python3 or openssl is not here")) struct PullFaultTests {
  /// After which of these the tables are those of an undisturbed pull, and what was waited.
  private static let passing: [(vendor: Vendor, fault: String, waits: ClosedRange<Double>?)] = [
    (.zendesk, "429 int", 2...2), (.shopify, "429 decimal", 2...2), (.zendesk, "429 date", 2...4),
    (.freshdesk, "429", 1...2), (.zendesk, "500", 1...2), (.magento, "502", 1...2), (.woocommerce, "503", 1...2),
    (.woocommerce, "200 html", 1...2), (.zendesk, "slow headers", 1...2), (.zendesk, "slow body", 1...2),
    (.zendesk, "cut", 1...2), (.zendesk, "cut JSON", 1...1), (.zendesk, "cut gzip", 1...2), (.zendesk, "gzip", nil),
    (.magento, "chunked", nil), (.zendesk, "empty page", 10...10), (.magento, "repeated last page", nil),
    (.zendesk, "forgotten cursor", nil), (.shopify, "THROTTLED", 2...2), (.shopify, "old version", nil),
    (.shopify, "redirect here", nil), (.zendesk, "clock skew", nil), (.zendesk, "BOM", nil),
    (.zendesk, "429 skewed", 2...4), (.zendesk, "overlap", nil), (.freshdesk, "overlap", nil),
    (.shopify, "overlap", nil),
    (.woocommerce, "overlap", nil),
  ]

  @Test(arguments: passing.indices)
  func `a fault that passes leaves the tables as if it had not been`(index: Int) async throws {
    let (vendor, fault, waits) = Self.passing[index]
    var expected: [String] = []
    try await withAccount(vendor) { desk, account in
      try await desk.pull(try desk.pullRequest(vendor, account.address))
      expected = try await desk.facts()
    }
    try await withAccount(vendor, "fault=\(fault)") { desk, account in
      let clock = QuickClock()
      var request = try desk.pullRequest(vendor, account.address, clock)
      request.patience = fault.hasPrefix("slow") ? 1000 : 20_000
      let report = try await desk.pull(request)
      #expect(try await desk.facts() == expected)
      let waited = clock.waits.withLock { $0 }
      #expect(waited.count == (waits == nil ? 0 : 1) && waited.allSatisfy { waits?.contains($0) == true }, "\(waited)")
      let notes = report.parts.flatMap(\.notes)
      #expect(notes.contains { $0.contains("2027-01") } == (fault == "old version"))
      #expect(notes.contains { $0.contains("forgotten") } == (fault == "forgotten cursor"))
    }
  }

  @Test(arguments: [Vendor.freshdesk, .woocommerce, .magento, .shopify, .zendesk])
  func `a record that changes while pages are turned hides no other`(vendor: Vendor) async throws {
    try await withAccount(vendor, "fault=change", "records=45") { desk, account in
      try await desk.pull(try desk.pullRequest(vendor, account.address))
      let table: SQL = vendor == .zendesk || vendor == .freshdesk ? "workload.contact" : "workload.shop_order"
      #expect(try await desk.lines("SELECT count(*)::text FROM \(table)") == ["45"])
    }
  }

  @Test func `more than 300 pages of Freshdesk are asked for by time`() async throws {
    try await withAccount(.freshdesk, "records=320", "page_size=1") { desk, account in
      var request = try desk.pullRequest(.freshdesk, account.address)
      request.streams = ["tickets"]
      try await desk.pull(request)
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.contact") == ["320"])
    }
  }

  @Test(arguments: Vendor.allCases)
  func `what changed in one second comes whole, though it is more than a page`(vendor: Vendor) async throws {
    try await withAccount(vendor, "one_second=1") { desk, account in
      try await desk.pull(try desk.pullRequest(vendor, account.address))
      let table: SQL = vendor == .zendesk || vendor == .freshdesk ? "workload.contact" : "workload.shop_order"
      #expect(try await desk.lines("SELECT count(*)::text FROM \(table)") == ["25"])
    }
  }

  @Test func `a hundred thousand tickets that changed in one second all come`() async throws {
    try await withAccount(.zendesk, "records=100000", "page_size=1000", "one_second=1", "small=1") { desk, account in
      var request = try desk.pullRequest(.zendesk, account.address)
      request.streams = ["tickets"]
      let report = try await desk.pull(request)
      #expect(report.parts.map(\.pages) == [100])
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.contact") == ["100000"])
    }
  }

  @Test func `a shop without a list of refunds is asked for them order by order`() async throws {
    var expected: [String] = []
    try await withAccount(.woocommerce) { desk, account in
      try await desk.pull(try desk.pullRequest(.woocommerce, account.address))
      expected = try await desk.facts()
    }
    try await withAccount(.woocommerce, "fault=no list of refunds") { desk, account in
      let request = try desk.pullRequest(.woocommerce, account.address)
      let report = try await desk.pull(request)
      #expect(try await desk.facts() == expected)
      #expect(report.parts.last?.notes.first?.contains("order by order") == true)
      let paths = try await account.told().paths
      #expect(paths.keys.filter { $0.hasSuffix("/refunds") && $0.contains("/orders/") }.count == 4)
      #expect(try await desk.pull(request).whole.changesNothing)
    }
  }

  /// What stops a pull, and how it is said.
  private static let final: [(vendor: Vendor, options: [String], said: String)] = [
    (.zendesk, ["fault=redirect away"], "sends us on to localhost:"),
    (.zendesk, ["fault=wrong sign-in"], "refuses groups (401)"),
    (.freshdesk, ["one_second=1", "records=302", "page_size=1"], "changed at 2025-11-01T01:00:00Z"),
    (.woocommerce, ["fault=always 200 html"], "is no page (200)"),
    (.magento, ["fault=always 503"], "is no page (503)"), (.zendesk, ["fault=bomb"], "packed more than 100 times"),
  ]

  @Test(arguments: final.indices)
  func `a fault that does not pass is said, and what was taken stays`(index: Int) async throws {
    let (vendor, options, said) = Self.final[index]
    try await withDesk { desk in
      try await desk.openChannels()
      let account = try StubAccount(vendor, options)
      defer { account.stop() }
      var request = try desk.pullRequest(vendor, account.address)
      if vendor == .freshdesk { request.streams = ["tickets"] }
      do throws(IntakeError) {
        try await desk.pull(request)
        Issue.record("the pull went on")
      } catch {
        #expect(error.description.contains(said), "\(error.description)")
      }
      #expect(try await account.told().strangers.isEmpty)
      let expected = said.contains("groups") ? 0 : 1
      #expect(
        try await desk.lines("SELECT count(*)::text FROM workload.import_run").compactMap { Int($0) }[0] >= expected)
    }
  }

  @Test func `a server that cannot prove who it is gets no question`() async throws {
    try await withAccount(.shopify) { desk, account in
      var request = try desk.pullRequest(.shopify, account.address)
      request.authority = nil
      do throws(IntakeError) {
        try await desk.pull(request)
        Issue.record("the pull went on")
      } catch {
        #expect(error.description.contains("could not prove who it is"))
      }
      #expect(try await account.told().paths.isEmpty)
    }
  }

  @Test(arguments: [(Vendor.zendesk, "plan"), (.freshdesk, "plan"), (.shopify, "ACCESS_DENIED")])
  func `what a plan or an app lacks is left out, and noted`(vendor: Vendor, fault: String) async throws {
    try await withAccount(vendor, "fault=\(fault)") { desk, account in
      var request = try desk.pullRequest(vendor, account.address)
      request.streams = vendor == .shopify ? [] : ["tickets", "satisfaction_ratings"]
      let report = try await desk.pull(request)
      #expect(report.parts.map(\.report.added).first == (vendor == .shopify ? 29 : 25))
      #expect(report.parts.last?.notes.first?.contains("was left out") == true)
    }
  }

  @Test func `what an account never had to give ends no later pull, unless it is asked for by name`() async throws {
    try await withAccount(.magento) { desk, account in
      var request = try desk.pullRequest(.magento, account.address)
      #expect(try await desk.pull(request).parts.last?.notes.first?.contains("has none to give (404)") == true)
      request.since = nil
      let again = try await desk.pull(request)
      #expect(again.parts.map(\.stream) == ["orders", "creditmemos", "returns"])
      #expect(
        again.parts.last?.notes == ["returns was left out: it was never pulled; --since says from when on"])
      request.streams = ["returns"]
      let named = request
      await #expect(throws: IntakeError.pull(.noBeginning("returns"))) { try await desk.pull(named) }
    }
  }

  @Test func `odd records are refused one by one, and large numbers stay whole`() async throws {
    try await withAccount(.zendesk, "fault=odd records", "at=1", "base=9007199254740993") { desk, account in
      let report = try await desk.pull(try desk.pullRequest(.zendesk, account.address))
      #expect(report.whole.added > 0)
      let ids = try await desk.lines("SELECT min(external_id) FROM workload.origin WHERE kind = 'contact'")
      #expect(ids == ["9007199254740993"])
    }
    try await withAccount(.zendesk, "fault=odd records", "at=99") { desk, account in
      let report = try await desk.pull(try desk.pullRequest(.zendesk, account.address))
      #expect(report.whole.refusals.map(\.refusal.code) == [.nul, .loneSurrogate])
      #expect(report.whole.refusals.map(\.number) == [3, 4])
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.contact") == ["23"])
    }
  }

  // MARK: - Tokens that rotate

  private func rotating(_ desk: ImportDesk, _ address: String) throws -> PullRequest {
    var request = try desk.pullRequest(.zendesk, address)
    request.secrets = try desk.secretsFile(
      "access_token = access-0\nrefresh_token = refresh-0\nclient_id = muster\nclient_secret = s3cret")
    request.streams = ["tickets"]
    return request
  }

  @Test func `a token that runs out is renewed once, and kept before it is used`() async throws {
    try await withAccount(.zendesk, "fault=expired") { desk, account in
      try await desk.pull(try rotating(desk, account.address))
      let kept = try Secrets(file: desk.folder + "/secrets")
      #expect(kept.all("access_token", "refresh_token", "client_id") == ["access-1", "refresh-1", "muster"])
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.contact") == ["25"])
      #expect(try await account.told().paths["/oauth/tokens"] == 1)
    }
  }

  @Test func `a crash between a token's use and its keeping is said, and costs no ticket`() async throws {
    try await withAccount(.zendesk, "fault=expired") { desk, account in
      let request = try rotating(desk, account.address)
      let errand = PullTests.Errand(
        socket: desk.test.cluster.socket, database: desk.test.database, secrets: desk.folder + "/secrets",
        authority: StubAccount.authority, address: account.address, fault: "pull.refreshed")
      await #expect(processExitsWith: .signal(SIGKILL)) { [errand = errand as PullTests.Errand] in
        setenv("MUSTER_FAULT", errand.fault, 1)
        let options = ConnectionOptions(keywords: [
          "host": errand.socket, "port": "5432", "dbname": errand.database, "user": "u_pia", "sslmode": "disable",
        ])
        var request = PullRequest(
          .zendesk, from: "shop", at: errand.address, secrets: try Secrets(file: errand.secrets), clock: .system)
        request.settings.queue = "returns"
        request.since = Instant(unixSeconds: 1_735_689_600)
        request.authority = errand.authority
        request.streams = ["tickets"]
        _ = try await Intake(store: Store.open(.server(options))).pull(request, as: Operation("import.pull"))
      }
      await #expect(throws: IntakeError.pull(.spentToken(desk.folder + "/secrets"))) { try await desk.pull(request) }
      var mended = request
      mended.secrets = try desk.secretsFile(
        "access_token = access-1\nrefresh_token = refresh-1\nclient_id = muster\nclient_secret = s3cret")
      #expect(try await desk.pull(mended).parts[0].report.records == 15)
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.contact") == ["25"])
    }
  }
}
