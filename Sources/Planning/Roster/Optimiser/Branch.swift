/// A decision that splits a relaxation in two, when its solution is not a roster yet.
enum Branch: Sendable {
  /// How many are missing over all cover lines together.
  case totalMissing(ClosedRange<Double>)
  /// How many are missing, or too many, on one line of the cover.
  case missing(line: Int, ClosedRange<Double>)
  case surplus(line: Int, ClosedRange<Double>)
  /// Whether the person works that day at all.
  case works(person: Int, day: Int, Bool)
  /// Whether the person works that duty that day.
  case duty(person: Int, day: Int, duty: Int, Bool)
}

extension TourColumn {
  /// Whether the tour is allowed on this side of the split.
  func obeys(_ branch: Branch) -> Bool {
    switch branch {
    case .works(person, let day, let works): (duties[day] >= 0) == works
    case .duty(person, let day, let duty, let works): (Int(duties[day]) == duty) == works
    default: true
    }
  }
}

/// The two sides of a split.
struct Split: Sendable {
  let down: Branch
  let up: Branch

  init(_ value: Double, most: Double = .infinity, _ branch: (ClosedRange<Double>) -> Branch) {
    down = branch(0...value.rounded(.down))
    up = branch(value.rounded(.up)...most)
  }

  init(_ branch: (Bool) -> Branch) {
    down = branch(false)
    up = branch(true)
  }
}
