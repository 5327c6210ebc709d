import Coaching
import People
import Postgres
import Store
import StoreTesting
import Testing

/// Who reads what, through plain connections of their own: the database's walls, not ours.
@Suite(.serialized) struct PersonaTests {
  /// Lev's session with Ana: a private note, one for HR, one shared and shown, and one of Ana's own.
  private func told(in cast: TestStore) async throws -> (session: CoachingSession.ID, secret: Note.ID) {
    let lev = try await cast.coaching(as: "Lev")
    let (id, _) = try await lev.shared("shared word")
    let secret = try await lev.noted("private word", in: id)
    try await lev.noted("word for hr", .hr, in: id)
    try await cast.coaching(as: "Ana").noted("own word", in: id)
    return (id, secret)
  }

  private func bodies(as name: String, in cast: TestStore) async throws -> [String]? {
    let connection = try await cast.raw(as: name)
    let found = try? await connection.with { session in
      try session.all(Query<String>("bodies", "SELECT body FROM coaching.note ORDER BY id"))
    }
    await connection.close()
    return found
  }

  @Test(arguments: [
    ("Lev", ["shared word", "private word", "word for hr"]),
    ("Ana", ["shared word", "own word"]),
    ("Mara", ["shared word"]),
    ("Hal", ["shared word", "word for hr"]),
    ("Noor", []), ("Ben", []), ("Tess", []), ("Pia", []), ("Rui", []), ("Ada", []), ("Otto", []), ("Bruno", []),
    ("Klara", []),
  ])
  func `each reads what was meant for them`(name: String, expected: [String]) async throws {
    try await withStore { cast in
      _ = try await told(in: cast)
      #expect(try await bodies(as: name, in: cast) == expected)
    }
  }

  @Test(arguments: [
    ("Lev", 1), ("Ana", 1), ("Mara", 1), ("Hal", 1), ("Noor", 0), ("Ben", 0), ("Tess", 0), ("Pia", 0), ("Ada", 0),
    ("Otto", 0), ("Bruno", 0),
  ])
  func `HR and today's leads see that a session happened`(name: String, expected: Int) async throws {
    try await withStore { cast in
      _ = try await told(in: cast)
      let connection = try await cast.raw(as: name)
      let seen = try await connection.with { session in
        try session.one(Query<Int>("sessions", "SELECT count(*) FROM coaching.session"))
      }
      await connection.close()
      #expect(seen == expected)
    }
  }

  @Test func `a lead of yesterday reads nothing, and today's reads what was shared`() async throws {
    try await withStore { cast in
      _ = try await told(in: cast)
      try await cast.arrange(
        """
        UPDATE people.membership SET team_id = (SELECT id FROM people.team WHERE name = 'Delivery')
         WHERE person_id = (SELECT id FROM people.person WHERE name = 'Ana')
        """)
      #expect(try await bodies(as: "Lev", in: cast) == [])
      #expect(try await bodies(as: "Noor", in: cast) == ["shared word"])
      #expect(try await bodies(as: "Mara", in: cast) == ["shared word"])
      let connection = try await cast.raw(as: "Lev")
      let tables = [
        "session", "step", "acknowledgement", "revision", "action", "action_step", "follow_up", "reference",
      ]
      for table in tables {
        let seen = try await connection.with { session in
          try session.one(Query<Int>("left", "SELECT count(*) FROM \(identifier: "coaching").\(identifier: table)"))
        }
        #expect(seen == 0, "\(table)")
      }
      await connection.close()
      let lev = try await cast.coaching(as: "Lev")
      #expect(try await lev.agenda().isEmpty)
      #expect(try await lev.sessions().isEmpty)
    }
  }

  @Test func `an auditor sees that something was written, and no word of it`() async throws {
    try await withStore { cast in
      _ = try await told(in: cast)
      let connection = try await cast.raw(as: "Otto")
      let (events, words) = try await connection.with { session in
        (
          try session.one(Query<Int>("events", "SELECT count(*) FROM audit.event WHERE relation = 'coaching.note'")),
          try session.one(
            Query<Int>(
              "words", "SELECT count(*) FROM audit.event WHERE to_jsonb(event)::text ~ '(shared|private|own) word'"))
        )
      }
      await connection.close()
      #expect(events >= 4 && words == 0)
    }
  }

  @Test func `breaking the glass leaves its trace before a word is read`() async throws {
    try await withStore { cast in
      let (_, secret) = try await told(in: cast)
      let hal = try await cast.coaching(as: "Hal")
      let no1 = try await refusal { try await hal.note(secret) }
      #expect(no1 == .notThere("note"))
      let short = try await refusal { try await hal.breakGlass(over: secret, reason: "curious", as: Operation("g")) }
      #expect(short.description.contains("20 characters"))
      let reason = "Grievance 7 asks what was said on the 24th"
      _ = try await hal.breakGlass(over: secret, reason: reason, as: Operation("g"))
      #expect(try await hal.note(secret).body == "private word")
      for name in ["Lev", "Ana"] {
        let told = try await cast.coaching(as: name).agenda().filter { $0.kind == .readByHR }
        #expect(told.map(\.about) == [reason], "\(name)")
      }
      let events = try await cast.asMaster { tx in
        try tx.one(
          Query<Int>(
            "events", "SELECT count(*) FROM audit.event WHERE relation = 'coaching.glass' AND login = 'u_hal'"))
      }
      #expect(events == 1)
      try await cast.arrange("UPDATE coaching.glass SET broken_at = broken_at - interval '61 minutes'")
      let no2 = try await refusal { try await hal.note(secret) }
      #expect(no2 == .notThere("note"))
    }
  }

