import Store
import Testing

@testable import Recruiting

struct FeedbackSummaryTests {
  private func told(
    _ overall: Int?, _ items: [FeedbackItem] = [], _ state: Feedback.State = .submitted
  ) -> Feedback {
    Feedback(
      id: .init(rawValue: 1), interview: .init(rawValue: 1), interviewer: "Mara", overall: overall, summary: "",
      items: items, state: state, submittedAt: nil, amends: nil)
  }

  @Test func `ratings stand side by side, and where they are apart it says so`() throws {
    let found = FeedbackSummary.all(of: [
      told(4, [FeedbackItem("Calm", rating: 4), FeedbackItem("Typing", rating: nil)]),
      told(2, [FeedbackItem("Calm", rating: 2), FeedbackItem("Listening", rating: 3)]),
      told(3, [FeedbackItem("Calm", rating: 3), FeedbackItem("Typing", rating: 2)]),
    ])
    #expect(found.map(\.competency) == ["Overall", "Calm", "Typing", "Listening"])
    #expect(found.map(\.ratings) == [[2, 3, 4], [2, 3, 4], [2], [3]])
    #expect(found.map(\.unrated) == [0, 0, 1, 0])
    #expect(found.map(\.mean) == [3, 3, 2, 3])
    #expect(found.map(\.isApart) == [true, true, false, false])
  }

  @Test func `drafts and what was amended count for nothing`() {
    let found = FeedbackSummary.all(of: [told(1, [], .draft), told(1, [], .amended), told(nil)])
    #expect(found.count == 1 && found.first?.ratings == [] && found.first?.unrated == 1)
    #expect(found.first?.mean == nil)
    #expect(FeedbackSummary.all(of: [told(1, [], .draft)]).isEmpty)
  }
}
