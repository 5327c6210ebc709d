import Foundation
import Postgres
import Store
import StoreTesting
import Synchronization
import Testing
import Web
import Workload

@testable import Intake

/// Pulls from accounts over real TLS: page after page, again, from saved pages, cut off, and undone.
@Suite(.enabled(if: StubAccount.isPossible, "python3 or openssl is not here")) struct PullTests {
  /// What 25 tickets or orders come to, stream by stream.
  private static let counts: [Vendor: [String]] = [
    .zendesk: [
      "groups 1/1", "users 1/2", "tickets 3/25", "satisfaction_ratings 1/5", "engagements 1/6",
      "ticket_metric_events 2/18", "schedules 1/1",
    ],
    .freshdesk: [
      "groups 1/1", "agents 1/1", "tickets 3/27", "deleted_tickets 1/0", "satisfaction_ratings 1/5", "time_entries 1/6",
      "business_hours 1/1",
    ],
    .shopify: ["orders 3/25", "returns 3/25"],
    .woocommerce: ["orders 3/25", "refunds 1/4"],
    .magento: ["orders 3/27", "creditmemos 1/4", "returns 0/0"],
  ]

  private func told(_ report: PullReport) -> [String] {
    report.parts.map { "\($0.stream) \($0.pages)/\($0.report.records)" }
  }

  @Test(arguments: Vendor.allCases)
  func `a pull, the pages it saved, and the same as one file leave the same tables`(vendor: Vendor) async throws {
    var pulled: [String] = []
    var pages: [String: Data] = [:]
    try await withAccount(vendor) { desk, account in
      var request = try desk.pullRequest(vendor, account.address)
      request.tee = desk.folder + "/pages"
      let report = try await desk.pull(request)
      #expect(told(report) == Self.counts[vendor])
      #expect(report.whole.refused == 0, "\(report.whole.refusals)")
      pulled = try await desk.facts()
      request.tee = nil
      let before = try await desk.rowVersions()
      let again = try await desk.pull(request)
      #expect(again.whole.changesNothing)
      #expect(try await desk.rowVersions() == before)
      #expect(try await desk.facts() == pulled)
      for name in try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/pages") {
        pages[name] = try Data(contentsOf: URL(filePath: desk.folder + "/pages/" + name))
      }
    }
    #expect(pulled.count > 25)
    try await withDesk { desk in
      try await desk.openChannels()
      let folder = desk.folder + "/saved"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, data) in pages { try data.write(to: URL(filePath: folder + "/" + name)) }
      var request = try desk.pullRequest(vendor, "https://nowhere.invalid")
      request.replay = folder
      try await desk.pull(request)
      #expect(try await desk.facts() == pulled)
    }
    try await withDesk { desk in
      try await desk.openChannels()
      for stream in vendor.streamNames {
        let names = pages.keys.filter { $0.hasPrefix(stream + "-") && $0.hasSuffix(".json") }.sorted()
        let text = names.compactMap { pages[$0].map { String(decoding: $0, as: UTF8.self) } }.joined(separator: "\n")
        guard !text.isEmpty else { continue }
        try await desk.run(text, of: vendor, name: stream) { $0.settings.currency = "GBP" }
      }
      #expect(try await desk.facts() == pulled)
    }
  }

  @Test(arguments: Vendor.allCases)
  func `pages cut anywhere, turned in any order and told twice leave the same tables`(vendor: Vendor) async throws {
    var expected: [String] = []
    var pages: [String: String] = [:]
    for size in [10, 25, 7, 1, 4] {
      try await withAccount(vendor, "page_size=\(size)") { desk, account in
        var request = try desk.pullRequest(vendor, account.address)
        request.tee = desk.folder + "/pages"
        try await desk.pull(request)
        let facts = try await desk.facts()
        if expected.isEmpty { expected = facts }
        #expect(facts == expected, "pages of \(size)")
        pages = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/pages")
        where name.hasSuffix(".json") {
          pages[name] = try String(contentsOfFile: desk.folder + "/pages/" + name, encoding: .utf8)
        }
      }
    }
    try await withDesk { desk in
      try await desk.openChannels()
      for stream in vendor.streamNames {
        let names = pages.keys.filter { $0.hasPrefix(stream + "-") }.sorted()
        let mixed = names.indices.sorted { ($0 * 7919 + 3) % 31 > ($1 * 7919 + 3) % 31 }.map { names[$0] }
        for name in mixed + names.reversed() {
          try await desk.run(pages[name] ?? "", of: vendor, name: name) { $0.settings.currency = "GBP" }
        }
      }
      #expect(try await desk.facts() == expected)
    }
  }

  @Test func `a rehearsal counts what would come and keeps nothing`() async throws {
    try await withAccount(.woocommerce) { desk, account in
      let report = try await desk.pull(try desk.pullRequest(.woocommerce, account.address), dryRun: true)
      #expect(report.whole.added == 29)
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.import_run") == ["0"])
      #expect(try await desk.facts().isEmpty)
    }
  }

  @Test func `a bulk operation is begun, waited for and read in windows, and no token goes to its file`() async throws {
    var expected: [String] = []
    try await withAccount(.shopify) { desk, account in
      try await desk.pull(try desk.pullRequest(.shopify, account.address))
      expected = try await desk.lines("SELECT external_id FROM workload.origin ORDER BY kind, external_id")
    }
    #expect(expected.count == 33)
    var pages: [String: Data] = [:]
    try await withAccount(.shopify, "fat=500000") { desk, account in
      let clock = QuickClock()
      var request = try desk.pullRequest(.shopify, account.address, clock)
      (request.streams, request.tee) = (["bulk"], desk.folder + "/pages")
      let report = try await desk.pull(request)
      // The question, three answers to it, and 12 MB in windows of 8.
      #expect(told(report) == ["bulk 6/33"] && report.whole.refused == 0, "\(report)")
      #expect(clock.waits.withLock { $0 } == [2, 4, 8])
      #expect(try await account.told().strangers == ["no token", "no token"])
      #expect(try await desk.lines("SELECT external_id FROM workload.origin ORDER BY kind, external_id") == expected)
      let facts = try await desk.facts()
      for name in try FileManager.default.contentsOfDirectory(atPath: desk.folder + "/pages") {
        pages[name] = try Data(contentsOf: URL(filePath: desk.folder + "/pages/" + name))
      }
      request.tee = nil
      #expect(try await desk.pull(request).whole.changesNothing)
      (request.replay, request.address) = (desk.folder + "/pages", "https://nowhere.invalid")
      #expect(try await desk.pull(request).whole.changesNothing)
      #expect(try await desk.facts() == facts)
    }
    #expect(pages.count == 12)
  }

  @Test func `a bulk operation that fails says why, and one that runs already is not begun twice`() async throws {
    try await withAccount(.shopify, "fault=failed bulk") { desk, account in
      var request = try desk.pullRequest(.shopify, account.address)
      request.streams = ["bulk"]
      let asked = request
      await #expect(throws: IntakeError.pull(.puzzled("bulk", "the operation ended as FAILED: TIMEOUT"))) {
        try await desk.pull(asked)
      }
    }
    try await withAccount(.shopify) { desk, account in
      var inner = try desk.pullRequest(.shopify, account.address)
      inner.streams = ["bulk"]
      var outer = inner
      let (intake, now, asked) = (desk.intake, outer.clock.now, inner)
      outer.clock = PullClock(now: now) { _ in _ = try await intake.pull(asked, as: Operation("import.pull")) }
      let refused = outer
      let words = "A bulk query operation for this app and shop is already in progress"
      await #expect(throws: IntakeError.pull(.denied("bulk", status: 200, words: words))) {
        try await desk.pull(refused)
      }
    }
  }

  @Test func `undoing a pull takes back where it had come to`() async throws {
    try await withAccount(.zendesk) { desk, account in
      var request = try desk.pullRequest(.zendesk, account.address)
      request.streams = ["tickets"]
      let first = try await desk.pull(request)
      let facts = try await desk.facts()
      let run = try #require(first.parts[0].report.run)
      _ = try await desk.intake.undo(run: run, as: Operation("import.undo"))
      #expect(try await desk.facts().isEmpty)
      #expect(try await desk.pull(request).whole.added == 25)
      #expect(try await desk.facts() == facts)
    }
  }

  @Test func `two pulls of one stream do not run over each other`() async throws {
    try await withAccount(.zendesk, "fault=429 int") { desk, account in
      var outer = try desk.pullRequest(.zendesk, account.address)
      outer.streams = ["tickets"]
      let inner = outer
      let (intake, now) = (desk.intake, outer.clock.now)
      outer.clock = PullClock(now: now) { _ in _ = try await intake.pull(inner, as: Operation("import.pull")) }
      let asked = outer
      await #expect(throws: IntakeError.pull(.overtaken("tickets"))) { try await desk.pull(asked) }
    }
  }

  // MARK: - Cut off

  struct Errand: Codable, Sendable {
    let socket: String
    let database: String
    let secrets: String
    let authority: String
    let address: String
    let fault: String
  }

  @Test(arguments: ["import.staged", "import.stepped", "import.committed"])
  func `a pull killed between or within pages goes on where it stopped`(fault: String) async throws {
    var whole: [String] = []
    try await withAccount(.freshdesk) { desk, account in
      try await desk.pull(try desk.pullRequest(.freshdesk, account.address))
      whole = try await desk.facts()
    }
    let expected = whole
    try await withAccount(.freshdesk) { desk, account in
      let request = try desk.pullRequest(.freshdesk, account.address)
      let errand = Errand(
        socket: desk.test.cluster.socket, database: desk.test.database, secrets: desk.folder + "/secrets",
        authority: StubAccount.authority, address: account.address, fault: fault)
      for _ in 1...(fault == "import.committed" ? 3 : 1) {
        await #expect(processExitsWith: .signal(SIGKILL)) { [errand = errand as Errand] in
          setenv("MUSTER_FAULT", errand.fault, 1)
          let options = ConnectionOptions(keywords: [
            "host": errand.socket, "port": "5432", "dbname": errand.database, "user": "u_pia", "sslmode": "disable",
          ])
          var request = PullRequest(
            .freshdesk, from: "shop", at: errand.address, secrets: try Secrets(file: errand.secrets), clock: .system)
          request.settings.queue = "returns"
          request.since = Instant(unixSeconds: 1_735_689_600)
          request.authority = errand.authority
          request.streams = ["tickets"]
          _ = try await Intake(store: Store.open(.server(options))).pull(request, as: Operation("import.pull"))
        }
      }
      let cursors = try await desk.lines("SELECT cursor FROM workload.import_step ORDER BY stepped_at")
      #expect(cursors.count == (fault == "import.committed" ? 3 : 0))
      try await desk.pull(request)
      #expect(try await desk.facts() == expected)
    }
  }
}
