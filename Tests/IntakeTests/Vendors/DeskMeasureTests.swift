import Foundation
import People
import Postgres
import Store
import StoreTesting
import Testing
import Workload

@testable import Intake

/// What help desks measure of themselves: metric events, and the hours they are open.
@Suite struct DeskMeasureTests {
  private func withVendorDesk(_ body: (ImportDesk) async throws -> Void) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      try await body(desk)
    }
  }

  private func event(
    _ id: Int, _ ticket: Int, _ type: String, _ time: String, instance: Int = 1, _ more: String = ""
  ) -> String {
    """
    {"id":\(id),"ticket_id":\(ticket),"metric":"reply_time","instance_id":\(instance),"type":"\(type)",\
    "time":"2025-11-28T\(time):00Z"\(more)}
    """
  }

  private var events: [String] {
    [
      event(1, 7, "activate", "09:00"), event(2, 7, "fulfill", "09:10"), event(3, 8, "activate", "09:00"),
      event(4, 8, "breach", "10:00", ",\"deleted\":false"), event(5, 8, "fulfill", "10:30"),
      event(6, 9, "activate", "11:00"), event(7, 9, "breach", "12:00", ",\"deleted\":true"),
      event(8, 7, "activate", "13:00", instance: 2),
      event(9, 7, "update_status", "13:00", instance: 0, ",\"status\":{\"calendar\":10,\"business\":9}"),
    ]
  }

  private func metrics(_ desk: ImportDesk) async throws -> [DeskMetric] {
    let day = try #require(LocalDate("2025-11-28"))
    return try await Workload(store: desk.store).metrics(of: "shop", from: day, through: day)
  }

  @Test func `what began is counted with what became of it, and a withdrawn breach is none`() async throws {
    try await withVendorDesk { desk in
      let report = try await desk.run(events.joined(separator: "\n"), of: .zendesk)
      #expect(report.sentence == "9 records: 9 metric_event")
      let told = try await metrics(desk)
      #expect(told.count == 1 && told[0].metric == "reply_time")
      #expect((told[0].begun, told[0].fulfilled, told[0].breached) == (4, 2, 1))
      #expect(told[0].medianMinutes == 50 && told[0].slowMinutes == 82)
      let day = try #require(LocalDate("2025-11-27"))
      #expect(try await Workload(store: desk.store).metrics(of: "shop", from: day, through: day).isEmpty)
    }
  }

  @Test func `events in any order, in parts and twice leave the same tables, and an undo takes them back`() async throws
  {
    var expected: [String] = []
    let mixed = [6, 2, 8, 0, 4, 4, 7, 1, 3, 5, 2]
    for order in [Array(0..<9), mixed] {
      try await withVendorDesk { desk in
        for part in [order.prefix(5), order.dropFirst(5)] {
          try await desk.run(part.map { events[$0] }.joined(separator: "\n"), of: .zendesk)
        }
        let facts = try await desk.facts()
        if expected.isEmpty { expected = facts }
        #expect(facts == expected && facts.count == 18)
        let before = try await desk.rowVersions()
        let again = try await desk.run(events.joined(separator: "\n"), of: .zendesk)
        #expect(again.changesNothing)
        #expect(try await desk.rowVersions() == before)
      }
    }
    try await withVendorDesk { desk in
      let open = event(7, 9, "breach", "12:00", ",\"deleted\":false")
      try await desk.run(open, of: .zendesk)
      let run = try #require(try await desk.run(events.joined(separator: "\n"), of: .zendesk).run)
      #expect(try await metrics(desk)[0].breached == 1)
      let undone = try await desk.intake.undo(run: run, as: Operation("import.undo")).value
      #expect((undone.removed, undone.restored) == (8, 1))
      // An older telling of the breach that was withdrawn stays behind the newer.
      try await desk.run(events.joined(separator: "\n"), of: .zendesk)
      #expect(try await desk.run(open, of: .zendesk).older == 1)
    }
  }

  @Test(arguments: [
    ("\"type\":\"activate\"", "\"type\":\"Do it\"", RecordRefusal.Code.badText),
    ("\"metric\":\"reply_time\"", "\"metric\":\"a'); DROP--\"", .badText),
    ("\"instance_id\":1", "\"instance_id\":-1", .badNumber), ("09:00:00Z", "now", .badTimestamp),
    ("\"ticket_id\":7", "\"ticket_id\":null", .missingKey),
  ])
  func `an event that cannot be is refused`(old: String, new: String, code: RecordRefusal.Code) async throws {
    try await withVendorDesk { desk in
      let report = try await desk.run(events[0].replacing(old, with: new), of: .zendesk)
      #expect(report.refusals.map(\.refusal.code) == [code])
    }
  }

  // MARK: - Hours

  @Test func `a schedule stands beside the site's own hours`() async throws {
    // Sunday 22:00 to Monday 02:00, and five days of 9:00 to 17:00.
    let days = (1...5).map { "{\"start_time\":\($0 * 1440 + 540),\"end_time\":\($0 * 1440 + 1020)}" }
    let schedules = """
      {"schedules":[{"id":360,"name":"Support","time_zone":"London","created_at":"2025-11-01T09:00:00Z",\
      "updated_at":"2025-11-01T09:00:00Z","intervals":[{"start_time":1320,"end_time":1560},\
      \(days.joined(separator: ","))]},\
      {"id":361,"name":"West","time_zone":"Pacific Time (US & Canada)","created_at":"2025-11-01T09:00:00Z",\
      "updated_at":"2025-11-01T09:00:00Z","intervals":[]}]}
      """
    try await withVendorDesk { desk in
      _ = try await desk.test.asMaster { master in
        try master.script(
          """
          INSERT INTO people.calendar (entity_id, site_id, version)
          SELECT site.entity_id, site.id, coalesce(max(calendar.version), 0) + 1
            FROM people.site LEFT JOIN people.calendar ON calendar.site_id = site.id
           WHERE site.name = 'Leeds' GROUP BY site.entity_id, site.id;
          INSERT INTO people.opening (calendar_id, entity_id, weekday, opens_time, closes_time)
          SELECT max(calendar.id), max(calendar.entity_id), 1, '08:00', '10:00' FROM people.calendar
            JOIN people.site ON site.id = calendar.site_id AND site.name = 'Leeds'
          """)
      }
      #expect(try await desk.run(schedules, of: .zendesk).sentence == "2 records: 2 desk_hours")
      let weeks = try await Workload(store: desk.store).weeks(of: "shop")
      #expect(weeks.map(\.reference) == ["360", "361"])
      #expect(weeks.map(\.zone) == ["Europe/London", "America/Los_Angeles"])
      #expect(weeks[0].hours == 44 && weeks[0].deskAlone == 43 && weeks[0].siteAlone == 1)
      #expect(weeks[1].hours == 0 && weeks[1].deskAlone == nil && weeks[1].siteAlone == nil)
      let kept = try await desk.lines("SELECT week::text FROM workload.desk_hours ORDER BY name")
      #expect(kept[0].hasPrefix("{[0,120),[540,1020),") && kept[0].hasSuffix("[9960,10080)}"))
    }
  }

  private func hours(_ monday: String) -> String {
    """
    {"id":1,"name":"Default","is_default":true,"time_zone":"London","created_at":"2025-11-01T09:00:00Z",\
    "updated_at":"2025-11-01T09:00:00Z","business_hours":{"monday":\(monday)},"list_of_holidays":[]}
    """
  }

  @Test(arguments: [
    ("{\"start_time\":\"8:00 am\",\"end_time\":\"5:30 pm\"}", "{[480,1050)}"),
    ("{\"start_time\":\"12:00 am\",\"end_time\":\"12:00 am\"}", "{[0,1440)}"),
    ("{\"start_time\":\"12:00 pm\",\"end_time\":\"11:59 pm\"}", "{[720,1439)}"),
    ("{\"start_time\":\"09:00\",\"end_time\":\"17:00\"}", "{[540,1020)}"), ("null", "{}"),
  ])
  func `business hours of Freshdesk are minutes of the week`(monday: String, week: String) async throws {
    try await withVendorDesk { desk in
      let report = try await desk.run(hours(monday), of: .freshdesk)
      #expect(report.refused == 0, "\(report.refusals)")
      #expect(try await desk.lines("SELECT week::text FROM workload.desk_hours") == [week])
    }
  }

  @Test(arguments: [
    "{\"start_time\":\"17:00\",\"end_time\":\"9:00 am\"}", "{\"start_time\":\"13:00 pm\",\"end_time\":\"5:00 pm\"}",
    "{\"start_time\":\"0:00 am\",\"end_time\":\"5:00 pm\"}", "{\"start_time\":\"8\",\"end_time\":\"5:00 pm\"}",
    "{\"start_time\":\"8:00 am\",\"end_time\":\"allballs\"}", "{\"start_time\":\"8:60 am\",\"end_time\":\"5:00 pm\"}",
    "{\"start_time\":\"8:00 am\",\"end_time\":\"24:01\"}", "{\"start_time\":\"８:00 am\",\"end_time\":\"24:00\"}",
  ])
  func `hours that no clock shows are refused`(monday: String) async throws {
    try await withVendorDesk { desk in
      let report = try await desk.run(hours(monday), of: .freshdesk)
      #expect(report.refusals.map(\.refusal.code) == [.badTimestamp])
    }
  }
}
