import Foundation
import Scheduling
import Testing

@Suite struct AssumptionsTests {
  @Test func `the sample season's assumptions are read whole`() throws {
    let assumptions = try Assumptions.read(Array(Sample.text("assumptions.json").utf8))
    #expect(assumptions.queues.map(\.code) == ["calls", "chat", "mail"])
    #expect(assumptions.openMinutes(isoWeekday: 1) == 480..<1200)
    #expect(assumptions.queues[2].isDeferred)
  }

  @Test(arguments: [
    // what is written, what stands there instead, what is said
    ("\"order_scale\": 40", "\"order_scale\": 0", "order_scale must be above 0"),
    ("\"currency\": \"GBP\"", "\"currency\": \"pounds\"", "currency is an ISO code such as GBP"),
    ("\"slot_minutes\": 30", "\"slot_minutes\": 20", "slot_minutes is 15, 30 or 60"),
    ("\"opens\": \"09:00\"", "\"opens\": \"9am\"", "opening saturday: give opens before closes, as HH:MM"),
    ("\"weekday\": \"monday\"", "\"weekday\": \"montag\"", "opening: no weekday is called montag"),
    ("\"code\": \"chat\"", "\"code\": \"calls\"", "queues: a code is used twice"),
    ("\"handle_seconds\": 340", "\"handle_seconds\": 0", "queue calls: handle_seconds is above 0, at most a day"),
    (
      "\"goal_percent\": 95", "\"goal_percent\": 100",
      "queue mail: goal_percent is between 0 and 100, without both ends"
    ),
    ("\"patience_seconds\": 150", "\"patience_seconds\": -1", "queue calls: patience_seconds is above 0, or left out"),
    (
      "\"goal_seconds\": 45", "\"goal_seconds\": 45, \"answer_within_hours\": 1",
      "queue chat: give goal_seconds or answer_within_hours, one of them"
    ),
    ("\"pass_percent\": 88", "\"pass_percent\": 0", "hiring: pass_percent is above 0, at most 100"),
    ("\"class_size\": 12", "\"class_size\": 0", "hiring: class_size is 1 to 500"),
    ("\"minutes\": 480", "\"minutes\": 1000", "shift full day: minutes is 60 to 960"),
    ("\"shift_fit_percent\": 92", "\"shift_fit_percent\": 120", "shift_fit_percent is above 0, at most 100"),
    (
      "\"handle_seconds\": 300", "\"handle_seconds\": 300, \"concurrent_handle_seconds\": [700]",
      "queue chat: concurrent_handle_seconds: with one chat more at once an agent would finish fewer"
    ),
    (
      "\"handle_seconds\": 310", "\"handle_seconds\": 310, \"concurrent_handle_seconds\": [350]",
      "queue mail: concurrent_handle_seconds are for live queues that give patience_seconds"
    ),
    (
      "\"class_size\": 12", "\"class_size\": 12, \"overtime\": { \"percent\": 60, \"weekly_cost_minor\": 1 }",
      "hiring: overtime.percent is above 0, at most 50"
    ),
    ("\"class_size\": 12", "\"class_size\": 12, \"budget_minor\": -1", "hiring: costs are not negative"),
    ("\"order_scale\"", "\"order_skale\"", "order_scale is missing"),
    ("\"slot_minutes\": 30", "\"slot_minutes\": 30, \"slotminutes\": 15", "slotminutes: no such field"),
  ])
  func `a wrong value is refused in words`(written: String, instead: String, said: String) throws {
    let text = try Sample.text("assumptions.json")
    #expect(text.contains(written), "the sample no longer says \(written)")
    let changed = text.replacingOccurrences(of: written, with: instead)
    let refusal = #expect(throws: SchedulingError.self) { try Assumptions.read(Array(changed.utf8)) }
    #expect(refusal?.description.contains(said) == true, "\(String(describing: refusal))")
  }

  @Test(arguments: ["", "{", "[]", "null", "{\"order_scale\": \"forty\"}", "\u{FEFF}{}"])
  func `what is not a season's JSON is refused`(text: String) {
    #expect(throws: SchedulingError.self) { try Assumptions.read(Array(text.utf8)) }
  }

  @Test func `every problem is told at once`() throws {
    let text = try Sample.text("assumptions.json").replacingOccurrences(
      of: "\"order_scale\": 40", with: "\"order_scale\": -1"
    )
    .replacingOccurrences(of: "\"class_size\": 12", with: "\"class_size\": 0")
    let refusal = #expect(throws: SchedulingError.self) { try Assumptions.read(Array(text.utf8)) }
    guard case .badAssumptions(let problems) = refusal else { return #expect(Bool(false), "another refusal") }
    #expect(problems.count == 2)
  }
}
