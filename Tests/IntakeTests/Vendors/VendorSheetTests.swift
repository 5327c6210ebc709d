import Foundation
import Intake
import Postgres
import Store
import Testing

/// The vendors' own CSV, and files that are packed.
@Suite struct VendorSheetTests {
  private static let header =
    "Name,Email,Financial Status,Paid at,Fulfilled at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Cancelled at,Id\n"

  @Test func `rows of one Shopify order are one order, keyed by its id`() async throws {
    try await withDesk { desk in
      let text =
        Self.header + """
          #1001,A@x.example,paid,2025-11-28 10:00:00 -0500,2025-11-29 10:00:00 -0500,USD,30.00,2025-11-28 09:59:00 -0500,1,"Mug, blue",,5001
          #1001,A@x.example,,,,,,2025-11-28 09:59:00 -0500,2,"Lamp
          with a line",,
          #1002,b@x.example,pending,,,USD,5.00,2025-11-28 11:00:00 -0500,1,Card,2025-11-30 09:00:00 -0500,5002
          #1002,b@x.example,paid,,,USD,7.00,2025-11-28 12:00:00 -0500,1,Card,,5003

          """
      let report = try await desk.run(text, of: .shopify, name: "orders.csv")
      #expect((report.records, report.added, report.refused) == (3, 3, 0))
      #expect(
        try await desk.lines(
          """
          SELECT concat_ws(' ', external_id, number, items, value_minor, shipped_at IS NOT NULL, cancelled_at IS NOT NULL)
            FROM workload.shop_order JOIN workload.origin USING (id) ORDER BY 1
          """) == ["5001 #1001 3 3000 t f", "5002 #1002 1 500 f t", "5003 #1002 1 700 f f"])
    }
  }

  @Test func `a row that is short, or an amount that is none, is refused by its line`() async throws {
    try await withDesk { desk in
      let text =
        Self.header
        + "#1,a@x.example,paid,,,USD\n#2,a@x.example,paid,,,USD,\"1.234,56\",2025-11-28 09:59:00 -0500,1,Mug,,7\n"
      let report = try await desk.run(text, of: .shopify, name: "orders.csv")
      #expect(
        report.refusals.map { [$0.line.description, $0.refusal.code.rawValue, $0.refusal.pointer] } == [
          ["2", "ragged_row", ""], ["3", "bad_money", "Total"],
        ])
    }
  }

  private static let view =
    "Summation column,Id,Requester,Requester id,Assignee,Group,Subject,Status,Via,Ticket type,Created at,Updated at,Solved at,Replies\n"

  @Test func `times without a zone are the account's, and PostgreSQL alone reads them`() async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let text =
        Self.view + """
          1,11,C,501,Ana,Returns,secret,Solved,Web,Question,2025-07-01 10:00:00,2025-07-02 10:00:00,2025-07-01 11:00:00,2
          1,12,C,501,Ana,Returns,secret,Open,Mail,Question,2025-10-26 01:30:00,2025-11-02 10:00:00,,0
          1,13,C,501,Ana,Returns,secret,Open,Email,Question,2025-03-30 01:30:00,2025-11-02 10:00:00,,0

          """
      let report = try await desk.run(text, of: .zendesk, name: "view.csv") { $0.settings.zone = "Edinburgh" }
      #expect(report.added == 1)
      #expect(report.refusals.map(\.refusal.code) == [.ambiguousTime, .ambiguousTime])
      #expect(report.refusals.map(\.line) == [3, 4])
      #expect(
        try await desk.lines("SELECT (opened_at AT TIME ZONE 'UTC')::text FROM workload.contact") == [
          "2025-07-01 09:00:00"
        ])
      await #expect(throws: IntakeError.unknownZone("Atlantis")) {
        try await desk.run(text, of: .zendesk, name: "view.csv") { $0.settings.zone = "Atlantis" }
      }
      let unsaid = try await desk.run(text, of: .zendesk, name: "view.csv") { $0.settings.zone = nil }
      #expect(unsaid.refusals.map(\.refusal.problem).allSatisfy { $0.contains("--zone") })
      #expect(
        try await desk.lines("SELECT count(*)::text FROM workload.contact AS c WHERE c::text ~ 'secret'") == ["0"])
    }
  }

  @Test func `the order grid of Magento names no currency, so somebody must`() async throws {
    try await withDesk { desk in
      let text = "ID,Purchase Date,Grand Total (Purchased),Status\n000000001,2025-07-01 10:00:00,59.00,canceled\n"
      let report = try await desk.run(text, of: .magento, name: "grid.csv")
      #expect(report.added == 1)
      let unsaid = try await desk.run(text, of: .magento, name: "grid.csv") { $0.settings.currency = nil }
      #expect(unsaid.refusals.map(\.refusal.code) == [.unknownCurrency])
    }
  }

  @Test(arguments: [
    (Vendor.zendesk, view.dropLast() + ",Solved at\n", "1:130: Solved at"),
    (.zendesk, view.dropLast() + ",Id\n", "1:130: Id"), (.shopify, header.dropLast() + ",Email\n", "1:124: Email"),
    (.magento, "ID,Purchase Date,Grand Total (Purchased),Status,Status\n", "1:49: Status"),
  ])
  func `a column that is read and there twice is refused where it stands`(
    vendor: Vendor, text: Substring, place: String
  ) async throws {
    try await withDesk { desk in
      do {
        try await desk.run(String(text), of: vendor, name: "sheet.csv")
        Issue.record("taken")
      } catch {
        #expect("\(error)".hasSuffix("sheet.csv:\(place): the column is there twice: remove one of the two"))
      }
    }
  }

  @Test func `a column that nobody reads may be there twice`() async throws {
    try await withDesk { desk in
      let text = Self.view.dropLast() + ",Ticket form,Ticket form\n"
      let report = try await desk.run(String(text), of: .zendesk, name: "view.csv")
      #expect(report.records == 0)
    }
  }

  @Test(arguments: ["gzip -c", "zip -q -"])
  func `a packed file is read as the plain one`(packer: String) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let plain = try desk.file(
        "plain.json",
        (1...40).map {
          #"{"id":\#($0),"requester_id":1,"status":"open","created_at":"2025-11-28T09:00:00Z","updated_at":"2025-11-28T09:00:00Z"}"#
        }.joined(separator: "\n"))
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c", "command -v \(packer.prefix { $0 != " " }) >/dev/null || exit 9; \(packer) \(plain) > \(plain).packed",
      ]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus != 9 else { return }
      #expect(process.terminationStatus == 0)
      let report = try await desk.run(desk.vendorRequest(plain + ".packed", .zendesk))
      #expect(report.added == 40)
      #expect(try await desk.run(desk.vendorRequest(plain, .zendesk)).changesNothing)
    }
  }

  @Test(arguments: [
    ("plain.json __MACOSX .DS_Store", nil), ("plain.json other.json", "the zip holds 2 files: unpack it"),
    ("__MACOSX", "the zip holds no file"),
  ])
  func `what a Mac packs beside a file is no second file`(packed: String, words: String?) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let plain = try desk.file(
        "plain.json",
        #"{"id":1,"requester_id":1,"status":"open","created_at":"2025-11-28T09:00:00Z","updated_at":"2025-11-28T09:00:00Z"}"#
      )
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c",
        "command -v zip >/dev/null || exit 9; cd \(desk.folder); mkdir __MACOSX; echo x > __MACOSX/._plain.json; "
          + "echo x > .DS_Store; cp plain.json other.json; zip -qr packed.zip \(packed)",
      ]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus != 9 else { return }
      do throws(IntakeError) {
        let report = try await desk.run(desk.vendorRequest(desk.folder + "/packed.zip", .zendesk))
        #expect(words == nil && report.added == 1)
      } catch {
        #expect(words.map { error.description.contains($0) } == true && error.kind == .invalid, "\(error)")
      }
      _ = plain
    }
  }

  @Test func `the channels of a view are ours by other names`() async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let via = ["Email", "Mail", "Web form", "Phone call (inbound)", "Voicemail", "Chat"]
      let rows = via.enumerated().map { "\($0),5,,Open,\($1),2025-11-28T09:00:00Z,2025-11-28T09:05:00Z\n" }
      let text = "Id,Requester id,Group,Status,Via,Created at,Updated at\n" + rows.joined()
      #expect(try await desk.run(text, of: .zendesk, name: "view.csv").refused == 0)
      let channels: SQL = """
        SELECT channel.code FROM workload.contact JOIN workload.channel ON channel.id = contact.channel_id
          JOIN workload.origin ON origin.id = contact.id ORDER BY external_id
        """
      #expect(try await desk.lines(channels) == ["email", "email", "web", "phone", "phone", "chat"])
    }
  }

  @Test func `an amount that names no currency is of the one that was told, or is refused`() async throws {
    try await withDesk { desk in
      let text =
        Self.header
        + "#1,a@x.example,paid,,,,30.00,2025-11-28 09:59:00 -0500,1,Mug,,1\n#2,a@x.example,paid,,,USD,3.00,2025-11-28 09:59:00 -0500,1,Mug,,2\n"
      var silent = desk.vendorRequest(try desk.file("orders.csv", text), .shopify)
      silent.settings.currency = nil
      let unsaid = try await desk.run(silent)
      #expect(unsaid.refusals.map(\.refusal.code) == [.unknownCurrency])
      #expect(unsaid.refusals.allSatisfy { "\($0.refusal)".contains("say --currency") })
      let json =
        #"{"id":3,"updated_at":"2025-11-28T09:00:00Z","created_at":"2025-11-28T09:00:00Z","total_price":"1.50","currency":null}"#
      for (name, text) in [("orders.csv", text), ("orders.json", json)] {
        var request = desk.vendorRequest(try desk.file(name, text), .shopify)
        request.settings.currency = "EUR"
        #expect(try await desk.run(request).refused == 0)
      }
      #expect(
        try await desk.lines(
          "SELECT number || ' ' || currency FROM workload.shop_order WHERE number IS NOT NULL ORDER BY 1")
          == ["#1 EUR", "#2 USD"])
    }
  }

  @Test func `a packed file that was cut, or grows too much, says so`() async throws {
    try await withDesk { desk in
      let path = desk.folder + "/bomb.json.gz"
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c", "head -c 30000000 /dev/zero | tr '\\0' ' ' | gzip -9 > \(path); head -c 900 \(path) > \(path).cut",
      ]
      try process.run()
      process.waitUntilExit()
      for (file, words) in [(path, "grow more than 100 times"), (path + ".cut", "100 times")] {
        do throws(IntakeError) {
          try await desk.run(desk.vendorRequest(file, .zendesk))
          Issue.record("taken")
        } catch {
          #expect(error.kind == .invalid && !error.description.contains("its rights"))
          #expect(error.description.contains(words) || error.description.contains("ends too early"), "\(error)")
        }
      }
    }
  }

  @Test(arguments: [
    ("", "the file is empty: nothing was exported"), ("\n \n", "the file is empty: nothing was exported"),
    ("hello\n", "it is neither JSON nor the CSV of a view"),
    ("id,_fivetran_synced\n1,2\n", "a table of a warehouse"),
    ("Id;Requester id;Group;Status;Via;Created at;Updated at\n", "say --delimiter semicolon"),
    ("Id\tRequester id\tGroup\tStatus\n", "say --delimiter tab"),
  ])
  func `a file of another kind is told so`(text: String, words: String) async throws {
    try await withDesk { desk in
      do {
        try await desk.run(text, of: .zendesk)
        Issue.record("taken")
      } catch {
        #expect("\(error)".contains(words), "\(error)")
      }
    }
  }
}
