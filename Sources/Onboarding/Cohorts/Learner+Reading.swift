internal import People
internal import Postgres
internal import Store

extension Learner {
  static func read(_ assignment: Assignment, in tx: Session) throws -> Learner {
    let curriculum = try Curriculum.find(assignment.code, in: tx)
    let content = try VersionContent.read(
      CurriculumVersion.find(assignment.version, of: curriculum, in: tx), of: curriculum, in: tx)
    guard let learner = try read([assignment], of: content, in: tx).first else {
      throw OnboardingError.unknown(.assignment, assignment.code, known: [])
    }
    return learner
  }

  /// All who learn one version, in as many queries as for one.
  static func read(_ assignments: [Assignment], of content: VersionContent, in tx: Session) throws -> [Learner] {
    let rules = try content.rules()
    let ids = assignments.map(\.id)
    let standings = Dictionary(grouping: try tx.all(ItemStanding.of(ids)), by: \.assignment)
    let working = try working(for: ids, in: tx)
    let shifts = try firstShifts(of: assignments, in: tx)
    return assignments.map { assignment in
      Learner(
        assignment, content, rules, standings[assignment.id] ?? [],
        working: working[assignment.id] ?? WorkingDays(nil), firstProductionShift: shifts[assignment.id])
    }
  }

  /// The calendar of each one's site.
  private static func working(for ids: [Assignment.ID], in tx: Session) throws -> [Assignment.ID: WorkingDays] {
    let sites = try tx.tuples(
      "due_sheet.site",
      """
      SELECT assignment.id, sheet.site_id
        FROM onboarding.assignment
        JOIN onboarding.due_sheet AS sheet ON sheet.id = assignment.sheet_id
       WHERE assignment.id = ANY (\(ids))
      """, as: (Assignment.ID, Site.ID).self)
    var calendars: [Site.ID: WorkingDays] = [:]
    for site in Set(sites.map(\.1)) { calendars[site] = WorkingDays(try Calendar.newest(of: site, in: tx)) }
    return Dictionary(
      sites.map { ($0.0, calendars[$0.1] ?? WorkingDays(nil)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The first published shift of each one with contacts in it, after they started.
  private static func firstShifts(
    of assignments: [Assignment], in tx: Session
  ) throws -> [Assignment.ID: LocalDate] {
    let found = try tx.tuples(
      "shift.first",
      """
      SELECT assignment.id, min(shift.works_on)
        FROM onboarding.assignment
        JOIN timekeeping.shift ON shift.person_id = assignment.person_id AND shift.withdrawn_at IS NULL
                              AND shift.works_on >= assignment.starts_on
       WHERE assignment.id = ANY (\(assignments.map(\.id)))
         AND NOT EXISTS (SELECT FROM timekeeping.activity
                          WHERE activity.shift_id = shift.id AND activity.kind = 'training')
       GROUP BY assignment.id
      """, as: (Assignment.ID, LocalDate).self)
    return Dictionary(found.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
  }

  /// The item of that key, or all of them.
  func items(named key: String?) throws -> [LearnerItem] {
    guard let key else { return items }
    let found = items.filter { $0.item.item.key == key }
    guard !found.isEmpty else {
      throw OnboardingError.unknown(.item, key, known: content.items.map(\.item.key))
    }
    return found
  }
}

/// The people of a list, looked up in one query: by number, by `#id` or by name.
struct KnownPeople {
  private var byText: [String: [Person.ID]] = [:]

  init(_ texts: [String], in tx: Session) throws {
    let found = try tx.tuples(
      "person.known",
      """
      SELECT wanted.text, person.id
        FROM unnest(\(Array(Set(texts)))) AS wanted (text)
        JOIN people.person ON person.number = wanted.text
      UNION
      SELECT wanted.text, person.id
        FROM unnest(\(Array(Set(texts)))) AS wanted (text)
        JOIN people.person ON person.name = wanted.text
      UNION
      SELECT wanted.text, person.id
        FROM unnest(\(Array(Set(texts)))) AS wanted (text)
        JOIN people.person ON person.id = CASE WHEN wanted.text ~ '^#[0-9]{1,18}$' THEN substr(wanted.text, 2)::bigint END
      """, as: (String, Person.ID).self)
    for (text, id) in found { byText[text, default: []].append(id) }
  }

  func person(_ text: String) -> Person.ID? {
    byText[text].flatMap { $0.count == 1 ? $0.first : nil }
  }

  func refusal(of text: String) -> String {
    let count = byText[text]?.count ?? 0
    return count == 0 ? "nobody you can see" : "\(count) people are called so: use the employee number"
  }

  /// What is wrong with which row, the first few of them.
  func refusals(of texts: [String]) -> [String] {
    texts.enumerated().filter { person($0.element) == nil }.prefix(10).map {
      "row \($0.offset + 1): “\($0.element)”: \(refusal(of: $0.element))"
    }
  }
}
