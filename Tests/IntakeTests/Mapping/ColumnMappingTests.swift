import Foundation
import Postgres
import Store
import Testing
import Workload

@testable import Intake

/// Mappings as people write them, and as `import inspect` drafts them.
@Suite struct ColumnMappingTests {
  private static let text = """
    # from the old telephone system
    delimiter = semicolon
    times = d.m.Y H:M
    zone = Berlin

    [columns]
    contact_id = Vorgang
    opened_at = Beginn = Start
    reason = Grund

    [fixed]
    queue = returns
    channel = email

    [words direction]
    eingehend = in
    """

  @Test func `a mapping says what is whose, with column names as they stand`() throws {
    let mapping = try ColumnMapping(Self.text, for: .contacts)
    #expect(mapping.delimiter == .semicolon && mapping.times?.description == "d.m.Y H:M" && mapping.zone == "Berlin")
    #expect(mapping.columns == ["contact_id": "Vorgang", "opened_at": "Beginn = Start", "reason": "Grund"])
    #expect(mapping.fixed == ["queue": "returns", "channel": "email"])
    #expect(mapping.words == ["direction": ["eingehend": "in"]])
  }

  @Test(arguments: [
    ("contact_id", 1, "write name = value"), ("[colums]\na = b", 2, "no section is called [colums]"),
    ("[columns]\ncontact = b", 2, "no column of ours is called contact, did you mean contact_id?"),
    ("delimiter = pipe", 1, "a delimiter is comma, semicolon or tab"), ("times = now", 1, "times are written with"),
    ("[words]\na = b", 2, "no section is called [words]"), ("zones = x", 1, "nothing is called zones"),
  ])
  func `a line that says nothing is refused by its number`(text: String, line: Int, problem: String) {
    do throws(ColumnMapping.BadLine) {
      _ = try ColumnMapping(text, for: .contacts)
      Issue.record("it was taken")
    } catch {
      #expect(error.line == line && error.problem.contains(problem), "\(error)")
    }
  }

  @Test(arguments: ["d.m.Y", "m/d/Y H:M:S", "Y-m-d", "d m Y", "m/d/Y H:M p"])
  func `a pattern has a day, a month and a year`(text: String) {
    #expect(TimePattern(text)?.description == text)
  }

  @Test(arguments: ["d.m", "d.m.Y d", "d.m.Y H:H", "YYYY-MM-dd", "d.m.Y\0", "", "tomorrow", "d.m.Y p"])
  func `what is no pattern is none`(text: String) {
    #expect(TimePattern(text) == nil)
  }

  @Test(arguments: [
    ("11/8/2025 9:05 PM", "2025-11-08 21:05:00"), ("11/28/2025 12:05 am", "2025-11-28 00:05:00"),
    ("11/28/2025 12:00 PM", "2025-11-28 12:00:00"), ("11/28/2025 9:05", nil), ("11/28/2025 13:05 PM", nil),
    ("11/28/2025 0:05 AM", nil), ("11/28/2025 9:05 XM", nil), ("11/28/2025 9:05 PM ", nil),
  ])
  func `a clock of twelve hours is read with its half of the day`(text: String, read: String?) {
    #expect(TimePattern("m/d/Y H:M p")?.read(text) == read.flatMap { LocalDateTime($0) })
  }
}

/// Files of nobody we know, read by a mapping.
@Suite struct MappedFileTests {
  private static let german = """
    Vorgang;Beginn;Richtung;Grund;Agent
    A-1;31.08.2025 09:05;eingehend;Wo ist mein Paket?;frieda
    A-2;01.12.2025 17:30;ausgehend;;frieda

    """

  private func mapping(_ more: String = "") throws -> ColumnMapping {
    try ColumnMapping(
      """
      delimiter = semicolon
      times = d.m.Y H:M
      zone = Berlin
      [columns]
      contact_id = Vorgang
      opened_at = Beginn
      direction = Richtung
      reason = Grund
      agent = Agent
      [fixed]
      queue = returns
      channel = email
      [words direction]
      eingehend = in
      ausgehend = out
      \(more)
      """, for: .contacts)
  }

  private func run(_ text: String, _ mapping: ColumnMapping, _ desk: ImportDesk) async throws -> ImportReport {
    var request = try desk.request(text, as: .contacts)
    request.mapping = mapping
    request.delimiter = mapping.delimiter ?? .comma
    return try await desk.intake.run(request, as: Operation("import.contacts")).value
  }

  @Test func `somebody else's columns, words and clocks become ours, and twice changes nothing`() async throws {
    try await withDesk { desk in
      let first = try await run(Self.german, try mapping(), desk)
      #expect(first.added == 2 && first.refused == 0)
      #expect(try await run(Self.german, try mapping(), desk).changesNothing)
      let told = try await desk.lines(
        """
        SELECT concat_ws(' ', opened_at AT TIME ZONE 'UTC', is_inbound, coalesce(reason, '–'))
          FROM workload.contact ORDER BY opened_at
        """)
      #expect(told == ["2025-08-31 07:05:00 t Wo ist mein Paket?", "2025-12-01 16:30:00 f –"])
    }
  }

