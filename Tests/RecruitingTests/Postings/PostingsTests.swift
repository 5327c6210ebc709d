import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

struct PostingsTests {
  private func draft(_ today: LocalDate) -> PostingDraft {
    var draft = PostingDraft("REQ-1", from: "seasonal-customer-service-agent", on: "careers", opens: today)
    draft.closesOn = today.adding(days: 20)
    draft.startsOn = today.adding(days: 30)
    draft.workHours = "30"
    draft.applyTo = "https://lantern.example/jobs"
    draft.values = [
      "end": "11 January", "training": "two weeks", "channels": "telephone and chat", "language": "English",
      "schedule": "evenings and weekends", "benefits": "a pension", "contact": "jobs@lantern.example",
    ]
    return draft
  }

  private func described(_ setting: Setting) async throws -> Postings {
    let postings = Postings(store: try await setting.cast.store(as: "Rui"))
    let text = try #require(JobText.shipped["seasonal-customer-service-agent"])
    _ = try await postings.describe(text, as: "seasonal-customer-service-agent", by: Operation("description.add"))
    return postings
  }

  @Test func `a posting is drafted, linted, live, paused and live again`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let postings = try await described(setting)
      let today = try await cast.today()
      let posting = try await postings.draft(draft(today), as: Operation("posting.draft")).value
      #expect(posting.content.text.brief.contains("Lantern Gifts Ltd"))
      #expect(posting.content.pay == PayRange(1_200, to: 1_600, "GBP", per: .hour))
      #expect(try await postings.lint(posting.id, on: today).isEmpty)
      let live = try await postings.publish(posting.id, on: today, as: Operation("posting.publish")).value
      #expect(live.state == .live && live.openings == 2 && live.liveSince != nil)
      #expect(try await postings.live().map(\.id) == [posting.id])
      let pause = try await postings.move(posting.id, to: .paused, reason: "full", as: Operation("posting.pause"))
      #expect(pause.value.state == .paused)
      let again = try await postings.publish(posting.id, on: today, as: Operation("posting.publish")).value
      #expect(again.state == .live)
    }
  }

  @Test func `nothing goes live with a placeholder, whoever writes it`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let postings = try await described(setting)
      let today = try await cast.today()
      var wish = draft(today)
      wish.values["training"] = nil
      let posting = try await postings.draft(wish, as: Operation("posting.draft")).value
      do {
        _ = try await postings.publish(posting.id, on: today, as: Operation("posting.publish"))
        Issue.record("it went live")
      } catch HiringError.lint(let findings) {
        #expect(findings.map(\.rule) == ["placeholder"])
      }
      let id = posting.id.rawValue
      await #expect(throws: PostgresError.self) {
        try await cast.psql(
          "Rui", "INSERT INTO recruiting.posting_step (entity_id, posting_id, goes) VALUES (1, \(id), 'linted')")
      }
      await #expect(throws: PostgresError.self) {
        try await cast.psql("Rui", "UPDATE recruiting.posting SET state = 'live' WHERE id = \(id)")
      }
    }
  }

  @Test func `a move that is not allowed names those that are`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let postings = try await described(setting)
      let posting = try await postings.draft(draft(try await cast.today()), as: Operation("posting.draft")).value
      do {
        _ = try await postings.move(posting.id, to: .live, reason: "", as: Operation("posting.live"))
        Issue.record("it went live")
      } catch HiringError.rule(let name, _, let hint) {
        #expect(name == "posting_goes_where_it_may")
        #expect(hint == "From draft it goes to closed, linted.")
      }
    }
  }

  /// T12 in Horilla: a job that only looks on the very day never closes what it missed.
  @Test func `T12: a posting expires also when nobody looked on its last day`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let postings = try await described(setting)
      let today = try await cast.today()
      let posting = try await postings.draft(draft(today), as: Operation("posting.draft")).value
      _ = try await postings.publish(posting.id, on: today, as: Operation("posting.publish"))
      let last = today.adding(days: 20)
      #expect(try await postings.expire(on: last, as: Operation("posting.expire")).value.isEmpty)
      let gone = try await postings.expire(on: last.adding(days: 3), as: Operation("posting.expire")).value
      #expect(gone.map(\.state) == [.expired])
    }
  }

  @Test func `versions are written once, and the same words are no new version`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      let postings = try await described(setting)
      var text = try #require(JobText.shipped["seasonal-customer-service-agent"])
      let code = "seasonal-customer-service-agent"
      await #expect(throws: HiringError.unchanged(code)) {
        try await postings.describe(text, as: code, by: Operation("description.add"))
      }
      text.pay = "As agreed."
      #expect(try await postings.describe(text, as: code, by: Operation("description.add")).value.version == 2)
      #expect(try await postings.description(code, version: 1).text.pay != text.pay)
      await #expect(throws: PostgresError.self) {
        try await cast.psql("Rui", "UPDATE recruiting.description SET pay = 'x'")
      }
    }
  }
}
