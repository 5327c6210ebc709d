// How minutes and days read in reports.

/// "11 h", "7 h 30 min", "20 min".
func hoursAndMinutes(_ minutes: Int) -> String {
  let hours = minutes / 60
  let rest = minutes % 60
  if hours == 0 { return "\(rest) min" }
  return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
}

/// "1 day", "6 days".
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

extension RosterPeriod {
  static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  func weekdayName(ofDay day: Int) -> String { Self.weekdayNames[weekday(ofDay: day)] }
}

extension SiteClock {
  /// "09:30", as the site's clock reads.
  func text(_ minute: Int) -> String {
    let wall = reading(at: minute).wall
    let hours = ((wall / 60) % 24 + 24) % 24
    let minutes = ((wall % 60) + 60) % 60
    return (hours < 10 ? "0" : "") + "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes)"
  }
}
