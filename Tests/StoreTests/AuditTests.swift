import Postgres
import Store
import StoreTesting
import Testing

struct AuditTests {
  private func hire(_ test: TestStore, _ name: String) async throws {
    let store = try await test.store(as: "Hal")
    _ = try await store.write(Operation("person.hire", key: name), or: StoreError.init) { session in
      try session.run(
        Statement(
          "person.hire",
          """
          INSERT INTO people.person (entity_id, number, name)
          SELECT entity_id, \(name), \(name) FROM people.person WHERE id = sec.me()
          """))
    }
    await store.close()
  }

  private func asMaster(_ test: TestStore, _ trusted: String) async throws {
    try await test.asMaster { session in try session.script(trusted) }
  }

  /// Seals until nothing is left: transactions of other tests on the same server hold the watermark back.
  @discardableResult
  private func sealAll(_ audit: Audit) async throws -> Int {
    var sealed = 0
    repeat {
      sealed += try await audit.seal().value
      try await Task.sleep(for: .milliseconds(5))
    } while try await audit.verify().unsealed > 0
    return sealed
  }

  @Test func `a change is written down with who, in which operation, and only what differs`() async throws {
    try await withStore { test in
      try await hire(test, "Zoe")
      let otto = try await test.store(as: "Otto")
      let event = try #require(try await Audit(store: otto).log(AuditFilter(login: "u_hal"), limit: 1).first)
      #expect(event.relation == "people.person" && event.verb == "insert" && event.acting == "u_hal")
      let operation = try #require(event.operationID)
      #expect(try await Audit(store: otto).log(AuditFilter(operationID: operation)).count == 1)
    }
  }

  @Test func `names and numbers of people are digests there, equal for equal values`() async throws {
    try await withStore { test in
      try await hire(test, "Zoe")
      let otto = try await test.store(as: "Otto")
      let event = try #require(try await Audit(store: otto).log(AuditFilter(login: "u_hal"), limit: 1).first)
      let diff = try #require(event.diff)
      #expect(!diff.contains("Zoe"))
      let digests = diff.split(separator: "\"").filter { $0.hasPrefix("#") }
      #expect(digests.count == 2 && Set(digests).count == 1)
    }
  }

  @Test func `a statement of many rows is an event a row; a row that changes its key is told as it was and as it is`()
    async throws
  {
    try await withStore { test in
      try await asMaster(
        test,
        """
        CREATE TABLE public.pair (place integer PRIMARY KEY, word text, note text, added text, removed text);
        COMMENT ON COLUMN public.pair.word IS 'pii: a word';
        SELECT audit.watch('public.pair');
        INSERT INTO public.pair SELECT n, 'word ' || n % 2 FROM generate_series(1, 1000) AS n;
        UPDATE public.pair SET note = 'seen' WHERE place <= 3;
        UPDATE public.pair SET note = 'seen' WHERE place <= 3;
        INSERT INTO public.pair VALUES (3, 'other'), (1001, 'new') ON CONFLICT (place) DO UPDATE SET word = EXCLUDED.word;
        UPDATE public.pair SET place = 2000 WHERE place = 1001;
        DELETE FROM public.pair WHERE place > 998;
        """)
      let told = try await test.asMaster { session in
        try session.all(
          Query<String>(
            "audit.told",
            """
            SELECT verb || ' ' || count(*) || ' of ' || count(DISTINCT key) || ', ' || count(DISTINCT diff)
              FROM audit.event WHERE relation = 'public.pair' GROUP BY verb ORDER BY verb
            """))
      }
      #expect(told == ["delete 3 of 3, 3", "insert 1001 of 1001, 1001", "update 6 of 5, 4"])
      let lines = try await test.asMaster { session in
        try session.all(
          Query<String>(
            "audit.lines",
            """
            SELECT key::text || ' ' || diff::text
              FROM audit.event WHERE relation = 'public.pair' AND verb = 'update' ORDER BY id
            """))
      }
      #expect(lines.prefix(3) == (1...3).map { #"{"place": \#($0)} {"note": [null, "seen"]}"# }[...])
      #expect(lines.dropFirst(3).first?.hasPrefix(##"{"place": 3} {"word": ["#"##) == true)
      #expect(lines.suffix(2).contains { $0.contains(#""place": [1001, null]"#) })
      #expect(lines.suffix(2).contains { $0.contains(#""place": [null, 2000]"#) })
      #expect(!lines.joined().contains("word 1"))
    }
  }

