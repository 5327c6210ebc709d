public import Store

/// By when somebody is likely to be done, at the pace they have shown.
public struct Projection: Codable, Sendable, Equatable {
  /// The day by which it is as likely as not.
  public let p50On: LocalDate
  /// The day by which nine of ten would be.
  public let p90On: LocalDate

  public init(p50On: LocalDate, p90On: LocalDate) {
    (self.p50On, self.p90On) = (p50On, p90On)
  }

  /// - Parameters:
  ///   - picture: What is done and left today.
  ///   - plannedDays: The working days the cohort has for all of it.
  ///   - lastMeeting: Nobody is done before the last meeting they still have to attend.
  ///   - slowdown: How much longer than half of them the slow tenth of earlier cohorts took; see ``Slowdown``.
  /// - Returns: `nil` when the calendar has no working days left to count.
  public init?(
    _ picture: Picture, plannedDays: Int, lastMeeting: LocalDate?, slowdown: Slowdown, _ working: WorkingDays
  ) {
    let total = Double(picture.minutesDone + picture.minutesLeft)
    let elapsed = Double(working.count(after: picture.track.startsOn.adding(days: -1), through: picture.day))
    // Three days at the planned pace stand before anybody's own: one quick morning is not a pace.
    let prior = 3.0
    let planned = total / Double(max(1, plannedDays))
    let pace = max((planned * prior + Double(picture.minutesDone)) / (prior + elapsed), planned / 10)
    let left = Double(picture.minutesLeft) / max(pace, 1e-9)
    // Before the first day nothing is done: the days are counted from there.
    let from = max(picture.day, picture.track.startsOn.adding(days: -1))
    guard let half = working.day(Int(left.rounded(.up)), from: from),
      let late = working.day(Int((left * slowdown.factor).rounded(.up)), from: from)
    else { return nil }
    p50On = max(half, lastMeeting ?? half)
    p90On = max(late, p50On)
  }
}
