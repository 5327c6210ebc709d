/// One entry of a calendar feed: usually a shift.
public struct CalendarEvent: Sendable, Hashable {
  /// The same for the life of the shift, so that a change replaces the entry.
  public let uid: String
  /// Rises with each published change.
  public let sequence: Int
  /// When this state of the event was published (`DTSTAMP` and `LAST-MODIFIED`).
  public let stamp: UTCInstant
  public let start: UTCInstant
  public let end: UTCInstant
  /// As little as the calendar's owner needs: "Work – Returns".
  public let summary: String
  /// Local times in words, since calendars of the world disagree on zones.
  public let details: String?
  public let place: String?
  /// Whether the shift was taken out; the entry stays so that phones remove theirs.
  public let isCancelled: Bool

  public init(
    uid: String, sequence: Int = 0, stamp: UTCInstant, start: UTCInstant, end: UTCInstant, summary: String,
    details: String? = nil, place: String? = nil, isCancelled: Bool = false
  ) {
    precondition(start < end, "an event ends after it starts")
    self.uid = uid
    self.sequence = sequence
    self.stamp = stamp
    self.start = start
    self.end = end
    self.summary = summary
    self.details = details
    self.place = place
    self.isCancelled = isCancelled
  }
}

/// A calendar that phones subscribe to, as RFC 5545 has it.
///
/// Times are UTC: zone definitions on phones age, the instant does not. Every line ends in CRLF and is folded at 75
/// octets without splitting a character.
public struct CalendarFeed: Sendable, Hashable {
  /// What the phone shows as the calendar's name.
  public let name: String
  public let events: [CalendarEvent]
  /// How often a phone should look again, in hours.
  public let refreshHours: Int

  public init(name: String, events: [CalendarEvent], refreshHours: Int = 1) {
    self.name = name
    self.events = events
    self.refreshHours = refreshHours
  }

  /// The feed as text.
  public var text: String {
    var lines = CalendarLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Muster//Schedule//EN")
    lines.add("CALSCALE", "GREGORIAN")
    // No METHOD: that would make it a message between calendars, for which every event names an organizer (RFC 5546, 3.2.1).
    lines.add("X-WR-CALNAME", words: name)
    lines.add("NAME", words: name)
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT\(refreshHours)H")
    lines.add("X-PUBLISHED-TTL", "PT\(refreshHours)H")
    for event in events { event.write(to: &lines) }
    lines.add("END", "VCALENDAR")
    return lines.text
  }
}

extension CalendarEvent {
  fileprivate func write(to lines: inout CalendarLines) {
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", words: uid)
    lines.add("DTSTAMP", stamp.basic)
    lines.add("LAST-MODIFIED", stamp.basic)
    lines.add("SEQUENCE", String(sequence))
    lines.add("DTSTART", start.basic)
    lines.add("DTEND", end.basic)
    lines.add("SUMMARY", words: summary)
    if let details { lines.add("DESCRIPTION", words: details) }
    if let place { lines.add("LOCATION", words: place) }
    lines.add("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
    lines.add("TRANSP", isCancelled ? "TRANSPARENT" : "OPAQUE")
    lines.add("END", "VEVENT")
  }
}
