import ArgumentParser
import Foundation
import Planning

/// A forecasting job of the benchmark: what was known at the origin, and the rows to forecast.
struct ForecastJob {
  let train: Table
  let future: Table
  let events: [Event]
  let country: String
  /// Minutes between two rows.
  let step: Int

  init(train: String, future: String, events: String, job: String) throws {
    self.train = try Table(path: train)
    self.future = try Table(path: future)
    let table = try Table(path: events)
    self.events = table.rows.indices.compactMap { row in
      guard let start = Day(String(table[row, "start"].prefix(10))), let end = Day(String(table[row, "end"].prefix(10)))
      else { return nil }
      return Event(String(table[row, "name"]), start...end)
    }
    let description = try JSONDecoder().decode(Description.self, from: Data(contentsOf: URL(filePath: job)))
    country = description.country ?? ""
    // Weeks and months are taken as days that are far apart.
    step = min(description.step, 1440)
  }

  private struct Description: Decodable {
    let country: String?
    let step: Int

    enum CodingKeys: String, CodingKey {
      case country
      case step = "step_min"
    }
  }

  /// Columns beside series, time and value: numbers known ahead.
  var regressors: [String] {
    train.columns.filter { !["series", "timestamp", "value"].contains($0) }
  }
}

/// Where a row of the benchmark lies on the calendar.
struct Place: Hashable {
  let day: Day
  let slot: Int
}

/// Turns a benchmark's timestamps into days and intervals.
struct Clock {
  let step: Int
  /// For series without a calendar: the last numbered step, which is taken as the end of a day.
  let lastStep: Int?

  func place(_ timestamp: Substring) throws -> Place {
    if let lastStep, let number = Int(timestamp) {
      let perDay = 1440 / step
      let back = lastStep - number
      let daysBack = back >= 0 ? back / perDay : -((-back + perDay - 1) / perDay)
      return Place(day: Day(4000 - daysBack), slot: perDay - 1 - (back - daysBack * perDay))
    }
    guard let day = Day(String(timestamp.prefix(10))) else {
      throw ValidationError("\(timestamp) is not a time.")
    }
    let time = timestamp.dropFirst(11).split(separator: ":").compactMap { Int($0) }
    return Place(day: day, slot: time.count < 2 ? 0 : (time[0] * 60 + time[1]) / step)
  }
}