  @Test func `a time the clocks skip, and a word nobody explained, are refused by line`() async throws {
    try await withDesk { desk in
      let text = """
        Vorgang;Beginn;Richtung;Grund;Agent
        A-1;30.03.2025 02:30;eingehend;;
        A-2;31.08.2025 09:05;intern;;
        A-3;2025-08-31;eingehend;;

        """
      var request = try desk.request(text, as: .contacts)
      request.mapping = try mapping()
      request.delimiter = .semicolon
      do throws(IntakeError) {
        _ = try await desk.intake.run(request, as: Operation("import.contacts"))
        Issue.record("it was taken")
      } catch {
        let told = error.description
        for part in [
          ":2:5: opened_at: 02:30 does not exist", ":3:22: direction", ":4:5: opened_at", "d.m.Y H:M", "3 rows",
        ] {
          #expect(told.contains(part), "\(part) in \(told)")
        }
      }
    }
  }

  @Test func `a mapping that names no column, or one that is there twice, is refused before any row`() async throws {
    try await withDesk { desk in
      for (header, problem) in [
        ("Vorgang;Begin;Richtung;Grund;Agent", "did you mean Begin?"),
        ("Vorgang;Beginn;Beginn;Richtung;Grund;Agent", "the column is there twice"),
      ] {
        var request = try desk.request(header + "\n", as: .contacts)
        request.mapping = try mapping()
        request.delimiter = .semicolon
        do throws(IntakeError) {
          _ = try await desk.intake.run(request, as: Operation("import.contacts"))
          Issue.record("it was taken")
        } catch {
          #expect(error.description.contains(problem), "\(error)")
        }
      }
    }
  }

  @Test func `an unknown zone is said, with the one that was meant`() async throws {
    try await withDesk { desk in
      var asked = try mapping()
      for (zone, near) in [("Middle Earth", nil), ("Europe/Berln", "Europe/Berlin")] {
        asked.zone = zone
        let unknown = IntakeError.unknownZone(zone, near: near)
        let told = asked
        await #expect(throws: unknown) { try await run(Self.german, told, desk) }
        #expect(near == nil || unknown.description.hasSuffix("Did you mean Europe/Berlin?"))
      }
    }
  }

  @Test func `a file is looked at, and a draft of its mapping reads it`() async throws {
    try await withDesk { desk in
      let path = try desk.file(
        "calls.csv",
        """
        Ticket ID;Created at;Group;Source;Assignee;Category;Caller number
        1;31.08.2025 09:05;returns;email;frieda;Late;+49 170 1234567
        2;13.09.2025 10:00;returns;email;;;

        """)
      let look = try FileInspection(path, as: .contacts)
      #expect(look.delimiter == .semicolon && look.times?.description == "d.m.Y H:M")
      #expect(look.match("queue") == "Group" && look.match("contact_id") == "Ticket ID")
      #expect(look.draft.contains("#   Caller number: "))
      #expect(!look.draft.contains("1234567"))
      let told = look.draft.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0 == "zone = " ? "zone = Europe/Berlin" : String($0) }.joined(separator: "\n")
      let report = try await run(
        try String(contentsOfFile: path, encoding: .utf8), try ColumnMapping(told, for: .contacts), desk)
      #expect(report.added == 2 && report.refused == 0)
    }
  }

  @Test func `volumes by day and interval are looked at, and the draft says how the day is written`() async throws {
    try await withDesk { desk in
      let path = try desk.file(
        "volumes.csv", "Datum;Intervall;Queue;Kanal;Angeboten;Angenommen\n28.11.2025;09:00;returns;email;10;9\n")
      let look = try FileInspection(path, as: .intervals)
      #expect(look.times?.description == "d.m.Y")
      let told = look.draft.replacing("zone = \n", with: "zone = Europe/London\n")
      var request = ImportRequest(path, as: .intervals, from: "shop")
      request.delimiter = .semicolon
      request.mapping = try ColumnMapping(told, for: .intervals)
      #expect(try await desk.intake.run(request, as: Operation("import.run")).value.added == 1)
      let plain = try desk.file("plain.csv", "date,time,queue,channel,offered\n2025-11-28,09:00,returns,email,10\n")
      #expect(try FileInspection(plain, as: .intervals).times == nil)
    }
  }

  @Test func `where days and months could be either, the draft says so`() async throws {
    try await withDesk { desk in
      let path = try desk.file("orders.csv", "Order Number,Order Date,Total\n1,03/04/2025,12.00\n")
      let look = try FileInspection(path, as: .orders)
      #expect(look.times?.description == "d/m/Y" && look.otherTimes.map(\.description) == ["m/d/Y"])
      #expect(look.draft.contains("# or m/d/Y: no row tells"))
    }
  }
}
