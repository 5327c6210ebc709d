internal import Workload

/// One count of a day or an hour a row, such as orders a day.
enum SeriesFile: FileLayout {
  static let columns: [Column] = [
    .required("series", "what is counted, such as orders"),
    .required("date", "the local day at the source's site"),
    .required("volume", "how many"),
    .optional("time", "the hour's beginning, such as 09:00; empty for the whole day"),
    .updated,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> SeriesVolume {
    SeriesVolume(
      try row.required("series").code(upTo: 60), on: try row.required("date").date(),
      minute: try row.optional("time")?.hour(),
      volume: try row.required("volume").integer(0...1_000_000_000_000), version: try row.version())
  }
}
