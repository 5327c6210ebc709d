import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct EvaluationTests {
  private func start(
    _ reference: String = "t-1", of agent: String = "Ana", _ answers: [String: String] = goodAnswers
  )
    -> EvaluationStart
  {
    EvaluationStart(form: "returns-care", reference: reference, agent: agent, answers: answers)
  }

  @Test func `from draft to acknowledged, each step by whose it is`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.quality(as: "Lev"), try await cast.quality(as: "Ana"))
      let draft = try await lev.begin(start(), .test).value
      #expect(draft.state == .draft && draft.raw == 95 && draft.evaluatorName == "Lev" && draft.agentName == "Ana")
      #expect(try await ana.evaluations().count == 1, "the one of the cast alone")
      let submitted = try await lev.submit(draft.id, .test).value
      #expect(submitted.state == .submitted && submitted.reported == 95 && submitted.isPassed == true)
      #expect(try await qualityRefusal { try await ana.evaluation(draft.id) } == .unknown("evaluation", "#\(draft.id)"))
      let published = try await lev.step(draft.id, to: .published, .test).value
      let (shown, last) = (try #require(published.publishedAt), try #require(published.disputableTo))
      #expect(last.microseconds - shown.microseconds == 7 * 86_400 * 1_000_000)
      let seen = try await ana.evaluation(draft.id)
      #expect(seen.evaluation.evaluatorName == "Lev" && seen.steps.map(\.state) == [.published])
      _ = try await ana.step(draft.id, to: .acknowledged, comment: "Agreed.", .test)
      let file = try await lev.evaluation(draft.id)
      #expect(file.steps.map(\.state) == [.submitted, .published, .acknowledged] && file.form == .care)
      #expect(file.steps.last?.comment == "Agreed." && file.steps.last?.person == "Ana")
    }
  }

  @Test func `answers change while it is a draft, and are taken back`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let draft = try await lev.begin(start(of: "Ben", ["greeting": "no"]), .test).value
      let more = try await lev.answer(
        draft.id, goodAnswers, comments: ["tone": "Warm."], comment: "Good call.", .test
      ).value
      #expect(more.raw == 95 && more.findings["tone"]?.comment == "Warm." && more.comment == "Good call.")
      let fewer = try await lev.answer(draft.id, ["policy": "no", "tone": "-"], .test).value
      #expect(fewer.findings["tone"] == nil && fewer.findings["amount"] == nil, "no longer asked")
      #expect(fewer.comment == "Good call.")
    }
  }

  @Test(arguments: [
    (["greeting": "perhaps"], ["greeting offers yes, no, not perhaps"]),
    (["colour": "red"], ["there is no question colour"]),
    (["tone": "n/a"], ["tone always applies"]),
    (["policy": "no", "amount": "yes"], ["amount is not asked after these answers"]),
  ])
  func `an answer that does not fit is refused`(answers: [String: String], problems: [String]) async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let reason = try await qualityRefusal { try await lev.begin(start("t-2", of: "Ben", answers), .test) }
      #expect(reason == .badAnswers(problems) && reason.kind == .invalid)
    }
  }

  @Test func `half an evaluation is not submitted`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let ben = try await cast.evaluation(of: "ticket-1047")
      let reason = try await qualityRefusal { try await lev.submit(ben, .test) }
      #expect(
        reason
          == .badAnswers(["tone is not answered", "policy is not answered", "identity is not answered"]))
    }
  }

  @Test func `the contact says whose it was`() async throws {
    try await withStore { cast in
      try await cast.addContacts(["Ana": 3, "Eve": 1])
      let lev = try await cast.quality(as: "Lev")
      var start = start("ana-3-2")
      start.agent = nil
      let begun = try await lev.begin(start, .test).value
      #expect(begun.agentName == "Ana" && begun.openedAt != nil)
      start.reference = "unheard-of"
      #expect(try await qualityRefusal { try await lev.begin(start, .test) } == .whoseContact("unheard-of"))
      #expect(
        try await qualityRefusal { try await lev.begin(self.start("ana-3-1", of: "Ben"), .test) }
          == .othersContact("Ana"))
      start.reference = "eve-3-1"
      #expect(
        try await qualityRefusal { try await lev.begin(start, .test) } == .whoseContact("eve-3-1"), "Eve is Noor's")
    }
  }

  @Test func `nobody evaluates themselves, or a stranger`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let own = try await qualityRefusal { try await lev.begin(start(of: "Lev"), .test) }
      #expect(own.kind == .invalid || own == .denied)
      #expect(
        try await qualityRefusal { try await lev.begin(start(of: "Eve"), .test) }
          == .people(.unknown(.person, "Eve", known: [])))
      let ana = try await cast.quality(as: "Ana")
      #expect(try await qualityRefusal { try await ana.begin(start(of: "Ana"), .test) } == .denied)
    }
  }

  @Test(arguments: [
    (Evaluation.State.published, "Lev"), (.acknowledged, "Ana"), (.final, "Hal"), (.disputed, "Hal"),
    (.superseded, "Hal"), (.withdrawn, "Lev"),
  ])
  func `a step that does not follow is refused with what does`(state: Evaluation.State, name: String) async throws {
    try await withStore { cast in
      let id = try await cast.evaluation(of: "ticket-1041")
      let caller = try await cast.quality(as: name)
      let reason = try await qualityRefusal { try await caller.step(id, to: state, comment: "why", .test) }
      #expect(reason.kind == .conflict || reason.kind == .denied || reason.kind == .invalid, "\(reason)")
      #expect(try await caller.evaluation(id).evaluation.state == .acknowledged)
    }
  }

  @Test func `a step is for whose it is`() async throws {
    try await withStore { cast in
      let (lev, hal) = (try await cast.quality(as: "Lev"), try await cast.quality(as: "Hal"))
      let draft = try await lev.begin(start(), .test).value.id
      #expect(try await qualityRefusal { try await hal.submit(draft, .test) } == .othersStep("evaluator"))
      _ = try await lev.submit(draft, .test)
      _ = try await hal.step(draft, to: .published, .test)
      #expect(try await qualityRefusal { try await lev.step(draft, to: .acknowledged, .test) } == .othersStep("agent"))
      #expect(try await qualityRefusal { try await hal.answer(draft, ["tone": "1"], .test) } == .noDraft)
    }
  }

  @Test func `a draft can be withdrawn, and then no more`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let ben = try await cast.evaluation(of: "ticket-1047")
      #expect(try await lev.step(ben, to: .withdrawn, .test).value.state == .withdrawn)
      #expect(try await qualityRefusal { try await lev.answer(ben, ["tone": "1"], .test) } == .noDraft)
      #expect(try await qualityRefusal { try await lev.submit(ben, .test) } == .noSuchStep(from: "withdrawn"))
    }
  }

  @Test func `an amendment supersedes what it amends`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let id = try await cast.evaluation(of: "ticket-1041")
      let draft = try await lev.amend(id, ["tone": "5"], .test).value
      #expect(draft.state == .draft && draft.supersedes == id && draft.raw == 100)
      #expect(try await lev.evaluation(id).evaluation.state == .acknowledged, "until it is submitted")
      _ = try await lev.submit(draft.id, .test)
      let earlier = try await lev.evaluation(id)
      #expect(earlier.evaluation.state == .superseded && earlier.evaluation.raw == 95, "the row stands as it was")
      _ = try await lev.step(draft.id, to: .published, .test)
      let ana = try await cast.quality(as: "Ana")
      #expect(try await ana.evaluations().map(\.state) == [.published, .superseded])
      #expect(try await qualityRefusal { try await lev.amend(id, [:], .test) } == .frozen)
    }
  }

  @Test func `two amendments of one evaluation do not stand side by side`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let id = try await cast.evaluation(of: "ticket-1041")
      let first = try await lev.amend(id, ["tone": "5"], .test).value
      #expect(try await qualityRefusal { try await lev.amend(id, ["tone": "1"], .test) } == .frozen)
      _ = try await lev.step(first.id, to: .withdrawn, .test)
      _ = try await lev.amend(id, ["tone": "1"], .test)
    }
  }

  @Test func `what nobody disputed in its days is final and frozen`() async throws {
    try await withStore { cast in
      let (lev, ana) = (try await cast.quality(as: "Lev"), try await cast.quality(as: "Ana"))
      let id = try await cast.evaluation(of: "ticket-1041")
      let early = try await qualityRefusal { try await lev.step(id, to: .final, .test) }
      #expect(early.description.hasPrefix("It can still be disputed until 20"))
      try await cast.age(id, days: 8)
      #expect(try await ana.evaluation(id).evaluation.state == .final)
      #expect(try await qualityRefusal { try await ana.step(id, to: .disputed, comment: "late", .test) } == .tooLate)
      #expect(try await qualityRefusal { try await lev.amend(id, [:], .test) } == .frozen)
      #expect(try await lev.step(id, to: .final, .test).value.state == .final)
    }
  }

  @Test func `a list is narrowed by agent, form, state and days`() async throws {
    try await withStore { cast in
      let hal = try await cast.quality(as: "Hal")
      func count(_ narrow: (inout EvaluationFilter) -> Void) async throws -> Int {
        var filter = EvaluationFilter()
        narrow(&filter)
        return try await hal.evaluations(filter).count
      }
      #expect(try await count { _ in } == 2)
      #expect(try await count { $0.agent = "Ana" } == 1)
      #expect(try await count { $0.state = .draft } == 1)
      #expect(try await count { $0.form = "other" } == 0)
      #expect(try await count { $0.through = LocalDate("2020-01-01") } == 0)
      #expect(try await count { $0.from = LocalDate("2020-01-01") } == 2)
    }
  }

  @Test func `the same key does not evaluate twice, and a rehearsal not at all`() async throws {
    try await withStore { cast in
      let lev = try await cast.quality(as: "Lev")
      let asked = start()
      let first = try await lev.begin(asked, Operation("evaluation.start", key: "k", input: asked))
      let again = try await lev.begin(asked, Operation("evaluation.start", key: "k", input: asked))
      #expect(again.isReplay && again.value.id == first.value.id)
      let rehearsed = try await lev.begin(asked, Operation("evaluation.start", dryRun: true))
      #expect(try await qualityRefusal { try await lev.evaluation(rehearsed.value.id) }.kind == .missing)
    }
  }
}
