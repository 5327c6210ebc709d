/// Which events fall on a day, by name and offset.
///
/// The second day of "Summer sale" is another kind of day than the first, and both belong to the group "Summer sale".
struct EventCalendar {
  /// The kinds of day: "Black Friday", or "Summer sale, day 2".
  private(set) var kinds: [Day: [String]] = [:]
  /// Days that are no example for anything.
  private(set) var excluded: Set<Day> = []
  private(set) var uplifts: [String: Uplift] = [:]
  private(set) var analogues: [String: String] = [:]
  /// The groups of the day's events, once each.
  private var groups: [Day: Set<String>] = [:]

  init(_ events: [Event]) {
    for event in events {
      let single = event.days.lowerBound == event.days.upperBound
      for day in event.days {
        guard event.teaches else {
          excluded.insert(day)
          continue
        }
        let suffix = single ? "" : ", day \(day - event.days.lowerBound + 1)"
        let kind = event.name + suffix
        kinds[day, default: []].append(kind)
        if !single { groups[day, default: []].insert(event.name) }
        if let group = event.group { groups[day, default: []].insert(group) }
        if let uplift = event.uplift { uplifts[kind] = uplift }
        if let analogue = event.analogue { analogues[kind] = analogue + suffix }
      }
    }
  }

  func groups(on day: Day) -> Set<String> { groups[day] ?? [] }

  func names(on day: Day) -> [String] { kinds[day] ?? [] }

  var eventful: Set<Day> { excluded.union(kinds.keys) }
}
