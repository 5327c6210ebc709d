import Planning
import Testing

@Suite struct UncertainLoadTests {
  private let goal: ServiceGoal

  init() throws {
    goal = try ServiceGoal(answering: 0.8, within: 20)
  }

  @Test(arguments: [nil, 180.0])
  func `a certain load takes what it always took`(patience: Double?) {
    let certain = UncertainLoad(load: 50, spread: 0, handleSeconds: 300, patienceSeconds: patience)
    let expected = patience.map {
      ErlangA(load: 50, handleSeconds: 300, patienceSeconds: $0).agents(for: goal)
    }
    #expect(certain.agents(for: goal) == expected ?? ErlangC(load: 50, handleSeconds: 300).agents(for: goal))
  }

  @Test(arguments: [nil, 180.0])
  func `the less is known the more agents it takes`(patience: Double?) {
    let agents = [0, 0.05, 0.1, 0.2].map {
      UncertainLoad(load: 50, spread: $0, handleSeconds: 300, patienceSeconds: patience).agents(for: goal)
    }
    #expect(agents == agents.sorted() && agents[3] > agents[0])
  }

  @Test func `the goal is kept on average over the range, and not with one agent fewer`() {
    let load = UncertainLoad(load: 80, spread: 0.15, handleSeconds: 240, patienceSeconds: 120)
    let agents = load.agents(for: goal)
    #expect(load.level(agents: agents, goal: goal) >= 0.8)
    #expect(load.level(agents: agents - 1, goal: goal) < 0.8)
  }
}
