import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct InterviewTests {
  @Test func `an interviewer sits in one scheduled interview at a time`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let kit = try await setting.applied("Kit")
      let ten = try #require(LocalDateTime("2027-01-11T10:00"))
      let later = try #require(LocalDateTime("2027-01-11T10:15"))
      _ = try await setting.rui.plan(
        PlannedInterview(at: ten, with: ["Mara"]), for: sam.code, as: Operation("interview.schedule"))
      let clash = try await refusal {
        try await setting.rui.plan(
          PlannedInterview(at: later, with: ["Mara", "Lev"]), for: kit.code, as: Operation("interview.schedule"))
      }
      #expect(clash.rule == "interviewer_is_in_one_interview_at_a_time" && clash.kind == .conflict)
      var proposal = PlannedInterview(at: later, with: ["Mara"])
      proposal.isSettled = false
      let proposed = proposal
      let waiting = try await setting.rui.plan(proposed, for: kit.code, as: Operation("interview.propose")).value
      #expect(waiting.state == .proposed)
    }
  }

  @Test func `a rescheduled interview frees its people and keeps its history`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let ten = try #require(LocalDateTime("2027-06-11T10:00"))
      let first = try await setting.rui.plan(
        PlannedInterview(at: ten, with: ["Mara"]), for: sam.code, as: Operation("interview.schedule")
      ).value
      #expect(first.zone == "Europe/London" && "\(first.startsAt)".hasPrefix("2027-06-11T09:00"))
      let quarter = try #require(LocalDateTime("2027-06-11T10:15"))
      let second = try await setting.rui.reschedule(
        first.id, to: PlannedInterview(at: quarter, with: ["Mara"]), as: Operation("interview.reschedule")
      ).value
      #expect(second.replaces == first.id && second.sequence == 1)
      #expect(try await setting.rui.interviews().map(\.state) == [.rescheduled, .scheduled])
      let again = try await refusal {
        try await setting.rui.move(interview: first.id, to: .completed, as: Operation("interview.complete"))
      }
      #expect(again.hint == "Nothing follows rescheduled.")
    }
  }

  @Test func `feedback is by the panel and follows the interview`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      let future = try #require(LocalDateTime("2027-06-11T10:00"))
      let interview = try await setting.rui.plan(
        PlannedInterview(at: future, with: ["Mara"]), for: sam.code, as: Operation("interview.schedule")
      ).value
      let mara = try await cast.recruiting(as: "Mara")
      _ = try await mara.fill(feedback: interview.id, overall: 3, summary: "", as: Operation("feedback.fill"))
      let early = try await refusal { try await mara.submit(feedback: interview.id, as: Operation("feedback.submit")) }
      #expect(early.rule == "feedback_follows_the_interview")
      let stranger = try await refusal {
        try await setting.rui.fill(feedback: interview.id, overall: 3, summary: "", as: Operation("feedback.fill"))
      }
      #expect(stranger.kind == .denied)
    }
  }

  @Test func `a stage that asks for feedback is left with it, or by HR with a note`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      var stages = PlannedStage.customerService
      stages[2].requiredFeedback = 2
      let strict = stages
      _ = try await setting.rui.publish("Strict", stages: strict, as: Operation("pipeline.add"))
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.move(sam.code, to: "Interview", note: "known", as: Operation("application.move"))
      let refused = try await refusal {
        try await setting.rui.move(sam.code, to: "Offer", as: Operation("application.move"))
      }
      #expect(refused.rule == "stage_is_left_with_its_feedback")
      let moved = try await setting.hal.move(
        sam.code, to: "Offer", note: "both were ill", as: Operation("application.move"))
      #expect(moved.value.stage == "Offer")
    }
  }
}