  @Test func `nobody reads through the glass and takes the trace back`() async throws {
    try await withStore { cast in
      let (_, secret) = try await told(in: cast)
      let connection = try await cast.raw(as: "Hal")
      let seen = try? await connection.transaction { session -> Int in
        try session.run(
          Statement(
            "glass", "INSERT INTO coaching.glass (note_id, reason) VALUES (\(secret), 'a reason that is long enough')"))
        let seen = try session.one(Query<Int>("seen", "SELECT count(*) FROM coaching.note WHERE id = \(secret)"))
        #expect(seen == 0)
        throw CancellationError()
      }
      #expect(seen == nil)
      let left = try await connection.with { session in
        try session.one(Query<Int>("seen", "SELECT count(*) FROM coaching.note WHERE id = \(secret)"))
      }
      await connection.close()
      #expect(left == 0)
    }
  }

  @Test(arguments: ["Lev", "Ana", "Mara", "Ada", "Otto", "Pia", "Bruno"])
  func `nobody but HR of the company breaks a glass`(name: String) async throws {
    try await withStore { cast in
      let (_, secret) = try await told(in: cast)
      let other = try await cast.coaching(as: name)
      let no = try await refusal {
        try await other.breakGlass(over: secret, reason: "I would very much like to know", as: Operation("g"))
      }
      #expect(no == .denied)
    }
  }

  @Test func `HR breaks no glass over a note about itself, and reads none that was written for HR`() async throws {
    try await withStore { cast in
      let mara = try await cast.coaching(as: "Mara")
      let id = try await mara.planned(SessionPlan(with: "Hal", on: day("2025-11-24"), at: clock("09:00")))
      let note = try await mara.noted("about HR, for HR", .hr, in: id)
      let hal = try await cast.coaching(as: "Hal")
      #expect(try await hal.session(id).notes.isEmpty)
      let no = try await refusal {
        try await hal.breakGlass(over: note, reason: "I would very much like to know", as: Operation("g"))
      }
      #expect(no == .denied)
    }
  }

  @Test func `a search finds only what its reader may read, and its extracts show no more`() async throws {
    try await withStore { cast in
      _ = try await told(in: cast)
      #expect(try await cast.coaching(as: "Lev").search("private").map(\.extract) == ["«private» word"])
      for name in ["Ana", "Mara", "Hal", "Noor"] {
        #expect(try await cast.coaching(as: name).search("private").isEmpty, "\(name)")
      }
      #expect(try await cast.coaching(as: "Ana").search("word -own").map(\.extract) == ["shared «word»"])
    }
  }

  @Test func `neither the statistics of a text column nor an error tells what it holds`() async throws {
    try await withStore { cast in
      let (_, secret) = try await told(in: cast)
      try await cast.asMaster { session in try session.script("ANALYZE coaching.note") }
      let connection = try await cast.raw(as: "Mara")
      try await connection.with { session in
        let pieces = try session.one(
          Query<Int>("stats", "SELECT count(*) FROM pg_stats WHERE schemaname = 'coaching'"))
        let words = try session.one(
          Query<Int>(
            "ts_stat", "SELECT count(*) FROM ts_stat('SELECT words FROM coaching.note') WHERE word = 'private'"))
        let guessed = try session.one(
          Query<Int>(
            "oracle", "SELECT count(*) FROM coaching.note WHERE 1 / (CASE WHEN body ~ 'private' THEN 0 ELSE 1 END) = 1")
        )
        #expect(pieces == 0 && words == 0 && guessed == 1)
      }
      let forged = try? await connection.with { session in
        try session.run(
          Statement(
            "note.forge",
            """
            INSERT INTO coaching.note (entity_id, session_id, person_id, body, adds_to_id)
            SELECT entity_id, session_id, person_id, 'x', \(secret) FROM coaching.note
            """))
      }
      await connection.close()
      #expect(forged == nil)
    }
  }

