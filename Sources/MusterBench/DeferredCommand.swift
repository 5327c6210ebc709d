import ArgumentParser
import Foundation
import Planning

/// Staffs deferred work: the least constant level with its binding window, and the least daily levels.
struct DeferredCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deferred", abstract: "Staff e-mail and ticket cases by their deadlines.")

  @Option(name: .customLong("in"), help: "The cases, as in deferred_open.json.")
  var input: String

  @Option(help: "Where to write one answer a case.")
  var out: String

  func run() throws {
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: input)))
    let answers = try cases.map { try $0.answer }
    try JSONEncoder().encode(answers).write(to: URL(filePath: out))
  }

  private struct Case: Decodable {
    let open: [Int]
    let work: [Double]
    let due: [Int]
    let backlog: Double
    let backlog_due: Int

    var answer: Answer {
      get throws {
        let deferred = try DeferredWork(
          arriving: work, due: due, open: open.map { $0 != 0 }, backlog: backlog, backlogDue: backlog_due)
        let level = deferred.constantLevel
        let daily = try deferred.dailyLevels(intervalsPerDay: 24)
        let total = open.indices.reduce(0.0) { $0 + (open[$1] != 0 ? daily[$1 / 24] : 0) }
        return Answer(
          constant_agents: level?.agents ?? 0,
          binding_window: level.map { [$0.window.lowerBound, $0.window.upperBound] } ?? [],
          min_total_agent_intervals_daily_levels: total, daily_levels: daily)
      }
    }
  }

  private struct Answer: Encodable {
    let constant_agents: Double
    let binding_window: [Int]
    let min_total_agent_intervals_daily_levels: Double
    let daily_levels: [Double]
  }
}
