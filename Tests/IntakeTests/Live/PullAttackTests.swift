import Foundation
import Postgres
import StoreTesting
import Testing
import Workload

@testable import Intake

/// Records that an account should never send: each is refused by itself for its own reason, or is text like any other.
@Suite(.enabled(if: StubAccount.isPossible, "python3 or openssl is not here")) struct PullAttackTests {
  private static let records = HostileRecords.all

  @Test func `each hostile record of a page is refused by itself, or is no more than text`() async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      var bytes = Data(Self.records.map(\.text).joined(separator: "\n").utf8)
      bytes += Data("\n".utf8) + Data(HostileRecords.ticket("30", "Where", "\u{1}").utf8.map { $0 == 1 ? 0xFF : $0 })
      let lines = desk.folder + "/lines"
      try bytes.write(to: URL(filePath: lines))
      let account = try StubAccount(.zendesk, ["fault=records", "at=1", "lines=\(lines)"])
      defer { account.stop() }
      var request = try desk.pullRequest(.zendesk, account.address)
      request.streams = ["tickets"]
      let report = try await desk.pull(request)
      let codes = Dictionary(report.whole.refusals.map { ($0.number, $0.refusal.code) }) { first, _ in first }
      for (index, record) in Self.records.enumerated() {
        #expect(codes[index + 1] == record.code, "\(record.text.prefix(300))")
      }
      #expect(codes[Self.records.count + 1] == .badUTF8)
      #expect(report.whole.records == Self.records.count + 1)
      let taken = Self.records.count { $0.code == nil }
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.contact") == ["\(taken)"])
      let reasons = try await desk.lines("SELECT DISTINCT reason FROM workload.contact ORDER BY 1")
      #expect(reasons.contains("=HYPERLINK(\"http://evil.example\")") && reasons.contains("Jos\u{E9}"))
      let kept = try await desk.intake.refused(by: try #require(report.parts.first?.report.run))
      #expect(kept.count == Self.records.count + 1 - taken)
      #expect(kept.allSatisfy { !$0.excerpt.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } })
    }
  }

  @Test func `half of a page that a killed pull has left is taken over, and two pulls do not share a folder`()
    async throws
  {
    try await withAccount(.zendesk) { desk, account in
      var request = try desk.pullRequest(.zendesk, account.address)
      (request.streams, request.tee) = (["groups"], desk.folder + "/pages")
      try FileManager.default.createDirectory(atPath: desk.folder + "/pages", withIntermediateDirectories: true)
      _ = try desk.file("pages/groups-000001.headers", "status: 500\n")
      _ = try await desk.pull(request)
      let heads = try String(contentsOfFile: desk.folder + "/pages/groups-000001.headers", encoding: .utf8)
      #expect(heads.hasPrefix("status: 200\n"))
      #expect(FileManager.default.fileExists(atPath: desk.folder + "/pages/groups-000001.json"))
      let other = open(desk.folder + "/pages", O_RDONLY)
      defer { close(other) }
      #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
      let asked = request
      await #expect(throws: IntakeError.pull(.unsaved(desk.folder + "/pages", "another pull saves its pages there"))) {
        try await desk.pull(asked)
      }
    }
  }

  @Test func `48: pages are saved over nothing, and through no link`() async throws {
    try await withAccount(.zendesk) { desk, account in
      let secret = try desk.file("secret", "mine")
      for (number, page) in ["groups-000001.headers", "groups-000001.json"].enumerated() {
        for target in [secret, desk.folder + "/nowhere"] {
          let pages = "\(desk.folder)/pages-\(number)-\(target == secret)"
          try FileManager.default.createDirectory(atPath: pages, withIntermediateDirectories: true)
          try FileManager.default.createSymbolicLink(atPath: "\(pages)/\(page)", withDestinationPath: target)
          var request = try desk.pullRequest(.zendesk, account.address)
          request.streams = ["groups"]
          request.tee = pages
          let asked = request
          // A link to a file is a page that is there; the next number is free.
          if page.hasSuffix(".json"), target == secret {
            _ = try await desk.pull(asked)
          } else {
            await #expect(throws: IntakeError.self) { try await desk.pull(asked) }
          }
        }
      }
      #expect(try String(contentsOfFile: secret, encoding: .utf8) == "mine")
      #expect(!FileManager.default.fileExists(atPath: desk.folder + "/nowhere"))
      for place in ["/secret", "/none/pages", "/secret/../pages"] {
        var request = try desk.pullRequest(.zendesk, account.address)
        (request.streams, request.tee) = (["groups"], desk.folder + place)
        let asked = request
        await #expect(throws: IntakeError.self, "\(place)") { try await desk.pull(asked) }
      }
    }
  }
}