  @Test func `what is sealed holds, and a master's change to it is found`() async throws {
    try await withStore { test in
      try await hire(test, "Zoe")
      let audit = Audit(store: try await test.store(as: "Otto"))
      #expect(try await sealAll(audit) > 0)
      let anchor = try #require(try await audit.anchor())
      #expect(try await audit.verify(against: anchor).holds)
      try await asMaster(
        test,
        """
        SET session_replication_role = replica;
        UPDATE audit.event SET login = 'u_ana' WHERE login = 'u_hal';
        """)
      let verification = try await audit.verify(against: anchor)
      #expect(!verification.holds)
      #expect(verification.seals.map(\.holds).contains(false))
      #expect(!verification.seals.map(\.follows).contains(false))
    }
  }

  @Test func `an event that was removed is found`() async throws {
    try await withStore { test in
      let audit = Audit(store: try await test.store(as: "Otto"))
      try await sealAll(audit)
      try await asMaster(
        test,
        "SET session_replication_role = replica; DELETE FROM audit.event WHERE id = (SELECT min(id) FROM audit.event)")
      #expect(!(try await audit.verify().holds))
    }
  }

  @Test func `whoever rewrites the seals, too, is caught by an anchor kept elsewhere`() async throws {
    try await withStore { test in
      let audit = Audit(store: try await test.store(as: "Otto"))
      try await sealAll(audit)
      let printed = try #require(try await audit.anchor()).description
      let anchor = try #require(Anchor(parsing: printed))
      try await asMaster(
        test,
        """
        SET session_replication_role = replica;
        UPDATE audit.event SET diff = NULL;
        DELETE FROM audit.seal;
        SELECT audit.seal();
        """)
      #expect(try await audit.verify().holds, "the chain alone looks whole")
      #expect(!(try await audit.verify(against: anchor).holds))
    }
  }

  @Test func `an event of a transaction that is still open waits for the next seal`() async throws {
    try await withStore { test in
      let audit = Audit(store: try await test.store(as: "Otto"))
      try await sealAll(audit)
      let slow = try await test.raw(as: "Hal")
      try await slow.transaction { session in
        try session.run(
          Statement(
            "skill.add",
            "INSERT INTO people.skill (entity_id, name) SELECT entity_id, 'slow' FROM people.person WHERE id = sec.me()"
          ))
        let sealed = Gate()
        Task {
          try await hire(test, "Zoe")
          #expect(try await audit.seal().value == 0, "a later event must not overtake an earlier one still open")
          sealed.open()
        }
        sealed.wait()
      }
      await slow.close()
      #expect(try await sealAll(audit) >= 2)
      #expect(try await audit.verify().holds)
    }
  }

  @Test func `after a dump is restored under older transaction numbers, sealing goes on`() async throws {
    try await withStore { test in
      let audit = Audit(store: try await test.store(as: "Otto"))
      try await sealAll(audit)
      // As a restore leaves it: events and seals of a cluster whose numbers were far ahead.
      try await asMaster(
        test,
        """
        SET session_replication_role = replica;
        DELETE FROM audit.seal;
        UPDATE audit.event SET xid = (xid::text::numeric + 1000000000)::text::xid8;
        SELECT audit.reopen();
        """)
      #expect(try await audit.verify().holds)
      try await hire(test, "Zoe")
      #expect(try await sealAll(audit) >= 1)
      let verification = try await audit.verify()
      #expect(verification.holds)
      #expect(verification.seals.count >= 3)
    }
  }

  @Test(arguments: [
    "UPDATE audit.event SET login = 'x'", "DELETE FROM audit.event", "TRUNCATE audit.event", "DELETE FROM audit.seal",
    "UPDATE audit.seal SET events = 0",
  ])
  func `not even its owner changes the audit`(attempt: String) async throws {
    try await withStore { test in
      _ = try await Audit(store: try await test.store(as: "Otto")).seal()
      let error = await #expect(throws: PostgresError.self) {
        try await asMaster(test, "SET ROLE muster_sec; " + attempt)
      }
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test(arguments: ["Ana", "Mara", "Hal", "Pia", "Ada"])
  func `only auditors read the audit`(name: String) async throws {
    try await withStore { test in
      let error = await #expect(throws: StoreError.self) {
        try await Audit(store: try await test.store(as: name)).log()
      }
      #expect(error?.kind == .denied)
    }
  }

  @Test(arguments: ["muster-seal 1", "muster-seal x " + String(repeating: "0", count: 64), "seal 1 abc", ""])
  func `what is no anchor is not read as one`(text: String) {
    #expect(Anchor(parsing: text) == nil)
  }
}
