import Planning

/// An instance of the multi-activity multi-day tour benchmark of Qu and Curtois, read into the optimiser's own problem.
///
/// Shifts of six to ten hours on quarters of an hour, an activity in each, an hour of each at least; people missing
/// below the least wanted make a roster infeasible, so each is priced above anything else.
struct RosterMatsp: RosterFormat {
  let problem: TourProblem
  private let staff: [String]
  private let spans: [Range<Int>]

  /// Quarters of an hour: a day, and from midnight to the first interval at six.
  private static let day = 96
  private static let first = 24
  private static let missing = 500.0

  init(text: String) throws {
    let sections = RosterSections(text)
    guard let days = sections.lines("SECTION_HORIZON").first.flatMap({ Int($0) }),
      let tasks = sections.lines("SECTION_TASKS").first.flatMap({ Int($0) }), (1..<32).contains(tasks)
    else { throw RosterSections.Refusal(section: "SECTION_HORIZON or SECTION_TASKS", line: "") }
    let starts = [0] + Array(24...40) + Array(56...72) + Array(80..<96)
    let shape = ActivityCover.Shape(
      intervalsADay: Self.day, minutes: 15, starts: starts, lengths: Array(24...40), leastStretch: 4, leastRest: 56,
      activities: tasks, first: Self.first)
    var goals = [ActivityGoal](
      repeating: ActivityGoal(least: 0, most: 0, missing: Self.missing), count: days * Self.day * tasks)
    for line in try sections.fields("SECTION_COVER", 5) {
      guard let at = Self.interval(day: line[0], span: line[1]), let task = Int(line[2]), (1...tasks).contains(task),
        let least = Int(line[3]), let most = Int(line[4]), goals.indices.contains(at * tasks + task - 1)
      else { throw RosterSections.Refusal(section: "SECTION_COVER", line: line.joined(separator: ",")) }
      goals[at * tasks + task - 1] = ActivityGoal(least: least, most: most, missing: Self.missing)
    }
    let cover = ActivityCover(shape, goals: goals)
    spans = starts.flatMap { start in (24...40).map { start..<start + $0 } }
    let lines = try sections.fields("SECTION_STAFF", 3)
    staff = lines.map { $0[0] }
    let people = try lines.map { line in
      guard let least = Int(line[1]), let most = Int(line[2]), least <= most else {
        throw RosterSections.Refusal(section: "SECTION_STAFF", line: line.joined(separator: ","))
      }
      return TourLimits(
        name: line[0], most: [Int](repeating: cover.days, count: cover.duties.count), minutes: least...most,
        longestRun: 5, shortestRun: 1, shortestOff: 1, mostWeekends: .max, daysOff: [],
        prices: [Double](repeating: 0, count: cover.days * cover.duties.count), constant: 0)
    }
    problem = TourProblem(firstWeekday: 0, people: people, activities: cover)
  }

  /// The interval in which a line's quarter of an hour begins.
  private static func interval(day: String, span: String) -> Int? {
    let clock = span.split(separator: "-").first?.split(separator: ":").compactMap { Int($0) } ?? []
    guard let day = Int(day), clock.count == 2 else { return nil }
    let at = (day - 1) * Self.day + clock[0] * 4 + clock[1] / 15 - first
    return at >= 0 ? at : nil
  }

  /// The roster in the checker's format: employee, first interval, task, intervals.
  func csv(_ result: TourSearch.Result) -> String {
    var text = "EmployeeID,StartInterval,TaskID,Intervals\n"
    for (person, tour) in result.duties.enumerated() {
      for (day, duty) in tour.enumerated() where duty >= 0 {
        var at = day * Self.day + spans[duty].lowerBound - Self.first
        for stretch in result.stretches[person][day] {
          text += "\(staff[person]),\(at),\(stretch.activity + 1),\(stretch.intervals)\n"
          at += stretch.intervals
        }
      }
    }
    return text
  }
}
