/// Why a plan cannot be computed, with what would make it possible.
public enum PlanningError: Error, Sendable, Hashable {
  // The history.
  case negativeVolume(Day, Double)
  case volumeNotFinite(Day)
  case daysOutOfOrder(Day)
  case intervalDoesNotDivideDay(Int)
  case wrongNumberOfIntervals(Day, expected: Int, found: Int)
  case historyTooShort(days: Int, needed: Int)
  case nothingEverHappened
  case horizonNotPositive
  case regressorMissing(String, Day)
  case differentIntervals(Int, Int)

  // Staffing.
  case handleTimeNotPositive(Double)
  case patienceNotPositive(Double)
  case goalOutOfReach(String)
  case shareOutOfRange(String, Double)
  case noOpenTimeBeforeDeadline(interval: Int)

  // Capacity.
  case nothingRequired
  case curveInvalid(String)
  case hiringInfeasible(String)
  case solverFailed(String)
}

extension PlanningError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeVolume(let day, let volume):
      "\(day) has a volume of \(volume). Volumes are 0 or more: correct that day, or leave it out if it is not known."
    case .volumeNotFinite(let day):
      "\(day) has a volume that is not a number. Leave the day out if it is not known."
    case .daysOutOfOrder(let day):
      "\(day) stands twice or out of order. Each day comes once, the earliest first."
    case .intervalDoesNotDivideDay(let minutes):
      "An interval of \(minutes) minutes does not divide a day. Use 5, 10, 15, 30, 60 or 1440."
    case .wrongNumberOfIntervals(let day, let expected, let found):
      "\(day) has \(found) intervals where \(expected) belong."
    case .historyTooShort(let days, let needed):
      "\(days) days of history are too few: \(needed) are needed. Import more, or start from an analogue series."
    case .nothingEverHappened:
      "Every volume of the history is 0, so nothing can be learnt. Check the import, or give assumptions instead."
    case .horizonNotPositive:
      "The horizon must be at least one day."
    case .regressorMissing(let name, let day):
      "“\(name)” has no value for \(day). A driver must be known for every day of history and horizon."
    case .differentIntervals(let first, let second):
      "One series has intervals of \(first) minutes, the other of \(second). Bring them to the same interval first."
    case .handleTimeNotPositive(let seconds):
      "A handle time of \(seconds) seconds cannot be staffed. It must be more than 0."
    case .patienceNotPositive(let seconds):
      "A patience of \(seconds) seconds is not possible. It must be more than 0; leave it out to plan for endless patience."
    case .goalOutOfReach(let words), .hiringInfeasible(let words), .curveInvalid(let words):
      words
    case .shareOutOfRange(let name, let value):
      "\(name) is \(value); it must lie between 0 and 1."
    case .noOpenTimeBeforeDeadline(let interval):
      "Work that arrives in interval \(interval) falls due before anybody is open. Open an interval or move the deadline."
    case .nothingRequired:
      "No week requires anybody, so there is nothing to hire for."
    case .solverFailed(let words):
      "The integer programme was not solved: \(words). The preview's plan still stands."
    }
  }
}
