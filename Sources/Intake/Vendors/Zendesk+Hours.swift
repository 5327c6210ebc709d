internal import Postgres
internal import Workload

extension Zendesk {
  /// Something that happened to a metric of a ticket: `activate`, `pause`, `fulfill`, `breach` and whatever else comes.
  static func metricEvent(
    _ event: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    var told = MetricEvent(
      try event.required("id").id(), at: try event.required("time").instant(),
      try event.required("metric").word(), try event.required("type").word(),
      instance: try event.required("instance_id").count(), of: try event.required("ticket_id").id())
    told.isWithdrawn = try event["deleted"]?.flag() ?? false
    told.calendarMinutes = try event["status"]?["calendar"]?.count()
    told.businessMinutes = try event["status"]?["business"]?.count()
    harvest.add(told, context)
  }

  /// A schedule: minutes of the week since Sunday 00:00 on the clocks of its zone.
  static func schedule(
    _ schedule: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    var week: [Range<Int>] = []
    for interval in schedule["intervals"]?.elements ?? [] {
      let (start, end) = (try interval.required("start_time").count(), try interval.required("end_time").count())
      guard start < end, end <= 10_080 else {
        throw interval.refused(.badNumber, "no stretch of a week's minutes")
      }
      week += WeekMinutes.fromSunday(Int(start)..<Int(end))
    }
    let changed = try schedule.required("updated_at", or: "created_at").instant()
    harvest.add(
      DeskHours(
        try schedule.required("id").id(), version: changed.version, changedAt: changed,
        name: try schedule.required("name").text(upTo: 200),
        zone: RailsZone.iana(try schedule.required("time_zone").text(upTo: 60)), week: week), context)
  }
}

extension Freshdesk {
  private static let days: [StaticString] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Business hours: one stretch a weekday, as `8:00 am` to `5:00 pm`; a day that is not named is closed.
  static func businessHours(
    _ record: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let hours = try record.required("business_hours")
    var week: [Range<Int>] = []
    for (day, name) in days.enumerated() {
      guard let told = hours[name] else { continue }
      let (start, end) = (try told.required("start_time").dayMinute(), try told.required("end_time").dayMinute())
      // Midnight at the end of a day is written as that of its beginning.
      let last = end == 0 ? 1440 : end
      guard start < last else { throw told.refused(.badTimestamp, "closes before it opens") }
      week.append((day * 1440 + start)..<(day * 1440 + last))
    }
    let changed = try record.required("updated_at", or: "created_at").instant()
    harvest.add(
      DeskHours(
        try record.required("id").id(), version: changed.version, changedAt: changed,
        name: try record.required("name").text(upTo: 200),
        zone: RailsZone.iana(try record.required("time_zone").text(upTo: 60)), week: week), context)
  }
}

/// Minutes of a week that begins with Monday.
enum WeekMinutes {
  private static let (day, week) = (1440, 10_080)

  /// The same stretch counted from Monday on; one that crosses the midnight behind Sunday is two.
  static func fromSunday(_ stretch: Range<Int>) -> [Range<Int>] {
    guard stretch.lowerBound < day else { return [(stretch.lowerBound - day)..<(stretch.upperBound - day)] }
    let sunday = (stretch.lowerBound + week - day)..<(min(stretch.upperBound, day) + week - day)
    return stretch.upperBound > day ? [sunday, 0..<(stretch.upperBound - day)] : [sunday]
  }
}

extension JSONValue {
  /// A name for programs: plain letters, digits and underscores.
  fileprivate func word() throws(RecordRefusal) -> String {
    guard let word = string, let first = word.utf8.first, (0x61...0x7A).contains(first), word.utf8.count <= 60,
      word.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0.isDigit || $0 == 0x5F })
    else { throw refused(.badText, "no word of small letters, digits and _") }
    return word
  }

  /// The minute of a day, as `8:00 am` or `17:30`.
  fileprivate func dayMinute() throws(RecordRefusal) -> Int {
    let words = (string ?? "").lowercased().split(separator: " ")
    let parts = (words.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(words.count), parts.count == 2, parts[1].utf8.count == 2,
      let hour = Lexeme.whole(parts[0].utf8).flatMap({ Int(exactly: $0) }),
      let minute = Lexeme.whole(parts[1].utf8).flatMap({ Int(exactly: $0) }), (0..<60).contains(minute)
    else { throw refused(.badTimestamp, "no time of day such as 8:00 am") }
    switch words.dropFirst().first {
    case nil where (0...24).contains(hour) && hour * 60 + minute <= 1440: return hour * 60 + minute
    case "am"? where (1...12).contains(hour): return hour % 12 * 60 + minute
    case "pm"? where (1...12).contains(hour): return (hour % 12 + 12) * 60 + minute
    default: throw refused(.badTimestamp, "no time of day such as 8:00 am")
    }
  }
}
