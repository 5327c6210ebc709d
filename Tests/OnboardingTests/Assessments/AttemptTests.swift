import Onboarding
import Postgres
import Store
import StoreTesting
import Testing

/// Sitting a test, against a real database.
@Suite struct AttemptTests {
  @Test func `whoever knows it all passes, and the result stands in the same transaction`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.assign(test)
      let attempt = try await Exam.sit(test, as: "Cal", Exam.right)
      #expect(attempt.state == .graded && attempt.percent == 100 && attempt.isPass == true)
      let passed = try await Exam.count(
        test,
        "SELECT count(*) FROM onboarding.item_result WHERE verb = 'passed' AND score = 1 AND evidence = 'attempt 1'")
      let standing = try await Exam.standing(test)
      #expect(passed == 1 && standing == "completed")
    }
  }

  @Test func `a failed test completes nothing that asks for a pass`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.assign(test)
      let attempt = try await Exam.sit(test, as: "Cal", ["31", "1", "false", "1,2"])
      #expect(attempt.percent == 37.5 && attempt.isPass == false)
      #expect(try await Exam.satisfied(test) == 0)
      #expect(try await Exam.count(test, "SELECT count(*) FROM onboarding.item_result WHERE verb = 'failed'") == 1)
    }
  }

  @Test func `a test that nobody assigned is practice, and leaves no result`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      let attempt = try await Exam.sit(test, as: "Ana", Exam.right)
      #expect(attempt.isPass == true)
      #expect(try await Exam.count(test, "SELECT count(*) FROM onboarding.item_result WHERE verb = 'passed'") == 0)
    }
  }

  @Test func `an open attempt is gone on with, and its answers are there`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.with(test, "Ana") { ana in
        let first = try await ana.start("returns-test", as: Operation("assess.start")).value
        _ = try await ana.answer(first.attempt.id, at: 1, .number(30), as: Operation("assess.answer"))
        _ = try await ana.answer(first.attempt.id, at: 2, .picks([1]), as: Operation("assess.answer"))
        _ = try await ana.answer(first.attempt.id, at: 2, nil, as: Operation("assess.answer"))
        let again = try await ana.start("returns-test", as: Operation("assess.start")).value
        #expect(again.attempt.id == first.attempt.id)
        #expect(again.questions.map(\.response) == [.number(30), nil, nil, nil])
      }
    }
  }

  @Test func `the attempts have an end, and a voided one does not count`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.mostAttempts = 2 }
      try await Exam.assign(test)
      try await Exam.sit(test, as: "Cal", [])
      try await Exam.sit(test, as: "Cal", [])
      await refused(by: "attempt_limit_is_not_passed") { try await Exam.sit(test, as: "Cal", []) }
      try await Exam.with(test, "Tess") { tess in
        _ = try await tess.void("2", reason: "the fire alarm", as: Operation("assess.void"))
      }
      let third = try await Exam.sit(test, as: "Cal", Exam.right)
      #expect(third.number == 3 && third.isPass == true)
    }
  }

  @Test func `the next attempt waits for its delay, and says until when`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.delayMinutes = 60 }
      try await Exam.sit(test, as: "Ana", [])
      let no = await #expect(throws: OnboardingError.self) { try await Exam.sit(test, as: "Ana", []) }
      #expect(no?.description.contains("The next one may begin at ") == true, "\(String(describing: no))")
      try await test.asMaster {
        try $0.script("UPDATE onboarding.attempt SET ended_at = now() - interval '61 minutes'")
      }
      #expect(try await Exam.sit(test, as: "Ana", []).number == 2)
    }
  }

  @Test func `when time is up no answer is taken, and what was answered is handed in by itself`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.limitMinutes = 30 }
      try await Exam.with(test, "Ana") { ana in
        let open = try await ana.start("returns-test", as: Operation("assess.start")).value
        #expect(open.attempt.dueAt != nil)
        _ = try await ana.answer(open.attempt.id, at: 1, .number(30), as: Operation("assess.answer"))
        try await test.asMaster { try $0.script("UPDATE onboarding.attempt SET due_at = now() - interval '1 second'") }
        await refused(by: "attempt_answer_comes_in_time") {
          try await ana.answer(open.attempt.id, at: 2, .picks([2]), as: Operation("assess.answer"))
        }
        #expect(try await ana.closeOverdue(as: Operation("assess.overdue")).value == 1)
        let closed = try await ana.sitting("\(open.attempt.id)").attempt
        #expect(closed.state == .graded && closed.percent == 25)
        #expect(closed.endedAt == closed.dueAt)
      }
    }
  }

  @Test func `an answer comes in time, to a question asked, and of its kind`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.with(test, "Ana") { ana in
        let id = try await ana.start("returns-test", as: Operation("assess.start")).value.attempt.id
        for (position, response) in [
          (1, Response.truth(true)), (2, .picks([1, 2])), (2, .text("x")), (3, .number(1)), (4, .truth(true)),
          (9, .number(1)),
        ] {
          await refused(by: "attempt_answer_is_of_the_kind_asked_for") {
            try await ana.answer(id, at: position, response, as: Operation("assess.answer"))
          }
        }
        _ = try await ana.submit(id, as: Operation("assess.submit"))
        await refused(by: "attempt_answer_comes_in_time") {
          try await ana.answer(id, at: 1, .number(30), as: Operation("assess.answer"))
        }
        await refused(by: "attempt_is_open") { try await ana.submit(id, as: Operation("assess.submit")) }
        await refused(by: "attempt_is_open") { try await ana.abandon("\(id)", as: Operation("assess.abandon")) }
      }
    }
  }

  @Test func `an attempt that was given up counts and has no grade`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test) { $0.mostAttempts = 1 }
      try await Exam.with(test, "Ana") { ana in
        let id = try await ana.start("returns-test", as: Operation("assess.start")).value.attempt.id
        let left = try await ana.abandon("\(id)", as: Operation("assess.abandon")).value
        #expect(left.state == .abandoned && left.percent == nil)
      }
      await refused(by: "attempt_limit_is_not_passed") { try await Exam.sit(test, as: "Ana", []) }
    }
  }

  @Test func `questions are drawn and shuffled by a seed that is kept`() async throws {
    try await withStore { test in
      let many = (1...20).map { "// [id:q\($0)]\nQuestion \($0)?{~a =b ~c ~d}" }.joined(separator: "\n\n")
      try await Exam.publish(many, in: test) {
        $0.draws = 5
        $0.shuffles = true
      }
      try await Exam.with(test, "Ana") { ana in
        let first = try await ana.start("returns-test", as: Operation("assess.start")).value
        let again = try await ana.start("returns-test", as: Operation("assess.start")).value
        #expect(first == again && first.questions.count == 5)
        #expect(first.questions.allSatisfy { $0.order.sorted() == [1, 2, 3, 4] })
      }
      // Every order of four comes up, and none of them is favoured.
      let (orders, firsts) = try await test.asMaster { session in
        return (
          try session.one(
            Query<Int>(
              "orders", "SELECT count(DISTINCT onboarding.shuffled(4, seed, 1)) FROM generate_series(1, 500) AS seed")),
          try session.one(
            Query<Int>(
              "firsts",
              "SELECT count(*) FROM generate_series(1, 4000) AS seed WHERE (onboarding.shuffled(4, seed, 7))[1] = 1"))
        )
      }
      #expect(orders == 24 && (850...1150).contains(firsts), "\(orders) \(firsts)")
    }
  }

  @Test func `two at once make one attempt`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      let ids = try await withThrowingTaskGroup(of: Attempt.ID.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await Exam.with(test, "Ana") {
              try await $0.start("returns-test", as: Operation("assess.start")).value.attempt.id
            }
          }
        }
        return try await group.reduce(into: Set<Attempt.ID>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
    }
  }

  @Test func `a rehearsal leaves nothing, and an unknown test is named`() async throws {
    try await withStore { test in
      try await Exam.publish(in: test)
      try await Exam.with(test, "Ana") { ana in
        _ = try await ana.start("returns-test", as: Operation("assess.start", dryRun: true))
        #expect(try await ana.attempts().isEmpty)
        await #expect(throws: OnboardingError.unknown(.assessment, "other", known: ["returns-test"])) {
          try await ana.start("other", as: Operation("assess.start"))
        }
        await #expect(throws: OnboardingError.unknown(.attempt, "99", known: [])) { try await ana.sitting("99") }
      }
    }
  }
}
