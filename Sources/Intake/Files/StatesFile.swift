internal import Postgres
internal import Timekeeping
internal import Workload

/// One stretch of one agent in one state a row, as a telephone system or a help desk saw it.
enum StatesFile {
  static let columns: [Column] = [
    .required("person", "a name, a number or #id, or what the source calls the agent"),
    .required("state", "the state as the feed calls it; muster adherence means says what it counts as"),
    .required("starts_at", "when it began"),
    .required("ends_at", "when it ended, at most a day later"),
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> SeenState {
    let start = try row.required("starts_at").instant()
    let told = try row.required("ends_at")
    let end = try told.instant()
    guard row.waits || end > start else { throw told.refused("not behind starts_at", "correct one of the two") }
    guard row.waits || end.microseconds - start.microseconds <= 86_400_000_000 else {
      throw told.refused("more than a day behind starts_at", "correct one of the two, or part the row at midnight")
    }
    return SeenState(
      of: try row.required("person").line(upTo: 200), try row.required("state").line(upTo: 60), from: start, until: end)
  }
}
