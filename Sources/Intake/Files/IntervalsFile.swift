internal import Postgres
internal import Workload

/// One interval of one queue and channel a row.
enum IntervalsFile: FileLayout {
  static let columns: [Column] = [
    .required("queue", "the code of the queue"),
    .required("channel", "the code of the channel"),
    .required("offered", "how many contacts arrived"),
    .optional("starts_at", "when the interval begins, with its offset; or else date and time"),
    .optional("date", "the day at the queue's site"),
    .optional("time", "the time its clocks show, such as 09:30"),
    .optional("fold", "1 or 2 where the clocks show that time twice"),
    .optional("minutes", "5, 10, 15, 30 or 60; 30 where empty"),
    .optional("handled", "how many were answered; empty where unknown, never 0 instead"),
    .optional("abandoned", "how many gave up"),
    .optional("handle_seconds", "of all that were answered together"),
    .updated,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> IntervalVolume {
    let minutes: Int16 =
      try row.optional("minutes")?.one(of: ["5": 5, "10": 10, "15": 15, "30": 30, "60": 60]) ?? 30
    var interval = IntervalVolume(
      queue: try row.required("queue").code(), channel: try row.required("channel").code(),
      start: try start(in: row, every: minutes), minutes: minutes,
      offered: try row.required("offered").integer(0...10_000_000), version: try row.version())
    interval.handled = try row.optional("handled")?.integer(0...10_000_000)
    interval.handleSeconds = try row.optional("handle_seconds")?.integer(0...10_000_000_000)
    if let abandoned = row.optional("abandoned") {
      interval.abandoned = try abandoned.integer(0...10_000_000)
      guard let count = interval.abandoned, count <= interval.offered else {
        throw abandoned.refused("more than were offered", "correct one of the two")
      }
    }
    return interval
  }

  private static func start(in row: FileRow, every minutes: Int16) throws(RefusedRow) -> IntervalVolume.Start {
    guard let start = row.optional("starts_at") else {
      let time = try row.required("time")
      let minute = try time.minute()
      guard minute % minutes == 0 else { throw offGrid(time, minutes) }
      return .on(
        try row.required("date").date(), minute: minute, fold: try row.optional("fold")?.one(of: ["1": 1, "2": 2]))
    }
    if let date = row.optional("date") { throw date.refused("a date beside starts_at", "write one of the two") }
    let instant = try start.instant()
    // A quarter of an hour is a grid every zone of today shares; coarser ones are the site's own affair.
    guard instant.microseconds % (Int64(min(minutes, 15)) * 60_000_000) == 0 else { throw offGrid(start, minutes) }
    return .at(instant)
  }

  private static func offGrid(_ value: FileValue, _ minutes: Int16) -> RefusedRow {
    value.refused("not on the grid of \(minutes) minutes", "write when the interval begins")
  }
}
