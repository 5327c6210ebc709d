import ArgumentParser
import Foundation
import Planning

/// Forecasts the rows of a benchmark job.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Forecast the rows of a job with ranges.")

  @Option(help: "Known rows: series, timestamp, value and numbers known ahead.")
  var train: String

  @Option(help: "Rows to forecast: series, timestamp and the numbers known ahead.")
  var future: String

  @Option(help: "Events, past and future: name, start, end.")
  var events: String

  @Option(help: "The job's description.")
  var job: String

  @Option(help: "Where to write series, timestamp, mean and quantiles.")
  var out: String

  @Flag(help: "Print the method chosen and its scores.")
  var explain = false

  func run() throws {
    let job = try ForecastJob(train: train, future: future, events: events, job: job)
    let known = Dictionary(grouping: job.train.rows.indices) { job.train[$0, "series"] }
    let asked = Dictionary(grouping: job.future.rows.indices) { job.future[$0, "series"] }
    var lines: [Int: String] = [:]
    for (series, rows) in asked.sorted(by: { $0.key < $1.key }) {
      let forecast = try forecast(job, known: known[series] ?? [], asked: rows)
      for (row, estimate) in forecast { lines[row] = line(job, row, estimate) }
    }
    let header = "series,timestamp,mean,p10,p50,p90,p025,p975\n"
    let body = lines.sorted { $0.key < $1.key }.map { $0.value + "\n" }.joined()
    try (header + body).write(toFile: out, atomically: true, encoding: .utf8)
  }

  private func line(_ job: ForecastJob, _ row: Int, _ estimate: Estimate) -> String {
    "\(job.future[row, "series"]),\(job.future[row, "timestamp"]),\(estimate.mean),\(estimate.p10),\(estimate.p50),"
      + "\(estimate.p90),\(estimate.p025),\(estimate.p975)"
  }

  private func forecast(_ job: ForecastJob, known: [Int], asked: [Int]) throws -> [(Int, Estimate)] {
    let clock = Clock(step: job.step, lastStep: known.last.flatMap { Int(job.train[$0, "timestamp"]) })
    let slots = 1440 / job.step
    var volumes: [Day: [Double]] = [:]
    for row in known {
      let place = try clock.place(job.train[row, "timestamp"])
      volumes[place.day, default: .init(repeating: 0, count: slots)][place.slot] = job.train.number(row, "value") ?? 0
    }
    if clock.lastStep != nil, known.count % slots != 0, let first = volumes.keys.min() { volumes[first] = nil }
    let history = try History(
      "series", interval: job.step, days: volumes.map { DayVolumes($0.key, $0.value) }.sorted { $0.day < $1.day })
    let places = try asked.map { try clock.place(job.future[$0, "timestamp"]) }
    guard let first = history.first, let last = history.last, let end = places.map(\.day).max() else { return [] }
    let forecast = try Forecast.of(
      history, events: job.events + Event.calendar(country: job.country, over: first...end),
      regressors: try job.regressors.map { try regressor($0, job, clock, known: known, asked: asked) },
      horizon: end - last)
    if explain {
      print(forecast.explanation.method.rawValue)
      for score in forecast.explanation.scores {
        print(" ", score.quantileLoss, score.absoluteError, score.origins, score.method.rawValue)
      }
    }
    return zip(asked, places).map { row, place in
      (row, forecast[place.day]?.intervals[place.slot] ?? .zero)
    }
  }

  private func regressor(
    _ name: String, _ job: ForecastJob, _ clock: Clock, known: [Int], asked: [Int]
  ) throws -> Regressor {
    var values: [Day: Double] = [:]
    for row in known { values[try clock.place(job.train[row, "timestamp"]).day] = job.train.number(row, name) }
    for row in asked { values[try clock.place(job.future[row, "timestamp"]).day] = job.future.number(row, name) }
    return Regressor(name, values)
  }
}
