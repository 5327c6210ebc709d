import Postgres
import Scheduling
import Store
import StoreTesting
import Testing

/// The day itself among five hundred people: somebody does not come, more customers do, and few changes mend it.
@Suite(.serialized) struct DayTests {
  private static let day = LocalDate(year: 2027, month: 11, day: 22) ?? .infinity

  /// Five hundred agents at Leeds: half on calls, half on chat, fifty of whom can do both; half early, half late.
  ///
  /// - Parameter chat: Agents that each half of the chat takes; 112 leave a few to spare, 113 none.
  private func published(chat: Int, _ body: (TestStore, Scheduling) async throws -> Void) async throws {
    try await withStore { test in
      try await Crowd.hire(505, in: test)
      let pia = try await test.store(as: "Pia")
      let scheduling = Scheduling(store: pia)
      _ = try await scheduling.open(
        "peak-2027", name: "Holidays 2027", for: "Lantern Gifts Ltd", from: Self.day.adding(days: -70),
        to: Self.day.adding(days: 27), peakWeek: Self.day, as: Operation("season.open"))
      _ = try await scheduling.assume(
        Assumptions.read(Array(Sample.text("assumptions.json").utf8)), for: "peak-2027", as: Operation("season.assume"))
      try await test.asMaster { try $0.script(Self.week(chat: chat)) }
      try await body(test, scheduling)
      await pia.close()
    }
  }

  private static func week(chat: Int) -> String {
    """
    INSERT INTO people.skill (entity_id, name) SELECT entity_id, 'calls' FROM people.site WHERE name = 'Leeds';
    INSERT INTO people.skill_grant (entity_id, person_id, skill_id, level, starts_on)
    SELECT person.entity_id, person.id, skill.id, 3, '2020-01-01' FROM people.person
      JOIN people.skill ON skill.entity_id = person.entity_id AND skill.name IN ('calls', 'chat')
     WHERE person.number ~ '^C[0-9]+$'
       AND CASE skill.name WHEN 'calls' THEN substr(person.number, 2)::int <= 300 OR substr(person.number, 2)::int > 500
                           ELSE substr(person.number, 2)::int BETWEEN 251 AND 500 END;
    INSERT INTO timekeeping.publication (entity_id, version, starts_on, ends_on, published_by)
    SELECT entity_id, 27, '2027-11-21', '2027-11-28', id FROM people.person WHERE name = 'Pia';
    INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
    SELECT person.entity_id, publication.id, person.id, site.id, '2027-11-22',
           CASE substr(person.number, 2)::int % 2 WHEN 1 THEN time '08:00' ELSE '12:00' END,
           CASE substr(person.number, 2)::int % 2 WHEN 1 THEN time '16:00' ELSE '20:00' END
      FROM people.person JOIN people.site ON site.name = 'Leeds' JOIN timekeeping.publication ON publication.version = 27
     WHERE person.number ~ '^C[0-9]+$' AND substr(person.number, 2)::int <= 500;
    INSERT INTO timekeeping.activity (entity_id, shift_id, person_id, shift_minutes, kind, queue, from_minute, until_minute)
    SELECT shift.entity_id, shift.id, shift.person_id, shift.minutes, 'contact',
           CASE WHEN substr(person.number, 2)::int <= 250 THEN 'calls' ELSE 'chat' END, 0, shift.minutes
      FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id WHERE shift.works_on = '2027-11-22';
    INSERT INTO scheduling.forecast (entity_id, season_id, assumption_id, as_of_on, history_from_on, history_to_on, history_digest, method, explanation)
    SELECT season.entity_id, season.id, assumption.id, '2027-11-01', '2027-01-01', '2027-11-01', repeat('0', 64), 'test', '[]'
      FROM scheduling.season JOIN scheduling.assumption ON assumption.season_id = season.id;
    INSERT INTO scheduling.forecast_day (entity_id, forecast_id, series, day_on, mean, p10, p50, p90)
    SELECT entity_id, id, queue, '2027-11-22', 9600, 8640, 9600, 10560 FROM scheduling.forecast, unnest(ARRAY['calls', 'chat']) AS queue;
    INSERT INTO scheduling.forecast_profile (entity_id, forecast_id, weekday, slot, share)
    SELECT entity_id, id, 1, slot, CASE WHEN slot BETWEEN 24 AND 31 THEN 0.0625 ELSE 0.03125 END
      FROM scheduling.forecast, generate_series(16, 39) AS slot;
    INSERT INTO scheduling.requirement (entity_id, season_id, forecast_id, assumption_id, quantile, slot_minutes)
    SELECT entity_id, season_id, id, assumption_id, 'mean', 30 FROM scheduling.forecast;
    INSERT INTO scheduling.requirement_slot (entity_id, requirement_id, queue, day_on, slot, volume, handle_seconds, offered_load, agents, scheduled)
    SELECT requirement.entity_id, requirement.id, queue, '2027-11-22', slot, CASE WHEN slot BETWEEN 24 AND 31 THEN 600 ELSE 300 END,
           300, CASE WHEN slot BETWEEN 24 AND 31 THEN 100 ELSE 50 END,
           CASE WHEN slot BETWEEN 24 AND 31 THEN 225 ELSE CASE queue WHEN 'calls' THEN 112 ELSE \(chat) END END, 999
      FROM scheduling.requirement, generate_series(16, 39) AS slot, unnest(ARRAY['calls', 'chat']) AS queue;
    """
  }

