import Planning
import Testing

@Suite struct QueueSimulationTests {
  private func phone(_ patience: Double?, handling: QueueSimulation.Handling = .exponential) -> QueueSimulation.Queue {
    .init(
      "phone", volumes: .init(repeating: 120, count: 150), handleSeconds: 300, handling: handling,
      patienceSeconds: patience, goalSeconds: 20)
  }

  private func agents(_ count: Int, skills: [Int] = [0]) -> QueueSimulation.Group {
    .init("agents", agents: .init(repeating: count, count: 150), skills: skills)
  }

  @Test func `one queue with patience behaves as Erlang A says`() throws {
    let simulation = QueueSimulation(intervalMinutes: 30, queues: [phone(120)], groups: [agents(20)])
    let played = try #require(simulation.run(replications: 6).first)
    let exact = ErlangA(load: 20, handleSeconds: 300, patienceSeconds: 120).performance(agents: 20, within: 20)
    #expect(abs(played.answeredInTime.mean - exact.answeredInTime) < 2 * played.answeredInTime.margin)
    #expect(abs(played.abandoned.mean - exact.abandoned) < 2 * played.abandoned.margin)
    #expect(abs(played.answerSeconds.mean - exact.answerSeconds) < 2 * played.answerSeconds.margin)
  }

  @Test func `one queue without patience behaves as Erlang C says`() throws {
    let simulation = QueueSimulation(intervalMinutes: 30, queues: [phone(nil)], groups: [agents(24)])
    let played = try #require(simulation.run(replications: 6).first)
    let exact = try #require(ErlangC(load: 20, handleSeconds: 300).performance(agents: 24, within: 20))
    #expect(abs(played.answeredInTime.mean - exact.answeredInTime) < 2 * played.answeredInTime.margin)
    #expect(played.abandoned.mean == 0)
  }

  @Test func `agents who can do both beat two separate teams`() {
    let queues = [phone(120), phone(120)]
    let apart = QueueSimulation(
      intervalMinutes: 30, queues: queues, groups: [agents(20, skills: [0]), agents(20, skills: [1])])
    let shared = QueueSimulation(intervalMinutes: 30, queues: queues, groups: [agents(40, skills: [0, 1])])
    let (one, both) = (apart.run(replications: 3), shared.run(replications: 3))
    #expect(both[0].answeredInTime.mean > one[0].answeredInTime.mean)
    #expect(both[1].answeredInTime.mean > one[1].answeredInTime.mean)
  }

  @Test func `the same seed plays the same game`() {
    let simulation = QueueSimulation(
      intervalMinutes: 30, queues: [phone(120, handling: .logNormal(1.2))], groups: [agents(20)])
    #expect(simulation.run(replications: 2, seed: 7) == simulation.run(replications: 2, seed: 7))
    #expect(simulation.run(replications: 2, seed: 7) != simulation.run(replications: 2, seed: 8))
  }

  @Test func `with nobody at work everybody gives up`() throws {
    let simulation = QueueSimulation(intervalMinutes: 30, queues: [phone(60)], groups: [agents(0)])
    #expect(try #require(simulation.run(replications: 2).first).abandoned.mean == 1)
  }
}
