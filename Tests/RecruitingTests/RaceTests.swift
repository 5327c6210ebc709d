import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// Two recruiters at once: one wins, the other is told, nothing is left half done.
@Suite(.serialized) struct RaceTests {
  @Test func `attack 65: two recruiters race for the last seat of a class, 200 times`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast, classSeats: 1)
      try await setting.opened(seats: 2)
      for (name, seat) in [("Sam", 1), ("Kit", 2)] {
        let application = try await setting.applied(name)
        try await setting.sent(application.code, seat: seat)
      }
      let offers = try await setting.rui.offers(state: .sent).map(\.id.rawValue)
      let people = try await cast.count("people.person")
      let one = try await cast.raw(as: "Rui")
      let other = try await cast.raw(as: "Hal")
      for round in 1...200 {
        async let first = Self.hire(offers[round % 2], over: one)
        async let second = Self.hire(offers[(round + 1) % 2], over: other)
        let won = try await [first, second]
        #expect(won.count { $0 == nil } == 1, "round \(round)")
        let lost = won.compactMap(\.self)
        #expect(lost.allSatisfy { $0.constraint == "class_has_a_seat_left" && RefusalKind($0) == .conflict })
        let state = try await cast.asMaster { try $0.one(Self.state) }
        #expect(state == "1 1 \(people + 1) 1 1 1", "round \(round)")
        try await cast.asMaster { try $0.script(Self.again) }
      }
      await one.close()
      await other.close()
    }
  }

  @Test func `attack 65: two recruiters hire the same candidate at once, 100 times`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      try await setting.sent(sam.code, seat: 1)
      let offer = try #require(try await setting.rui.offers(state: .sent).first).id.rawValue
      let people = try await cast.count("people.person")
      let one = try await cast.raw(as: "Rui")
      let other = try await cast.raw(as: "Hal")
      for round in 1...100 {
        async let first = Self.hire(offer, over: one)
        async let second = Self.hire(offer, over: other)
        let won = try await [first, second]
        #expect(won.count { $0 == nil } == 1, "round \(round)")
        #expect(won.compactMap(\.self).allSatisfy { RefusalKind($0) == .conflict }, "\(won)")
        let state = try await cast.asMaster { try $0.one(Self.state) }
        #expect(state == "1 1 \(people + 1) 1 1 1", "round \(round)")
        try await cast.asMaster { try $0.script(Self.again) }
      }
      await one.close()
      await other.close()
    }
  }

  @Test func `two offers for one seat: the second is a conflict`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      for name in ["Sam", "Kit"] {
        let application = try await setting.applied(name)
        if name == "Sam" { try await setting.sent(application.code, seat: 1) }
      }
      let refused = try await refusal { try await setting.sent("Kit", seat: 1) }
      #expect(refused.rule == "offer_is_live_once_an_opening" && refused.kind == .conflict)
    }
  }

  @Test func `two recruiters move the same application: the second is told where it stands`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.move(sam.code, to: "Phone screen", as: Operation("application.move"))
      let error = await #expect(throws: PostgresError.self) {
        try await cast.psql(
          "Hal",
          """
          INSERT INTO recruiting.stage_event (entity_id, application_id, requisition_id, from_stage_id, stage_id)
          SELECT 1, application.id, application.requisition_id, applied.id, screen.id
            FROM recruiting.application
            JOIN recruiting.stage AS applied ON applied.pipeline_id = application.pipeline_id AND applied.kind = 'applied'
            JOIN recruiting.stage AS screen ON screen.pipeline_id = application.pipeline_id AND screen.kind = 'screen'
          """)
      }
      #expect(error?.constraint == "stage_event_continues_where_it_stood")
      #expect(error.map { RefusalKind($0) } == .conflict)
    }
  }

  @Test func `one person is not hired twice for the same days`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened("REQ-1")
      try await setting.opened("REQ-2")
      let sam = try await setting.applied("Sam", for: "REQ-1")
      let twice = try await setting.rui.apply("Sam", for: "REQ-2", as: Operation("application.add")).value
      try await setting.sent(sam.code, seat: 1)
      try await setting.sent(twice.code, seat: 1)
      _ = try await setting.rui.hire(sam.code, as: Operation("hire.make"))
      let refused = try await refusal { try await setting.rui.hire(twice.code, as: Operation("hire.make")) }
      #expect(refused.rule == "employment_does_not_overlap_another_of_the_person" && refused.kind == .conflict)
      #expect(try await cast.count("recruiting.hire") == 1)
    }
  }

  /// Hires over a plain connection; answers why not.
  private static func hire(_ offer: Int64, over connection: Connection) async throws -> PostgresError? {
    do {
      _ = try await connection.transaction(retry: .never) {
        try $0.one(Query<Int64>("hire", "SELECT recruiting.hire(\(offer))"))
      }
      return nil
    } catch let error as PostgresError {
      return error
    }
  }

  /// Live hires, filled seats, persons, live arrivals of this class, enrolments, accepted offers.
  private static let state = Query<String>(
    "state",
    """
    SELECT concat_ws(' ', (SELECT count(*) FROM recruiting.hire WHERE ended_at IS NULL),
                     (SELECT count(*) FROM recruiting.opening WHERE state = 'filled'),
                     (SELECT count(*) FROM people.person),
                     (SELECT count(*) FROM people.arrival JOIN people.training_class AS class ON class.id = class_id
                       WHERE class.name = 'Next class' AND withdrawn_at IS NULL),
                     (SELECT count(*) FROM people.enrolment_request),
                     (SELECT count(*) FROM recruiting.offer WHERE state = 'accepted'))
    """)

  /// Puts everything back to two sent offers, past the triggers.
  private static let again = """
    SET session_replication_role = replica;
    DELETE FROM people.enrolment_request;
    DELETE FROM people.arrival WHERE id IN (SELECT arrival_id FROM recruiting.hire);
    DELETE FROM people.employment WHERE id IN (SELECT employment_id FROM recruiting.hire);
    DELETE FROM people.person_private WHERE person_id IN (SELECT person_id FROM recruiting.hire);
    UPDATE recruiting.candidate SET person_id = NULL;
    DELETE FROM people.person WHERE id IN (SELECT person_id FROM recruiting.hire);
    DELETE FROM recruiting.hire;
    DELETE FROM recruiting.stage_event WHERE stage_id IN (SELECT id FROM recruiting.stage WHERE kind = 'accepted');
    UPDATE recruiting.application SET stage_id = (SELECT id FROM recruiting.stage WHERE kind = 'offer');
    UPDATE recruiting.offer SET state = 'sent', accepted_at = NULL, resolved_at = NULL;
    UPDATE recruiting.opening SET state = 'reserved', application_id = NULL, closed_at = NULL;
    UPDATE recruiting.requisition SET state = 'open', ended_at = NULL;
    SET session_replication_role = origin;
    """
}
