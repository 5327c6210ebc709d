internal import Postgres

extension LocalTime {
  /// The time as a clock on the wall shows it: `09:30`.
  var clock: String { String(description.prefix(5)) }
}