  private func asked(absent: [String] = ["Crowd 1"], from: Int = 0, people: Int = 3) -> DayRequest {
    var request = DayRequest(Self.day)
    request.absent = absent
    request.from = LocalTime(minutes: from)
    request.people = people
    return request
  }

  @Test func `one who does not come among five hundred is made up for by at most three`() async throws {
    try await published(chat: 110) { _, scheduling in
      let advice = try await scheduling.advise(asked())
      #expect(
        advice.absent == ["Crowd 1"] && advice.shortPublished == 0 && advice.shortNow > 0 && advice.shortAfter == 0)
      let people = Set(advice.proposals.map(\.person))
      #expect((1...3).contains(people.count), "\(advice.proposals)")
      let calls = try #require(advice.queues.first { $0.queue == "calls" })
      #expect(calls.shortNow == advice.shortNow && calls.shortAfter == 0)
      #expect((calls.answeredNow ?? 1) <= (calls.answeredAfter ?? 0) && calls.answeredAfter == calls.answeredPublished)
    }
  }
  @Test func `whom a rule forbids it is not asked, and what it costs is what the hours cost`() async throws {
    try await published(chat: 112) { test, scheduling in
      // Four of the five who are off worked until two in the night: they are owed eleven hours.
      try await test.asMaster {
        try $0.script(
          """
          INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time)
          SELECT person.entity_id, publication.id, person.id, site.id, '2027-11-21', '18:00', '02:00'
            FROM people.person JOIN people.site ON site.name = 'Leeds' JOIN timekeeping.publication ON publication.version = 27
           WHERE person.number IN ('C501', 'C502', 'C503', 'C504');
          """)
      }
      let advice = try await scheduling.advise(asked())
      #expect(advice.proposals.map(\.name) == ["Crowd 505"] && advice.proposals.map(\.kind) == ["offer"], "\(advice)")
      let offer = try #require(advice.proposals.first)
      #expect(offer.from == LocalTime(minutes: 480) && offer.until == LocalTime(minutes: 960) && offer.queue == "calls")
      #expect(offer.costMinor == 8 * 1_610 && advice.currency == "GBP" && advice.shortAfter == 0)
      #expect(offer.next.hasPrefix("muster hours offer extra --site 'Leeds' --on 2027-11-22 --from 08:00"))
      let nobody = try await scheduling.advise(asked(people: 0))
      #expect(nobody.proposals.isEmpty && nobody.shortAfter == nobody.shortNow, "nobody changed, nothing mended")
      #expect(advice.costMinor == offer.costMinor)
      try await test.asMaster {
        try $0.script("SET session_replication_role = replica; DELETE FROM people.cost_rate")
      }
      let unpriced = try await scheduling.advise(asked())
      #expect(
        !unpriced.proposals.isEmpty && unpriced.costMinor == nil, "what an hour costs nobody knows, which is not nought"
      )
    }
  }

  @Test func `a busy morning makes the afternoon need more, a quiet one lets people go`() async throws {
    try await published(chat: 110) { test, scheduling in
      for (calls, isBusy) in [(360, true), (240, false)] {
        try await test.asMaster { try $0.script(Self.morning(calls: calls)) }
        let advice = try await scheduling.advise(asked(absent: [], from: 720))
        let queue = try #require(advice.queues.first { $0.queue == "calls" })
        // The morning counts as much as the spread between days lets it: 2,400 expected, and 162.6 for what days share.
        let factor = (Double(8 * calls) + 162.6) / (2_400 + 162.6)
        #expect(queue.seen == Double(8 * calls) && queue.expected == 2_400)
        #expect(abs(queue.ahead / queue.planned - factor) < 1e-3, "\(queue)")
        #expect((queue.shortNow > 0) == isBusy)
        #expect(advice.proposals.contains { $0.kind == "release" && ($0.costMinor ?? 0) < 0 } == !isBusy)
        #expect(advice.queues.first { $0.queue == "chat" }?.seen == nil, "nobody counted the chats")
      }
    }
  }

  private static func morning(calls: Int) -> String {
    """
    SET LOCAL session_replication_role = replica;
    DELETE FROM workload.interval_volume;
    INSERT INTO workload.queue (entity_id, site_id, code)
    SELECT entity_id, id, 'calls' FROM people.site WHERE name = 'Leeds' ON CONFLICT DO NOTHING;
    INSERT INTO workload.channel (entity_id, code, is_live)
    SELECT entity_id, 'phone', true FROM people.site WHERE name = 'Leeds' ON CONFLICT DO NOTHING;
    INSERT INTO workload.interval_volume
      (id, entity_id, source_id, queue_id, channel_id, starts_at, minutes, local_on, local_minute, offered, operation_id)
    SELECT slot, queue.entity_id, 1, queue.id, channel.id,
           ('2027-11-22'::date + slot * interval '30 minutes') AT TIME ZONE 'Europe/London', 30, '2027-11-22', slot * 30, \(calls), 1
      FROM workload.queue JOIN workload.channel ON channel.entity_id = queue.entity_id AND channel.code = 'phone'
     CROSS JOIN generate_series(16, 23) AS slot WHERE queue.code = 'calls';
    """
  }

  @Test func `a move cuts the shift's work and leaves the rest as it was, in a version of its own`() async throws {
    try await published(chat: 110) { test, scheduling in
      let advice = try await scheduling.advise(asked(from: 480))
      let move = advice.proposals.first { $0.kind == "move" }
      let dual = try await shift(of: "C251", test)
      #expect(move.map { $0.leaves == "chat" && $0.queue == "calls" } != false)
      let (nine, eleven) = (LocalTime(minutes: 540), LocalTime(minutes: 660))
      let made = try await scheduling.moveWork(
        of: dual, to: "calls", from: nine, until: eleven, as: Operation("day.move")
      ).value
      let work = try await test.asMaster { session in
        try session.tuples(
          "test.work",
          "SELECT queue, from_minute::bigint, until_minute::bigint FROM timekeeping.activity WHERE shift_id = \(made) ORDER BY 2",
          as: (String, Int, Int).self)
      }
      #expect(
        work.map(\.0) == ["chat", "calls", "chat"] && work.map(\.1) == [0, 60, 180] && work.map(\.2) == [60, 180, 480])
      #expect(try await test.count("SELECT count(*) FROM timekeeping.publication WHERE kind = 'move'") == 1)
      let single = try await shift(of: "C401", test)
      for (id, from, rule) in [
        (dual, nine, "moved_shift_is_published"), (made, LocalTime(minutes: 300), "moved_hours_are_inside_the_shift"),
        (single, nine, "moved_work_needs_the_skill"),
      ] {
        let refused = await #expect(throws: SchedulingError.self) {
          _ = try await scheduling.moveWork(of: id, to: "calls", from: from, until: eleven, as: Operation("day.move"))
        }
        guard case .refused(rule, _, _) = refused else {
          Issue.record("\(rule): \(String(describing: refused))"); continue
        }
      }
    }
  }

  /// Crowd 1 rests from noon to half past, when the calls are most; the shift's kind lets it begin from 10:45 to 12:45.
  @Test func `a break moves to where it hurts nobody, in a version of its own`() async throws {
    try await published(chat: 110) { test, scheduling in
      try await test.asMaster { try $0.script(Self.pause) }
      var request = asked(absent: [], from: 660)
      request.people = 1
      let advice = try await scheduling.advise(request)
      let proposal = try #require(advice.proposals.first, "\(advice)")
      #expect(proposal.kind == "break" && proposal.name == "Crowd 1" && proposal.costMinor == 0, "\(proposal)")
      #expect(advice.shortNow == 30 && advice.shortAfter == 0)
      let old = try await shift(of: "C1", test)
      #expect(proposal.next == "muster day break \(old) --from 12:00:00 --to \(proposal.from)")
      let made = try await scheduling.moveBreak(
        of: old, from: LocalTime(minutes: 720), to: proposal.from, as: Operation("day.break")
      ).value
      let work = try await activities(of: made, test)
      #expect(work.map(\.0) == ["contact", "unpaid break", "contact"] && work.map(\.2).last == 480, "\(work)")
      #expect(work[1].1 == proposal.from.minutes - 480 && work[1].2 == work[1].1 + 30)
      let again = try await scheduling.advise(request)
      #expect(again.shortNow == 0 && again.proposals.allSatisfy { $0.kind == "release" })
      for (shift, from, to, rule) in [
        (old, 720, 690, "moved_shift_is_published"), (made, 720, 690, "moved_break_begins_then"),
        (made, proposal.from.minutes, 950, "moved_break_lies_in_contact_work"),
        (made, proposal.from.minutes, 480, "moved_break_lies_in_contact_work"),
      ] {
        let refused = await #expect(throws: SchedulingError.self) {
          _ = try await scheduling.moveBreak(
            of: shift, from: LocalTime(minutes: from), to: LocalTime(minutes: to), as: Operation("day.break"))
        }
        guard case .refused(rule, _, _) = refused else {
          Issue.record("\(rule): \(String(describing: refused))"); continue
        }
      }
    }
  }

  /// Everybody on calls is needed from noon until half past, in one slot of the day.
  private static let pause = """
    UPDATE scheduling.assumption SET body = jsonb_set(body, '{shifts}',
      '[{"name": "day", "first_start": "08:00", "last_start": "08:00", "every_minutes": 30, "minutes": 480,
         "breaks": [{"minutes": 30, "is_paid": false, "earliest_after_minutes": 165, "latest_after_minutes": 285}]}]');
    DELETE FROM timekeeping.activity USING timekeeping.shift, people.person
     WHERE activity.shift_id = shift.id AND person.id = shift.person_id AND person.number = 'C1';
    INSERT INTO timekeeping.activity (entity_id, shift_id, person_id, shift_minutes, kind, queue, from_minute, until_minute)
    SELECT shift.entity_id, shift.id, shift.person_id, shift.minutes, part.kind, part.queue, part.first, part.last
      FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id AND person.number = 'C1'
     CROSS JOIN (VALUES ('contact', 'calls', 0, 240), ('unpaid break', NULL, 240, 270), ('contact', 'calls', 270, 480))
                AS part (kind, queue, first, last);
    SET LOCAL session_replication_role = replica;
    UPDATE scheduling.requirement_slot SET agents = CASE WHEN queue = 'calls' AND slot = 24 THEN 225 ELSE 100 END;
    """

  private func activities(of shift: Int64, _ test: TestStore) async throws -> [(String, Int, Int)] {
    try await test.asMaster { session in
      try session.tuples(
        "test.activities",
        """
        SELECT kind, from_minute::bigint, until_minute::bigint FROM timekeeping.activity WHERE shift_id = \(shift) ORDER BY 2
        """, as: (String, Int, Int).self)
    }
  }

  private func shift(of number: String, _ test: TestStore) async throws -> Int64 {
    try await test.asMaster {
      try $0.one(
        Query<Int64>(
          "test.shift",
          """
          SELECT shift.id FROM timekeeping.shift JOIN people.person ON person.id = shift.person_id
           WHERE person.number = \(number) AND shift.works_on = '2027-11-22'
          """))
    }
  }

  @Test(arguments: ["Ana", "Lev", "Klara", "Hal"])
  func `the day is the planner's, and moves are the publisher's`(name: String) async throws {
    try await withStore { test in
      let weighed = try await test.refusal(of: name, "SELECT * FROM scheduling.weigh_hours('2027-11-22', '[]', 1)")
      let moved = try await test.refusal(of: name, "SELECT scheduling.move_work(1, 'calls', '09:00', '10:00')")
      let rested = try await test.refusal(of: name, "SELECT scheduling.move_break(1, '09:00', '10:00')")
      #expect(weighed == "42501" && moved == "42501" && rested == "42501")
    }
  }

  @Test func `a day that no season plans, and a person nobody knows, are refused in words`() async throws {
    try await published(chat: 110) { _, scheduling in
      let far = try #require(LocalDate("2031-01-01"))
      let unplanned = await #expect(throws: SchedulingError.self) { _ = try await scheduling.advise(DayRequest(far)) }
      #expect(unplanned == .noPlanFor("2031-01-01"))
      let unknown = await #expect(throws: SchedulingError.self) {
        _ = try await scheduling.advise(asked(absent: ["Zoe"]))
      }
      #expect(unknown == .unknownPerson("Zoe"))
    }
  }
}
