internal import People
internal import Workload

/// One employment of one person a row.
enum PeopleFile {
  static let columns: [Column] = [
    .required("number", "the employee number"),
    .required("name", "the name colleagues see"),
    .required("site", "the site's name"),
    .required("kind", "permanent, seasonal or agency"),
    .required("starts_on", "the first day"),
    .required("weekly_hours", "hours a week, such as 37.5"),
    .optional("ends_on", "the last day; empty while open"),
    .optional("minimum_weekly_hours", "the fewest hours a week that may be planned"),
    .optional("maximum_weekly_hours", "the most"),
    .optional("team", "the team's name"),
    .optional("email", "the address; only HR sees it"),
    .optional("skills", "names, with level and last day: returns:4;chat:3:2026-01-31"),
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> PersonRow {
    var person = PersonRow(
      number: try row.required("number").line(upTo: 40), name: try row.required("name").line(upTo: 120),
      site: try row.required("site").line(upTo: 80),
      kind: try row.required("kind").one(of: ["permanent": .permanent, "seasonal": .seasonal, "agency": .agency]),
      startsOn: try row.required("starts_on").date(),
      weeklyMinutes: try row.required("weekly_hours").hours(upTo: 168))
    if let end = row.optional("ends_on") {
      let date = try end.date()
      guard date >= person.startsOn else { throw end.refused("before starts_on", "correct one of the two") }
      person.endsOn = date
    }
    person.minimumWeeklyMinutes = try row.optional("minimum_weekly_hours")?.hours(upTo: 168)
    person.maximumWeeklyMinutes = try row.optional("maximum_weekly_hours")?.hours(upTo: 168)
    person.team = try row.optional("team")?.line(upTo: 80)
    person.email = try row.optional("email")?.email()
    if let skills = row.optional("skills") { person.skills = try held(skills) }
    return person
  }

  /// Skills in one value: `returns:4;chat:3:2026-01-31`.
  private static func held(_ value: FileValue) throws(RefusedRow) -> [PersonRow.Held] {
    var held: [PersonRow.Held] = []
    for part in value.text.split(separator: ";", omittingEmptySubsequences: false) {
      let words = part.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      let name = try value.saying(words[0]).line(upTo: 60)
      let level = words.count > 1 ? try value.saying(words[1]).integer(1...5) : 3
      let expiry = words.count > 2 ? try value.saying(words[2]).date() : nil
      held.append(PersonRow.Held(name, level: level, expiresOn: expiry))
    }
    return held
  }
}
