import Planning
import Testing

@Suite struct ChatQueueTests {
  @Test func `one chat at a time is Erlang A`() throws {
    let chat = try ChatQueue(volume: 60, intervalMinutes: 30, handleSeconds: [300], patienceSeconds: 120)
    let phone = ErlangA(load: 10, handleSeconds: 300, patienceSeconds: 120)
    let (one, other) = (chat.performance(agents: 11, within: 30), phone.performance(agents: 11, within: 30))
    #expect(near(one.waiting, other.waiting) && near(one.answeredInTime, other.answeredInTime))
    #expect(near(one.occupancy, other.occupancy, 1e-6))
  }

  @Test func `three chats at no cost are three agents`() throws {
    let chat = try ChatQueue(volume: 60, intervalMinutes: 30, handleSeconds: [300, 300, 300], patienceSeconds: 120)
    let phone = ErlangA(load: 10, handleSeconds: 300, patienceSeconds: 120)
    #expect(near(chat.performance(agents: 4, within: 30).waiting, phone.performance(agents: 12, within: 30).waiting))
  }

  @Test func `chats that slow each other down take more agents than dividing promises`() throws {
    let goal = try ServiceGoal(answering: 0.8, within: 30)
    let free = try ChatQueue(volume: 300, intervalMinutes: 30, handleSeconds: [400, 400, 400], patienceSeconds: 180)
    let slowed = try ChatQueue(volume: 300, intervalMinutes: 30, handleSeconds: [400, 520, 660], patienceSeconds: 180)
    #expect(slowed.agents(for: goal) > free.agents(for: goal))
  }

  @Test func `a second chat that halves the pace is refused`() {
    #expect(throws: PlanningError.self) {
      _ = try ChatQueue(volume: 10, intervalMinutes: 30, handleSeconds: [300, 700], patienceSeconds: 120)
    }
  }

  @Test func `no chats take nobody`() throws {
    let goal = try ServiceGoal(answering: 0.8, within: 30)
    let chat = try ChatQueue(volume: 0, intervalMinutes: 30, handleSeconds: [300], patienceSeconds: 120)
    #expect(chat.agents(for: goal) == 0)
  }
}
