/// A decision that splits a relaxation in two, when its solution is not a roster yet.
enum Branch: Sendable {
  /// How many are missing over all rows together.
  case totalMissing(ClosedRange<Double>)
  /// How many are missing, or too many, on one row of the cover.
  case missing(row: Int, ClosedRange<Double>)
  case surplus(row: Int, ClosedRange<Double>)
  /// Whether the person works that day at all.
  case works(person: Int, day: Int, Bool)
  /// Whether the person works that duty that day.
  case duty(person: Int, day: Int, duty: Int, Bool)

  /// What the decisions leave of each cover column's range; decisions that exclude each other leave a point.
  static func bounds(_ branches: [Branch]) -> [CoverColumn.Kind: ClosedRange<Double>] {
    var bounds: [CoverColumn.Kind: ClosedRange<Double>] = [:]
    for branch in branches {
      let (kind, range): (CoverColumn.Kind, ClosedRange<Double>)
      switch branch {
      case .totalMissing(let within): (kind, range) = (.total, within)
      case .missing(let row, let within): (kind, range) = (.missing(row: row), within)
      case .surplus(let row, let within): (kind, range) = (.surplus(row: row), within)
      default: continue
      }
      let old = bounds[kind] ?? 0...Double.infinity
      let lower = max(old.lowerBound, range.lowerBound)
      bounds[kind] = lower...max(lower, min(old.upperBound, range.upperBound))
    }
    return bounds
  }
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
