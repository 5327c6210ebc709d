internal import People
internal import Postgres
internal import Store
internal import Timekeeping

internal import struct Planning.SiteClock

// A draft's shifts become published ones: Timekeeping replaces the week's shifts of the whole entity at one instant.
// Seats of coming classes stay in the draft, for nobody can be told to come.

extension Stages {
  /// - Parameter seen: The version that is known to be undone, when one was published after the roster was drawn.
  func publish(_ roster: RosterVersion, seen: Int? = nil) throws -> RosterVersion {
    _ = try tx.one(RosterVersion.turn(season))
    let roster = try tx.one(RosterVersion.called(roster.id))
    if roster.publication != nil { throw SchedulingError.alreadyPublished(roster: roster.id.rawValue) }
    if let later = try tx.first(RosterVersion.overtaking(roster.id, seen: seen)) {
      throw SchedulingError.overtaken(roster: roster.id.rawValue, by: later, of: season.code)
    }
    let conflicts = try tx.all(RosterConflict.of(roster.id))
    guard conflicts.isEmpty else { throw SchedulingError.conflicts(roster: roster.id.rawValue, conflicts) }
    let week = roster.startsOn...roster.endsOn
    let clocks = Dictionary(
      uniqueKeysWithValues: try tx.all(SiteWeek.of(week, season: season)).map { ($0.site, $0.clock) })
    let activities = try tx.all(RosterActivity.all(of: roster.id)).filter { $0.person != nil }
    let shifts = Dictionary(grouping: activities, by: \.shift).sorted { $0.key < $1.key }
      .compactMap { planned($0.value, from: roster.startsOn, clocks) }
    let draft = Draft(
      of: Identifier(rawValue: season.entity), from: roster.startsOn, through: roster.endsOn,
      note: "\(season.name), roster \(roster.id)", shifts: shifts)
    let published: PublishedVersion
    do {
      published = try draft.publish(in: tx)
    } catch let refusal as TimekeepingError {
      throw SchedulingError.clashes(refusal.description, refusal.kind)
    }
    try tx.run(RosterVersion.markPublished(roster.id, as: published.publication.id.rawValue, of: season))
    return try tx.one(RosterVersion.called(roster.id))
  }

  /// One draft shift as Timekeeping has it: a wall clock, and activities in real minutes after the start.
  private func planned(
    _ activities: [RosterActivity], from monday: LocalDate, _ clocks: [Int64: SiteClock]
  ) -> PlannedShift? {
    guard let first = activities.first, let last = activities.last, let person = first.person,
      let clock = clocks[first.site]
    else { return nil }
    let day = monday.days(until: first.day)
    let begin = clock.minute(day: day, wall: first.startMinute)
    var shift = PlannedShift(
      person: Identifier(rawValue: person), site: Identifier(rawValue: first.site), on: first.day,
      starts: LocalTime(minutes: first.startMinute), ends: LocalTime(minutes: last.endMinute % 1440))
    // A draft's minutes mean the first coming of an hour that the clocks show twice.
    (shift.startFold, shift.endFold) = (1, 1)
    shift.activities = activities.map { activity in
      Activity(
        activity.activityKind, from: clock.minute(day: day, wall: activity.startMinute) - begin,
        until: clock.minute(day: day, wall: activity.endMinute) - begin, queue: activity.queue)
    }
    return shift
  }
}

extension RosterActivity {
  fileprivate var activityKind: Activity.Kind {
    switch kind {
    case "paid break": .paidBreak
    case "unpaid break": .unpaidBreak
    default: .contact
    }
  }
}
