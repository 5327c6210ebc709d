import Foundation
import Intake
import Postgres
import Store
import Testing
import Timekeeping
import Workload

@Suite struct ImportTests {
  static let orders = """
    order_id,placed_at,customer,items,value,currency
    1001,2025-11-28T09:00:00Z,ana@example.com,2,19.99,GBP
    1002,2025-11-28T10:30:00+01:00,"O'Neill, Ann",1,5,GBP
    1003,2025-12-01T00:00:00Z,,,,

    """

  /// One small file of each kind, and what the database then holds of it.
  static let files: [(kind: FileKind, text: String, held: [String])] = [
    (
      .people,
      """
      number,name,site,team,kind,starts_on,ends_on,weekly_hours,skills
      L900,Zoë,Leeds,Returns,seasonal,2025-11-10,2026-01-11,37.5,returns:4;chat

      """, ["L900 Zoë 2250 2025-11-10 2026-01-11"]
    ),
    (.orders, orders, ["1001 2 1999 GBP", "1002 1 500 GBP", "1003"]),
    (
      .refunds, "refund_id,refunded_at,amount,currency,order_id,reason\nR1,2025-11-29T09:00:00Z,19.99,GBP,1001,late\n",
      ["R1 1999 GBP 1001 late"]
    ),
    (.returns, "return_id,requested_at,items\nB1,2025-11-29T09:00:00Z,2\n", ["B1 2"]),
    (
      .contacts,
      """
      contact_id,opened_at,queue,channel,direction,agent,solved_at
      T1,2025-11-28T09:00:00Z,returns,email,in,4711,2025-11-28T11:00:00Z
      T2,2025-11-28T09:05:00Z,returns,email,out,,

      """, ["T1 t 4711", "T2 f"]
    ),
    (
      .spells,
      "spell_id,started_at,handle_seconds,queue,channel,contact_id,agent\nS1,2025-11-28T09:00:00Z,340,returns,email,T1,4711\n",
      ["S1 340 T1 4711"]
    ),
    (
      .surveys, "survey_id,answered_at,score,raw_score,agent\nV1,2025-11-28T12:00:00Z,good,103,4711\n",
      ["V1 1 103 4711"]
    ),
    (
      .intervals,
      "queue,channel,starts_at,offered,handled,abandoned,handle_seconds\nreturns,email,2025-11-28T09:00:00Z,12,10,2,3400\n",
      ["2025-11-28 540 30 12 10 2 3400"]
    ),
    (
      .series, "series,date,volume,time\norders,2025-11-28,412,\norders,2025-11-28,17,09:00\n",
      ["orders 2025-11-28 0 1440 412", "orders 2025-11-28 540 60 17"]
    ),
    (
      .states, "person,state,starts_at,ends_at\nAna,ready,2025-11-28T09:00:00Z,2025-11-28T10:00:00Z\n",
      ["ready 2025-11-28 01:00:00"]
    ),
  ]

  private func held(_ kind: FileKind, at desk: ImportDesk) async throws -> [String] {
    switch kind {
    case .people:
      try await desk.lines(
        "SELECT concat_ws(' ', number, name, weekly_minutes, starts_on, ends_on) FROM people.person JOIN people.employment ON person_id = person.id WHERE number = 'L900'"
      )
    case .orders:
      try await desk.lines(
        "SELECT concat_ws(' ', external_id, items, value_minor, currency) FROM workload.shop_order JOIN workload.origin USING (id) ORDER BY 1"
      )
    case .refunds:
      try await desk.lines(
        "SELECT concat_ws(' ', external_id, amount_minor, currency, order_external_id, reason) FROM workload.shop_refund JOIN workload.origin USING (id)"
      )
    case .returns:
      try await desk.lines(
        "SELECT concat_ws(' ', external_id, items) FROM workload.shop_return JOIN workload.origin USING (id)")
    case .contacts:
      try await desk.lines(
        "SELECT concat_ws(' ', external_id, is_inbound, agent_reference) FROM workload.contact JOIN workload.origin USING (id) ORDER BY 1"
      )
    case .spells:
      try await desk.lines(
        "SELECT concat_ws(' ', external_id, handle_seconds, contact_external_id, agent_reference) FROM workload.handle_spell JOIN workload.origin USING (id)"
      )
    case .surveys:
      try await desk.lines(
        "SELECT concat_ws(' ', external_id, score, raw_score, agent_reference) FROM workload.survey JOIN workload.origin USING (id)"
      )
    case .intervals:
      try await desk.lines(
        "SELECT concat_ws(' ', local_on, local_minute, minutes, offered, handled, abandoned, handle_seconds) FROM workload.interval_volume"
      )
    case .series:
      try await desk.lines(
        "SELECT concat_ws(' ', series, local_on, local_minute, minutes, volume) FROM workload.series_volume ORDER BY 1")
    case .states:
      try await desk.lines(
        "SELECT concat_ws(' ', state, (starts_at AT TIME ZONE 'UTC')::date, ends_at - starts_at) FROM timekeeping.state_spell"
      )
    }
  }

