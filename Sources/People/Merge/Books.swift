internal import Postgres
internal import Store

/// What is known already about the people of a merge, read at once: five queries for any number of rows.
struct Books {
  /// One person with everything a row can change.
  struct Entry: Sendable {
    let person: Person
    var email: String?
    var employments: [Employment] = []
    var memberships: [Membership] = []
    /// Live grants alone.
    var skills: [SkillGrant] = []
  }

  let today: LocalDate
  let sites: [String: [Site]]
  private let teams: [Named: Team]
  private let skills: [Named: Skill]
  private var entries: [Named: Entry] = [:]

  /// A name within a company.
  private struct Named: Hashable {
    let entity: LegalEntity.ID
    let name: String
  }

  /// Reads what the caller may see.
  ///
  /// - Parameter numbers: The employee numbers of interest; `nil` means everybody.
  init(numbers: [String]?, withEmail: Bool, in tx: Session) throws(PostgresError) {
    today = try tx.today()
    sites = Dictionary(grouping: try tx.all(Site.all), by: \.name)
    teams = Self.byName(try tx.all(Team.all), \.entity, \.name)
    skills = Self.byName(try tx.all(Skill.all), \.entity, \.name)
    let persons = try tx.all(Person.numbered(numbers))
    let ids = persons.map(\.id)
    let employments = Dictionary(grouping: try tx.all(Employment.of(ids)), by: \.person)
    let memberships = Dictionary(grouping: try tx.all(Membership.of(ids)), by: \.person)
    let grants = Dictionary(grouping: try tx.all(SkillGrant.of(ids)).filter { $0.revokedAt == nil }, by: \.person)
    let details = withEmail ? try tx.all(PrivateDetails.of(ids)) : []
    let emails = Dictionary(details.map { ($0.person, $0.email) }) { first, _ in first }
    for person in persons {
      entries[Named(entity: person.entity, name: person.number ?? "")] = Entry(
        person: person, email: emails[person.id] ?? nil, employments: employments[person.id] ?? [],
        memberships: memberships[person.id] ?? [], skills: grants[person.id] ?? [])
    }
  }

  var everybody: [Entry] {
    entries.values.sorted { ($0.person.entity, $0.person.number ?? "") < ($1.person.entity, $1.person.number ?? "") }
  }

  func entry(_ number: String, of entity: LegalEntity.ID) -> Entry? {
    entries[Named(entity: entity, name: number)]
  }

  func site(_ name: String) throws(PeopleError) -> Site {
    let found = sites[name] ?? []
    guard found.count < 2 else { throw .several(.site, name, []) }
    guard let site = found.first else { throw .unknown(.site, name, known: sites.keys.sorted()) }
    return site
  }

  func team(_ name: String, of entity: LegalEntity.ID) throws(PeopleError) -> Team {
    guard let team = teams[Named(entity: entity, name: name)] else {
      throw .unknown(.team, name, known: teams.keys.filter { $0.entity == entity }.map(\.name).sorted())
    }
    return team
  }

  func skill(_ name: String, of entity: LegalEntity.ID) throws(PeopleError) -> Skill {
    guard let skill = skills[Named(entity: entity, name: name)] else {
      throw .unknown(.skill, name, known: skills.keys.filter { $0.entity == entity }.map(\.name).sorted())
    }
    return skill
  }

  private static func byName<Thing>(
    _ things: [Thing], _ entity: (Thing) -> LegalEntity.ID, _ name: (Thing) -> String
  ) -> [Named: Thing] {
    Dictionary(things.map { (Named(entity: entity($0), name: name($0)), $0) }) { first, _ in first }
  }
}

extension Person {
  /// Those with a number among `numbers`; everybody with one for `nil`.
  static func numbered(_ numbers: [String]?) -> Query<Person> {
    Query(
      "person.numbered",
      """
      SELECT \(raw: columns)
        FROM people.person
       WHERE person.number IS NOT NULL
         AND (\(numbers) IS NULL OR person.number = ANY (\(numbers)))
      """)
  }
}
