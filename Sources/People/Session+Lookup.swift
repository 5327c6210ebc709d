public import Postgres
public import Store

/// What a person typed, as the one thing it names among those the caller may see.
extension Session {
  func entity(_ name: String?) throws -> LegalEntity {
    let all = try all(LegalEntity.all)
    guard let name else {
      guard let only = all.first, all.count == 1 else { throw PeopleError.whichEntity(all.map(\.name)) }
      return only
    }
    return try one(of: all.filter { $0.name == name }, named: name, as: .entity, among: all.map(\.name))
  }

  func site(_ name: String) throws -> Site {
    let all = try all(Site.all)
    return try one(of: all.filter { $0.name == name }, named: name, as: .site, among: all.map(\.name))
  }

  func team(_ name: String) throws -> Team {
    let found = try all(Team.named(name))
    return try one(of: found, named: name, as: .team, among: found.isEmpty ? try all(Team.all).map(\.name) : [])
  }

  func skill(_ name: String, of entity: LegalEntity.ID) throws -> Skill {
    let all = try all(Skill.all).filter { $0.entity == entity }
    return try one(of: all.filter { $0.name == name }, named: name, as: .skill, among: all.map(\.name))
  }

  func trainingClass(_ name: String) throws -> TrainingClass {
    let found = try all(TrainingClass.named(name))
    return try one(
      of: found, named: name, as: .trainingClass, among: found.isEmpty ? try all(TrainingClass.all).map(\.name) : [])
  }

  func person(_ text: String) throws -> Person {
    let found = try all(Person.called(text))
    guard found.count < 2 else {
      throw PeopleError.several(
        .person, text, found.map { "#\($0.id)" + ($0.number.map { " (\($0))" } ?? "") })
    }
    guard let person = found.first else { throw PeopleError.unknown(.person, text, known: []) }
    return person
  }

  private func one<Thing>(
    of found: [Thing], named name: String, as noun: PeopleError.Noun, among known: [String]
  ) throws -> Thing {
    guard found.count < 2 else { throw PeopleError.several(noun, name, []) }
    guard let thing = found.first else { throw PeopleError.unknown(noun, name, known: known) }
    return thing
  }

  func today() throws(PostgresError) -> LocalDate {
    try self.one(Query("day.today", "SELECT current_date"))
  }
}

extension Person {
  /// The one person somebody means by a name, a number or `#id`, for rooms with a transaction of their own.
  ///
  /// - Throws: ``PeopleError``, or the server's no.
  public static func find(_ text: String, in tx: Session) throws -> Person {
    try tx.person(text)
  }
}

extension Site {
  /// The site of that name, for rooms with a transaction of their own.
  public static func find(_ name: String, in tx: Session) throws -> Site {
    try tx.site(name)
  }
}

extension Team {
  /// The team of that name, for rooms with a transaction of their own.
  public static func find(_ name: String, in tx: Session) throws -> Team {
    try tx.team(name)
  }
}

extension LegalEntity {
  /// The company of that name, or the only one the caller works on.
  public static func find(_ name: String?, in tx: Session) throws -> LegalEntity {
    try tx.entity(name)
  }
}

extension Skill {
  /// The skill of that name in a company.
  public static func find(_ name: String, of entity: LegalEntity.ID, in tx: Session) throws -> Skill {
    try tx.skill(name, of: entity)
  }
}

extension TrainingClass {
  /// The class of that name that is not cancelled.
  public static func find(_ name: String, in tx: Session) throws -> TrainingClass {
    try tx.trainingClass(name)
  }
}

extension Calendar {
  /// The newest calendar of a site, if it has one, for rooms with a transaction of their own.
  public static func newest(of site: Site.ID, in tx: Session) throws(PostgresError) -> Calendar? {
    try read(of: site, in: tx)
  }
}
