import Documents
import Scheduling
import Store

/// What a plan leaves in a folder: the page, the schedule, a calendar for each agent and one for all.
struct PlanFiles {
  let plan: KeptPlan
  let shifts: [PublishedShift]
  let accuracy: [ForecastAccuracy]
  let scenarios: [ScenarioComparison]

  /// A season's newest plan with all that is told of it.
  init(_ plan: KeptPlan, from scheduling: Scheduling) async throws {
    let code = plan.season.code
    self.plan = plan
    shifts = try await scheduling.published(code)
    accuracy = try await scheduling.accuracy(of: code)
    scenarios = try await scheduling.scenarios(for: code).isEmpty ? [] : scheduling.compare([], of: code)
  }

  /// Writes every file into `folder`, which is made if it is not there.
  func write(to folder: String, replacing: Bool, _ printer: Printer) throws {
    try OutputFile.makeFolder(folder + "/calendars")
    try OutputFile.write(
      PlanReport(plan: plan, accuracy: accuracy, scenarios: scenarios).html, to: folder + "/plan.html",
      replacing: replacing)
    try OutputFile.write(schedule, to: folder + "/schedule.csv", replacing: replacing)
    let everybody = CalendarFeed(name: "\(plan.season.name): everybody", events: events(shifts, named: true))
    try OutputFile.write(everybody.text, to: folder + "/calendars/everybody.ics", replacing: replacing)
    let byPerson = Dictionary(grouping: shifts, by: \.person)
    for (person, shifts) in byPerson.sorted(by: { $0.key < $1.key }) {
      let feed = CalendarFeed(name: "Work: \(shifts.first?.name ?? "")", events: events(shifts, named: false))
      try OutputFile.write(feed.text, to: "\(folder)/calendars/person-\(person).ics", replacing: replacing)
    }
    printer.note("Wrote \(folder)/plan.html, schedule.csv and \(byPerson.count + 1) calendars.")
  }

  // MARK: - Schedule

  /// One line an activity, local times with the site's zone; seats of coming classes have no person.
  private var schedule: String {
    let names = Dictionary(plan.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let columns = [
      Documents.Column("name"), Documents.Column("site"), Documents.Column("zone"), Documents.Column("day", .date),
      Documents.Column("starts"), Documents.Column("ends"), Documents.Column("activity"), Documents.Column("queue"),
    ]
    let rows = plan.activities.map { activity -> [Cell] in
      let owner = activity.person.flatMap { names[$0] }
      return [
        .text(owner?.name ?? activity.seat ?? ""), .text(owner?.site), .text(owner?.zone), .date(activity.day.civil),
        .text(clock(activity.startMinute)), .text(clock(activity.endMinute)), .text(activity.kind),
        .text(activity.queue),
      ]
    }
    return CSV(columns).document(rows)
  }

  // MARK: - Calendars

  /// Events named as Scheduling's calendar names them: the person, the day, and the shift's place in it.
  private func events(_ shifts: [PublishedShift], named: Bool) -> [CalendarEvent] {
    let days = Dictionary(grouping: shifts) { "shift-\($0.person)-\($0.day)" }
    return shifts.map { shift in
      let name = "shift-\(shift.person)-\(shift.day)"
      let place = days[name]?.filter { $0.startsAt <= shift.startsAt }.count ?? 1
      return event(shift, uid: "\(name)-\(place)@muster", named: named)
    }
  }

  private func event(_ shift: PublishedShift, uid: String, named: Bool) -> CalendarEvent {
    CalendarEvent(
      uid: uid, sequence: shift.version,
      stamp: UTCInstant(microsecondsSince2000: shift.publishedAt.microseconds),
      start: UTCInstant(microsecondsSince2000: shift.startsAt.microseconds),
      end: UTCInstant(microsecondsSince2000: shift.endsAt.microseconds),
      summary: named ? "\(shift.name): work" : "Work",
      details: "\(shift.startsTime.clock)–\(shift.endsTime.clock) in \(shift.zone)", place: shift.site)
  }
}