  @Test(arguments: FileKind.allCases)
  func `each kind of file is taken in, and the second time changes nothing`(kind: FileKind) async throws {
    let (_, text, expected) = try #require(Self.files.first { $0.kind == kind })
    try await withDesk { desk in
      let name = kind == .people ? "Hal" : "Pia"
      _ = try await Timekeeping(store: desk.store).mean("ready", "contact", as: Operation("adherence.means"))
      let first = try await desk.run(text, as: kind, by: name)
      #expect((first.added, first.refused) == (expected.count, 0))
      #expect(try await held(kind, at: desk) == expected)
      let again = try await desk.run(text, as: kind, by: name)
      #expect(again.changesNothing && again.unchanged == expected.count)
      #expect(try await held(kind, at: desk) == expected)
    }
  }

  @Test func `a dry run tells what would be, and leaves nothing`() async throws {
    try await withDesk { desk in
      let rehearsed = try await desk.run(Self.orders, as: .orders, dryRun: true)
      #expect(rehearsed.added == 3)
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.origin") == ["0"])
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.batch") == ["0"])
      #expect(try await desk.run(Self.orders, as: .orders) == rehearsed)
    }
  }

  @Test func `more changes than are allowed keep everything out`() async throws {
    try await withDesk { desk in
      var request = try desk.request(Self.orders, as: .orders)
      request.maxAffected = 2
      let guarded = request
      await #expect(throws: IntakeError.tooManyChanges(3, allowed: 2)) {
        _ = try await desk.intake.run(guarded, as: Operation("import.run"))
      }
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.origin") == ["0"])
      request.maxAffected = 3
      let allowed = request
      #expect(try await desk.intake.run(allowed, as: Operation("import.run")).value.added == 3)
    }
  }

  @Test func `the same operation key imports once`() async throws {
    try await withDesk { desk in
      let request = try desk.request(Self.orders, as: .orders)
      let first = try await desk.intake.run(request, as: Operation("import.run", key: "monday"))
      let again = try await desk.intake.run(request, as: Operation("import.run", key: "monday"))
      #expect(!first.isReplay && again.isReplay && first.value == again.value)
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.batch") == ["1"])
    }
  }

  @Test func `columns in another order, line ends and a mark change nothing`() async throws {
    try await withDesk { desk in
      try await desk.run("order_id,placed_at,items\n1,2025-11-28T09:00:00Z,2\n", as: .orders)
      let other = "\u{FEFF}items,placed_at,order_id\r\n2,2025-11-28 10:00+01:00,\"1\"\r\n"
      #expect(try await desk.run(other, as: .orders).unchanged == 1)
    }
  }

  @Test func `names that only look different are one`() async throws {
    try await withDesk { desk in
      try await desk.run("order_id,placed_at\nJos\u{E9},2025-11-28T09:00:00Z\n", as: .orders)
      #expect(try await desk.run("order_id,placed_at\nJose\u{301},2025-11-28T09:00:00Z\n", as: .orders).unchanged == 1)
    }
  }

  @Test func `an import from a pipe is read as from a file`() async throws {
    try await withDesk { desk in
      let path = desk.folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let writing = Task.detached { try Data(Self.orders.utf8).write(to: URL(filePath: path)) }
      let request = ImportRequest(path, as: .orders, from: "shop")
      #expect(try await desk.intake.run(request, as: Operation("import.run")).value.added == 3)
      try await writing.value
    }
  }

  @Test func `an undone import can be imported again`() async throws {
    try await withDesk { desk in
      let outcome = try await desk.intake.run(
        try desk.request(Self.orders, as: .orders), as: Operation("import.run"))
      _ = try await Workload(store: desk.store).undo(outcome.id, as: Operation("import.undo"))
      #expect(try await desk.lines("SELECT count(*)::text FROM workload.shop_order") == ["0"])
      #expect(try await desk.run(Self.orders, as: .orders).added == 3)
    }
  }

  @Test func `progress is told with bytes and rows`() async throws {
    try await withDesk { desk in
      let rows = (0..<25_000).map { "\($0),2025-11-28T09:00:00Z" }.joined(separator: "\n")
      var request = try desk.request("order_id,placed_at\n" + rows, as: .orders)
      let (told, telling) = AsyncStream.makeStream(of: ImportProgress.self)
      request.onProgress = { telling.yield($0) }
      _ = try await desk.intake.run(request, as: Operation("import.run"))
      telling.finish()
      var seen: [ImportProgress] = []
      for await progress in told { seen.append(progress) }
      #expect(seen.map(\.rows) == [10_000, 20_000, 25_000])
      #expect(seen.last?.bytes == seen.last?.totalBytes)
    }
  }
}
