internal import People
internal import Postgres
internal import Store

/// A version's due rules as dates, for all who start it on a day at a site.
struct DueSheet {
  /// The sheet for that start, resolved now unless it was before; `working` is its calendar.
  static func resolve(
    _ content: VersionContent, at site: Site.ID, startsOn: LocalDate, in tx: Session
  ) throws -> Identifier<DueSheet> {
    let calendar = try Calendar.newest(of: site, in: tx)
    let version = content.version
    let key: SQL = """
      sheet.version_id = \(version.id) AND sheet.site_id = \(site) AND sheet.starts_on = \(startsOn)
      AND sheet.calendar_id IS NOT DISTINCT FROM
          (SELECT id FROM people.calendar WHERE site_id = \(site) AND calendar.version = \(calendar?.version))
      """
    if let known = try tx.first(
      Query<Identifier<DueSheet>>("due_sheet.known", "SELECT sheet.id FROM onboarding.due_sheet AS sheet WHERE \(key)"))
    {
      return known
    }
    let id = try tx.one(
      Query<Identifier<DueSheet>>(
        "due_sheet.add",
        """
        INSERT INTO onboarding.due_sheet (entity_id, version_id, site_id, calendar_id, starts_on)
        VALUES (\(version.entity), \(version.id), \(site),
                (SELECT id FROM people.calendar WHERE site_id = \(site) AND calendar.version = \(calendar?.version)),
                \(startsOn))
        RETURNING id
        """))
    let due = content.items.filter { $0.item.due != nil }
    let rules = try due.map { try DueRule(parsing: $0.item.due ?? "") }
    let days = rules.map { $0.day(DueRule.Known(start: startsOn), WorkingDays(calendar)) }
    try tx.run(
      Statement(
        "due_date.add",
        """
        INSERT INTO onboarding.due_date (entity_id, sheet_id, version_id, item_id, rule, due_on)
        SELECT \(version.entity), \(id), \(version.id), *
          FROM unnest(\(due.map(\.id)), \(rules.map(\.description)), \(days))
        """))
    return id
  }
}
