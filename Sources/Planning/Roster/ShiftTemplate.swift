/// A family of shifts: when they may start, how long they last, where their breaks fall.
public struct ShiftTemplate: Hashable, Sendable, Codable {
  public let name: String
  /// Readings of the site's clock at which a shift may start.
  public let starts: [Int]
  /// Minutes from start to end, unpaid breaks included.
  public let lengths: [Int]
  public let breaks: [BreakPattern]
  /// The least work before, between and after breaks.
  public let leastStretch: Int
  /// Weekdays on which the shift exists, 0 for Monday.
  public let weekdays: Set<Int>

  public init(
    name: String, starts: [Int], lengths: [Int], breaks: [BreakPattern] = [], leastStretch: Int = 60,
    weekdays: Set<Int> = Set(0..<7)
  ) {
    self.name = name
    self.starts = starts
    self.lengths = lengths
    self.breaks = breaks
    self.leastStretch = leastStretch
    self.weekdays = weekdays
  }

  /// Minutes of unpaid break.
  var unpaidMinutes: Int { breaks.filter { !$0.isPaid }.reduce(0) { $0 + $1.minutes } }
}

/// One break of a shift, and the window in which it may start.
public struct BreakPattern: Hashable, Sendable, Codable {
  public let minutes: Int
  public let isPaid: Bool
  /// Minutes after the shift's start, every `step` of which is a place for the break.
  public let window: ClosedRange<Int>
  public let step: Int

  public init(minutes: Int, isPaid: Bool, window: ClosedRange<Int>, step: Int = 15) {
    self.minutes = minutes
    self.isPaid = isPaid
    self.window = window
    self.step = step
  }
}

/// A template made definite: this start, this length, on this day at this site.
///
/// All minutes are on the period's axis. Where the breaks fall is chosen later, against the prices of the
/// intervals.
struct ShiftShape: Hashable, Sendable {
  let template: Int
  let day: Int
  let span: Range<Int>
  let paidMinutes: Int

  /// Every shape of `day` at `site`, in the templates' order.
  static func all(of problem: RosterProblem, site: Int, day: Int) -> [ShiftShape] {
    let clock = problem.sites[site].clock
    let weekday = problem.period.weekday(ofDay: day)
    return problem.templates.enumerated().filter { $0.element.weekdays.contains(weekday) }.flatMap { index, template in
      template.starts.flatMap { start in
        template.lengths.map { length in
          let from = clock.minute(day: day, wall: start)
          return ShiftShape(
            template: index, day: day, span: from..<from + length, paidMinutes: length - template.unpaidMinutes)
        }
      }
    }
  }
}
