import Intake
import Postgres
import Testing

/// Intervals told in local time, as telephone systems do.
@Suite struct IntervalsFileTests {
  private static let held: SQL = """
    SELECT concat_ws(' ', starts_at AT TIME ZONE 'UTC', local_on, local_minute, offered)
      FROM workload.interval_volume ORDER BY starts_at
    """

  @Test func `local times become instants by the clocks of the queue's site`() async throws {
    try await withDesk { desk in
      let report = try await desk.run(
        """
        queue,channel,date,time,offered
        returns,email,2025-07-01,09:00,7
        returns,email,2025-11-28,09:30,12

        """, as: .intervals)
      #expect(report.added == 2)
      #expect(
        try await desk.lines(Self.held)
          == ["2025-07-01 08:00:00 2025-07-01 540 7", "2025-11-28 09:30:00 2025-11-28 570 12"])
    }
  }

  @Test func `a time the clocks skip is refused, one they show twice needs its fold`() async throws {
    try await withDesk { desk in
      let text = """
        queue,channel,date,time,fold,offered
        returns,email,2025-03-30,01:30,,1
        returns,email,2025-10-26,01:30,,2
        returns,email,2025-10-26,01:30,1,3
        returns,email,2025-10-26,01:30,2,4

        """
      let told = try await desk.refusal(of: text, as: .intervals)
      #expect(told.contains("in.csv:2: time: 01:30 does not exist on 2025-03-30 in Europe/London"))
      #expect(told.contains("in.csv:3: time: 01:30 happens twice on 2025-10-26 in Europe/London"))
      let report = try await desk.run(text, as: .intervals, maxErrors: 2)
      #expect((report.added, report.refused) == (2, 2))
      #expect(
        try await desk.lines(Self.held)
          == ["2025-10-26 00:30:00 2025-10-26 90 3", "2025-10-26 01:30:00 2025-10-26 90 4"])
    }
  }

  @Test func `told in local time or as an instant, an interval is one`() async throws {
    try await withDesk { desk in
      try await desk.run(
        "queue,channel,starts_at,offered\nreturns,email,2025-07-01T08:00:00Z,7\n", as: .intervals)
      let again = try await desk.run(
        "queue,channel,date,time,offered\nreturns,email,2025-07-01,09:00,9\n", as: .intervals)
      #expect((again.added, again.changed) == (0, 1))
      #expect(try await desk.lines(Self.held) == ["2025-07-01 08:00:00 2025-07-01 540 9"])
    }
  }

  @Test(arguments: [
    ("starts_at,offered\n", "2025-07-01T08:10:00Z,7", "starts_at: not on the grid of 30 minutes"),
    ("date,time,offered\n", "2025-07-01,08:10,7", "time: not on the grid of 30 minutes"),
    ("starts_at,date,offered\n", "2025-07-01T08:00:00Z,2025-07-01,7", "date: a date beside starts_at"),
    ("date,time,offered\n", "2025-07-01,,7", "time: empty"),
    ("date,time,offered,abandoned\n", "2025-07-01,08:00,7,8", "abandoned: more than were offered"),
    ("date,time,offered,minutes\n", "2025-07-01,08:00,7,20", "minutes: “20” is not one of the known words"),
  ])
  func `an interval that cannot be is refused`(head: String, row: String, problem: String) async throws {
    try await withDesk { desk in
      let told = try await desk.refusal(of: "queue,channel,\(head)returns,email,\(row)\n", as: .intervals)
      #expect(told.contains(problem), "\(told)")
    }
  }
}
