internal import Postgres
internal import Workload

/// One interval of one queue and channel a row.
enum IntervalsFile: FileLayout {
  static let columns: [Column] = [
    .required("queue", "the code of the queue"),
    .required("channel", "the code of the channel"),
    .required("starts_at", "when the interval begins"),
    .required("offered", "how many contacts arrived"),
    .optional("minutes", "5, 10, 15, 30 or 60; 30 where empty"),
    .optional("handled", "how many were answered; empty where unknown, never 0 instead"),
    .optional("abandoned", "how many gave up"),
    .optional("handle_seconds", "of all that were answered together"),
    .updated,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> IntervalVolume {
    let start = try row.required("starts_at")
    let minutes: Int16 =
      try row.optional("minutes")?.one(of: ["5": 5, "10": 10, "15": 15, "30": 30, "60": 60]) ?? 30
    let startsAt = try start.instant()
    // A quarter of an hour is a grid every zone of today shares; coarser ones are the site's own affair.
    guard startsAt.microseconds % (Int64(min(minutes, 15)) * 60_000_000) == 0 else {
      throw start.refused("not on the grid of \(minutes) minutes", "write the interval's first instant")
    }
    var interval = IntervalVolume(
      queue: try row.required("queue").code(), channel: try row.required("channel").code(), startsAt: startsAt,
      minutes: minutes, offered: try row.required("offered").integer(0...10_000_000), version: try row.version())
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
}