  @Test func `a conflict is held with both sides and HR, and each side answers`() async throws {
    try await withStore { cast in
      let mara = try await cast.coaching(as: "Mara")
      let id = try await mara.planned(SessionPlan(with: "Lev", .conflict, on: day("2025-11-24"), at: clock("09:00")))
      let no3 = try await refusal { try await mara.step(id, .held) }
      #expect(no3.description.contains("both sides and HR"))
      _ = try await mara.invite("Noor", to: id, as: Operation("i"))
      #expect(try await mara.agenda().map(\.kind).contains(.hr))
      let no4 = try await refusal { try await mara.join(id, as: Operation("j")) }
      #expect(no4 == .denied)
      let (hal, noor) = (try await cast.coaching(as: "Hal"), try await cast.coaching(as: "Noor"))
      _ = try await hal.join(id, as: Operation("j"))
      try await mara.step(id, .held)
      try await hal.noted("Both want the same room.", .shared, in: id)
      try await mara.step(id, .shared)
      #expect(try await noor.session(id).notes.map(\.authorName) == ["Hal"])
      let first = try await noor.acknowledge(id, .agree, as: Operation("coach.ack")).value
      #expect(first.state == .shared)
      let lev = try await cast.coaching(as: "Lev")
      #expect(try await lev.acknowledge(id, .disagree, as: Operation("coach.ack")).value.state == .acknowledged)
      #expect(try await lev.session(id).acknowledgements.map(\.byName) == ["Lev"])
      let no5 = try await refusal { try await mara.invite("Ana", to: id, as: Operation("i")) }
      #expect(no5.kind == .conflict)
    }
  }

  @Test func `two who answer the last answers at once move the session on once`() async throws {
    try await withStore { cast in
      let mara = try await cast.coaching(as: "Mara")
      for hour in 9..<13 {
        let id = try await mara.planned(
          SessionPlan(with: "Lev", .conflict, on: day("2025-11-24"), at: LocalTime(minutes: hour * 60)))
        _ = try await mara.invite("Noor", to: id, as: Operation("i"))
        _ = try await cast.coaching(as: "Hal").join(id, as: Operation("j"))
        try await mara.step(id, .held)
        try await mara.noted("Room.", .shared, in: id)
        try await mara.step(id, .shared)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for name in ["Lev", "Noor", "Lev", "Noor"] {
            group.addTask {
              let party = try await cast.coaching(as: name)
              _ = try? await party.acknowledge(id, .agree, as: Operation("coach.ack"))
            }
          }
          try await group.waitForAll()
        }
        let record = try await mara.session(id)
        #expect(record.session.state == .acknowledged && record.acknowledgements.count == 2)
        #expect(record.steps.map(\.state) == [.held, .shared, .acknowledged])
      }
    }
  }

  @Test func `a trainer coaches who is in their class, and sees only what they coach`() async throws {
    try await withStore { cast in
      let tess = try await cast.coaching(as: "Tess")
      let lev = try await cast.coaching(as: "Lev")
      let id = try await tess.planned(SessionPlan(with: "Cal", .feedback, on: day("2025-11-25"), at: clock("10:00")))
      try await tess.step(id, .held)
      try await tess.noted("Knows the form.", .shared, in: id)
      try await tess.step(id, .shared)
      _ = try await lev.planned(SessionPlan(with: "Cal", on: day("2025-11-25"), at: clock("11:00")))
      #expect(try await tess.sessions().map(\.id) == [id])
      #expect(try await lev.session(id).notes.map(\.body) == ["Knows the form."])
      let ana = try await refusal { try await tess.planned(.ana()) }
      #expect(ana == .people(.unknown(.person, "Ana", known: [])))
    }
  }

  @Test(arguments: ["Lev", "Ana", "Noor", "Ben", "Hal", "Bruno", "Otto", "Ada"])
  func `plain SQL plans no session in another's name or past the walls`(name: String) async throws {
    try await withStore { cast in
      let before = try await cast.asMaster { try $0.one(Query<Int>("n", "SELECT count(*) FROM coaching.session")) }
      let (hal, ana, uwe) = (try await cast.id(of: "Hal"), try await cast.id(of: "Ana"), try await cast.id(of: "Uwe"))
      let connection = try await cast.raw(as: name)
      for (company, person) in [("Lantern Gifts GmbH", uwe), ("Lantern Gifts Ltd", uwe), ("Lantern Gifts Ltd", ana)] {
        // The last is Lev's to coach, but not Hal's name to use; nobody else's at all.
        _ = try? await connection.with { session in
          try session.run(
            Statement(
              "forge",
              """
              INSERT INTO coaching.session (entity_id, person_id, coach_id, kind, takes_place_on, starts_time, minutes)
              VALUES (\(company == "Lantern Gifts Ltd" ? 1 : 2), \(person), \(hal), 'one-to-one', '2025-11-24', '06:00', 30)
              """))
        }
      }
      _ = try? await connection.with { session in
        try session.run(
          Statement(
            "forge",
            """
            INSERT INTO coaching.session (entity_id, person_id, kind, takes_place_on, starts_time, minutes)
            VALUES (2, \(uwe), 'one-to-one', '2025-11-24', '06:00', 30)
            """))
      }
      await connection.close()
      let after = try await cast.asMaster { try $0.one(Query<Int>("n", "SELECT count(*) FROM coaching.session")) }
      // Bruno may coach Uwe of Berlin, and only he.
      #expect(after - before == (name == "Bruno" ? 1 : 0))
    }
  }
}
