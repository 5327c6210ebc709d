import Archive
import Foundation
import Postgres
import Store
import StoreTesting
import Testing
import Workload

@testable import Intake

/// Runs over vendors' files: in steps, twice, in any order, cut off, retried, undone.
@Suite struct VendorRunTests {
  /// A ticket told in some version, as NDJSON.
  private func ticket(_ id: Int, version: Int = 1, group: String = "null", extra: String = "") -> String {
    let minute = version < 10 ? "0\(version)" : "\(version)"
    return """
      {"id":\(id),"requester_id":\(500 + id % 3),"submitter_id":\(500 + id % 3),"status":"open",\
      "via":{"channel":"email"},"assignee_id":\(40 + id % 2),"group_id":\(group),\
      "created_at":"2025-\(id % 2 == 0 ? "11" : "12")-28T09:00:00Z","updated_at":"2025-12-29T09:\(minute):00Z",\
      "metric_set":{"replies":\(version)}\(extra)}
      """
  }

  private func withVendorDesk(_ body: (ImportDesk) async throws -> Void) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      try await body(desk)
    }
  }

  @Test func `a second run writes not one row version`() async throws {
    try await withVendorDesk { desk in
      let text = (1...50).map { ticket($0, extra: ",\"satisfaction_rating\":{\"id\":\($0),\"score\":\"good\"}") }
      let first = try await desk.run(text.joined(separator: "\n"), of: .zendesk)
      #expect((first.added, first.refused) == (100, 0))
      let before = try await desk.rowVersions()
      let second = try await desk.run(text.joined(separator: "\n"), of: .zendesk)
      #expect(second.changesNothing && second.unchanged == 100)
      #expect(try await desk.rowVersions() == before)
    }
  }

  /// A small generator (SplitMix64), so that a failure can be drawn again.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `pages in any order, cut anywhere, told twice, written any way, leave the same tables`(seed: UInt64) async throws
  {
    var random = Seeded(state: seed)
    let records = (1...9).flatMap { id in (1...Int.random(in: 1...4, using: &random)).map { ticket(id, version: $0) } }
    var expected: [String] = []
    try await withVendorDesk { desk in
      try await desk.run(records.joined(separator: "\n"), of: .zendesk)
      expected = try await desk.facts()
    }
    var rest = records.shuffled(using: &random)[...]
    var pages: [String] = []
    while !rest.isEmpty {
      let page = Array(rest.prefix(Int.random(in: 1...7, using: &random)))
      rest = rest.dropFirst(page.count)
      let shapes = [
        page.joined(separator: "\n"), "[" + page.joined(separator: ",") + "]",
        "{\"count\":1,\"tickets\":[" + page.joined(separator: " , ") + "],\"next_page\":null}",
      ]
      pages.append(shapes[Int.random(in: 0..<3, using: &random)])
      if Bool.random(using: &random) { pages.append(pages[pages.count - 1]) }
    }
    let (shuffled, batch) = (pages.shuffled(using: &random), Int.random(in: 1...5, using: &random))
    try await withVendorDesk { desk in
      for page in shuffled { try await desk.run(page, of: .zendesk) { $0.batchSize = batch } }
      #expect(try await desk.facts() == expected)
    }
  }

  // MARK: - Cut off

  struct Errand: Codable, Sendable {
    let socket: String
    let database: String
    let path: String
    let fault: String
  }

  @Test(arguments: ["import.staged", "import.settled", "import.stepped", "import.committed"])
  func `a run killed between or within steps goes on where it stopped`(fault: String) async throws {
    let text = (1...30).map { ticket($0) }.joined(separator: "\n")
    var whole: [String] = []
    try await withVendorDesk { desk in
      try await desk.run(text, of: .zendesk)
      whole = try await desk.facts()
    }
    let expected = whole
    try await withVendorDesk { desk in
      try await desk.run(
        (1...30).map { ticket($0) }.prefix(10).joined(separator: "\n"), of: .zendesk, name: "first.json")
      let errand = Errand(
        socket: desk.test.cluster.socket, database: desk.test.database, path: try desk.file("all.json", text),
        fault: fault)
      await #expect(processExitsWith: .signal(SIGKILL)) { [errand = errand as Errand] in
        setenv("MUSTER_FAULT", errand.fault, 1)
        let options = ConnectionOptions(keywords: [
          "host": errand.socket, "port": "5432", "dbname": errand.database, "user": "u_pia", "sslmode": "disable",
        ])
        var request = VendorRequest(errand.path, of: .zendesk, from: "shop")
        request.settings.queue = "returns"
        request.batchSize = 7
        _ = try await Intake(store: Store.open(.server(options))).run(request, as: Operation("import.zendesk"))
      }
      var request = desk.vendorRequest(errand.path, .zendesk)
      request.batchSize = 7
      let cut = try await desk.intake.runs().first { !$0.isDone }
      request.resumed = cut?.id
      let report = try await desk.run(request)
      #expect(report.records == 30 - (cut?.records ?? 0))
      #expect(cut != nil || fault != "import.committed")
      #expect(try await desk.facts() == expected)
    }
  }

  @Test(arguments: [2, 3, 4])
  func `a file that ends where a step is full is read to its end all the same`(size: Int) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let text = (1...4).map {
        #"{"id":\#($0),"requester_id":1,"status":"open","created_at":"2025-11-28T09:00:00Z","updated_at":"2025-11-28T09:00:00Z"}"#
      }.joined(separator: "\n")
      #expect(try await desk.run(text, of: .zendesk) { $0.batchSize = size }.added == 4)
      let run = try #require(try await desk.intake.runs().first)
      #expect(run.isDone && run.records == 4)
      #expect(try await desk.intake.undo(run: run.id, as: Operation("import.undo")).value.removed == 4)
    }
  }

  @Test func `a run goes on only in its own file`() async throws {
    try await withVendorDesk { desk in
      let lines = (1...10).map { ticket($0) } + ["{\"id\":0}"]
      await #expect(throws: IntakeError.self) {
        try await desk.run(lines.joined(separator: "\n"), of: .zendesk) {
          $0.batchSize = 5
          $0.maxRejects = 0
        }
      }
      let cut = try #require(try await desk.intake.runs().first)
      #expect((cut.isDone, cut.records) == (false, 10))
      await #expect(throws: IntakeError.otherFile) {
        try await desk.run(lines.reversed().joined(separator: "\n"), of: .zendesk) { $0.resumed = cut.id }
      }
      let rest = try await desk.run(lines.joined(separator: "\n"), of: .zendesk) { $0.resumed = cut.id }
      #expect((rest.records, rest.refused, rest.run) == (1, 1, cut.id))
      await #expect(throws: IntakeError.notResumable(cut.id)) {
        try await desk.run(lines.joined(separator: "\n"), of: .zendesk) { $0.resumed = cut.id }
      }
    }
  }

  // MARK: - Refused, retried, undone

  @Test func `what is refused is kept with its place, and can be read again`() async throws {
    try await withVendorDesk { desk in
      let text = [ticket(1), ticket(2, group: "77"), "{\"id\":3,", ticket(4)].joined(separator: "\n")
      let report = try await desk.run(text, of: .zendesk) { $0.settings.queue = nil }
      #expect((report.added, report.refused, report.unmappedGroups) == (0, 4, ["77": 1]))
      let run = try #require(report.run)
      let kept = try await desk.intake.refused(by: run)
      #expect(kept.map(\.refusal.code) == [.unmappedQueue, .unmappedQueue, .truncated, .unmappedQueue])
      #expect(kept.map(\.line) == [1, 2, 3, 4])
      #expect(kept[1].offset == ticket(1).utf8.count + 1)
      #expect(try await Workload(store: desk.store).groups(of: "shop").map(\.reference) == ["77"])

      _ = try await Workload(store: desk.store).map(
        group: "77", of: "shop", to: "returns", as: Operation("source.queue"))
      let retried = try await desk.run(text, of: .zendesk) {
        $0.settings.queue = nil
        $0.retried = run
      }
      #expect((retried.added, retried.refused) == (1, 3))
      await #expect(throws: IntakeError.otherFile) {
        try await desk.run(text + "\n" + ticket(9), of: .zendesk) { $0.retried = run }
        try await desk.run(ticket(9), of: .zendesk) { $0.retried = run }
      }
    }
  }

  @Test func `undoing a run undoes its steps, the last first`() async throws {
    try await withVendorDesk { desk in
      try await desk.run((1...4).map { ticket($0) }.joined(separator: "\n"), of: .zendesk)
      let before = try await desk.facts()
      let report = try await desk.run((1...9).map { ticket($0, version: 2) }.joined(separator: "\n"), of: .zendesk) {
        $0.batchSize = 2
      }
      #expect((report.added, report.changed) == (5, 4))
      let undone = try await desk.intake.undo(run: try #require(report.run), as: Operation("import.undo")).value
      #expect((undone.removed, undone.restored) == (5, 4))
      #expect(try await desk.facts() == before)
      await #expect(throws: IntakeError.noRun(4711)) {
        try await desk.intake.undo(run: 4711, as: Operation("import.undo"))
      }
      await #expect(throws: IntakeError.noRun(4711)) { try await desk.intake.refused(by: 4711) }
      #expect(try await desk.intake.refused(by: try #require(report.run)).isEmpty)
    }
  }

  @Test func `a rehearsal counts all and keeps nothing`() async throws {
    try await withVendorDesk { desk in
      var request = desk.vendorRequest(
        try desk.file("t.json", (Array(1...9) + [1, 2, 3]).map { ticket($0) }.joined(separator: "\n")), .zendesk)
      request.batchSize = 4
      let report = try await desk.run(request, dryRun: true)
      #expect((report.added, report.unchanged, report.records, report.run) == (9, 3, 12, nil))
      #expect(try await desk.facts().isEmpty)
      #expect(try await desk.intake.runs().isEmpty)
    }
  }

  @Test func `the same key takes a run once`() async throws {
    try await withVendorDesk { desk in
      var request = desk.vendorRequest(
        try desk.file("t.json", (1...9).map { ticket($0) }.joined(separator: "\n")), .zendesk)
      request.batchSize = 4
      let first = try await desk.intake.run(request, as: Operation("import.zendesk", key: "monday"))
      let again = try await desk.intake.run(request, as: Operation("import.zendesk", key: "monday"))
      #expect(first.value == again.value && again.isReplay)
      #expect(try await desk.intake.runs().count == 1)
    }
  }

  // MARK: - Names

  @Test func `agents are found by their address, and may be somebody else later`() async throws {
    try await withVendorDesk { desk in
      let report = try await desk.run(ticket(2) + "\n" + ticket(3), of: .zendesk)
      #expect(report.unclaimedAgents == ["40": 1, "41": 1])
      let users =
        #"{"users":[{"id":40,"role":"agent","email":"ANA@lantern.example"},{"id":41,"role":"admin","email":"x@y.example"}]}"#
      let named = try await desk.run(users, of: .zendesk)
      #expect((named.names, named.foundAgents) == (["agents": 2], 1))
      let whose: SQL = """
        SELECT concat_ws(' ', agent_reference, person.name)
          FROM workload.contact LEFT JOIN people.person ON person.id = agent_id
         ORDER BY 1
        """
      #expect(try await desk.lines(whose) == ["40 Ana", "41"])

      let workload = Workload(store: desk.store)
      let source = try await workload.source("shop").id
      let ben = try await desk.test.asMaster {
        try $0.one(Query<Int64>("test.ben", "SELECT id FROM people.person WHERE name = 'Ben'"))
      }
      let cal = try await desk.test.asMaster {
        try $0.one(Query<Int64>("test.cal", "SELECT id FROM people.person WHERE name = 'Cal'"))
      }
      let december = LocalDate("2025-12-01")
      let told = try await workload.identify(
        "41", of: source, as: .init(rawValue: ben), before: december, operation: Operation("source.agent"))
      #expect(told.value == 0)
      let later = try await workload.identify(
        "41", of: source, as: .init(rawValue: cal), since: december, operation: Operation("source.agent"))
      #expect(later.value == 1)
      #expect(try await desk.lines(whose) == ["40 Ana", "41 Cal"])
      await #expect(throws: WorkloadError.referenceIsTaken) {
        try await workload.identify(
          "41", of: source, as: .init(rawValue: ben), since: LocalDate("2025-11-15"),
          operation: Operation("source.agent"))
      }
    }
  }

  @Test func `a group whose name a queue has is that queue`() async throws {
    try await withVendorDesk { desk in
      let groups = #"{"groups":[{"id":5,"name":"Returns"},{"id":6,"name":"VIP desk"}],"next_page":null}"#
      #expect(try await desk.run(groups, of: .zendesk).foundGroups == 1)
      #expect(try await desk.run(groups, of: .zendesk).foundGroups == 0)
      #expect(
        try await Workload(store: desk.store).groups(of: "shop").map {
          "\($0.reference) \($0.name ?? "–") \($0.queue ?? "–")"
        }
          == ["5 Returns returns", "6 VIP desk –"])
      let report = try await desk.run(ticket(1, group: "5") + "\n" + ticket(2, group: "6"), of: .zendesk) {
        $0.settings.queue = nil
      }
      #expect((report.added, report.refused) == (1, 1))
    }
  }

  @Test func `time entries wait for their tickets`() async throws {
    try await withVendorDesk { desk in
      let entries = """
        [{"id":1,"time_spent":"00:10","ticket_id":11,"agent_id":3,"start_time":"2025-11-28T09:00:00Z",
          "updated_at":"2025-11-28T09:30:00Z"}]
        """
      let first = try await desk.run(entries, of: .freshdesk)
      #expect(first.refusals.map(\.refusal.code) == [.unknownContact])
      try await desk.run(
        #"{"id":11,"requester_id":4,"priority":1,"source":3,"created_at":"2025-11-28T08:00:00Z","updated_at":"2025-11-28T10:00:00Z"}"#,
        of: .freshdesk, name: "tickets.json")
      let retried = try await desk.run(entries, of: .freshdesk) { $0.retried = first.run }
      #expect((retried.added, retried.refused) == (1, 0))
      #expect(
        try await desk.lines(
          "SELECT channel.code FROM workload.handle_spell JOIN workload.channel ON channel.id = channel_id")
          == ["phone"])
    }
  }

  @Test func `nobody but planners and HR of the entity may run an import, or see what it refused`() async throws {
    try await withVendorDesk { desk in
      try await desk.run("{\"id\":3,", of: .zendesk)
      for name in ["Ana", "Mara", "Rui", "Tess"] {
        let store = try await desk.test.store(as: name)
        await #expect(throws: IntakeError.self) { try await Intake(store: store).refused(by: 1) }
        await store.close()
      }
      let bruno = try await desk.test.store(as: "Bruno")
      #expect(try await Intake(store: bruno).runs().isEmpty)
      await bruno.close()
    }
  }
}
