import Coaching
import Postgres
import Store
import StoreTesting
import Testing

/// What is written down, for whom, and until when it can be changed.
@Suite(.serialized) struct NoteTests {
  @Test func `a shared note is shown when the session is, and not before`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let id = try await lev.planned(.ana())
      try await lev.step(id, .held)
      let note = try await lev.noted("Faster greetings.", .shared, in: id)
      #expect(try await ana.session(id).notes.isEmpty)
      #expect(try await cast.coaching(as: "Mara").session(id).notes.isEmpty)
      try await lev.step(id, .shared)
      #expect(try await ana.session(id).notes.map(\.id) == [note])
      let later = try await lev.write("And clearer ones.", .shared, in: id, as: Operation("coach.write")).value
      #expect(later.isShown)
      #expect(try await ana.session(id).notes.count == 2)
    }
  }

  @Test func `what the person shares is shown at once, and what they keep is theirs`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let id = try await lev.planned(.ana())
      try await ana.noted("I would like to talk about the new form.", .shared, in: id)
      try await ana.noted("Ask about Christmas.", in: id)
      try await ana.noted("My lead shouts.", .hr, in: id)
      #expect(try await lev.session(id).notes.map(\.body) == ["I would like to talk about the new form."])
      #expect(
        try await cast.coaching(as: "Hal").session(id).notes.map(\.body).sorted()
          == ["I would like to talk about the new form.", "My lead shouts."])
      #expect(try await ana.session(id).notes.count == 3)
      try await lev.step(id, .held)
      let no1 = try await refusal { try await lev.step(id, .shared) }
      #expect(no1 == .nothingShared)
    }
  }

  @Test func `visibility is only widened`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      let note = try await lev.noted("thinking aloud", in: id)
      #expect(try await lev.widen(note, to: .hr, as: Operation("w")).value.visibility == .hr)
      let no2 = try await refusal { try await lev.widen(note, to: .private, as: Operation("w")) }
      #expect(no2 == .narrower)
      let wide = try await lev.widen(note, to: .shared, as: Operation("w")).value
      #expect(wide.isShown)
      let back = try await refusal { try await lev.widen(note, to: .hr, as: Operation("w")) }
      #expect(back == .narrower && back.kind == .conflict)
    }
  }

  @Test func `only its author widens or edits a note`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (_, note) = try await lev.shared()
      for name in ["Ana", "Mara", "Hal", "Ada", "Otto"] {
        let other = try await cast.coaching(as: name)
        let edited = try await refusal { try await other.edit(note, "mine now", as: Operation("e")) }
        #expect([.missing, .denied].contains(edited.kind), "\(name)")
      }
      #expect(try await lev.note(note).body == "Returns go well.")
    }
  }

  @Test func `an edit keeps what was said, and what was never shown stays the author's`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let id = try await lev.planned(.ana())
      try await lev.step(id, .held)
      let note = try await lev.noted("Draft: she is slow.", .shared, in: id)
      _ = try await lev.edit(note, "Her handling time rose.", as: Operation("e"))
      try await lev.step(id, .shared)
      _ = try await lev.edit(note, "Her handling time rose by ten seconds.", as: Operation("e"))
      #expect(try await lev.revisions(of: note).map(\.body) == ["Draft: she is slow.", "Her handling time rose."])
      #expect(try await ana.revisions(of: note).map(\.body) == ["Her handling time rose."])
      #expect(try await ana.session(id).notes.map(\.revisions) == [1])
    }
  }

  @Test func `a sealed note keeps its words and takes addenda, seen as it is`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let (id, note) = try await lev.shared()
      let no3 = try await refusal { try await lev.add("more", to: note, as: Operation("a")) }
      #expect(no3 == .notSealed)
      try await cast.arrange("UPDATE coaching.note SET sealed_at = clock_timestamp()")
      let no4 = try await refusal { try await lev.edit(note, "other words", as: Operation("e")) }
      #expect(no4 == .sealed)
      let added = try await lev.add("Corrected: two, not three.", to: note, as: Operation("a")).value
      #expect(added.visibility == .shared && added.isShown)
      #expect(try await ana.session(id).notes.map(\.addsTo) == [nil, note])
      let nested = try await refusal { try await lev.add("x", to: added.id, as: Operation("a")) }
      #expect(nested.kind == .invalid)
      let other = try await refusal { try await ana.add("x", to: note, as: Operation("a")) }
      #expect(other == .notThere("note of yours"))
    }
  }

  @Test func `addenda are widened with their note, and not alone`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.coaching(as: "Lev"), try await cast.coaching(as: "Ana"))
      let (id, _) = try await lev.shared()
      let note = try await lev.noted("kept to myself", in: id)
      try await cast.arrange("UPDATE coaching.note SET sealed_at = clock_timestamp()")
      let added = try await lev.add("and this", to: note, as: Operation("a")).value.id
      let no5 = try await refusal { try await lev.widen(added, to: .shared, as: Operation("w")) }
      #expect(no5.kind == .invalid)
      #expect(try await ana.session(id).notes.count == 1)
      _ = try await lev.widen(note, to: .shared, as: Operation("w"))
      #expect(try await ana.session(id).notes.count == 3)
    }
  }

  @Test func `the seal is of the database's clock, whatever the writer says`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (_, note) = try await lev.shared()
      let hours = try await cast.asMaster { tx in
        try tx.one(
          Query<Double>(
            "hours",
            "SELECT extract(epoch FROM sealed_at - written_at)::float8 / 3600 FROM coaching.note WHERE id = \(note)"))
      }
      #expect(hours == 72)
      let connection = try await cast.raw(as: "Lev")
      for change: SQL in [
        "UPDATE coaching.note SET sealed_at = 'infinity'", "UPDATE coaching.note SET author_id = 1",
        "UPDATE coaching.note SET written_at = now()", "DELETE FROM coaching.note", "DELETE FROM coaching.revision",
        "UPDATE coaching.revision SET body = 'x'", "UPDATE coaching.session SET state = 'closed'",
        "UPDATE coaching.step SET reason = 'x'", "UPDATE coaching.action SET state = 'done'",
        "DELETE FROM coaching.acknowledgement", "TRUNCATE coaching.note CASCADE",
      ] {
        await #expect(throws: PostgresError.self) {
          try await connection.with { session in try session.run(Statement("try", change)) }
        }
      }
      await connection.close()
    }
  }

  @Test func `a note is written while the session is open, or added to`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let id = try await lev.planned(.ana())
      try await lev.step(id, .cancelled, reason: "ill")
      let late = try await refusal { try await lev.noted("afterthought", in: id) }
      #expect(late.description == "Refused: note is written while the session is open.")
      let no6 = try await refusal { try await lev.noted("  ", in: id) }
      #expect(no6.kind == .invalid)
    }
  }

  @Test func `asking for training happens with the note or not at all`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared()
      let asked = try await lev.write(
        "The refund form again.", .shared, in: id, training: ["returns-101"], due: try day("2025-12-05"),
        as: Operation("coach.write")
      ).value
      #expect(asked.asked == ["returns-101"])
      let record = try await cast.coaching(as: "Ana").session(id)
      #expect(record.training.map(\.curriculum) == ["returns-101"])
      #expect(record.training.map(\.reference) == ["session \(id)"])
      #expect(record.references == [SessionReference(.curriculumItem, "returns-101")])
      let again = try await refusal {
        try await lev.write("And again.", .shared, in: id, training: ["returns-101"], as: Operation("coach.write"))
      }
      #expect(again.kind == .conflict)
      #expect(try await lev.session(id).notes.count == 2)
    }
  }

  @Test func `what a writer is told holds no word of what was written`() async throws {
    try await withStore { cast in
      let lev = try await cast.coaching(as: "Lev")
      let (id, _) = try await lev.shared("Zweiundvierzig")
      _ = try await lev.agree(ActionPlan("Zweiundvierzig", due: day("2025-12-01")), in: id, as: Operation("a"))
      let leaks = try await cast.asMaster { tx in
        try tx.one(
          Query<Int>(
            "leaks",
            """
            SELECT (SELECT count(*) FROM op.operation WHERE outcome::text ~ 'Zweiundvierzig')
                 + (SELECT count(*) FROM audit.event WHERE diff::text ~* 'Zweiundvierzig')
            """))
      }
      #expect(leaks == 0)
    }
  }
}
