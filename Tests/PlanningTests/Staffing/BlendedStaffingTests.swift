import Planning
import Testing

@Suite struct BlendedStaffingTests {
  private func queue(_ name: String, volume: Double = 30) -> BlendedStaffing.Queue {
    .init(name, volume: volume, handleSeconds: 300, patienceSeconds: 120, goalShare: 0.8, goalSeconds: 20)
  }

  private func blended(
    _ queues: [BlendedStaffing.Queue], _ groups: [BlendedStaffing.Group]
  ) -> BlendedStaffing {
    BlendedStaffing(intervalMinutes: 30, queues: queues, groups: groups)
  }

  @Test func `one queue alone takes what Erlang A says, give or take the one agent that luck decides`() throws {
    let answer = blended([queue("calls")], [.init("callers", skills: [0], most: 20)]).fewest()
    let exact = ErlangA(load: 5, handleSeconds: 300, patienceSeconds: 120)
      .agents(for: try ServiceGoal(answering: 0.8, within: 20))
    #expect(abs(answer.total - exact) <= 1)
    #expect(answer.reachesGoals)
  }

  @Test func `agents who can do both are fewer than two teams`() {
    let queues = [queue("calls"), queue("chats")]
    let apart = blended(queues, [.init("callers", skills: [0], most: 20), .init("chatters", skills: [1], most: 20)])
    let shared = blended(queues, [.init("both", skills: [0, 1], most: 40)])
    #expect(shared.fewest().total < apart.fewest().total)
  }

  @Test func `not one of them can go`() {
    let staffing = blended(
      [queue("calls"), queue("chats", volume: 12)],
      [
        .init("callers", skills: [0], most: 9), .init("chatters", skills: [1], most: 9),
        .init("both", skills: [0, 1], most: 9),
      ])
    let answer = staffing.fewest()
    #expect(answer.reachesGoals)
    for group in answer.agents.indices where answer.agents[group] > 0 {
      var fewer = answer.agents
      fewer[group] -= 1
      #expect(!staffing.played(fewer).reachesGoals)
    }
  }

  @Test func `when everybody is too few, everybody is shown with what they reach`() {
    let answer = blended([queue("calls")], [.init("callers", skills: [0], most: 3)]).fewest()
    #expect(!answer.reachesGoals)
    #expect(answer.agents == [3])
    #expect(answer.outcomes[0].answeredInTime.mean < 0.8)
  }

  @Test func `a closed interval takes nobody`() {
    #expect(blended([queue("calls", volume: 0)], [.init("callers", skills: [0], most: 3)]).fewest().total == 0)
  }

  @Test func `nobody there is no crash`() {
    #expect(blended([queue("calls")], []).fewest().reachesGoals == false)
    #expect(blended([], []).fewest().total == 0)
  }
}
